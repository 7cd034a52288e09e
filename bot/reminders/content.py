"""What a nudge says: the card for its moment, or what silence puts in its place."""

from collections.abc import Awaitable, Callable, Mapping

from sqlalchemy import Connection

from bot.reminders.week_review import look_back
from bot.screens import cards as screens
from bot.screens import morning as morning_screens
from bot.screens import safety, silence
from bot.screens import week as week_screens
from bot.screens.running import Running
from bot.screens.screen import Screen
from bot.services import Dorsi
from content import coach
from content.coach import Context
from content.library import Library
from scheduler.kinds import Kind
from scheduler.wall_clock import local_day
from storage import runners
from storage.reminders import morning_questions
from storage.reminders.outbox import Due


async def card(dorsi: Dorsi, nudge: Due) -> Screen | None:
    """Return what is said for a nudge that is due; None where there is nothing to say."""
    if nudge.say == "offer":
        return silence.offer()
    if nudge.say == "goodbye":
        return silence.goodbye()
    return await CARDS[nudge.kind](dorsi, nudge)


async def _pre(dorsi: Dorsi, nudge: Due) -> Screen | None:
    """Return the card before a run, or the one that follows it up, as today's answers allow."""
    if nudge.start is None:
        return None
    seconds, running = await dorsi.db.run(_warm_up, dorsi, nudge)
    if _is_second(nudge) and running != "none":
        return screens.pre_again(nudge.id, nudge.start, nudge.zone, running)
    line = cue(dorsi.library, nudge)
    return screens.pre(nudge.id, nudge.start, nudge.zone, seconds, line, running)


async def _post(_: Dorsi, nudge: Due) -> Screen:
    """Return the card after a run, or the one that follows it up."""
    return screens.post_again(nudge.id) if _is_second(nudge) else screens.post(nudge.id)


async def _of_day(_: Dorsi, nudge: Due) -> Screen:
    """Return the card of a day, which depends on nothing but its kind."""
    return screens.of_day(nudge.id, nudge.kind)


def _is_second(nudge: Due) -> bool:
    return bool(nudge.said) and not nudge.snoozes


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
    if await dorsi.db.run(morning_questions.rides, nudge.runner, day, nudge.zone):
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


# What is said for each kind.
CARDS: Mapping[Kind, Callable[[Dorsi, Due], Awaitable[Screen | None]]] = {
    **dict.fromkeys(screens.OF_DAY, _of_day),
    "pre": _pre,
    "post": _post,
    "morning": _morning,
    "week": _week,
    "seen": _seen,
}
