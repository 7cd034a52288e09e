"""What can be set, with its present value, and the questions behind each button."""

from collections.abc import Callable, Collection, Mapping
from datetime import time
from typing import TypeVar

from bot.parsing import NO_HOURS, Hours
from bot.screens.screen import Button, Screen, bold, escape, go, grid, lines
from bot.taps.settings import (
    EarlyTap,
    GearTap,
    OnOff,
    PlaceTap,
    QuietHours,
    QuietTap,
    SetTap,
    SettingsTap,
    Sorer,
    SorerTap,
    Switch,
    SwitchTap,
    UnitsTap,
)
from bot.taps.tap import Tap
from content.drill import Gear, Place
from scheduler.reminders import Quiet
from storage.runners import Runner

T = TypeVar("T")

PLACES: dict[Place, str] = {"mat": "Mat", "outdoors": "Outdoors", "desk": "Desk"}
GEAR: dict[Gear, str] = {"mat": "Mat", "wall": "Wall", "roller": "Roller"}
SIDES: dict[Sorer, str] = {"left": "Left", "right": "Right", "none": "Neither"}
BACK = go("Back", SettingsTap())
# The quiet hours one tap gives, by their name in a button.
QUIET: dict[QuietHours, Hours] = {
    "22-6": (time(22), time(6)),
    "21-7": (time(21), time(7)),
    "23-5": (time(23), time(5)),
    "none": NO_HOURS,
}
QUIET_LABELS: dict[QuietHours, str] = {
    "22-6": "22 to 6",
    "21-7": "21 to 7",
    "23-5": "23 to 5",
    "none": "None",
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
        (Button("Zone", SetTap("zone")), Button("Quiet hours", SetTap("quiet"))),
        (Button("Place", SetTap("place")), Button("What I have", SetTap("gear"))),
        (Button("Sorer side", SetTap("sorer")), Button("Limits", SetTap("limits"))),
        (_units(runner), _switch("Pictures", "pictures", on=runner.pictures)),
        (
            _switch("Follow-up", "followup", on=runner.follow_up),
            _switch("Summary", "summary", on=runner.summary),
        ),
    )
    return Screen(text, rows)


def _switch(label: str, switch: Switch, *, on: bool) -> Button:
    """Return the button that turns something to what it is not."""
    return Button(f"{label} {_on(not on)}", SwitchTap(switch, _on(not on)))


def _units(runner: Runner) -> Button:
    metric = runner.units == "cm"
    return Button("Use inches" if metric else "Use cm", UnitsTap("in" if metric else "cm"))


def _on(setting: bool) -> OnOff:
    return "on" if setting else "off"


def place(runner: Runner) -> Screen:
    """Ask for the usual place."""
    return _choose("Where do you mostly practise?", PLACES, [runner.place], PlaceTap)


def gear(runner: Runner) -> Screen:
    """Ask for what the runner has; each can be there or not."""
    return _choose("What do you have?", GEAR, runner.gear, GearTap)


def sorer(runner: Runner) -> Screen:
    """Ask for the ankle that needs more care."""
    chosen: Sorer = runner.sorer or "none"
    return _choose("Is one ankle sorer or stiffer?", SIDES, [chosen], SorerTap)


def _choose(
    question: str, options: Mapping[T, str], chosen: Collection[T], tap: Callable[[T], Tap]
) -> Screen:
    """Ask for one or several of a few options, with what is chosen ticked."""
    buttons = [
        Button(("✓ " if key in chosen else "") + label, tap(key)) for key, label in options.items()
    ]
    return Screen(bold(question), (*grid(buttons, 2), (BACK,)))


def quiet(quiet: Quiet) -> Screen:
    """Ask for the hours without reminders, and whether they hold before an early run."""
    buttons = [Button(label, QuietTap(hours)) for hours, label in QUIET_LABELS.items()]
    label = ("✓ " if quiet.early else "") + "Ring for early runs"
    early = Button(label, EarlyTap(_on(not quiet.early)))
    return Screen(
        lines(
            bold("When shall I be quiet?"),
            "Tap, or type it, like 21:30-6:30, or none.",
            "",
            "Early runs can ring all the same: the reminder for a run before noon may then come "
            "in these hours.",
        ),
        (*grid(buttons, 2), (early,), (BACK,)),
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
