"""A practice: a tap, the row, the next screen; the same message all the way."""

import asyncio
from dataclasses import replace

from sqlalchemy import Connection

from bot import practice_flow
from bot.handlers import referral, roller
from bot.interaction import Visit
from bot.practice_request import Session
from bot.screens import end, flags, told
from bot.screens import practice as screens
from bot.screens import today as today_screens
from bot.screens.running import NOW
from bot.screens.screen import LONGEST, Screen, escape, visible
from bot.screens.step import Known
from bot.taps.practice import AnswerTap, ResumeTap
from content import coach
from content.coach.drill_state import NEVER
from content.practice import Practice, current, opens_flags, reply
from storage import practising
from storage.practices import Kept, Stale


async def answered(visit: Visit, tap: AnswerTap, kept: Kept | Stale) -> None:
    """Show what an answer leads to; what it told was kept by `take` before."""
    if isinstance(kept, Stale):
        await stale(visit, kept.kept)
        return
    lead = reply(kept.practice, tap.answer, visit.library)
    screen = await after(visit, kept, escape(lead) if lead else None)
    await asyncio.gather(visit.show(screen), visit.answer())


def take(conn: Connection, visit: Visit, tap: AnswerTap) -> Kept | Stale:
    """Apply an answer, unless the practice was left on another day: then nothing changes."""
    states, runner = visit.dorsi.states, visit.runner
    return practising.answer(conn, states, runner, tap.practice, tap.turn, tap.answer, visit.now)


async def resume(visit: Visit, tap: ResumeTap) -> None:
    """Go on with a practice where it was left; it counts for today."""
    states, runner = visit.dorsi.states, visit.runner
    kept = await visit.run(practising.resume, states, runner, tap.practice, visit.now)
    if kept is None or not kept.open:
        await visit.show(today_screens.gone())
        return
    await visit.show(await after(visit, kept))


async def after(visit: Visit, kept: Kept, lead: str | None = None) -> Screen:
    """Return what comes after an answer: the red flags where due, else the practice or its end."""
    if not opens_flags(kept.practice):
        return await going_on(visit, kept, lead)
    screen = flags.page(visit.library, kept.practice.asks, kept.id)
    for sentence in told.news(visit.library, kept.practice, visit.day):
        longer = screen.after(sentence)
        screen = longer if visible(longer.text) <= LONGEST else screen
    return screen


async def going_on(
    visit: Visit, kept: Kept, lead: str | None = None, *, told_already: bool = False
) -> Screen:
    """Return the practice as it stands, under a `lead` (HTML) and its news, or how it ended."""
    if not kept.open:
        return await _ended(visit, kept)
    beside = await known(visit, kept, lead)
    if told_already:
        beside = replace(beside, news=())
    return screens.screen(visit.library, kept.id, kept.practice, beside)


async def known(visit: Visit, kept: Kept, lead: str | None = None) -> Known:
    """Return what the screen of an open practice needs to know beside it."""
    practice, library = kept.practice, visit.library
    news = told.news(library, practice, visit.day)
    beside = Known(visit.day, visit.runner.units, news=(lead, *news) if lead else news)
    if practice.ask != "step":
        return beside
    now = current(practice)
    if library.drills[now.drill].rungs[now.rung].wall:
        state = await visit.state()
        beside = replace(beside, wall={test.side: test.centimetres for test in state.tests})
    return beside if practice.turn else await _beginning(visit, practice, beside)


async def _beginning(visit: Visit, practice: Practice, beside: Known) -> Known:
    """Return what is known with what only the first step tells: its reason, and the run's."""
    state = await visit.state()
    session = Session(practice.moment, practice.place, practice.minute)
    plan = await practice_flow.suggested(visit, session, asked=True)
    drill = practice.steps[0].drill
    reason = next((one.reasons[0] for one in plan.drills if one.drill == drill), None)
    running = coach.running(state, visit.library, visit.day)
    run = (NOW["easy"],) if practice.moment == "before" and running == "easy" else ()
    first = state.practice == NEVER
    return replace(beside, reason=reason, first=first, news=(*run, *beside.news))


async def _ended(visit: Visit, kept: Kept) -> Screen:
    """Return the end, after a message on whom to see where a rule refers."""
    state = await visit.state()
    if not kept.practice.asked:
        await referral.say(visit, state, kept.day)
    session = Session("rest", visit.runner.place)
    plan = coach.plan(visit.library, state, practice_flow.context(visit, session, days=1))
    if plan.blocked is not None:  # its hours count from now, not from tomorrow
        today = coach.plan(visit.library, state, practice_flow.context(visit, session))
        plan = today if today.blocked is not None else plan
    next_time = end.next_time(visit.library, kept.practice, plan, visit.day)
    news = told.news(visit.library, kept.practice, visit.day)
    screen = end.end(visit.library, kept.practice, next_time, news)
    return await roller.asked(visit, kept.practice, screen)


async def stale(visit: Visit, kept: Kept | None) -> None:
    """Answer a tap that no longer fits, kindly; nothing of the practice changes."""
    if kept is None or not kept.open:
        await visit.answer(end.OVER)
        await visit.show(today_screens.gone())
    elif practising.is_of_another_day(kept, visit.runner, visit.now):
        await visit.show(today_screens.under_way(kept.id, same_day=False))
    else:
        await visit.answer(screens.HERE)
        await visit.show(await after(visit, kept))
