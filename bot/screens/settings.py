"""What can be set, with its present value, and the questions behind each button."""

from collections.abc import Collection
from datetime import time

from bot.reading import NO_HOURS, Hours
from bot.screens.screen import Button, Screen, bold, escape, go, grid, lines
from scheduler.runs import Quiet
from storage.runners import Runner

PLACES = {"mat": "Mat", "outdoors": "Outdoors", "desk": "Desk"}
GEAR = {"mat": "Mat", "wall": "Wall", "roller": "Roller"}
SIDES = {"left": "Left", "right": "Right", "none": "Neither"}
# The quiet hours one tap gives, by their name in a button.
QUIET: dict[str, Hours] = {
    "22-6": (time(22), time(6)),
    "21-7": (time(21), time(7)),
    "23-5": (time(23), time(5)),
    "none": NO_HOURS,
}


def settings(runner: Runner) -> Screen:
    """Show what can be set, with the present value of each."""
    quiet = runner.quiet
    gear = ", ".join(GEAR[one].lower() for one in runner.gear) or "nothing"
    text = lines(
        bold("Settings"),
        f"Zone: {escape((runner.zone or 'not known').replace('_', ' '))}",
        f"Quiet hours: {_hours(quiet)}",
        f"Usual place: {PLACES[runner.place].lower()}",
        f"You have: {gear}",
        f"Sorer side: {SIDES[runner.sorer or 'none'].lower()}",
        f"Lengths in {runner.units} · pictures {_on(runner.pictures)}",
        f"Follow-up {_on(runner.follow_up)} · Sunday summary {_on(runner.summary)}",
    )
    rows = (
        (Button("Zone", "set:zone"), Button("Quiet hours", "set:quiet")),
        (Button("Place", "set:place"), Button("What I have", "set:gear")),
        (Button("Sorer side", "set:sorer"), Button("Limits", "set:limits")),
        (_units(runner), _switch("Pictures", "pictures", on=runner.pictures)),
        (
            _switch("Follow-up", "followup", on=runner.follow_up),
            _switch("Summary", "summary", on=runner.summary),
        ),
    )
    return Screen(text, rows)


def _switch(label: str, verb: str, *, on: bool) -> Button:
    """Return the button that turns something to what it is not."""
    return Button(f"{label} {_on(not on)}", f"set:{verb}:{_on(not on)}")


def _units(runner: Runner) -> Button:
    metric = runner.units == "cm"
    return Button("Use inches" if metric else "Use cm", f"set:units:{'in' if metric else 'cm'}")


def _on(setting: bool) -> str:
    return "on" if setting else "off"


def place(runner: Runner) -> Screen:
    """Ask for the usual place."""
    return _choose("Where do you mostly practise?", "place", PLACES, [runner.place])


def gear(runner: Runner) -> Screen:
    """Ask for what the runner has; each can be there or not."""
    return _choose("What do you have?", "gear", GEAR, runner.gear)


def sorer(runner: Runner) -> Screen:
    """Ask for the ankle that needs more care."""
    return _choose("Is one ankle sorer or stiffer?", "sorer", SIDES, [runner.sorer or "none"])


def _choose(question: str, verb: str, options: dict[str, str], chosen: Collection[str]) -> Screen:
    """Ask for one or several of a few options, with what is chosen ticked."""
    buttons = [
        Button(("✓ " if key in chosen else "") + label, f"set:{verb}:{key}")
        for key, label in options.items()
    ]
    return Screen(bold(question), (*grid(buttons, 2), (go("Back", "set:open"),)))


def quiet(quiet: Quiet) -> Screen:
    """Ask for the hours without reminders, and whether they hold before an early run."""
    labels = {"22-6": "22 to 6", "21-7": "21 to 7", "23-5": "23 to 5", "none": "None"}
    buttons = [Button(labels[key], f"set:quiet:{key}") for key in QUIET]
    label = ("✓ " if quiet.early else "") + "Ring for early runs"
    early = Button(label, f"set:early:{_on(not quiet.early)}")
    return Screen(
        lines(
            bold("When shall I be quiet?"),
            "Tap, or type it, like 21:30-6:30, or none.",
            "",
            "Early runs can ring all the same: the reminder for a run before noon may then come "
            "in these hours.",
        ),
        (
            *grid(buttons, 2),
            (early,),
            (go("Back", "set:open"),),
        ),
    )


def _hours(quiet: Quiet) -> str:
    if quiet.start == quiet.end:
        return "none"
    early = ", but for early runs" if quiet.early else ""
    return f"{quiet.start:%H:%M}–{quiet.end:%H:%M}{early}"


def no_such_hours(text: str) -> Screen:
    """Answer quiet hours that cannot be read."""
    return Screen(
        f"I can't read “{escape(text[:30])}” as hours. Type them like 22-6 or 21:30-6:30."
    )
