"""Screens of the onboarding: who Dorsi is, what to know, days and a time."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, time

from bot.screens.plan.times import TIMES
from bot.screens.screen import Button, Screen, bold, escape, go, grid, lines
from bot.screens.times import DAYS, clock, compared_clock, weekday_and_clock
from bot.screens.zone import CHANGE
from bot.taps.limits import HelloLimitTap
from bot.taps.onboarding import (
    AgainTap,
    AgreedTap,
    ConsentTap,
    DeclineTap,
    LaterTap,
    RunDayTap,
    RunTimeTap,
    SorerAnkleTap,
    UnderstoodTap,
)
from bot.taps.pages import DeleteTap, PageTap
from bot.taps.plan import PlanTap
from bot.taps.safety import SafetyTap
from bot.taps.today import GoTap, TodayTap
from content.library import Library
from scheduler.zones import city
from storage.reminders.due import DueReminder


def hello(library: Library, name: str) -> Screen:
    """Say who Dorsi is, with the disclaimer to agree to."""
    text = lines(
        bold(f"Hello {name}, I'm Dorsi."),
        "A few calm minutes for your ankles, before and after you run.",
        "",
        *(escape(line) for line in library.safety.disclaimer),
    )
    return Screen(text, ((go("I understand", UnderstoodTap()),),))


def read_again(library: Library) -> Screen:
    """Show the disclaimer to a runner who agreed to an earlier one."""
    text = lines(
        bold("My notice has changed."),
        "Please read it once more, then we go on where you were.",
        "",
        *(escape(line) for line in library.safety.disclaimer),
    )
    return Screen(text, ((go("I understand", AgreedTap()),),))


def consent(library: Library) -> Screen:
    """Ask whether answers about pain may be kept; without them nothing can be adapted."""
    return Screen(
        escape(library.safety.consent),
        (
            (go("Yes, keep my answers", ConsentTap()),),
            (Button("What is kept?", PageTap("privacy")), Button("No thanks", DeclineTap())),
        ),
    )


def declined() -> Screen:
    """Answer a no to keeping answers; nothing was kept and the question stays open."""
    return Screen(
        "That's fine. Without your answers I can't make a drill smaller when it should be, "
        "so we stop here. Nothing about you was kept.",
        ((Button("Ask me again", AgainTap()),),),
    )


def sorer(flags: Screen) -> Screen:
    """Add to the last page of flags a way on for a runner with none but one sorer ankle.

    Every button there goes on, so that the question costs no tap of its own.
    """
    left = Button("Left ankle", SorerAnkleTap("left"))
    right = Button("Right ankle", SorerAnkleTap("right"))
    *numbers, none = flags.rows
    text = lines(
        flags.text, "", "None of these, but one ankle is more sore or stiff? Tap it to go on."
    )
    return replace(flags, text=text, rows=(*numbers, (left, right), none))


def days_and_time(week: Mapping[int, time]) -> Screen:
    """Ask for the run days and the time in one screen; a time on the grid ends it."""
    days = [
        Button(("✓" if day in week else "") + DAYS[day][:2], RunDayTap(day)) for day in range(7)
    ]
    times = [Button(f"{wall:%H:%M}", RunTimeTap(wall)) for wall in TIMES]
    text = lines(
        bold("When do you run?"),
        "Tap your days, then the time you set off.",
        "Another time? Just type it, like 6:50. You can give each day its own later.",
    )
    if not week:
        text = lines(text, "", "Pick at least one day first.")
    return Screen(text, (tuple(days[:4]), tuple(days[4:]), *grid(times, 4)))


def ready(first: DueReminder | None, zone: str, now: datetime, *, stopped: bool = False) -> Screen:
    """Say when the first reminder comes, and offer one minute unless a red flag stops drills."""
    if stopped:
        return Screen(
            lines(bold("All set."), "Drills and reminders are paused: /safety says why."),
            ((Button("What is paused", SafetyTap("list")),),),
        )
    if first and first.start:
        run = clock(first.start, zone)
        when = f"First reminder: {weekday_and_clock(first.due, zone)} for your {run} run."
    else:
        when = "No reminder is set yet: /plan has your days and times."
    return Screen(
        lines(
            bold("All set."),
            when,
            f"Your clock is {city(zone)}'s: {compared_clock(now, zone)}",
            "",
            "Want to feel one drill now? It takes a minute.",
        ),
        (
            (go("One-minute try", GoTap("rest", "usual", "minute")),),
            (Button("Later", LaterTap()), *CHANGE),
        ),
    )


def back_again(name: str) -> Screen:
    """Greet a runner who is through the first minute."""
    return Screen(
        bold(f"Good to see you, {name}."),
        ((go("What's for today", TodayTap()),), (Button("My plan", PlanTap()),)),
    )


def later() -> Screen:
    """Let the runner go, with the two commands worth knowing."""
    return Screen("See you at your run. /today has a drill for any moment, /help has the rest.")


def set_up_later() -> Screen:
    """Let the set-up be after a flag; it goes on where it was left."""
    return Screen(
        "The rest can wait. /start goes on whenever you like.",
        ((Button("Go on now", AgainTap()),),),
    )


def too_young(library: Library, *, recent: bool) -> Screen:
    """End kindly for a runner under 18; `recent` while the tap may still be taken back."""
    flag = library.age_limit
    mistap = ((Button("I mis-tapped", HelloLimitTap("mistap", flag.id)),),) if recent else ()
    return Screen(
        escape(flag.result),
        (
            *mistap,
            (Button("I'm 18 now", HelloLimitTap("over", flag.id)),),
            (Button("Delete my data", DeleteTap("ask")),),
        ),
    )
