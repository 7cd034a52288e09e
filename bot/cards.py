"""What a nudge says: the card for its moment, or what silence puts in its place."""

from collections.abc import Awaitable, Callable

from bot.dorsi import Dorsi
from bot.screens import cards as screens
from bot.screens import morning as morning_screens
from bot.screens import safety, silence
from bot.screens import week as week_screens
from bot.screens.screen import Screen
from bot.weeks import look_back
from content import coach
from content.library import Library
from scheduler.runs import Kind
from scheduler.when import local_day
from storage import mornings
from storage.nudges import Due

# [own] Minutes told on the card; the chooser stays inside 4-6 before a run.
PRE_MINUTES = 5


async def card(dorsi: Dorsi, nudge: Due) -> Screen | None:
    """Return what is said for a nudge that is due; None where there is nothing to say."""
    if nudge.say == "offer":
        return silence.offer()
    if nudge.say == "goodbye":
        return silence.goodbye()
    if nudge.kind in ASKED:
        return await ASKED[nudge.kind](dorsi, nudge)
    return second(nudge) if nudge.said and not nudge.snoozes else first(dorsi.library, nudge)


def first(library: Library, nudge: Due) -> Screen:
    """Return the card of a nudge, also of one that was put off."""
    if nudge.kind == "pre" and nudge.start is not None:
        return screens.pre(nudge.id, nudge.start, nudge.zone, PRE_MINUTES, cue(library, nudge))
    return screens.post(nudge.id) if nudge.kind == "post" else screens.of_day(nudge.id, nudge.kind)


def second(nudge: Due) -> Screen:
    """Return the card that follows up one nobody tapped."""
    if nudge.kind == "pre" and nudge.start is not None:
        return screens.pre_again(nudge.id, nudge.start, nudge.zone)
    return screens.post_again(nudge.id)


def cue(library: Library, nudge: Due) -> str:
    """Return the in-run cue of the day; they take turns from run to run."""
    cues = list(library.cues.values())
    return cues[(nudge.run or nudge.id) % len(cues)].text


async def _morning(dorsi: Dorsi, nudge: Due) -> Screen | None:
    """Return the question about the first ankle that is due; None where none is, or a card asks."""
    day = local_day(dorsi.now(), nudge.zone)
    if await dorsi.db.run(mornings.rides, nudge.runner, day, nudge.zone):
        return None
    state = await dorsi.db.run(dorsi.histories.state, dorsi.library, nudge.runner)
    due = state.mornings_due(day)
    return morning_screens.ask(due[0], day) if due else None


async def _seen(dorsi: Dorsi, nudge: Due) -> Screen | None:
    """Return the question whether an urgent flag was looked at; None where none is up still."""
    state = await dorsi.db.run(dorsi.histories.state, dorsi.library, nudge.runner)
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
