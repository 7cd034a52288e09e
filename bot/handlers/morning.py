"""The answer to "how is the ankle this morning?", on its card or before a session."""

from bot import practice_flow
from bot.handlers import referral, today
from bot.interaction import Visit
from bot.practice_request import Session
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


async def tapped(visit: Visit, tap: MorningTap) -> None:
    """Keep an answer to the card, and ask about the other ankle."""
    if tap.day != visit.day:
        await visit.show(screens.another_day())
    else:
        await _take(visit, tap.side, tap.answer, None)


async def first(visit: Visit, tap: MorningFirstTap) -> None:
    """Keep an answer, ask about the other ankle, and go on with what was about to begin."""
    if tap.day != visit.day:
        await visit.show(screens.another_day())
    elif tap.answer == "later":
        await today.enter(visit, tap.session, "morning")
    else:
        await _take(visit, tap.side, tap.answer, tap.session)


async def _take(visit: Visit, side: Side, answer: Answer, session: Session | None) -> None:
    if answer == OLD:
        await _ask_anew(visit, side, session)
    else:
        await _answered(visit, side, answer, session)


async def _ask_anew(visit: Visit, side: Side, session: Session | None) -> None:
    """Ask in the words of now what an old button answers in those of before."""
    if side in (await visit.state()).mornings_due(visit.day):
        asked = practice_flow.ask_morning(visit, side, session)
        await visit.show(asked.after(screens.ANEW))
    else:
        await visit.show(screens.settled())


async def _answered(visit: Visit, side: Side, answer: Answer, session: Session | None) -> None:
    stopped, event = visit.runner.stopped, Morning(visit.now, visit.day, side, answer)
    states, runner = visit.dorsi.states, visit.runner.id
    recorded = await visit.run(recording.answer_morning, states, runner, event)
    visit.runner, state, was_due = recorded.runner, recorded.state, recorded.new
    if visit.runner.stopped and not stopped:
        await referral.say(visit, state, visit.day)
    left = state.mornings_due(visit.day)
    if not was_due and session is None:
        await visit.show(screens.settled())
        return
    run, follows = await _run(visit, state), coach.after_morning(answer)
    said = screens.said(visit.library, answer, run)
    if was_due and follows.asks:
        await visit.show(flags.page(visit.library, follows.asks).after(said))
    elif left:
        asked = practice_flow.ask_morning(visit, left[0], session)
        await visit.show(asked if follows.good or not was_due else asked.after(said))
    elif session is not None:
        lead = said if was_due and not follows.good else None
        await today.enter(visit, session, "morning", lead)
    else:
        await visit.show(screens.noted(visit.library, answer, run))


async def _run(visit: Visit, state: State) -> Running | None:
    """Return what today's answers mean for a run still to come today, None where none is."""
    if not await practice_flow.runs_today(visit):
        return None
    return coach.running(state, visit.library, visit.day)
