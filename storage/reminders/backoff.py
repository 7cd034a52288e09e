"""Back-off state of a runner: what was ignored, and what is said in a card's place."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select, update

from scheduler.backoff import Say, Silence, rung, say
from scheduler.kinds import KINDS, Kind
from scheduler.states import ReminderState
from storage.runners import Runner
from storage.tables import WAITING, nudges, of_kinds, runners

# What is said in the place of a reminder, and so cannot be ignored like one.
INSTEAD: tuple[Say, ...] = ("offer", "goodbye")

FIELDS = (
    runners.c.ignored,
    runners.c.last_seen,
    runners.c.paused_until,
    runners.c.reminded,
    runners.c.left_out,
    runners.c.offered,
)

_TOLD: dict[Say, dict[str, bool]] = {
    "rare": {},
    "offer": {"offered": True},
    "goodbye": {"gone": True},
}

_NOTE_REMINDED = (
    update(runners).where(runners.c.id.in_(bindparam("these", expanding=True))).values(left_out=0)
)
_CHANGE_RUNNER = update(runners).where(runners.c.id == bindparam("key"))
_COUNT_IGNORED = _CHANGE_RUNNER.values(ignored=runners.c.ignored + 1)
_COUNT_LEFT_OUT = _CHANGE_RUNNER.values(left_out=runners.c.left_out + 1)
_OF_RUN = nudges.c.run == bindparam("of_run")
# Whose run was announced is not left without the card after it.
_FIND_SAID_BEFORE = (
    select(nudges.c.id)
    .where(_OF_RUN, of_kinds(lambda rules: rules.before_run), nudges.c.times_sent > 0)
    .limit(1)
)
_SILENT_END: Kind = "over"
# The card after a run whose reminder was left out ends its run in silence.
_HUSH_END = (
    update(nudges)
    .where(_OF_RUN, of_kinds(lambda rules: rules.after_run and rules.is_said), WAITING)
    .values(kind=_SILENT_END)
)


def of(who: Runner | Row[*tuple[Any, ...]], now: datetime) -> Silence:
    """Return the silence of a runner, or of a row with FIELDS; a pause that is over was none."""
    seen = who.last_seen
    if who.paused_until is not None and who.paused_until <= now:
        seen = max(seen, who.paused_until)
    return Silence(who.ignored, seen, who.reminded, who.left_out, who.offered)


def says(conn: Connection, row: Row[*tuple[Any, ...]], now: datetime) -> Say:
    """Return what is said in the place of a nudge that is due; note a session that is left out."""
    quiet, kind = of(row, now), KINDS[row.kind]
    if rung(quiet, now) == "every" or kind.is_question:
        return "card"
    if not kind.asks_for_drills:
        return "nothing"
    if kind.after_run and conn.scalar(_FIND_SAID_BEFORE, {"of_run": row.run}) is not None:
        return "card"
    what = say(quiet, now)
    if what == "nothing":
        conn.execute(_COUNT_LEFT_OUT, {"key": row.runner})
    if what != "rare" and kind.before_run:
        conn.execute(_HUSH_END, {"of_run": row.run})
    return what


def state_of(said: Say) -> ReminderState:
    """Return the state of a nudge in whose place that was said."""
    return ReminderState.SUPPRESSED if said in INSTEAD else ReminderState.SENT


def spoke(conn: Connection, said: Iterable[tuple[int, Say]], now: datetime) -> None:
    """Note what runners on a lower rung were told, so that the next is as far away as promised."""
    told: dict[Say, list[int]] = {}
    for runner, what in said:
        told.setdefault(what, []).append(runner)
    for what, changes in _TOLD.items():
        if what in told:
            asked = {"these": sorted(told[what]), "reminded": now, **changes}
            conn.execute(_NOTE_REMINDED, asked)


def ignored(conn: Connection, runner: int) -> None:
    """Note that a reminder had no tap by its deadline."""
    conn.execute(_COUNT_IGNORED, {"key": runner})
