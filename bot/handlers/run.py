"""A run today: soon, at a time, moved, called off, or over (`/run`)."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from bot.asked import AboutRun, AskedRunMove, AskedRunTime, Question
from bot.handlers import fallbacks
from bot.interaction import Visit
from bot.parsing import read_start
from bot.screens import cards
from bot.screens import run as screens
from bot.screens.fallbacks import no_such_time
from bot.taps.run import (
    LaterRunTap,
    MoveRunTap,
    NewRunTap,
    OneRunTap,
    RestTap,
    RunAtTap,
    RunSoonTap,
    RunsTap,
)
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


async def open_(visit: Visit, _: RunsTap | None = None) -> None:
    """Show the run under way, today's and the next one, and what can be done with them."""
    await leave_question(visit)
    coming = await visit.run(runs.upcoming, visit.runner.id, visit.now)
    running = await visit.run(runs.current, visit.runner.id, visit.now)
    await visit.show(screens.overview(running, _near(visit, coming), visit.zone, visit.now))


def _near(visit: Visit, coming: Sequence[Run]) -> Sequence[Run]:
    """Return the runs of today and the one after them, four at most."""
    later = [one for one in coming if local_day(one.start, visit.zone) > visit.day]
    return [*coming[: len(coming) - len(later)], *later[:1]][:4]


async def soon(visit: Visit, tap: RunSoonTap) -> None:
    """Run in a few minutes; that may be a planned run that is near."""
    await begin(visit, visit.now + tap.away)


async def ask_time(visit: Visit, _: RunAtTap) -> None:
    """Ask for the time of a run; what is typed then answers it."""
    await visit.ask(AskedRunTime(), screens.ask_time())


async def rest(visit: Visit, _: RestTap) -> None:
    """Let the drills after a run be."""
    await visit.show(screens.rest())


async def one_more(visit: Visit, tap: NewRunTap) -> None:
    """Make one more run beside a planned one that is near."""
    start = _named(visit, tap.second)
    await (fallbacks.means_nothing(visit) if start is None else _add(visit, start))


async def act(visit: Visit, tap: OneRunTap) -> None:
    """Ask where a run moves to, call it off, or welcome the runner back from it."""
    card = await _open_card(visit, tap.run)
    if card is None:
        return
    if tap.verb == "moved":
        await ask_move(visit, card)
    elif tap.verb == "no":
        await visit.run(runs.cancel, visit.runner.id, card.id, visit.now)
        await visit.show(cards.cancelled())
    else:
        await visit.run(runs.finished, visit.runner.id, card.id, visit.now)
        await visit.show(screens.back(stopped=visit.runner.stopped))


async def move_to(visit: Visit, tap: MoveRunTap) -> None:
    """Move a run to the time on a button."""
    card = await _open_card(visit, tap.run)
    if card is None:
        return
    start = _named(visit, tap.second)
    await (fallbacks.means_nothing(visit) if start is None else move(visit, card.id, start))


async def _open_card(visit: Visit, number: int) -> Run | None:
    """Return a run of this runner's that may still change; any other is answered here."""
    card = await visit.run(runs.get, visit.runner.id, number)
    if card is None or card.state is not RunState.OPEN:
        await visit.show(cards.no_such_run())
        return None
    return card


def _named(visit: Visit, second: int) -> datetime | None:
    """Return the time a button names in epoch seconds, None unless it could be an offered one."""
    if abs(second - visit.now.timestamp()) > FURTHEST.total_seconds():
        return None
    return datetime.fromtimestamp(second, UTC)


async def ask_move(visit: Visit, card: Run) -> None:
    """Ask where a run moves to; a typed time counts as the answer."""
    await visit.ask(AskedRunMove(card.id), screens.moved(card, visit.zone, visit.now))


async def begin(visit: Visit, start: datetime) -> None:
    """Put a run there, or ask whether it is a planned one that is near."""
    coming = await visit.run(runs.upcoming, visit.runner.id, visit.now)
    near = min(coming, key=lambda one: abs(one.start - start), default=None)
    if near is not None and runs.SAME <= abs(near.start - start) <= NEAR:
        await leave_question(visit)
        await visit.show(screens.same_run(near, start, visit.zone, visit.now))
    else:
        await _add(visit, start)


async def _add(visit: Visit, start: datetime, other: datetime | None = None) -> None:
    if start <= visit.now:
        await _past(visit, start, AskedRunTime())
        return
    card = await visit.run(runs.add, visit.runner.id, start, visit.now)
    await _noted(visit, card, other)


async def move(visit: Visit, number: int, start: datetime, other: datetime | None = None) -> None:
    """Move a run with both its cards; `other` is what a typed time could mean, too."""
    if start <= visit.now:
        await _past(visit, start, AskedRunMove(number))
        return
    card = await visit.run(runs.move, visit.runner.id, number, start, visit.now)
    await _noted(visit, card, other)


async def typed_time(visit: Visit, _: AskedRunTime) -> None:
    """Take the typed time of a run to make."""
    found = read_start(visit.text)
    if found is None:
        await visit.say(no_such_time(visit.text))
    else:
        await _add(visit, *_meant(visit, *found, visit.day))


async def typed_move(visit: Visit, asked: AskedRunMove) -> None:
    """Take the typed time of a run to move."""
    found = read_start(visit.text)
    if found is None:
        await visit.say(no_such_time(visit.text))
        return
    card = await visit.run(runs.get, visit.runner.id, asked.run)
    day = local_day(card.start, visit.zone) if card else visit.day
    await move(visit, asked.run, *_meant(visit, *found, day))


def _meant(
    visit: Visit, word: str | None, wall: time, day: date
) -> tuple[datetime, datetime | None]:
    """Return the time that was typed for a run on `day`, and what else it could have meant."""
    today, tomorrow = (
        instant(visit.day + timedelta(days=away), wall, visit.zone) for away in (0, 1)
    )
    if word is not None:
        return (today if word == "today" else tomorrow), None
    if day > visit.day:
        start = instant(day, wall, visit.zone)
    else:
        start = today if today > visit.now else tomorrow
    others = [one for one in (today, tomorrow) if one > visit.now and one != start]
    return start, others[0] if others else None


async def _noted(visit: Visit, card: Run | None, other: datetime | None) -> None:
    await leave_question(visit)
    if card is None:
        await visit.show(cards.no_such_run())
        return
    coming = await visit.run(forecast.of, visit.runner.id, visit.now)
    before = (one for one in coming if one.run == card.id and KINDS[one.kind].before_run)
    due = next((one.due for one in before), None)
    await visit.show(screens.noted(card, due, visit.runner, visit.now, other))


async def _past(visit: Visit, start: datetime, asked: Question) -> None:
    """Say that a time has passed; another one may be typed."""
    await visit.ask(asked, screens.past(start, visit.zone, visit.now))


async def leave_question(visit: Visit) -> None:
    """Forget that a time was asked for: what is typed now does not answer it."""
    if isinstance(visit.asked, AboutRun):
        await visit.at_home()


async def of_before(visit: Visit, _: LaterRunTap) -> None:
    """Answer a button that is not made any more."""
    await fallbacks.means_nothing(visit)
