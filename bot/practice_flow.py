"""Questions before a practice, in their order: the morning, a numb feeling, walking, the calf."""

from dataclasses import replace
from datetime import timedelta
from typing import Literal, get_args

from sqlalchemy import Connection

from bot.interaction import Interaction
from bot.practice_request import PracticeRequest
from bot.screens import gates as screens
from bot.screens import morning
from bot.screens.screen import Screen
from content import coach
from content.coach import Context, Plan
from content.drill import Moment, Side
from content.events import Numbness
from scheduler.reminders import MORNING_OVER
from scheduler.wall_clock import local
from storage import events as event_store
from storage import practising, runs
from storage.events import Mark

ONE_DAY = timedelta(days=1)

# "calf" is what a drill asks first: the first that did was the rolling of a calf.
Gate = Literal["morning", "numb", "walking", "calf"]
GATES: tuple[Gate, ...] = get_args(Gate)


def question(
    interaction: Interaction, session: PracticeRequest, answered: Gate | None = None
) -> Screen | None:
    """Return the question that comes first, after the one just `answered`; None where none is."""
    left = GATES[GATES.index(answered) + 1 :] if answered else GATES
    state = interaction.state()
    if (
        "morning" in left
        and not interaction.runner.stopped
        and (due := state.mornings_due(interaction.day))
    ):
        return ask_morning(interaction, due[0], session)
    asks = state.numb_due and not interaction.runner.stopped
    if "numb" in left and asks and not _told_today(interaction.conn, interaction):
        return screens.numb(session)
    plan = suggested(interaction, session)
    if "walking" in left and (session.moment == "before" or plan.next_step == "walking"):
        return screens.walking(interaction.library, session)
    first = coach.asks_first(interaction.library, plan)
    return screens.first(session, first) if "calf" in left and first else None


def _told_today(conn: Connection, interaction: Interaction) -> bool:
    """Tell whether it was said today that a numb feeling is still there: tomorrow asks again."""
    lately = event_store.since(conn, interaction.runner.id, Mark(interaction.now - ONE_DAY))
    events = (one.event for one in lately)
    return any(isinstance(one, Numbness) and one.day == interaction.day for one in events)


def ask_morning(
    interaction: Interaction, side: Side, then: PracticeRequest | None = None
) -> Screen:
    """Return the question about one ankle's morning; the session `then` goes on after it."""
    late = local(interaction.now, interaction.zone).time() >= MORNING_OVER
    return morning.ask(interaction.library, side, interaction.day, late=late, session=then)


def suggested(interaction: Interaction, session: PracticeRequest, *, asked: bool = False) -> Plan:
    """Return the coach's plan for now, from everything the runner has told us."""
    today = replace(context(interaction, session), asked=asked)
    return coach.plan(interaction.library, interaction.state(), today)


def context(interaction: Interaction, session: PracticeRequest, *, days: int = 0) -> Context:
    """Return what the coach must know of this interaction, or of so many days after it."""
    later = timedelta(days=days)
    gear = frozenset(interaction.runner.gear)
    moment, place, minute = session.moment, session.place, session.minute
    return Context(interaction.now + later, interaction.day + later, moment, place, gear, minute)


def moment_now(interaction: Interaction) -> Moment:
    """Return what the present moment is: before a run, after one, or a day without."""
    if interaction.runner.place == "desk":
        return "desk"
    if runs.current(interaction.conn, interaction.runner.id, interaction.now):
        return "after"
    coming = runs.upcoming(interaction.conn, interaction.runner.id, interaction.now)
    return "before" if coming and coming[0].start - interaction.now <= practising.AROUND else "rest"


def runs_today(interaction: Interaction) -> bool:
    """Tell whether a run of this day is still ahead."""
    coming = runs.upcoming(interaction.conn, interaction.runner.id, interaction.now)
    return any(local(one.start, interaction.zone).date() == interaction.day for one in coming)
