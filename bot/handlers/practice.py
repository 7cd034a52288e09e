"""A practice: a tap, the row, the next screen; the same message all the way."""

import asyncio
from dataclasses import replace

from sqlalchemy import Connection

from bot import practice_flow
from bot.handlers import referral, roller
from bot.interaction import Interaction
from bot.practice_request import PracticeRequest
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
from storage.practices import Kept, SetAside, Stale


async def answered(interaction: Interaction, tap: AnswerTap, kept: Kept | Stale) -> None:
    """Show what an answer leads to; what it told was kept by `take` before."""
    if isinstance(kept, Stale):
        await stale(interaction, kept.kept)
        return
    lead = reply(kept.practice, tap.answer, interaction.library)
    screen = await after(interaction, kept, escape(lead) if lead else None)
    await asyncio.gather(interaction.show(screen), interaction.answer())


def take(conn: Connection, interaction: Interaction, tap: AnswerTap) -> Kept | Stale:
    """Apply an answer, unless the practice was left on another day: then nothing changes."""
    states, runner = interaction.services.states, interaction.runner
    return practising.answer(
        conn, states, runner, tap.practice, tap.turn, tap.answer, interaction.now
    )


async def resume(interaction: Interaction, tap: ResumeTap) -> None:
    """Go on with a practice where it was left; it counts for today."""
    states, runner = interaction.services.states, interaction.runner
    kept = await interaction.transaction(
        practising.resume, states, runner, tap.practice, interaction.now
    )
    if not isinstance(kept, Kept) or not kept.open:
        gone = isinstance(kept, SetAside)
        await interaction.show(today_screens.set_aside() if gone else today_screens.gone())
        return
    await interaction.show(await after(interaction, kept))


async def after(interaction: Interaction, kept: Kept, lead: str | None = None) -> Screen:
    """Return what comes after an answer: the red flags where due, else the practice or its end."""
    if not opens_flags(kept.practice):
        return await going_on(interaction, kept, lead)
    screen = flags.page(interaction.library, kept.practice.asks, kept.id)
    for sentence in told.news(interaction.library, kept.practice, interaction.day):
        longer = screen.after(sentence)
        screen = longer if visible(longer.text) <= LONGEST else screen
    return screen


async def going_on(
    interaction: Interaction, kept: Kept, lead: str | None = None, *, told_already: bool = False
) -> Screen:
    """Return the practice as it stands, under a `lead` (HTML) and its news, or how it ended."""
    if not kept.open:
        return await _ended(interaction, kept)
    beside = await known(interaction, kept, lead)
    if told_already:
        beside = replace(beside, news=())
    return screens.screen(interaction.library, kept.id, kept.practice, beside)


async def known(interaction: Interaction, kept: Kept, lead: str | None = None) -> Known:
    """Return what the screen of an open practice needs to know beside it."""
    practice, library = kept.practice, interaction.library
    news = told.news(library, practice, interaction.day)
    beside = Known(interaction.day, interaction.runner.units, news=(lead, *news) if lead else news)
    if practice.ask != "step":
        return beside
    now = current(practice)
    if library.drills[now.drill].rungs[now.rung].wall:
        state = await interaction.state()
        beside = replace(beside, wall={test.side: test.centimetres for test in state.tests})
    return beside if practice.turn else await _beginning(interaction, practice, beside)


async def _beginning(interaction: Interaction, practice: Practice, beside: Known) -> Known:
    """Return what is known with what only the first step tells: its reason, and the run's."""
    state = await interaction.state()
    session = PracticeRequest(practice.moment, practice.place, practice.minute)
    plan = await practice_flow.suggested(interaction, session, asked=True)
    drill = practice.steps[0].drill
    reason = next((one.reasons[0] for one in plan.drills if one.drill == drill), None)
    running = coach.running(state, interaction.library, interaction.day)
    run = (NOW["easy"],) if practice.moment == "before" and running == "easy" else ()
    first = state.practice == NEVER
    return replace(beside, reason=reason, first=first, news=(*run, *beside.news))


async def _ended(interaction: Interaction, kept: Kept) -> Screen:
    """Return the end, after a message on whom to see where a rule refers."""
    state = await interaction.state()
    if not kept.practice.asked:
        await referral.say(interaction, state, kept.day)
    session = PracticeRequest("rest", interaction.runner.place)
    plan = coach.plan(
        interaction.library, state, practice_flow.context(interaction, session, days=1)
    )
    if plan.blocked is not None:  # its hours count from now, not from tomorrow
        today = coach.plan(interaction.library, state, practice_flow.context(interaction, session))
        plan = today if today.blocked is not None else plan
    next_time = end.next_time(interaction.library, kept.practice, plan, interaction.day)
    news = told.news(interaction.library, kept.practice, interaction.day)
    screen = end.end(interaction.library, kept.practice, next_time, news)
    return await roller.asked(interaction, kept.practice, screen)


async def stale(interaction: Interaction, kept: Kept | SetAside | None) -> None:
    """Answer a tap that no longer fits, kindly; nothing of the practice changes."""
    if isinstance(kept, SetAside):
        await interaction.show(today_screens.set_aside())
    elif kept is None or not kept.open:
        await interaction.answer(end.OVER)
        await interaction.show(today_screens.gone())
    elif practising.is_of_another_day(kept, interaction.runner, interaction.now):
        await interaction.show(today_screens.under_way(kept.id, same_day=False))
    else:
        await interaction.answer(screens.HERE)
        await interaction.show(await after(interaction, kept))
