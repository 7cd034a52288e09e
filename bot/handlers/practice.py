"""A practice: a tap, the row, the next screen; the same message all the way."""

import asyncio
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import Connection

from bot.handlers import hold, today
from bot.screens import flags
from bot.screens import practice as screens
from bot.screens import today as today_screens
from bot.screens.screen import Screen, escape
from bot.visit import Visit
from content import coach
from content.coach import asking
from content.practice import Practice, heed, opens_flags
from storage import mornings, practices
from storage.practices import Kept, Stale

# A practice begun before midnight goes on after it; one left for longer is of another day.
ONE_SITTING = timedelta(hours=6)
# Reasons that change nothing: told as "next time" only where there is no other.
QUIET = ("start", "steady", "top", "R14")


async def answered(visit: Visit) -> None:
    """Show what an answer leads to; what it told was kept by `take` before."""
    kept: Kept | Stale = visit.taken
    if isinstance(kept, Stale):
        await _stale(visit, kept.kept)
        return
    screen = await after(visit, kept)
    if lead := _said_to(visit, kept, visit.words[2]):
        screen = screen.after(escape(lead))
    await asyncio.gather(visit.show(screen), visit.answer())


def take(conn: Connection, visit: Visit) -> Kept | Stale:
    """Apply an answer, unless the practice was left on another day: then nothing changes."""
    number, turn, verb = int(visit.words[0]), int(visit.words[1]), visit.words[2]
    kept = practices.hold(conn, visit.runner.id, number)
    if kept is not None and is_of_another_day(visit, kept):
        return Stale(kept)
    return practices.answer(conn, visit.library, kept, turn, verb, visit.now, _heeding(visit))


def _heeding(visit: Visit) -> practices.Heed:
    """Return what plans the rest of a practice anew, from what the runner has told by now."""

    def heeded(conn: Connection, kept: Kept) -> Practice:
        state = visit.dorsi.histories.state(conn, visit.library, visit.runner.id)
        now = today.context(visit, kept.practice.moment, kept.practice.place)
        return heed(kept.practice, visit.library, state, replace(now, day=kept.day))

    return heeded


def is_of_another_day(visit: Visit, kept: Kept) -> bool:
    """Tell whether a practice was begun on another day, and not just before midnight."""
    return kept.day != visit.day and visit.now - kept.begun > ONE_SITTING


async def resume(visit: Visit) -> None:
    """Go on with a practice where it was left; it counts for today."""
    number = int(visit.words[0])
    heeding = _heeding(visit)
    kept = await visit.run(practices.resume, visit.runner.id, number, visit.now, visit.day, heeding)
    if kept is None or not kept.open:
        await visit.show(today_screens.gone())
        return
    shown = await visit.show(await after(visit, kept))
    await visit.run(practices.message, visit.runner.id, kept.id, shown)


async def after(visit: Visit, kept: Kept) -> Screen:
    """Return what comes after an answer: the red flags where due, else the practice or its end."""
    if opens_flags(kept.practice):
        await hold.settle(visit, await visit.state())
        return flags.page(visit.library, asking.ALL, kept.id)
    return await going_on(visit, kept)


async def going_on(visit: Visit, kept: Kept) -> Screen:
    """Return the practice as it stands, or how it ended and what comes next time.

    At its end it is decided whether the morning after is asked about.
    """
    if kept.open:
        return screens.screen(visit.library, kept.id, kept.practice)
    state = await visit.state()
    await hold.settle(visit, state)
    morning = kept.day + timedelta(days=1)
    if state.mornings_due(morning):
        await visit.run(mornings.wish, visit.runner.id, morning, visit.now)
    tomorrow = today.context(visit, "rest", visit.runner.place, days=1)
    plan = coach.plan(visit.library, state, tomorrow)
    told = [reason for planned in plan.drills for reason in planned.reasons]
    told = sorted(told, key=lambda reason: reason.rule in QUIET)
    sentences = [coach.why(visit.library, reason, tomorrow.day) for reason in told or plan.reasons]
    return today_screens.end(visit.library, kept.practice, sentences)


async def _stale(visit: Visit, kept: Kept | None) -> None:
    """Answer a tap that no longer fits, kindly; nothing of the practice changes."""
    if kept is None or not kept.open:
        await visit.answer(today_screens.OVER)
        await visit.show(today_screens.gone())
    elif is_of_another_day(visit, kept):
        await visit.show(today_screens.under_way(kept.id, same_day=False))
    else:
        await visit.answer(screens.HERE)
        await visit.show(await after(visit, kept))


def _said_to(visit: Visit, kept: Kept, verb: str) -> str | None:
    """Return what is said to a form fault or a normal feeling."""
    if verb in {"calf_stretch", "click"}:
        normal = visit.library.safety.normal
        return normal["stretch" if verb == "calf_stretch" else "click"]
    fault = visit.library.faults.get(verb)
    if fault is None:
        return None
    drill = visit.library.drills[kept.practice.steps[kept.practice.at].drill]
    return next((fix for name, fix in drill.faults.items() if name == verb), fault.fix)
