"""What is a runner's own: export, deletion, pause and settings."""

from collections.abc import Collection
from datetime import datetime

from bot.screens.screen import Button, Screen, bold, escape, go, grid, lines, stop
from bot.screens.times import day_and_clock
from content.library import Library
from storage.runners import UNTIL_I_SAY, Runner

PLACES = {"mat": "Mat", "outdoors": "Outdoors", "desk": "Desk"}
GEAR = {"mat": "Mat", "wall": "Wall", "roller": "Roller"}
SIDES = {"left": "Left", "right": "Right", "none": "Neither"}
QUIET = ("22-6", "21-7", "23-5", "none")


def export() -> str:
    """Return the words under the exported file."""
    return "Everything I keep about you, in one JSON file. /delete removes it all."


def nothing_kept() -> Screen:
    """Answer an export or deletion where nothing is kept."""
    return Screen("I keep nothing about you yet.", ((go("Begin", "hello:again"),),))


def delete() -> Screen:
    """Ask once before everything is deleted."""
    return Screen(
        lines(
            bold("Delete everything?"),
            "Your plan, your answers, your reminders: all gone for good. "
            "/export first gives you a copy.",
        ),
        ((stop("Yes, delete it all", "delete:yes"),), (Button("Keep it", "delete:no"),)),
    )


def deleted() -> Screen:
    """Say that everything is gone."""
    return Screen("Done. Nothing about you is left here. /start begins anew, whenever you like.")


def kept() -> Screen:
    """Say that nothing was deleted."""
    return Screen("Nothing was deleted.", ((go("What's for today", "today"),),))


def pause(runner: Runner, now: datetime) -> Screen:
    """Offer a pause, or the way back from one."""
    until = runner.paused_until
    if until is not None and until > now:
        end = (
            "until you say"
            if until == UNTIL_I_SAY
            else (f"until {day_and_clock(until, runner.zone or 'UTC', now)}")
        )
        return Screen(
            lines(bold(f"Reminders are paused {end}."), "/today works all the same."),
            ((go("Resume now", "pause:resume"),),),
        )
    weeks = [Button(f"{n} week" + "s" * (n > 1), f"pause:{n}") for n in range(1, 5)]
    return Screen(
        lines(bold("A break from reminders?"), "A planned break is never a missed week."),
        (*grid(weeks, 2), (Button("Until I say", "pause:open"),)),
    )


def resumed() -> Screen:
    """Say that reminders are back."""
    return Screen("Reminders are back.", ((Button("My plan", "plan:open"),),))


def settings(runner: Runner) -> Screen:
    """Show what can be set, with the present value of each."""
    quiet = runner.quiet
    gear = ", ".join(GEAR[one].lower() for one in runner.gear) or "nothing"
    hours = "none" if quiet.start == quiet.end else f"{quiet.start:%H:%M}–{quiet.end:%H:%M}"
    text = lines(
        bold("Settings"),
        f"Zone: {escape((runner.zone or 'not known').replace('_', ' '))}",
        f"Quiet hours: {hours}",
        f"Usual place: {PLACES[runner.place].lower()}",
        f"You have: {gear}",
        f"Sorer side: {SIDES[runner.sorer or 'none'].lower()}",
        f"Lengths in {runner.units} · pictures {'on' if runner.pictures else 'off'}",
    )
    rows = (
        (Button("Zone", "set:zone"), Button("Quiet hours", "set:quiet")),
        (Button("Place", "set:place"), Button("What I have", "set:gear")),
        (Button("Sorer side", "set:sorer"), Button("Limits", "set:limits")),
        (
            Button("Use inches" if runner.units == "cm" else "Use cm", "set:units"),
            Button("Pictures off" if runner.pictures else "Pictures on", "set:pictures"),
        ),
    )
    return Screen(text, rows)


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


def quiet() -> Screen:
    """Ask for the hours without reminders."""
    labels = {"22-6": "22 to 6", "21-7": "21 to 7", "23-5": "23 to 5", "none": "None"}
    buttons = [Button(labels[key], f"set:quiet:{key}") for key in QUIET]
    return Screen(
        lines(bold("When shall I be quiet?"), "Tap, or type it, like 21:30-6:30."),
        (*grid(buttons, 2), (go("Back", "set:open"),)),
    )


def no_such_hours(text: str) -> Screen:
    """Answer quiet hours that cannot be read."""
    return Screen(
        f"I can't read “{escape(text[:30])}” as hours. Type them like 22-6 or 21:30-6:30."
    )


def limits(library: Library, chosen: Collection[str]) -> Screen:
    """Show the limits as toggles, each that holds with its sentence."""
    toggles = [
        Button(("✓ " if flag.id in chosen else "") + flag.label, f"set:limit:{flag.id}")
        for flag in library.limits
    ]
    held = [escape(library.flags[one].told("")) for one in chosen]
    return Screen(
        lines(bold("Your limits"), "Tap what is true for you.", "", *held),
        (*grid(toggles, 1), (go("Back", "set:open"),)),
    )
