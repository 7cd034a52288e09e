"""How long runs are: the usual one, one of the plan, and the long run with its day and time."""

from collections.abc import Callable, Sequence
from datetime import time
from functools import partial

from bot.screens.plan.times import LIKE_TIME, back, called, start_in_words, time_grid
from bot.screens.screen import Button, Row, Screen, bold, escape, grid, lines
from bot.screens.times import DAYS
from bot.taps.plan_lengths import (
    LongRunTap,
    NoLongRunTap,
    RunAsUsualTap,
    RunLengthTap,
    UsualLengthTap,
)
from bot.taps.plan_times import day_name
from bot.taps.tap import Tap
from content.words import WEEKDAYS
from scheduler.recurrence import WEEK, Rhythm, Start
from scheduler.recurrence_edits import long_run

LENGTHS = (20, 30, 40, 45, 50, 60, 75, 90, 120)
LONG_TIMES = tuple(
    time.fromisoformat(wall)
    for wall in ("06:30", "07:00", "07:30", "08:00", "08:30", "09:00", "10:00", "11:00")
)
LONG_LENGTHS = (60, 75, 90, 105, 120, 150, 180, 210, 240)
LIKE_LENGTH = "Tap it or type it, like 75 or 1h30."


def length() -> Screen:
    """Ask how long a run usually is."""
    return Screen(
        lines(bold("How long is your usual run?"), LIKE_LENGTH),
        (*_lengths(LENGTHS, UsualLengthTap), back()),
    )


def minutes_of(plan: Rhythm, day: int, start: Start, usual: int) -> Screen:
    """Ask how long one run is."""
    name = day_name(plan, day)
    as_usual = Button(f"As usual, {usual} min", RunAsUsualTap(name, start.wall))
    return Screen(
        lines(bold(f"{called(plan, day)}, {start.wall:%H:%M}: how long?"), LIKE_LENGTH),
        (*_lengths(LENGTHS, partial(RunLengthTap, name, start.wall)), (as_usual,), back()),
    )


def no_such_length(text: str) -> Screen:
    """Answer something typed that is no length of a run."""
    return Screen(
        f"I can't read “{escape(text[:30])}” as a run's length. Type it like 75 or 1h30, "
        "from 5 min to 10 h."
    )


def long_days(plan: Rhythm, usual: int) -> Screen:
    """Ask for the day of the long run, or none."""
    found = long_run(plan, usual)
    days = [
        Button(("✓" if found and found[0] == day else "") + DAYS[day], LongRunTap(day))
        for day in range(WEEK)
    ]
    now = f"Now: {DAYS[found[0]]} {start_in_words(found[1])}." if found else None
    none = ((Button("No long run", NoLongRunTap()),),) if found else ()
    return Screen(
        lines(bold("Which day is your long run?"), now),
        (tuple(days[:4]), tuple(days[4:]), *none, back()),
    )


def long_time(day: int) -> Screen:
    """Ask when the long run begins."""
    return Screen(
        lines(bold(f"{WEEKDAYS[day]}'s long run: when do you set off?"), LIKE_TIME),
        (*time_grid(LONG_TIMES, partial(LongRunTap, day)), back(LongRunTap())),
    )


def long_minutes(day: int, wall: time) -> Screen:
    """Ask how long the long run is."""
    return Screen(
        lines(bold(f"{WEEKDAYS[day]} {wall:%H:%M}: how long is it?"), LIKE_LENGTH),
        (*_lengths(LONG_LENGTHS, partial(LongRunTap, day, wall)), back(LongRunTap(day))),
    )


def _lengths(values: Sequence[int], tap: Callable[[int], Tap]) -> tuple[Row, ...]:
    return grid((Button(f"{value} min", tap(value)) for value in values), 3)
