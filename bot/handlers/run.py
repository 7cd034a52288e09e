"""A run today: soon, at a time, moved, called off, or over (`/run`)."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import partial

from bot.handlers import fallbacks
from bot.interaction import Interaction
from bot.screens import cards
from bot.screens import run as screens
from bot.screens.fallbacks import no_such_time
from bot.taps.asked import AboutRun, AskedRunMove, AskedRunTime, Question
from bot.taps.run import (
    LaterRunTap,
    MoveRunTap,
    NewRunTap,
    OneRunTap,
    RestTap,
    RunAtTap,
    RunSoonTap,
    RunsTap,
    UndoNoRunTap,
)
from bot.taps.tap import Tap
from bot.typed_time.moments import Moment, read_away, read_moments
from scheduler.kinds import KINDS
from scheduler.states import RunState
from scheduler.wall_clock import instant, local_day
from storage import runs
from storage.reminders import forecast
from storage.runs import Run

# [own] A run set this near to a planned one may be that one, only earlier or later.
NEAR = timedelta(hours=2)
# A run from a calendar may be half a year away; no button names a time further off than this.
FURTHEST = timedelta(days=366)


def open_(interaction: Interaction, _: RunsTap | None = None) -> None:
    """Show the run under way, today's and the next one, and what can be done with them."""
    leave_question(interaction)
    coming = runs.upcoming(interaction.conn, interaction.runner.id, interaction.now)
    running = runs.current(interaction.conn, interaction.runner.id, interaction.now)
    interaction.show(
        screens.overview(running, _near(interaction, coming), interaction.zone, interaction.now)
    )


def _near(interaction: Interaction, coming: Sequence[Run]) -> Sequence[Run]:
    """Return the runs of today and the one after them, four at most."""
    later = [one for one in coming if local_day(one.start, interaction.zone) > interaction.day]
    return [*coming[: len(coming) - len(later)], *later[:1]][:4]


def soon(interaction: Interaction, tap: RunSoonTap) -> None:
    """Run in a few minutes; that may be a planned run that is near."""
    begin(interaction, interaction.now + tap.away)


def ask_time(interaction: Interaction, _: RunAtTap) -> None:
    """Ask for the time of a run; what is typed then answers it."""
    interaction.ask(AskedRunTime(), screens.ask_time())


def rest(interaction: Interaction, _: RestTap) -> None:
    """Let the drills after a run be."""
    interaction.show(screens.rest())


def one_more(interaction: Interaction, tap: NewRunTap) -> None:
    """Make one more run beside a planned one that is near."""
    start = _named(interaction, tap.second)
    if start is None:
        fallbacks.means_nothing(interaction)
    else:
        _add(interaction, start)


def act(interaction: Interaction, tap: OneRunTap) -> None:
    """Ask where a run moves to, call it off, or welcome the runner back from it."""
    card = _open_card(interaction, tap.run)
    if card is None:
        return
    if tap.verb == "moved":
        ask_move(interaction, card)
    elif tap.verb == "no":
        runs.cancel(interaction.conn, interaction.runner.id, card.id, interaction.now)
        interaction.show(cards.cancelled(card.id))
    else:
        runs.finished(interaction.conn, interaction.runner.id, card.id, interaction.now)
        interaction.show(screens.back(stopped=interaction.runner.stopped))


def undo(interaction: Interaction, tap: UndoNoRunTap) -> None:
    """Take back that a run was called off or not run; one that stands already stays as it is."""
    runner, now = interaction.runner.id, interaction.now
    card = runs.get(interaction.conn, runner, tap.run)
    if card is None or card.state is not RunState.OPEN:
        card = runs.reopen(interaction.conn, runner, tap.run, now)
    if card is None:
        interaction.show(cards.no_such_run())
    else:
        open_(interaction)


def move_to(interaction: Interaction, tap: MoveRunTap) -> None:
    """Move a run to the time on a button."""
    card = _open_card(interaction, tap.run)
    if card is None:
        return
    start = _named(interaction, tap.second)
    if start is None:
        fallbacks.means_nothing(interaction)
    else:
        move(interaction, card.id, start)


def _open_card(interaction: Interaction, number: int) -> Run | None:
    """Return a run of this runner's that may still change; any other is answered here."""
    card = runs.get(interaction.conn, interaction.runner.id, number)
    if card is None or card.state is not RunState.OPEN:
        interaction.show(cards.no_such_run())
        return None
    return card


def _named(interaction: Interaction, second: int) -> datetime | None:
    """Return the time a button names in epoch seconds, None unless it could be an offered one."""
    if abs(second - interaction.now.timestamp()) > FURTHEST.total_seconds():
        return None
    return datetime.fromtimestamp(second, UTC)


def ask_move(interaction: Interaction, card: Run) -> None:
    """Ask where a run moves to; a typed time counts as the answer."""
    interaction.ask(AskedRunMove(card.id), screens.moved(card, interaction.zone, interaction.now))


def begin(interaction: Interaction, start: datetime) -> None:
    """Put a run there, or ask whether it is a planned one that is near."""
    coming = runs.upcoming(interaction.conn, interaction.runner.id, interaction.now)
    near = min(coming, key=lambda one: abs(one.start - start), default=None)
    if near is not None and runs.SAME <= abs(near.start - start) <= NEAR:
        leave_question(interaction)
        interaction.show(screens.same_run(near, start, interaction.zone, interaction.now))
    else:
        _add(interaction, start)


def _add(interaction: Interaction, start: datetime, other: datetime | None = None) -> None:
    if start <= interaction.now:
        _past(interaction, start, AskedRunTime())
        return
    card = runs.add(interaction.conn, interaction.runner.id, start, interaction.now)
    _noted(interaction, card, other)


def move(
    interaction: Interaction, number: int, start: datetime, other: datetime | None = None
) -> None:
    """Move a run with both its cards; `other` is what a typed time could mean, too."""
    if start <= interaction.now:
        _past(interaction, start, AskedRunMove(number))
        return
    card = runs.move(interaction.conn, interaction.runner.id, number, start, interaction.now)
    _noted(interaction, card, other)


def typed_time(interaction: Interaction, _: AskedRunTime) -> None:
    """Take the typed time of a run to make."""
    if meant := _typed(interaction, interaction.day, NewRunTap):
        _add(interaction, *meant)


def typed_move(interaction: Interaction, asked: AskedRunMove) -> None:
    """Take the typed time of a run to move."""
    card = runs.get(interaction.conn, interaction.runner.id, asked.run)
    day = local_day(card.start, interaction.zone) if card else interaction.day
    if meant := _typed(interaction, day, partial(MoveRunTap, asked.run)):
        move(interaction, asked.run, *meant)


def _typed(
    interaction: Interaction, day: date, tap: Callable[[int], Tap]
) -> tuple[datetime, datetime | None] | None:
    """Return the time that was typed for a run on `day`, and what else it could mean.

    What is no time, or can be several, is answered here.
    """
    if away := read_away(interaction.text):
        return interaction.now.replace(second=0, microsecond=0) + away, None
    moments = read_moments(interaction.text, interaction.day)
    starts = [_meant(interaction, one, day) for one in moments]
    if len(starts) == 1:
        return starts[0]
    if starts:
        interaction.say(
            screens.which(sorted(one for one, _ in starts), interaction.zone, interaction.now, tap)
        )
    else:
        interaction.say(no_such_time(interaction.text))
    return None


def _meant(interaction: Interaction, moment: Moment, day: date) -> tuple[datetime, datetime | None]:
    """Return the time of a moment for a run on `day`, and what else it could have meant."""
    wall = moment.wall
    if moment.day is not None:
        return instant(moment.day, wall, interaction.zone), None
    today, tomorrow = (
        instant(interaction.day + timedelta(days=away), wall, interaction.zone) for away in (0, 1)
    )
    if day > interaction.day:
        start = instant(day, wall, interaction.zone)
    else:
        start = today if today > interaction.now else tomorrow
    others = [one for one in (today, tomorrow) if one > interaction.now and one != start]
    return start, others[0] if others else None


def _noted(interaction: Interaction, card: Run | None, other: datetime | None) -> None:
    leave_question(interaction)
    if card is None:
        interaction.show(cards.no_such_run())
        return
    coming = forecast.of(interaction.conn, interaction.runner.id, interaction.now)
    before = (one for one in coming if one.run == card.id and KINDS[one.kind].before_run)
    due = next((one.due for one in before), None)
    interaction.show(screens.noted(card, due, interaction.runner, interaction.now, other))


def _past(interaction: Interaction, start: datetime, asked: Question) -> None:
    """Say that a time has passed; another one may be typed."""
    interaction.ask(asked, screens.past(start, interaction.zone, interaction.now))


def leave_question(interaction: Interaction) -> None:
    """Forget that a time was asked for: what is typed now does not answer it."""
    if isinstance(interaction.asked, AboutRun):
        interaction.at_home()


def of_before(interaction: Interaction, _: LaterRunTap) -> None:
    """Answer a button that is not made any more."""
    fallbacks.means_nothing(interaction)
