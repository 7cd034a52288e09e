"""Content of a reminder: the card for its moment, or what back-off puts in its place."""

from collections.abc import Awaitable, Callable, Mapping

from sqlalchemy import Connection

from bot.reminders.week_review import look_back
from bot.screens import cards as screens
from bot.screens import morning as morning_screens
from bot.screens import safety, silence
from bot.screens import week as week_screens
from bot.screens.running import Running
from bot.screens.screen import Screen
from bot.services import Services
from content import coach
from content.coach import Context
from content.library import Library
from scheduler.kinds import Kind
from scheduler.wall_clock import local_day
from storage import runners
from storage.reminders import morning_questions
from storage.reminders.due import DueReminder


async def card(services: Services, nudge: DueReminder) -> Screen | None:
    """Return what is said for a nudge that is due; None where there is nothing to say."""
    if nudge.say == "offer":
        return silence.offer()
    if nudge.say == "goodbye":
        return silence.goodbye()
    return await CARDS[nudge.kind](services, nudge)


async def _pre(services: Services, nudge: DueReminder) -> Screen | None:
    """Return the card before a run, or the one that follows it up, as today's answers allow."""
    if nudge.start is None:
        return None
    seconds, running = await services.db.transaction(_warm_up, services, nudge)
    if _is_second(nudge) and running != "none":
        return screens.pre_again(nudge.id, nudge.start, nudge.zone, running)
    line = cue(services.library, nudge)
    return screens.pre(nudge.id, nudge.start, nudge.zone, seconds, line, running)


async def _post(_: Services, nudge: DueReminder) -> Screen:
    """Return the card after a run, or the one that follows it up."""
    return screens.post_again(nudge.id) if _is_second(nudge) else screens.post(nudge.id)


async def _of_day(_: Services, nudge: DueReminder) -> Screen:
    """Return the card of a day, which depends on nothing but its kind."""
    return screens.of_day(nudge.id, nudge.kind)


def _is_second(nudge: DueReminder) -> bool:
    return bool(nudge.times_sent) and not nudge.snoozes


def _warm_up(conn: Connection, services: Services, nudge: DueReminder) -> tuple[float, Running]:
    """Return how long the drills before this run take, and what kind of run it may be."""
    who = runners.get(conn, nudge.runner)
    if who is None:
        return 0.0, "free"
    state = services.states.of(conn, nudge.runner)
    now = services.now()
    day = local_day(now, nudge.zone)
    context = Context(now, day, "before", who.place, frozenset(who.gear))
    plan = coach.plan(services.library, state, context)
    return plan.seconds, coach.running(state, services.library, day)


def cue(library: Library, nudge: DueReminder) -> str:
    """Return the in-run cue of the day; they take turns from run to run."""
    cues = list(library.cues.values())
    return cues[(nudge.run or nudge.id) % len(cues)].text


async def _morning(services: Services, nudge: DueReminder) -> Screen | None:
    """Return the question about the first ankle that is due; None where none is, or a card asks."""
    day = local_day(services.now(), nudge.zone)
    if await services.db.transaction(morning_questions.rides, nudge.runner, day, nudge.zone):
        return None
    state = await services.db.transaction(services.states.of, nudge.runner)
    due = state.mornings_due(day)
    return morning_screens.ask(services.library, due[0], day) if due else None


async def _seen(services: Services, nudge: DueReminder) -> Screen | None:
    """Return the question whether an urgent flag was looked at; None where none is up still."""
    state = await services.db.transaction(services.states.of, nudge.runner)
    block = coach.unseen(state, local_day(services.now(), nudge.zone or "UTC"))
    if block is None:
        return None
    return safety.ask_seen(safety.paused(block, services.library), services.library)


async def _week(services: Services, nudge: DueReminder) -> Screen | None:
    """Return the look back on the week, None where nothing was done and nothing was excused."""
    back = await services.db.transaction(look_back, services, nudge.runner, services.now())
    if back is None or not (back.week.sessions or back.week.kept):
        return None
    return week_screens.screen(services.library, back)


# What is said for each kind.
CARDS: Mapping[Kind, Callable[[Services, DueReminder], Awaitable[Screen | None]]] = {
    **dict.fromkeys(screens.OF_DAY, _of_day),
    "pre": _pre,
    "post": _post,
    "morning": _morning,
    "week": _week,
    "seen": _seen,
}
