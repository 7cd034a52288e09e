"""Taps on the cards around a run: start, one minute, snooze, moved, still out, no run."""

from datetime import timedelta

from bot import practice_flow
from bot.handlers import run, today
from bot.interaction import Visit
from bot.practice_request import Session
from bot.screens import cards as screens
from bot.taps.nudge import NudgeTap, NudgeVerb
from scheduler.kinds import KINDS
from scheduler.states import RunState
from scheduler.wall_clock import local_day
from storage import runs
from storage.reminders import followups, forecast, outbox
from storage.reminders.outbox import Due

# The second snooze offers the one-minute version; the third is "not today".
LAST_SNOOZE = 2
# Minutes a card is put off, by the word on its button.
SNOOZES: dict[NudgeVerb, int] = {"snooze": 15, "snooze15": 15, "snooze60": 60, "still": 15}


async def tapped(visit: Visit, tap: NudgeTap) -> None:
    """Act on a card; one whose time has passed leads to what is for now."""
    verb = tap.verb
    card = await visit.run(forecast.card, visit.runner.id, tap.nudge)
    if card is None or not KINDS[card.kind].asks_for_drills:
        await visit.show(screens.no_such_run())
        return
    await visit.run(followups.answered, visit.runner.id, card.id, visit.now)
    if verb in SNOOZES:
        await _snooze(visit, card, verb)
    elif verb == "moved" and card.run is not None:
        await _moved(visit, card.run)
    elif verb in {"start", "minute", "after", "let", "no"}:
        # One that was put off and is settled before its time need not come any more.
        await visit.run(outbox.skipped, [card.id], visit.now)
        await _settle(visit, card, verb)
    else:
        await visit.show(screens.no_such_run())


async def _settle(visit: Visit, card: Due, verb: NudgeVerb) -> None:
    if verb in {"start", "minute"}:
        await _start(visit, card, minute=verb == "minute")
    elif verb == "after":
        await visit.show(screens.after_the_run())
    elif verb == "let" or card.run is None:
        await visit.show(screens.let_go())
    else:
        await visit.run(runs.cancel, visit.runner.id, card.run, visit.now)
        await visit.show(screens.cancelled() if KINDS[card.kind].before_run else screens.let_go())


async def _start(visit: Visit, card: Due, *, minute: bool) -> None:
    """Begin what the card offered; one whose time has passed is for now."""
    kind, moment = KINDS[card.kind], KINDS[card.kind].moment
    begun = kind.before_run and (card.start is None or card.start <= visit.now)
    if moment is None or begun or _is_behind(visit, card):
        moment = await practice_flow.moment_now(visit)
    if kind.after_run and card.run is not None:
        await visit.run(runs.finished, visit.runner.id, card.run, visit.now)
    place = "desk" if moment == "desk" else visit.runner.place
    await today.enter(visit, Session(moment, place, minute))


async def _snooze(visit: Visit, card: Due, verb: NudgeVerb) -> None:
    """Put the card off: a first time at once, a second time with a choice, then not today."""
    if _is_behind(visit, card):
        await visit.show(screens.behind())
        return
    if card.due > visit.now:
        # A second tap on the same button: it is put off already.
        await visit.show(screens.snoozed(card.id, card.due, visit.zone))
        return
    if verb == "snooze" and card.snoozes >= LAST_SNOOZE:
        await visit.show(screens.let_go())
        return
    if verb == "snooze" and card.snoozes == LAST_SNOOZE - 1:
        await visit.show(screens.snooze(card.id, card.kind))
        return
    until = visit.now + timedelta(minutes=SNOOZES[verb])
    counts = verb != "still"
    later = await visit.run(outbox.snooze, visit.runner.id, card.id, until, counts=counts)
    if later is None:
        await visit.show(screens.too_late(card.id))
    else:
        await visit.show(screens.snoozed(card.id, later.due, visit.zone))


async def _moved(visit: Visit, number: int) -> None:
    there = await visit.run(runs.get, visit.runner.id, number)
    if there is None or there.state is not RunState.OPEN:
        await visit.show(screens.no_such_run())
    else:
        await run.ask_move(visit, there)


def _is_behind(visit: Visit, card: Due) -> bool:
    """Tell whether a card is one of another day, and of no use any more."""
    return visit.now >= card.deadline and local_day(card.due, visit.zone) < visit.day
