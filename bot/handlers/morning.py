"""The answer to "how is the ankle this morning?", on its card or before a session."""

from collections.abc import Sequence
from typing import cast, get_args

from sqlalchemy import Connection

from bot.handlers import hold, today
from bot.screens import flags
from bot.screens import morning as screens
from bot.screens.around import old_button
from bot.visit import Visit
from content import coach
from content.coach import State, asking
from content.drill import Moment, Place, Side
from content.history import Answer, Morning
from storage import mornings, reports, runners


async def tapped(visit: Visit) -> None:
    """Keep an answer, ask about the other ankle, and go on with what was about to begin."""
    day, side, answer, *session = visit.words
    if side not in get_args(Side) or answer not in {*get_args(Answer), screens.SKIP}:
        await visit.show(old_button())
    elif day != str(visit.day):
        await visit.show(screens.another_day())
    elif answer == screens.SKIP:
        await _go_on(visit, session)
    else:
        await _answered(visit, cast("Side", side), cast("Answer", answer), session)


async def _answered(visit: Visit, side: Side, answer: Answer, session: Sequence[str]) -> None:
    was_due, state = await visit.run(_keep, visit, side, answer)
    await hold.settle(visit, state)
    left = state.mornings_due(visit.day)
    if not was_due and not any(session):
        await visit.show(screens.settled())
    elif was_due and answer == "very_sore":
        asked = flags.page(visit.library, asking.STRONG)
        await visit.show(asked.after(screens.SAID[answer]))
    elif left:
        await visit.show(today.ask_morning(visit, left[0], ":".join(filter(None, session))))
    elif any(session):
        await _go_on(visit, session)
    else:
        await visit.show(screens.noted(answer))


async def _go_on(visit: Visit, session: Sequence[str]) -> None:
    moment, place, length = session
    if moment not in today.MOMENTS or place not in today.PLACES:
        await visit.show(old_button())
        return
    where, when = cast("Place", place), cast("Moment", moment)
    await today.gate(visit, when, where, minute=length == "minute")


def _keep(conn: Connection, visit: Visit, side: Side, answer: Answer) -> tuple[bool, State]:
    """Keep an answer that was due; return whether it was, and what follows from it all."""
    runner = visit.runner.id
    runners.lock(conn, runner)
    state = visit.dorsi.histories.state(conn, visit.library, runner)
    was_due = side in state.mornings_due(visit.day)
    if was_due:
        event = Morning(visit.now, visit.day, side, answer)
        reports.add(conn, runner, event)
        state = coach.step(visit.library, state, event)
        if answer == "very_sore":
            today.close_open(conn, runner)
    if not state.mornings_due(visit.day):
        mornings.withdraw(conn, runner)
    return was_due, state
