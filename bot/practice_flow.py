"""What is asked before a practice, in its order: morning, numbness, walking, a drill's own."""

from dataclasses import replace
from datetime import timedelta
from typing import Literal, get_args

from sqlalchemy import Connection

from bot.interaction import Visit
from bot.practice_request import Session
from bot.screens import gates as screens
from bot.screens import morning
from bot.screens.screen import Screen
from content import coach
from content.coach import Context, Plan
from content.drill import Moment, Side
from content.events import Numbness
from scheduler.reminders import MORNING_OVER
from scheduler.wall_clock import local
from storage import events as reports
from storage import practising, runs
from storage.events import Mark

ONE_DAY = timedelta(days=1)

# "calf" is what a drill asks first: the first that did was the rolling of a calf.
Gate = Literal["morning", "numb", "walking", "calf"]
GATES: tuple[Gate, ...] = get_args(Gate)


async def question(visit: Visit, session: Session, answered: Gate | None = None) -> Screen | None:
    """Return the question that comes first, after the one just `answered`; None where none is."""
    left = GATES[GATES.index(answered) + 1 :] if answered else GATES
    state = await visit.state()
    if "morning" in left and not visit.runner.stopped and (due := state.mornings_due(visit.day)):
        return ask_morning(visit, due[0], session)
    asks = state.numb_due and not visit.runner.stopped
    if "numb" in left and asks and not await visit.run(_told_today, visit):
        return screens.numb(session)
    plan = await suggested(visit, session)
    if "walking" in left and (session.moment == "before" or plan.next_step == "walking"):
        return screens.walking(visit.library, session)
    first = coach.asks_first(visit.library, plan)
    return screens.first(session, first) if "calf" in left and first else None


def _told_today(conn: Connection, visit: Visit) -> bool:
    """Tell whether it was said today that a numb feeling is still there: tomorrow asks again."""
    lately = reports.since(conn, visit.runner.id, Mark(visit.now - ONE_DAY))
    events = (one.event for one in lately)
    return any(isinstance(one, Numbness) and one.day == visit.day for one in events)


def ask_morning(visit: Visit, side: Side, then: Session | None = None) -> Screen:
    """Return the question about one ankle's morning; the session `then` goes on after it."""
    late = local(visit.now, visit.zone).time() >= MORNING_OVER
    return morning.ask(visit.library, side, visit.day, late=late, session=then)


async def suggested(visit: Visit, session: Session, *, asked: bool = False) -> Plan:
    """Return the coach's plan for now, from everything the runner has told us."""
    today = replace(context(visit, session), asked=asked)
    return coach.plan(visit.library, await visit.state(), today)


def context(visit: Visit, session: Session, *, days: int = 0) -> Context:
    """Return what the coach must know of this visit, or of so many days after it."""
    later = timedelta(days=days)
    gear = frozenset(visit.runner.gear)
    moment, place, minute = session.moment, session.place, session.minute
    return Context(visit.now + later, visit.day + later, moment, place, gear, minute)


async def moment_now(visit: Visit) -> Moment:
    """Return what the present moment is: before a run, after one, or a day without."""
    if visit.runner.place == "desk":
        return "desk"
    if await visit.run(runs.current, visit.runner.id, visit.now):
        return "after"
    coming = await visit.run(runs.upcoming, visit.runner.id, visit.now)
    return "before" if coming and coming[0].start - visit.now <= practising.AROUND else "rest"


async def runs_today(visit: Visit) -> bool:
    """Tell whether a run of this day is still ahead."""
    coming = await visit.run(runs.upcoming, visit.runner.id, visit.now)
    return any(local(one.start, visit.zone).date() == visit.day for one in coming)
