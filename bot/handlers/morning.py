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


def tapped(interaction: Interaction, tap: MorningTap) -> None:
    """Keep an answer to the card, and ask about the other ankle."""
    if tap.day != interaction.day:
        interaction.show(screens.another_day())
    else:
        _take(interaction, tap.side, tap.answer, None)


def first(interaction: Interaction, tap: MorningFirstTap) -> None:
    """Keep an answer, ask about the other ankle, and go on with what was about to begin."""
    if tap.day != interaction.day:
        interaction.show(screens.another_day())
    elif tap.answer == "later":
        today.enter(interaction, tap.session, "morning")
    else:
        _take(interaction, tap.side, tap.answer, tap.session)


def _take(
    interaction: Interaction, side: Side, answer: Answer, session: PracticeRequest | None
) -> None:
    if answer == OLD:
        _ask_anew(interaction, side, session)
    else:
        _answered(interaction, side, answer, session)


def _ask_anew(interaction: Interaction, side: Side, session: PracticeRequest | None) -> None:
    """Ask in the words of now what an old button answers in those of before."""
    if side in (interaction.state()).mornings_due(interaction.day):
        asked = practice_flow.ask_morning(interaction, side, session)
        interaction.show(asked.after(screens.ANEW))
    else:
        interaction.show(screens.settled())


def _answered(
    interaction: Interaction, side: Side, answer: Answer, session: PracticeRequest | None
) -> None:
    stopped, event = (
        interaction.runner.stopped,
        Morning(interaction.now, interaction.day, side, answer),
    )
    states, runner = interaction.services.states, interaction.runner.id
    recorded = recording.answer_morning(interaction.conn, states, runner, event)
    interaction.runner, state, was_due = recorded.runner, recorded.state, recorded.new
    if interaction.runner.stopped and not stopped:
        referral.say(interaction, state, interaction.day)
    left = state.mornings_due(interaction.day)
    if not was_due and session is None:
        interaction.show(screens.settled())
        return
    run, follows = _run(interaction, state), coach.after_morning(answer)
    said = screens.said(interaction.library, answer, run)
    if was_due and follows.asks:
        interaction.show(flags.page(interaction.library, follows.asks).after(said))
    elif left:
        asked = practice_flow.ask_morning(interaction, left[0], session)
        interaction.show(asked if follows.good or not was_due else asked.after(said))
    elif session is not None:
        lead = said if was_due and not follows.good else None
        today.enter(interaction, session, "morning", lead)
    else:
        interaction.show(screens.noted(interaction.library, answer, run))


def _run(interaction: Interaction, state: State) -> Running | None:
    """Return what today's answers mean for a run still to come today, None where none is."""
    if not practice_flow.runs_today(interaction):
        return None
    return coach.running(state, interaction.library, interaction.day)
