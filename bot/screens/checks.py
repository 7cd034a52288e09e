"""Self-checks and the knee-to-wall test: what to do, what was seen, what was measured."""

from collections.abc import Sequence
from datetime import date

from bot.reading import CM_PER_INCH
from bot.screens.screen import Button, Screen, bold, escape, fitting, go, grid, lines
from bot.screens.times import day
from content.figures import figure
from content.history import Measured
from content.library import Library
from storage.checks import Observation

LEAST, MOST = 0.0, 30.0  # cm; the longest anyone was measured at is about 20
NUDGES = (-1.0, -0.5, 0.5, 1.0)
SEEN = {"easy": "Easy", "hard": "Hard", "left": "The left side", "right": "The right side"}


def contents(library: Library) -> Screen:
    """List the self-checks."""
    buttons = [Button(check.name[:24], f"check:{check.id}") for check in library.checks.values()]
    return Screen(
        lines(
            bold("A look at how your ankles move"), "No pass, no fail: you compare with yourself."
        ),
        (*grid(buttons, 1), (Button("My results", "check:results"),)),
    )


def check(library: Library, name: str) -> Screen:
    """Show how a self-check is done and ask what the runner saw."""
    one = library.checks[name]
    text = lines(
        bold(one.name),
        "",
        *(f"{number}. {escape(step)}" for number, step in enumerate(one.steps, start=1)),
        "",
        bold(one.question) if one.kind == "observed" else None,
    )
    if one.kind == "observed":
        rows = fitting(Button(c.label, f"check:{name}:{c.id}") for c in one.choices)
    else:
        rows = (
            (go("Left first", f"check:{name}:left:8"), go("Right first", f"check:{name}:right:8")),
        )
    return Screen(text, (*rows, (Button("All checks", "check:list"),)), figure(name, 0, "right"))


def measuring(name: str, side: str, centimetres: float, units: str) -> Screen:
    """Ask for the last good distance of one side; typed, or by small steps from the last."""
    steps = [
        Button(f"{step:+g}", f"check:{name}:{side}:{code(centimetres + step)}")
        for step in NUDGES
        if LEAST < centimetres + step <= MOST
    ]
    return Screen(
        lines(
            bold(f"{side.capitalize()} side: {length(centimetres, units)}"),
            "Three tries; the middle one counts. Change it here or type it, like 9.5.",
        ),
        (
            tuple(steps),
            (go("That's it", f"check:{name}:{side}_keep:{code(centimetres)}"),),
            (Button("It pinched, stop", "flags:open"),),
            (Button("All checks", "check:list"),),
        ),
    )


def code(centimetres: float) -> str:
    """Return a length in half centimetres, as it stands in a button's data (`19` for 9.5 cm)."""
    return str(round(centimetres * 2))


def limited(library: Library, name: str, side: str) -> Screen:
    """Ask what stopped the knee."""
    one = library.checks[name]
    buttons = [Button(c.label, f"check:{name}:{side}_by:{c.id}") for c in one.choices]
    return Screen(bold(one.question), grid(buttons, 1))


def length(centimetres: float, units: str) -> str:
    """Return a length as the runner reads it."""
    return f"{numbers(centimetres, units)} {units}"


def numbers(centimetres: float, units: str) -> str:
    """Return a length as the runner reads it, without its unit."""
    return f"{centimetres / CM_PER_INCH:.1f}" if units == "in" else f"{centimetres:g}"


def noted(reply: str, weeks: int) -> Screen:
    """Say that a self-check is kept, and when the next one makes sense."""
    return Screen(
        lines(escape(reply), "", f"Kept. Have another look in about {weeks} weeks."),
        ((Button("All checks", "check:list"), Button("My results", "check:results")),),
    )


def out_of_range(text: str) -> Screen:
    """Answer a length that cannot be."""
    return Screen(
        f"I can't use “{escape(text[:30])}”. Type the distance from toe to wall, like 9.5 "
        f"(up to {MOST:g} cm)."
    )


def results(
    library: Library,
    seen: Sequence[Observation],
    measured: Sequence[Measured],
    done: Sequence[date],
    units: str,
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
    week = [one for one in done if (today - one).days < 7]
    text = lines(
        bold("So far"),
        f"{len(week)} days with a practice in the last seven, {len(set(done))} in all.",
        *(["", bold("Measured"), *(escape(line) for line in walls[:6])] if walls else []),
        *(["", bold("Seen"), *(escape(line) for line in checks[:6])] if checks else []),
        None if walls or checks else "\nNo self-check yet.",
    )
    return Screen(text, ((Button("Self-checks", "check:list"), Button("Why?", "why:open")),))
