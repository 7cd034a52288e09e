"""A run today: soon, at a time, moved, called off, or over (`/run`)."""

from datetime import datetime, timedelta

from bot.reading import read_time
from bot.screens import around
from bot.screens import run as screens
from bot.visit import Visit
from scheduler.when import next_due
from storage import ahead, runs
from storage.runs import Run


async def open_(visit: Visit) -> None:
    """Show the run under way or the next one, and what can be done with it."""
    coming = await visit.run(runs.upcoming, visit.runner.id, visit.now)
    running = await visit.run(runs.current, visit.runner.id, visit.now)
    card = coming[0] if coming else None
    await visit.show(screens.overview(card, running, visit.zone, visit.now))


async def tapped(visit: Visit) -> None:
    """Act on a tap: `in` and `at` make a run, the others need one of this runner's."""
    verb, number, extra = visit.words
    if verb == "open":
        await open_(visit)
    elif verb == "in" and number in {"15", "60"}:
        await begin(visit, visit.now + timedelta(minutes=int(number)))
    elif verb == "at":
        await visit.change(step="run_time")
        await visit.show(screens.ask_time())
    else:
        await _with_card(visit, verb, int(number or 0), extra)


async def _with_card(visit: Visit, verb: str, number: int, extra: str) -> None:
    card = await visit.run(runs.get, visit.runner.id, number)
    if card is None or card.state != "open":
        await visit.show(screens.no_such_run())
    elif verb == "moved":
        await ask_move(visit, card)
    elif verb == "plus" and extra in {str(more) for more, _ in screens.MORE}:
        await move(visit, card.id, card.start + timedelta(minutes=int(extra)))
    elif verb == "no":
        await visit.run(runs.cancel, visit.runner.id, card.id, visit.now)
        await visit.show(screens.cancelled())
    elif verb == "back":
        await visit.run(runs.finished, visit.runner.id, card.id, visit.now, nudge=False)
        await visit.show(screens.back(stopped=visit.runner.stopped))
    else:
        await visit.show(around.old_button())


async def ask_move(visit: Visit, card: Run) -> None:
    """Ask where a run moves to; a typed time counts as the answer."""
    await visit.change(step=f"run_move_{card.id}")
    await visit.show(screens.moved(card, visit.zone, visit.now))


async def begin(visit: Visit, start: datetime) -> None:
    """Put a run there and say when its reminder comes."""
    card = await visit.run(runs.add, visit.runner.id, start, visit.now)
    await _noted(visit, card)


async def move(visit: Visit, number: int, start: datetime) -> None:
    """Move a run with both its cards."""
    card = await visit.run(runs.move, visit.runner.id, number, start, visit.now)
    await _noted(visit, card)


async def typed(visit: Visit, asked: str) -> None:
    """Take a typed time for a run to make (`run_time`) or to move (`run_move_<id>`)."""
    wall = read_time(visit.text)
    if wall is None:
        await visit.say(around.no_such_time(visit.text))
        return
    start = next_due(wall, visit.zone, visit.now)
    await visit.change(step="home")
    if asked == "run_time":
        await begin(visit, start)
    else:
        await move(visit, int(asked.removeprefix("run_move_")), start)


async def _noted(visit: Visit, card: Run | None) -> None:
    if card is None:
        await visit.show(screens.no_such_run())
        return
    coming = await visit.run(ahead.of, visit.runner.id, visit.now)
    due = next((one.due for one in coming if one.run == card.id and one.kind == "pre"), None)
    stopped = visit.runner.stopped
    await visit.show(screens.noted(card, due, visit.zone, visit.now, stopped=stopped))
