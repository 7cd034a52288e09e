"""A practice: a tap, the row, the next screen; the same message all the way."""

from dataclasses import replace

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


def answered(interaction: Interaction, tap: AnswerTap) -> None:
    """Apply an answer and show what it leads to.

    Where the practice was left on another day, nothing of it changes.
    """
    states, runner, now = interaction.services.states, interaction.runner, interaction.now
    kept = practising.answer(
        interaction.conn, states, runner, tap.practice, tap.turn, tap.answer, now
    )
    if isinstance(kept, Stale):
        stale(interaction, kept.kept)
        return
    lead = reply(kept.practice, tap.answer, interaction.library)
    interaction.show(after(interaction, kept, escape(lead) if lead else None))


def resume(interaction: Interaction, tap: ResumeTap) -> None:
    """Go on with a practice where it was left; it counts for today."""
    states, runner = interaction.services.states, interaction.runner
    kept = practising.resume(interaction.conn, states, runner, tap.practice, interaction.now)
    if not isinstance(kept, Kept) or not kept.open:
        gone = isinstance(kept, SetAside)
        interaction.show(today_screens.set_aside() if gone else today_screens.gone())
        return
    interaction.show(after(interaction, kept))


def after(interaction: Interaction, kept: Kept, lead: str | None = None) -> Screen:
    """Return what comes after an answer: the red flags where due, else the practice or its end."""
    if not opens_flags(kept.practice):
        return going_on(interaction, kept, lead)
    screen = flags.page(interaction.library, kept.practice.asks, kept.id)
    for sentence in told.news(interaction.library, kept.practice, interaction.day):
        longer = screen.after(sentence)
        screen = longer if visible(longer.text) <= LONGEST else screen
    return screen


def going_on(
    interaction: Interaction, kept: Kept, lead: str | None = None, *, told_already: bool = False
) -> Screen:
    """Return the practice as it stands, under a `lead` (HTML) and its news, or how it ended."""
    if not kept.open:
        return _ended(interaction, kept)
    beside = known(interaction, kept, lead)
    if told_already:
        beside = replace(beside, news=())
    return screens.screen(interaction.library, kept.id, kept.practice, beside)


def known(interaction: Interaction, kept: Kept, lead: str | None = None) -> Known:
    """Return what the screen of an open practice needs to know beside it."""
    practice, library = kept.practice, interaction.library
    news = told.news(library, practice, interaction.day)
    beside = Known(interaction.day, interaction.runner.units, news=(lead, *news) if lead else news)
    if practice.ask != "step":
        return beside
    now = current(practice)
    if library.drills[now.drill].rungs[now.rung].wall:
        state = interaction.state()
        beside = replace(beside, wall={test.side: test.centimetres for test in state.tests})
    return beside if practice.turn else _beginning(interaction, practice, beside)


def _beginning(interaction: Interaction, practice: Practice, beside: Known) -> Known:
    """Return what is known with what only the first step tells: its reason, and the run's."""
    state = interaction.state()
    session = PracticeRequest(practice.moment, practice.place, practice.minute)
    plan = practice_flow.suggested(interaction, session, asked=True)
    drill = practice.steps[0].drill
    reason = next((one.reasons[0] for one in plan.drills if one.drill == drill), None)
    running = coach.running(state, interaction.library, interaction.day)
    run = (NOW["easy"],) if practice.moment == "before" and running == "easy" else ()
    first = state.practice == NEVER
    return replace(beside, reason=reason, first=first, news=(*run, *beside.news))


def _ended(interaction: Interaction, kept: Kept) -> Screen:
    """Return the end, after a message on whom to see where a rule refers."""
    state = interaction.state()
    if not kept.practice.asked:
        referral.say(interaction, state, kept.day)
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
    return roller.asked(interaction, kept.practice, screen)


def stale(interaction: Interaction, kept: Kept | SetAside | None) -> None:
    """Answer a tap that no longer fits, kindly; nothing of the practice changes."""
    if isinstance(kept, SetAside):
        interaction.show(today_screens.set_aside())
    elif kept is None or not kept.open:
        interaction.answer(end.OVER)
        interaction.show(today_screens.gone())
    elif practising.is_of_another_day(kept, interaction.runner, interaction.now):
        interaction.show(today_screens.under_way(kept.id, same_day=False))
    else:
        interaction.answer(screens.HERE)
        interaction.show(after(interaction, kept))
