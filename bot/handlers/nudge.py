"""Taps on the cards around a run: start, one minute, snooze, moved, still out, no run."""

from datetime import timedelta

from bot import practice_flow
from bot.handlers import run, today
from bot.interaction import Interaction
from bot.practice_request import PracticeRequest
from bot.screens import cards as screens
from bot.taps.nudge import NudgeTap, NudgeVerb
from scheduler.kinds import KINDS
from scheduler.states import RunState
from scheduler.wall_clock import local_day
from storage import runs
from storage.reminders import followups, forecast, outbox, snoozing
from storage.reminders.due import DueReminder

# The second snooze offers the one-minute version; the third is "not today".
LAST_SNOOZE = 2
# Minutes a card is put off, by the word on its button.
SNOOZES: dict[NudgeVerb, int] = {"snooze": 15, "snooze15": 15, "snooze60": 60, "still": 15}


def tapped(interaction: Interaction, tap: NudgeTap) -> None:
    """Act on a card; one whose time has passed leads to what is for now."""
    verb = tap.verb
    card = forecast.card(interaction.conn, interaction.runner.id, tap.nudge)
    if card is None or not KINDS[card.kind].asks_for_drills:
        interaction.show(screens.no_such_run())
        return
    followups.answered(interaction.conn, interaction.runner.id, card.id, interaction.now)
    if verb in SNOOZES:
        _snooze(interaction, card, verb)
    elif verb == "moved" and card.run is not None:
        _moved(interaction, card.run)
    elif verb in {"start", "minute", "after", "let", "no"}:
        # One that was put off and is settled before its time need not come any more.
        outbox.skip(interaction.conn, [card.id], interaction.now)
        _settle(interaction, card, verb)
    else:
        interaction.show(screens.no_such_run())


def _settle(interaction: Interaction, card: DueReminder, verb: NudgeVerb) -> None:
    if verb in {"start", "minute"}:
        _start(interaction, card, minute=verb == "minute")
    elif verb == "after":
        interaction.show(screens.after_the_run())
    elif verb == "let" or card.run is None:
        interaction.show(screens.let_go())
    else:
        runs.cancel(interaction.conn, interaction.runner.id, card.run, interaction.now)
        off = screens.cancelled if KINDS[card.kind].before_run else screens.let_go
        interaction.show(off(card.run))


def _start(interaction: Interaction, card: DueReminder, *, minute: bool) -> None:
    """Begin what the card offered; one whose time has passed is for now."""
    kind, moment = KINDS[card.kind], KINDS[card.kind].moment
    begun = kind.before_run and (card.start is None or card.start <= interaction.now)
    if moment is None or begun or _is_behind(interaction, card):
        moment = practice_flow.moment_now(interaction)
    if kind.after_run and card.run is not None:
        runs.finished(interaction.conn, interaction.runner.id, card.run, interaction.now)
    place = "desk" if moment == "desk" else interaction.runner.place
    today.enter(interaction, PracticeRequest(moment, place, minute))


def _snooze(interaction: Interaction, card: DueReminder, verb: NudgeVerb) -> None:
    """Put the card off: a first time at once, a second time with a choice, then not today."""
    if _is_behind(interaction, card):
        interaction.show(screens.behind())
        return
    if card.due > interaction.now:
        # A second tap on the same button: it is put off already.
        interaction.show(screens.snoozed(card.id, card.due, interaction.zone))
        return
    if verb == "snooze" and card.snoozes >= LAST_SNOOZE:
        interaction.show(screens.let_go())
        return
    if verb == "snooze" and card.snoozes == LAST_SNOOZE - 1:
        interaction.show(screens.snooze(card.id, card.kind))
        return
    until = interaction.now + timedelta(minutes=SNOOZES[verb])
    counts = verb != "still"
    later = snoozing.snooze(interaction.conn, interaction.runner.id, card.id, until, counts=counts)
    if later is None:
        interaction.show(screens.too_late(card.id))
    else:
        interaction.show(screens.snoozed(card.id, later.due, interaction.zone))


def _moved(interaction: Interaction, number: int) -> None:
    there = runs.get(interaction.conn, interaction.runner.id, number)
    if there is None or there.state is not RunState.OPEN:
        interaction.show(screens.no_such_run())
    else:
        run.ask_move(interaction, there)


def _is_behind(interaction: Interaction, card: DueReminder) -> bool:
    """Tell whether a card is one of another day, and of no use any more."""
    return (
        interaction.now >= card.deadline and local_day(card.due, interaction.zone) < interaction.day
    )
