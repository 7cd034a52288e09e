"""The answer to "how is the ankle this morning?", on its card or before a session."""

from bot import practice_flow
from bot.handlers import referral, today
from bot.interaction import Interaction
from bot.practice_request import PracticeRequest
from bot.screens import flags
from bot.screens import morning as screens
from bot.screens.running import Running
from bot.taps.morning import MorningFirstTap, MorningTap
from content import coach
from content.coach import State
from content.drill import Side
from content.events import Answer, Morning
from storage import recording

OLD = "usual"  # an answer of before, without a number


async def tapped(interaction: Interaction, tap: MorningTap) -> None:
    """Keep an answer to the card, and ask about the other ankle."""
    if tap.day != interaction.day:
        await interaction.show(screens.another_day())
    else:
        await _take(interaction, tap.side, tap.answer, None)


async def first(interaction: Interaction, tap: MorningFirstTap) -> None:
    """Keep an answer, ask about the other ankle, and go on with what was about to begin."""
    if tap.day != interaction.day:
        await interaction.show(screens.another_day())
    elif tap.answer == "later":
        await today.enter(interaction, tap.session, "morning")
    else:
        await _take(interaction, tap.side, tap.answer, tap.session)


async def _take(
    interaction: Interaction, side: Side, answer: Answer, session: PracticeRequest | None
) -> None:
    if answer == OLD:
        await _ask_anew(interaction, side, session)
    else:
        await _answered(interaction, side, answer, session)


async def _ask_anew(interaction: Interaction, side: Side, session: PracticeRequest | None) -> None:
    """Ask in the words of now what an old button answers in those of before."""
    if side in (await interaction.state()).mornings_due(interaction.day):
        asked = practice_flow.ask_morning(interaction, side, session)
        await interaction.show(asked.after(screens.ANEW))
    else:
        await interaction.show(screens.settled())


async def _answered(
    interaction: Interaction, side: Side, answer: Answer, session: PracticeRequest | None
) -> None:
    stopped, event = (
        interaction.runner.stopped,
        Morning(interaction.now, interaction.day, side, answer),
    )
    states, runner = interaction.services.states, interaction.runner.id
    recorded = await interaction.transaction(recording.answer_morning, states, runner, event)
    interaction.runner, state, was_due = recorded.runner, recorded.state, recorded.new
    if interaction.runner.stopped and not stopped:
        await referral.say(interaction, state, interaction.day)
    left = state.mornings_due(interaction.day)
    if not was_due and session is None:
        await interaction.show(screens.settled())
        return
    run, follows = await _run(interaction, state), coach.after_morning(answer)
    said = screens.said(interaction.library, answer, run)
    if was_due and follows.asks:
        await interaction.show(flags.page(interaction.library, follows.asks).after(said))
    elif left:
        asked = practice_flow.ask_morning(interaction, left[0], session)
        await interaction.show(asked if follows.good or not was_due else asked.after(said))
    elif session is not None:
        lead = said if was_due and not follows.good else None
        await today.enter(interaction, session, "morning", lead)
    else:
        await interaction.show(screens.noted(interaction.library, answer, run))


async def _run(interaction: Interaction, state: State) -> Running | None:
    """Return what today's answers mean for a run still to come today, None where none is."""
    if not await practice_flow.runs_today(interaction):
        return None
    return coach.running(state, interaction.library, interaction.day)
