"""When runs begin: those of the plan in words and as buttons, and the questions for a time."""

from collections.abc import Callable, Sequence
from datetime import time
from functools import partial

from bot.screens.screen import Button, Row, Screen, bold, go, grid, lines
from bot.screens.times import DAYS
from bot.taps.plan import PlanTap
from bot.taps.plan_lengths import LongRunTap, RunLengthTap, UsualLengthTap
from bot.taps.plan_times import (
    AddRunTap,
    AskAnotherTap,
    AskTimeOfAllTap,
    AskTimeTap,
    DropRunTap,
    RunTimesTap,
    SetTimeOfAllTap,
    SetTimeTap,
    day_name,
)
from bot.taps.plan_times import another as next_run
from bot.taps.tap import Tap
from content.words import WEEKDAYS
from scheduler.recurrence import MOST_A_DAY, WEEK, Rhythm, Start

TIMES = tuple(
    time.fromisoformat(wall)
    for wall in ("05:45", "06:15", "06:45", "07:15", "12:15", "17:30", "18:30", "19:30")
)
LIKE_TIME = "Tap a time or type it, like 6:50."
TWO_WIDE = 8  # more runs than these are listed three in a row
LINES = 160  # characters of a plan in words; a longer one is only counted


def in_words(plan: Rhythm) -> str:
    """Return the plan in a few lines, days with the same runs together; empty without a run day."""
    told = " · ".join(_in_words(plan))
    runs = sum(len(starts) for starts in plan.days.values())
    return told if len(told) <= LINES else f"{runs} runs a week, on {len(plan.days)} days"


def _in_words(plan: Rhythm) -> list[str]:
    groups: dict[tuple[Start, ...], list[int]] = {}
    for day, starts in plan.days.items():
        groups.setdefault(starts, []).append(day)
    if plan.cycle != WEEK:
        return [f"Every other day {_of_day(starts)}" for starts in groups]
    told = []
    for starts, days in groups.items():
        which = "Every day" if len(days) == WEEK else ", ".join(DAYS[day] for day in days)
        told.append(f"{which} {_of_day(starts)}")
    return told


def _of_day(starts: Sequence[Start]) -> str:
    return " and ".join(start_in_words(one) for one in starts)


def start_in_words(start: Start) -> str:
    """Return when a run begins, with its length where that is its own."""
    return f"{start.wall:%H:%M}" + (f" ({start.minutes} min)" if start.minutes else "")


def times(plan: Rhythm) -> Screen:
    """Show every run of the plan to change its time or length."""
    if not plan:
        return Screen("No run days yet. Tap some in your plan first.", (_plan(),))
    weekly = plan.cycle == WEEK
    runs = [
        Button(
            f"{DAYS[day]} {start.wall:%H:%M}" if weekly else f"{start.wall:%H:%M}",
            AskTimeTap(day_name(plan, day), start.wall),
        )
        for day, starts in plan.days.items()
        for start in starts
    ]
    length = Button("Run length", UsualLengthTap())
    rows = (
        *grid(runs, 2 if len(runs) <= TWO_WIDE else 3),
        (Button("All of them", AskTimeOfAllTap()),),
        (length, Button("Long run", LongRunTap())) if weekly else (length,),
        _plan(),
    )
    return Screen(lines(bold("Which run changes?"), in_words(plan)), rows)


def time_of_all() -> Screen:
    """Ask for one time for every run day; a day's later runs keep theirs."""
    return Screen(
        lines(bold("When do you set off on every run day?"), LIKE_TIME),
        (*time_grid(TIMES, SetTimeOfAllTap), back()),
    )


def time_of(plan: Rhythm, day: int, start: Start) -> Screen:
    """Ask for the new time of one run, or what else is to happen with it."""
    name = day_name(plan, day)
    length = (Button("Its length", RunLengthTap(name, start.wall)),)
    more = (Button("Another run", AskAnotherTap(name, next_run(plan, day))),)
    can_have_more = len(plan.days[day]) < MOST_A_DAY
    text = lines(
        bold(f"{called(plan, day)}, {start.wall:%H:%M}: which time instead?"),
        f"A run of {start.minutes} min. {LIKE_TIME}" if start.minutes else LIKE_TIME,
    )
    rows = (
        *time_grid(TIMES, partial(SetTimeTap, name, start.wall)),
        length + more if can_have_more else length,
        (Button("Take this run out", DropRunTap(name, start.wall)),),
        back(),
    )
    return Screen(text, rows)


def another(plan: Rhythm, day: int) -> Screen:
    """Ask for the time of one more run on a day."""
    tap = partial(AddRunTap, day_name(plan, day), next_run(plan, day))
    return Screen(
        lines(bold(f"{called(plan, day)}: when is the other run?"), LIKE_TIME),
        (*time_grid(TIMES, tap), back()),
    )


def same_time(wall: time) -> str:
    """Say that another run of a day begins then."""
    return f"You already set off at {wall:%H:%M} that day."


def full_day() -> str:
    """Say that a day holds no further run."""
    return "Three runs a day is the most I can look after."


def gone() -> str:
    """Say that a button's run is not in the plan any more."""
    return "That run is not in your plan any more."


def called(plan: Rhythm, day: int) -> str:
    """Return what a day of the plan is called."""
    return WEEKDAYS[day] if plan.cycle == WEEK else "Every other day"


def time_grid(walls: Sequence[time], tap: Callable[[time], Tap]) -> tuple[Row, ...]:
    """Return buttons for these times of day, each with the tap that takes it."""
    return grid((Button(f"{wall:%H:%M}", tap(wall)) for wall in walls), 4)


def back(tap: Tap | None = None) -> Row:
    """Return the way back, to the list of runs where nothing else is named."""
    return (go("Back", tap or RunTimesTap()),)


def _plan() -> Row:
    return (go("Back to my plan", PlanTap()),)
