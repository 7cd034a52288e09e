"""Self-checks: what to do, what was seen, and everything seen and measured so far."""

from collections.abc import Sequence
from datetime import date

from bot.screens.screen import (
    LONGEST,
    Button,
    Row,
    Screen,
    bold,
    escape,
    fitting,
    go,
    grid,
    lines,
    visible,
)
from bot.screens.times import day
from bot.screens.units import Units, in_units, length
from bot.taps.checks import AboutCheckTap, ChecksTap, CheckTap, ResultsTap, SeenTap
from bot.taps.wall import GoOnTap
from bot.taps.why import WhyTap
from content.drill import Side
from content.events import Measured
from content.figures import figure
from content.library import Library
from content.words import Check
from storage.checks import Observation

SEEN = {"easy": "Easy", "hard": "Hard", "left": "The left side", "right": "The right side"}
ALL = Button("All checks", ChecksTap())
RESULTS = Button("My results", ResultsTap())
ANEW = "That button is from before this test had three tries a side. It starts anew here."


def contents(library: Library) -> Screen:
    """List the self-checks."""
    buttons = [Button(check.name[:24], CheckTap(check.id)) for check in library.checks.values()]
    return Screen(
        lines(
            bold("A look at how your ankles move"), "No pass, no fail: you compare with yourself."
        ),
        (*grid(buttons, 1), (RESULTS,)),
    )


def check(library: Library, name: str, units: Units) -> Screen:
    """Show how a self-check is done, what it is for, and ask what the runner saw."""
    one = library.checks[name]
    steps = (in_units(step, units) for step in one.steps)
    text = lines(
        bold(one.name),
        "",
        *(f"{number}. {escape(step)}" for number, step in enumerate(steps, start=1)),
    )
    question = f"\n{bold(one.question)}" if one.kind == "observed" else None
    about = f"\n{escape(in_units(one.about, units))}"
    whole = lines(text, about, question)
    fits = visible(whole) <= LONGEST
    more: Row = () if fits else (Button("About it", AboutCheckTap(name)),)
    if one.kind == "observed":
        rows = fitting(Button(c.label, SeenTap(name, c.id)) for c in one.choices)
    else:
        rows = ((_side(one, "left"), _side(one, "right")),)
    shown = whole if fits else lines(text, question)
    return Screen(shown, (*rows, (*more, ALL)), figure(name, 0, "right"))


def about(library: Library, name: str, units: Units) -> Screen:
    """Say what a self-check can tell, and what it cannot."""
    one = library.checks[name]
    text = lines(bold(one.name), "", escape(in_units(one.about, units)))
    return Screen(text, ((go("Back to it", CheckTap(name)),), (ALL,)))


def _side(check: Check, side: Side) -> Button:
    return Button(f"{side.capitalize()} first", GoOnTap(check.id, side))


def noted(reply: str, weeks: int) -> Screen:
    """Say what was noted, and when the next look makes sense, unless the reply says that."""
    again = None if "weeks" in reply else f"Have another look in about {weeks} weeks."
    return Screen(lines(escape(reply), again), ((ALL, RESULTS),))


def results(
    library: Library,
    seen: Sequence[Observation],
    measured: Sequence[Measured],
    done: Sequence[date],
    units: Units,
    today: date,
) -> Screen:
    """Show what was done, seen and measured, the newest first, as a list."""
    checks = [
        f"{day(one.day, today)}: {library.checks[one.name].name}, "
        f"{SEEN.get(one.answers.get('seen', ''), '').lower()}"
        for one in reversed(seen)
        if one.name in library.checks
    ]
    walls = [
        f"{day(one.day, today)}: knee to wall, {one.side} {length(one.centimetres, units)}"
        for one in reversed(measured)
    ]
    week = sum((today - one).days < 7 for one in done)
    text = lines(
        bold("So far"),
        f"{_days(week)} with a practice in the last seven, {len(set(done))} in all.",
        *(["", bold("Measured"), *(escape(line) for line in walls[:6])] if walls else []),
        *(["", bold("Seen"), *(escape(line) for line in checks[:6])] if checks else []),
        None if walls or checks else "\nNo self-check yet.",
    )
    return Screen(text, ((Button("Self-checks", ChecksTap()), Button("Why?", WhyTap("open"))),))


def _days(count: int) -> str:
    return "No day" if not count else "One day" if count == 1 else f"{count} days"
