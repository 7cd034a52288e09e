"""What is said beside the runs, and when: minutes before a run, rest days, desk breaks."""

from collections.abc import Mapping
from datetime import time

from bot.screens.screen import Button, Row, Screen, bold, go, grid, lines
from bot.taps.plan import PlanTap
from bot.taps.plan_reminders import LEADS, Daily, DailyAtTap, LeadTap, NoDailyTap, RemindersTap
from bot.taps.settings import SetTap
from storage.runners import Runner

EXTRA_TIMES = (time(9), time(11), time(15), time(20))
ASKED: Mapping[Daily, str] = {
    "rest": "A drill on days without a run, at…",
    "desk": "A seated break, Monday to Friday, at…",
}


def reminders(runner: Runner) -> Screen:
    """Show what is said when, and how each can be changed."""
    rest = f"at {runner.rest_drill:%H:%M}" if runner.rest_drill else "none"
    desk = f"at {runner.desk_break:%H:%M}" if runner.desk_break else "none"
    text = lines(
        bold("When I write"),
        f"{runner.lead} min before a run, and again when it should be over.",
        f"Rest-day drill: {rest}",
        f"Desk break: {desk}",
    )
    rows = (
        (Button("Before a run", LeadTap()), Button("Quiet hours", SetTap("quiet"))),
        (Button("Rest day", DailyAtTap("rest")), Button("Desk break", DailyAtTap("desk"))),
        (go("Back to my plan", PlanTap()),),
    )
    return Screen(text, rows)


def lead() -> Screen:
    """Ask how long before a run the reminder comes."""
    buttons = [Button(f"{value} min", LeadTap(value)) for value in LEADS]
    text = lines(
        bold("How long before the run shall I write?"),
        "In a minute that very many share, it may be up to five minutes sooner.",
    )
    return Screen(text, (*grid(buttons, 3), _back()))


def daily(kind: Daily) -> Screen:
    """Ask for the time of the rest-day drill or the desk break, or none."""
    buttons = [Button(f"{wall:%H:%M}", DailyAtTap(kind, wall)) for wall in EXTRA_TIMES]
    return Screen(
        lines(bold(ASKED[kind]), "Tap a time or type it, like 16:20."),
        (tuple(buttons), (Button("No, thanks", NoDailyTap(kind)),), _back()),
    )


def _back() -> Row:
    return (go("Back", RemindersTap()),)
