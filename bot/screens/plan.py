"""The plan: run days and times, and the reminders that follow from them."""

from collections.abc import Sequence
from datetime import datetime, time

from bot.screens.screen import Button, Screen, bold, escape, go, grid, lines
from bot.screens.times import DAYS, LONG_DAYS, day_and_clock
from scheduler.runs import Kind
from storage.nudges import Due
from storage.runners import Runner

TIMES = ("05:45", "06:15", "06:45", "07:15", "12:15", "17:30", "18:30", "19:30")
EXTRA_TIMES = ("09:00", "11:00", "15:00", "20:00")
LENGTHS = (20, 30, 40, 50, 60, 75, 90, 120)
LEADS = (10, 15, 20, 30, 45, 60)
NEXT = 5  # reminders on the page, however many runs were put there by hand
CALLED: dict[Kind, str] = {
    "pre": "before your run",
    "post": "after your run",
    "rest": "rest-day drill",
    "desk": "desk break",
    "morning": "how the ankle is",
}


def overview(runner: Runner, ahead: Sequence[Due], now: datetime) -> Screen:
    """Show the week, what belongs to it, and the next reminders as they will come."""
    zone = runner.zone or "UTC"
    week = [f"{DAYS[day]} {wall:%H:%M}" for day, wall in sorted(runner.plan.items())]
    nexts = [
        f"{day_and_clock(due.due, zone, now)} · {CALLED.get(due.kind, '')}".capitalize()
        for due in ahead[:NEXT]
        if not runner.stopped
    ]
    text = lines(
        bold("Your week"),
        " · ".join(week) or "No run days yet: tap some below.",
        f"Runs of {runner.run_minutes} min, reminder {runner.lead} min before.",
        _extra("Rest-day drill", runner.rest_drill),
        _extra("Desk break", runner.desk_break),
        "",
        bold("Next reminders"),
        *([escape(line) for line in nexts] or [_why_none(runner)]),
    )
    days = [
        Button(("✓" if day in runner.plan else "") + DAYS[day][:2], f"plan:day:{day}")
        for day in range(7)
    ]
    rows = (
        tuple(days[:4]),
        tuple(days[4:]),
        (Button("Times", "plan:times"), Button("Run length", "plan:length")),
        (Button("Reminder lead", "plan:lead"), Button("Rest day", "plan:rest")),
        (Button("Desk break", "plan:desk"), Button("Run today", "run:open")),
    )
    return Screen(text, rows)


def _extra(name: str, wall: time | None) -> str | None:
    return None if wall is None else f"{name} at {wall:%H:%M}."


def _why_none(runner: Runner) -> str:
    if runner.stopped:
        return "Paused: /safety says why."
    if runner.paused_until is not None:
        return "Paused: /pause has the way back."
    return "None."


def times(runner: Runner) -> Screen:
    """Ask which day's time to change."""
    days = [
        Button(f"{DAYS[day]} {wall:%H:%M}", f"plan:time:{day}")
        for day, wall in sorted(runner.plan.items())
    ]
    if not days:
        return Screen("No run days yet. Tap some in your plan first.", (_back(),))
    rows = grid(days, 2)
    return Screen(
        bold("Which time changes?"), (*rows, (Button("All of them", "plan:time:all"),), _back())
    )


def time_of(day: str) -> Screen:
    """Ask for the time of one weekday (0-6), or of all of them."""
    name = "every run day" if day == "all" else LONG_DAYS[int(day)]
    buttons = [Button(wall, f"plan:set:{day}:{wall.replace(':', '')}") for wall in TIMES]
    return Screen(
        lines(bold(f"When do you set off on {name}?"), "Tap a time or type it, like 6:50."),
        (*grid(buttons, 4), _back()),
    )


def length() -> Screen:
    """Ask how long a run usually is."""
    return _numbers("How long is your usual run?", "length", LENGTHS, "min")


def lead() -> Screen:
    """Ask how long before a run the reminder comes."""
    return _numbers("How long before the run shall I write?", "lead", LEADS, "min")


def daily(kind: str) -> Screen:
    """Ask for the time of the rest-day drill or the desk break, or none."""
    what = {
        "rest": "A drill on days without a run, at…",
        "desk": "A seated break, Monday to Friday, at…",
    }[kind]
    buttons = [Button(wall, f"plan:{kind}:{wall.replace(':', '')}") for wall in EXTRA_TIMES]
    return Screen(
        lines(bold(what), "Tap a time or type it, like 16:20."),
        (tuple(buttons), (Button("No, thanks", f"plan:{kind}:off"),), _back()),
    )


def _numbers(question: str, verb: str, values: Sequence[int], unit: str) -> Screen:
    buttons = [Button(f"{value} {unit}", f"plan:{verb}:{value}") for value in values]
    return Screen(bold(question), (*grid(buttons, 4), _back()))


def _back() -> tuple[Button, ...]:
    return (go("Back to my plan", "plan:open"),)
