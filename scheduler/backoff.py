"""Reminder back-off: the less a runner answers, the less Dorsi says.

Its rungs are those of docs/coaching/reminders.md#the-ladder-of-silence: three reminders in a row
without a tap by their deadline, then five; 30 days without a sign of life, then 60. Any tap goes
back to the top.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

Rung = Literal["every", "half", "weekly", "fortnightly", "goodbye"]
# "rare" is a card on a lower rung: it is noted when it was said.
Say = Literal["card", "rare", "offer", "goodbye", "nothing"]

HALF_FROM = 3
WEEKLY_FROM = 5
FORTNIGHTLY_AFTER = timedelta(days=30)
GOODBYE_AFTER = timedelta(days=60)

# Half a day less than the week or fortnight: the same wall-clock time may come a little sooner.
_SLACK = timedelta(hours=12)
_APART: dict[Rung, timedelta] = {
    "weekly": timedelta(days=7) - _SLACK,
    "fortnightly": timedelta(days=14) - _SLACK,
}


@dataclass(frozen=True, slots=True)
class Silence:
    """What a runner's silence looks like.

    `ignored` counts the reminders in a row without a tap, `seen` is the last sign of life,
    `reminded` when a session was last announced on a lower rung, `left_out` the sessions passed
    over since, and `offered` whether other times or a pause were offered already.
    """

    ignored: int
    seen: datetime
    reminded: datetime | None = None
    left_out: int = 0
    offered: bool = False


def rung(silence: Silence, now: datetime) -> Rung:
    """Return how often a runner is reminded now."""
    silent = now - silence.seen
    if silent >= GOODBYE_AFTER:
        return "goodbye"
    if silent >= FORTNIGHTLY_AFTER:
        return "fortnightly"
    if silence.ignored >= WEEKLY_FROM:
        return "weekly"
    return "half" if silence.ignored >= HALF_FROM else "every"


def say(silence: Silence, now: datetime) -> Say:
    """Return what is said in the place of a session's first reminder, due now.

    Each lower rung keeps the rule of the one above it, so that more silence never means more.
    """
    at = rung(silence, now)
    if at == "every":
        return "card"
    if at == "goodbye":
        return "goodbye"
    if silence.ignored >= HALF_FROM and not silence.offered:
        return "offer"
    if silence.reminded is None:
        return "rare"
    early = now - silence.reminded < _APART.get(at, timedelta())
    return "nothing" if early or not silence.left_out else "rare"
