"""Lifting what keeps drills away: one rule asked, one event kept, reminders brought in line."""

from sqlalchemy import Connection

from bot.visit import Visit
from content import coach
from content.coach import State
from content.history import Cleared, How, Seen
from storage import pauses, reports, runners, seen


async def lift(visit: Visit, key: str, how: How, told: Seen | None = None) -> State | None:
    """Lift a flag, limit or time out and return the new state; None where it may not be lifted so.

    `told` is when a clinician saw it.
    """
    return await visit.run(_lift, visit, key, how, told)


def _lift(conn: Connection, visit: Visit, key: str, how: How, told: Seen | None) -> State | None:
    runner = visit.runner.id
    runners.lock(conn, runner)
    before = visit.dorsi.histories.state(conn, visit.library, runner)
    if not coach.may_lift(before, visit.library, key, how, visit.now):
        return None
    event = Cleared(visit.now, visit.day, key, how, told)
    reports.add(conn, runner, event)
    after = coach.step(visit.library, before, event)
    if not any(block.tier in {"A", "B"} for block in after.blocks.values()):
        seen.withdraw(conn, runner)
    pauses.stop(conn, runner, coach.holds_all(after, visit.library, visit.day), visit.now)
    return after
