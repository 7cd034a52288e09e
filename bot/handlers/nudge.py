"""Taps on the cards around a run: start, one minute, snooze, moved, still out, no run."""

from datetime import timedelta

from bot.handlers import run, today
from bot.screens import run as screens
from bot.visit import Visit
from content.drill import Moment
from scheduler.runs import Kind
from storage import ahead, nudges, runs
from storage.nudges import Due

MOMENTS: dict[Kind, Moment] = {"pre": "before", "post": "after", "rest": "rest", "desk": "desk"}
# The second snooze offers the one-minute version; the third is "not today".
LAST_SNOOZE = 2


async def tapped(visit: Visit) -> None:
    """Act on a card; one whose time has passed leads to what is for now."""
    number, verb = int(visit.words[0]), visit.words[1]
    card = await visit.run(ahead.card, visit.runner.id, number)
    if card is None or card.kind == "morning":
        await visit.show(screens.no_such_run())
    elif verb in {"start", "minute"}:
        await _start(visit, card, minute=verb == "minute")
    elif verb in {"snooze", "snooze15", "snooze60", "still"}:
        await _snooze(visit, card, verb)
    elif verb == "after":
        await visit.show(screens.after_the_run())
    elif verb == "moved" and card.run is not None:
        await _moved(visit, card.run)
    elif verb == "no":
        if card.run is not None:
            await visit.run(runs.cancel, visit.runner.id, card.run, visit.now)
        await visit.show(screens.cancelled() if card.kind == "pre" else screens.let_go())
    else:
        await visit.show(screens.no_such_run())


async def _start(visit: Visit, card: Due, *, minute: bool) -> None:
    """Begin what the card offered; a warm-up card tapped after the run began is for now."""
    moment = MOMENTS[card.kind]
    # One that was put off and is begun before its time need not come any more.
    await visit.run(nudges.skipped, card.id, visit.now)
    if card.kind == "pre" and (card.start is None or card.start <= visit.now):
        moment = await today.moment_now(visit)
    if card.kind == "post" and card.run is not None:
        await visit.run(runs.finished, visit.runner.id, card.run, visit.now, nudge=False)
    place = "desk" if moment == "desk" else visit.runner.place
    await today.enter(visit, moment, place, minute=minute)


async def _snooze(visit: Visit, card: Due, verb: str) -> None:
    """Put the card off: a first time at once, a second time with a choice, then not today."""
    if verb == "snooze" and card.snoozes >= LAST_SNOOZE:
        await visit.show(screens.let_go())
        return
    if verb == "snooze" and card.snoozes == LAST_SNOOZE - 1:
        await visit.show(screens.snooze(card.id, card.kind))
        return
    wait = timedelta(minutes=60 if verb == "snooze60" else 15)
    later = await visit.run(nudges.snooze, visit.runner.id, card.id, visit.now + wait)
    if later is None:
        await visit.show(screens.too_late(card.id))
    else:
        await visit.show(screens.snoozed(card.id, later.due, visit.zone))


async def _moved(visit: Visit, number: int) -> None:
    there = await visit.run(runs.get, visit.runner.id, number)
    if there is None or there.state != "open":
        await visit.show(screens.no_such_run())
    else:
        await run.ask_move(visit, there)
