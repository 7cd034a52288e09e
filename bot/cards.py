"""What a nudge says: the card for its moment, or what silence puts in its place."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from sqlalchemy import Connection

from bot.dorsi import Dorsi
from bot.screens import cards as screens
from bot.screens import morning as morning_screens
from bot.screens import safety, silence
from bot.screens import week as week_screens
from bot.screens.running import Running
from bot.screens.screen import Screen
from bot.weeks import look_back
from content import coach
from content.coach import Context
from content.library import Library
from scheduler.runs import Kind
from scheduler.when import local_day
from storage import mornings, runners
from storage.nudges import Due


async def card(dorsi: Dorsi, nudge: Due) -> Screen | None:
    """Return what is said for a nudge that is due; None where there is nothing to say."""
    if nudge.say == "offer":
        return silence.offer()
    if nudge.say == "goodbye":
        return silence.goodbye()
    if nudge.kind in ASKED:
        return await ASKED[nudge.kind](dorsi, nudge)
    again = bool(nudge.said) and not nudge.snoozes
    if nudge.kind == "pre" and nudge.start is not None:
        return await _pre(dorsi, nudge, nudge.start, again=again)
    if again:
        return screens.post_again(nudge.id)
    return screens.post(nudge.id) if nudge.kind == "post" else screens.of_day(nudge.id, nudge.kind)


async def _pre(dorsi: Dorsi, nudge: Due, start: datetime, *, again: bool) -> Screen:
    """Return the card before a run, or the one that follows it up, as today's answers allow."""
    seconds, running = await dorsi.db.run(_warm_up, dorsi, nudge)
    if again and running != "none":
        return screens.pre_again(nudge.id, start, nudge.zone, running)
    line = cue(dorsi.library, nudge)
    return screens.pre(nudge.id, start, nudge.zone, seconds, line, running)


def _warm_up(conn: Connection, dorsi: Dorsi, nudge: Due) -> tuple[float, Running]:
    """Return how long the drills before this run take, and what kind of run it may be."""
    who = runners.get(conn, nudge.runner)
    if who is None:
        return 0.0, "free"
    state = dorsi.states.of(conn, nudge.runner)
    now = dorsi.now()
    day = local_day(now, nudge.zone)
    context = Context(now, day, "before", who.place, frozenset(who.gear))
    plan = coach.plan(dorsi.library, state, context)
    return plan.seconds, coach.running(state, dorsi.library, day)


def cue(library: Library, nudge: Due) -> str:
    """Return the in-run cue of the day; they take turns from run to run."""
    cues = list(library.cues.values())
    return cues[(nudge.run or nudge.id) % len(cues)].text


async def _morning(dorsi: Dorsi, nudge: Due) -> Screen | None:
    """Return the question about the first ankle that is due; None where none is, or a card asks."""
    day = local_day(dorsi.now(), nudge.zone)
    if await dorsi.db.run(mornings.rides, nudge.runner, day, nudge.zone):
        return None
    state = await dorsi.db.run(dorsi.states.of, nudge.runner)
    due = state.mornings_due(day)
    return morning_screens.ask(dorsi.library, due[0], day) if due else None


async def _seen(dorsi: Dorsi, nudge: Due) -> Screen | None:
    """Return the question whether an urgent flag was looked at; None where none is up still."""
    state = await dorsi.db.run(dorsi.states.of, nudge.runner)
    block = coach.unseen(state, local_day(dorsi.now(), nudge.zone or "UTC"))
    if block is None:
        return None
    return safety.ask_seen(safety.paused(block, dorsi.library), dorsi.library)


async def _week(dorsi: Dorsi, nudge: Due) -> Screen | None:
    """Return the look back on the week, None where nothing was done and nothing was excused."""
    back = await look_back(dorsi, nudge.runner)
    if back is None or not (back.week.sessions or back.week.kept):
        return None
    return week_screens.screen(dorsi.library, back)


# What depends on more than the nudge: on what the runner has told us.
ASKED: dict[Kind, Callable[[Dorsi, Due], Awaitable[Screen | None]]] = {
    "morning": _morning,
    "week": _week,
    "seen": _seen,
}
