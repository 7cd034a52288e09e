"""The plan: run days, the week's goal, and the next seven days of reminders as they will come."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby

from bot.screens.plan.times import in_words
from bot.screens.run import SOON
from bot.screens.screen import Button, Row, Screen, bold, go, grid, lines
from bot.screens.times import DAYS, clock, dated, day_and_clock
from bot.taps.calendar import CalendarTap
from bot.taps.plan import (
    PlanAlternateTap,
    PlanDayTap,
    PlanGoalRunsTap,
    PlanGoalTap,
    PlanTap,
    PlanWeekTap,
)
from bot.taps.plan_reminders import RemindersTap
from bot.taps.plan_times import RunTimesTap
from bot.taps.run import RunsTap
from scheduler.adherence import GOALS
from scheduler.kinds import KINDS, Kind
from scheduler.recurrence import WEEK
from scheduler.wall_clock import local_day
from storage.reminders.forecast import Coming
from storage.runners import UNTIL_I_SAY, Runner

# A day may hold many runs from a calendar; so many times of a kind are named, the rest counted.
NAMED = 3
# Reminders by a short name; the look back on the week is none, and comes only with news.
CALLED: Mapping[Kind, str] = {
    "pre": "warm-up",
    "post": "after",
    "rest": "drill",
    "desk": "desk",
    "morning": "how it is",
}


def overview(runner: Runner, coming: Sequence[Coming], now: datetime) -> Screen:
    """Show the week, what belongs to it, and what will be said in the next seven days."""
    weekly = runner.plan.cycle == WEEK
    goal = "every planned run" if runner.goal is None else _sessions(runner.goal)
    text = lines(
        bold("Your week" if weekly else "Your runs"),
        in_words(runner.plan) or "No run days yet: tap some below.",
        f"Runs of {runner.run_minutes} min, reminder {runner.lead} min before.",
        f"Rest-day drill at {runner.rest_drill:%H:%M}." if runner.rest_drill else None,
        f"Desk break at {runner.desk_break:%H:%M}." if runner.desk_break else None,
        f"Goal: {goal}.",
        "",
        bold("The next seven days"),
        *_ahead(runner, coming, now),
        _quiet_then(coming, now),
    )
    runs: tuple[Row, ...] = (
        _weekdays(runner)
        if weekly
        else ((Button("Weekdays", PlanWeekTap()), Button("Swap days", PlanAlternateTap())),)
    )
    goal_button = Button("Weekly goal", PlanGoalTap())
    rows = (
        *runs,
        (Button("Times", RunTimesTap()), Button("Reminders", RemindersTap())),
        (Button("Every 2nd day", PlanAlternateTap()), goal_button) if weekly else (goal_button,),
        (Button("Calendar", CalendarTap()), Button("Run today", RunsTap())),
    )
    return Screen(text, rows)


def _weekdays(runner: Runner) -> tuple[Row, ...]:
    there = runner.plan.days
    days = [
        Button(f"✓{DAYS[day][:2]}", PlanDayTap(day, "off"))
        if day in there
        else Button(DAYS[day][:2], PlanDayTap(day, "on"))
        for day in range(7)
    ]
    return tuple(days[:4]), tuple(days[4:])


def _ahead(runner: Runner, coming: Sequence[Coming], now: datetime) -> list[str]:
    """Return why less or nothing comes, and a line for each day on which something does."""
    zone, why = runner.zone or "UTC", _why_none(runner, now)
    reminders = [one for one in coming if one.kind in CALLED]
    days = groupby(reminders, key=lambda one: local_day(one.due, zone))
    told = [_day(day, list(said), zone, local_day(now, zone)) for day, said in days]
    return [*([why] if why else []), *(told or ([] if why else ["Nothing comes."]))]


def _quiet_then(coming: Sequence[Coming], now: datetime) -> str | None:
    """Say why a run has no warm-up reminder; one this near may have had it."""
    warmed = {one.start for one in coming if KINDS[one.kind].before_run}
    after = {one.start for one in coming if KINDS[one.kind].after_run} - warmed
    if not any(start is not None and start - now > SOON for start in after):
        return None
    return "Some runs have no reminder before them: it would come in your quiet hours."


def _why_none(runner: Runner, now: datetime) -> str | None:
    zone = runner.zone or "UTC"
    if runner.stopped:
        return "Paused: /safety says why."
    if runner.paused_until == UNTIL_I_SAY:
        return "Paused until you say: /pause has the way back."
    if runner.paused_until is not None and runner.is_paused(now):
        back = dated(local_day(runner.paused_until, zone), local_day(now, zone))
        return f"Paused until {back}: /pause has the way back."
    if runner.paused_from is not None and runner.paused_from > now:
        first = dated(local_day(runner.paused_from, zone), local_day(now, zone))
        return f"A break begins on {first}: /pause says more."
    if runner.resting_until is not None and runner.resting_until > now:
        return f"Everything rests until {day_and_clock(runner.resting_until, zone, now)}."
    return None


def _day(day: date, said: Sequence[Coming], zone: str, today: date) -> str:
    """Return one day's line, such as "Tue 24 · 06:25 warm-up · 07:25 after"."""
    name = "Today" if day == today else f"{DAYS[day.weekday()]} {day.day}"
    kinds = dict.fromkeys(one.kind for one in said)
    parts = [
        f"{_several([clock(one.due, zone) for one in said if one.kind == kind])} {CALLED[kind]}"
        for kind in kinds
    ]
    return " · ".join([name, *parts])


def _several(times: Sequence[str]) -> str:
    more = len(times) - NAMED
    return ", ".join(times[:NAMED]) + (f" +{more}" if more > 0 else "")


def alternate(runner: Runner, today: date) -> Screen:
    """Ask on which day running every other day begins; a button names its date."""
    alternating = runner.plan.cycle != WEEK
    days = (("From today", today), ("From tomorrow", today + timedelta(days=1)))
    buttons = [
        Button(("✓ " if alternating and runner.plan.on(day) else "") + label, PlanAlternateTap(day))
        for label, day in days
    ]
    text = lines(
        bold("A run every other day, from when?"),
        None if alternating else "Your weekdays and their times make way for it.",
    )
    return Screen(text, (*grid(buttons, 1), back()))


def goal(runner: Runner) -> Screen:
    """Ask how many sessions make a week one that is kept."""
    planned = ("✓ " if runner.goal is None else "") + "Every planned run"
    numbers = [
        Button(("✓" if number == runner.goal else "") + str(number), PlanGoalTap(number))
        for number in GOALS
    ]
    text = lines(
        bold("When is a week a good one?"),
        "When each planned run had a few minutes for the ankles, or after so many sessions on "
        "any day. One minute counts, too.",
    )
    return Screen(text, ((Button(planned, PlanGoalRunsTap()),), *grid(numbers, 7), back()))


def _sessions(number: int) -> str:
    return f"{number} sessions a week" if number > 1 else "1 session a week"


def back() -> Row:
    """Return the way back to the plan."""
    return (go("Back to my plan", PlanTap()),)
