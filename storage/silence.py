"""How a runner's silence is noted: what was ignored, and what is said in a card's place."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select, update

from scheduler.ladder import Say, Silence, rung, say
from storage.runners import Runner
from storage.tables import WAITING, nudges, runners

# A nudge that may have reached its runner, or still will.
SPOKEN = ("waiting", "sent", "answered", "ignored")
# What counts as a reminder: a question about the morning or a look back asks for nothing.
REMINDERS = ("pre", "post", "rest", "desk")
# What is asked however long the silence lasts.
QUESTIONS = ("morning", "seen")
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

_THESE = (
    update(runners).where(runners.c.id.in_(bindparam("these", expanding=True))).values(left_out=0)
)
_ONE = update(runners).where(runners.c.id == bindparam("key"))
_IGNORED = _ONE.values(ignored=runners.c.ignored + 1)
_LEFT_OUT = _ONE.values(left_out=runners.c.left_out + 1)
_OF_RUN = (nudges.c.run == bindparam("of_run")) & (nudges.c.kind == "post")
_BEGUN = (
    select(nudges.c.id)
    .where(nudges.c.run == bindparam("of_run"), nudges.c.kind == "pre", nudges.c.said > 0)
    .limit(1)
)
# The card after a run whose reminder was left out ends its run in silence.
_OVER = update(nudges).where(_OF_RUN, WAITING).values(kind="over")


def of(who: Runner | Row[*tuple[Any, ...]], now: datetime) -> Silence:
    """Return the silence of a runner, or of a row with FIELDS; a pause that is over was none."""
    seen = who.last_seen
    if who.paused_until is not None and who.paused_until <= now:
        seen = max(seen, who.paused_until)
    return Silence(who.ignored, seen, who.reminded, who.left_out, who.offered)


def says(conn: Connection, row: Row[*tuple[Any, ...]], now: datetime) -> Say:
    """Return what is said in the place of a nudge that is due; note a session that is left out."""
    quiet = of(row, now)
    if rung(quiet, now) == "every" or row.kind in QUESTIONS:
        return "card"
    if row.kind == "week":
        return "nothing"
    if row.kind == "post" and conn.scalar(_BEGUN, {"of_run": row.run}) is not None:
        return "card"
    what = say(quiet, now)
    if what == "nothing":
        conn.execute(_LEFT_OUT, {"key": row.runner})
    if what != "rare" and row.kind == "pre":
        conn.execute(_OVER, {"of_run": row.run})
    return what


def spoke(conn: Connection, said: Iterable[tuple[int, Say]], now: datetime) -> None:
    """Note what runners on a lower rung were told, so that the next is as far away as promised."""
    told: dict[Say, list[int]] = {}
    for runner, what in said:
        told.setdefault(what, []).append(runner)
    for what, changes in _TOLD.items():
        if what in told:
            conn.execute(_THESE, {"these": sorted(told[what]), "reminded": now, **changes})


def ignored(conn: Connection, runner: int) -> None:
    """Note that a reminder had no tap by its deadline."""
    conn.execute(_IGNORED, {"key": runner})
