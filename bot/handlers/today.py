"""Today's suggestion, its gates, and the start of a practice (`/today`)."""

from dataclasses import replace
from datetime import timedelta
from typing import cast, get_args

from sqlalchemy import Connection

from bot.handlers import hold
from bot.screens import flags, morning
from bot.screens import practice as step_screens
from bot.screens import today as screens
from bot.screens.around import old_button
from bot.screens.screen import Screen, escape
from bot.visit import Visit
from content import coach
from content.coach import Context, Plan, asking
from content.drill import Moment, Place, Side
from content.history import Walking
from content.practice import Practice, start
from scheduler.runs import MORNING_OVER
from scheduler.when import local
from storage import practices, reports, runs, tending
from storage.practices import Kept

MOMENTS: tuple[str, ...] = get_args(Moment)
PLACES: tuple[str, ...] = get_args(Place)
# [own] So long before a run its warm-up is the drill for now, and so long after it the wind-down.
AROUND = timedelta(hours=2)
# The reason under which the next step is the answer about walking.
WALK_FIRST = "R1_walk"


async def open_(visit: Visit) -> None:
    """Offer to go on with a practice that was left, else show the suggestion for now."""
    kept = await visit.run(practices.latest_open, visit.runner.id)
    if kept is not None:
        await visit.show(screens.under_way(kept.id, kept.day == visit.day))
    else:
        await look(visit, await moment_now(visit), visit.runner.place)


async def tapped(visit: Visit) -> None:
    """Act on a tap: look, choose a place, answer a gate, or begin."""
    verb, moment, place, length, answer = visit.words
    place = visit.runner.place if place == "usual" else place
    if moment not in MOMENTS or place not in PLACES:
        await visit.show(old_button())
        return
    where = cast("Place", place)
    when = cast("Moment", moment)
    if verb == "look":
        await look(visit, when, where)
    elif verb == "gentle":
        await begin(visit, when, where, minute=length == "minute", asked=True)
    elif verb == "place":
        await visit.show(screens.places(moment, place))
    elif verb == "afresh":
        await visit.run(close_open, visit.runner.id)
        await look(visit, await moment_now(visit), visit.runner.place)
    elif verb == "go":
        await enter(visit, when, where, minute=length == "minute")
    elif verb == "walk" and answer in {"0", "4", "6", "limp"}:
        score = None if answer == "limp" else int(answer)
        await visit.run(reports.add, visit.runner.id, Walking(visit.now, visit.day, score))
        await walked(visit, when, where, minute=length == "minute")
    elif verb == "better":
        await visit.show(screens.walking(session(when, where, minute=length == "minute")))
    elif verb == "calf":
        await begin(visit, when, where, minute=length == "minute", calf_asked=True)
    else:
        await visit.show(old_button())


async def look(visit: Visit, moment: Moment, place: Place) -> None:
    """Show what would be done at a moment and a place."""
    plan = await suggested(visit, moment, place)
    if waits_for_walking(plan):
        await enter(visit, moment, place, minute=False)
        return
    if plan.blocked is not None:
        await refuse(visit, plan)
        return
    coming = await visit.run(runs.upcoming, visit.runner.id, visit.now)
    start_of_run = coming[0].start if coming else None
    await visit.show(screens.suggestion(visit.library, plan, visit.day, start_of_run, visit.zone))


async def enter(visit: Visit, moment: Moment, place: Place, *, minute: bool) -> None:
    """Go towards a practice: first how the morning was, where that is due, then the gate."""
    due = () if visit.runner.stopped else (await visit.state()).mornings_due(visit.day)
    if due:
        await visit.show(ask_morning(visit, due[0], session(moment, place, minute=minute)))
    else:
        await gate(visit, moment, place, minute=minute)


def ask_morning(visit: Visit, side: Side, then: str = "") -> Screen:
    """Return the question about one ankle's morning; the session `then` goes on after it."""
    late = local(visit.now, visit.zone).time() >= MORNING_OVER
    return morning.ask(side, visit.day, late=late, session=then)


async def gate(visit: Visit, moment: Moment, place: Place, *, minute: bool) -> None:
    """Ask about walking where that comes first, else begin."""
    if moment == "before":
        await visit.show(screens.walking(session(moment, place, minute=minute)))
    else:
        await begin(visit, moment, place, minute=minute, walking_asked=False)


async def walked(visit: Visit, moment: Moment, place: Place, *, minute: bool) -> None:
    """Go on after the answer about walking; strong pain asks the red flags, and no drill comes."""
    plan = await suggested(visit, moment, place, minute=minute)
    if not plan.alarm:
        await begin(visit, moment, place, minute=minute)
        return
    await visit.run(close_open, visit.runner.id)
    why = coach.why(visit.library, plan.reasons[0], visit.day)
    await visit.show(flags.page(visit.library, asking.STRONG).after(escape(why)))


async def begin(
    visit: Visit,
    moment: Moment,
    place: Place,
    *,
    minute: bool,
    walking_asked: bool = True,
    calf_asked: bool = False,
    asked: bool = False,
) -> None:
    """Begin a practice in place of the message that was tapped; `asked`: only the gentle drill."""
    plan = await suggested(visit, moment, place, minute=minute, asked=asked)
    if not walking_asked and waits_for_walking(plan):
        await visit.show(screens.walking(session(moment, place, minute=minute)))
        return
    if plan.blocked is not None:
        await refuse(visit, plan)
        return
    rolls = any(planned.drill == "calf_foam_roll" for planned in plan.drills)
    if rolls and not calf_asked:
        await visit.show(screens.calf(session(moment, place, minute=minute)))
        return
    kept = await visit.run(_begin, visit, start(visit.library, plan))
    why = coach.why(visit.library, plan.drills[0].reasons[0], visit.day)
    shown = await visit.show(step_screens.screen(visit.library, kept.id, kept.practice, why))
    await visit.run(practices.message, visit.runner.id, kept.id, shown)


async def refuse(visit: Visit, plan: Plan) -> None:
    """Say why there is no drill now; a day without a run was asked about its flags before."""
    if plan.alarm:
        here = session(plan.moment, plan.place, minute=plan.minute)
        await visit.show(flags.no_run(here))
        return
    gentle = await suggested(visit, plan.moment, "mat", asked=True)
    offered = gentle.blocked is None
    await visit.show(screens.blocked(visit.library, plan, visit.day, gentle=offered))


def waits_for_walking(plan: Plan) -> bool:
    """Tell whether the next step is the answer about walking."""
    return any(reason.rule == WALK_FIRST for reason in plan.reasons)


def session(moment: Moment, place: Place, *, minute: bool) -> str:
    """Return how buttons name what is about to begin."""
    return f"{moment}:{place}:{'minute' if minute else 'full'}"


async def suggested(
    visit: Visit, moment: Moment, place: Place, *, minute: bool = False, asked: bool = False
) -> Plan:
    """Return the coach's plan for now, from everything the runner has told us."""
    state = await visit.state()
    await hold.settle(visit, state)
    today = replace(context(visit, moment, place), minute=minute, asked=asked)
    return coach.plan(visit.library, state, today)


def context(visit: Visit, moment: Moment, place: Place, *, days: int = 0) -> Context:
    """Return what the coach must know of this visit, or of so many days after it."""
    later = timedelta(days=days)
    gear = frozenset(visit.runner.gear)
    return Context(visit.now + later, visit.day + later, moment, place, gear)


async def moment_now(visit: Visit) -> Moment:
    """Return what the present moment is: before a run, after one, or a day without."""
    if visit.runner.place == "desk":
        return "desk"
    if await visit.run(runs.current, visit.runner.id, visit.now):
        return "after"
    coming = await visit.run(runs.upcoming, visit.runner.id, visit.now)
    return "before" if coming and coming[0].start - visit.now <= AROUND else "rest"


def close_open(conn: Connection, runner: int) -> None:
    """End the practice that was left, if there is one."""
    left = practices.latest_open(conn, runner)
    if left is not None:
        practices.close(conn, runner, left.id)


def _begin(conn: Connection, visit: Visit, practice: Practice) -> Kept:
    close_open(conn, visit.runner.id)
    until = visit.now + AROUND
    tending.served(conn, visit.runner.id, practice.moment, visit.day, until, visit.now)
    return practices.begin(conn, visit.runner.id, practice, None, visit.now, visit.day)
