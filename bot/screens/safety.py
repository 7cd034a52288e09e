"""What is paused, how it comes back, and the safety page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.screens.screen import Button, Screen, bold, escape, go, lines
from bot.screens.times import day
from content.flag import Flag
from content.library import Library

SHOWN = 4  # of what is paused: more would not fit on a screen; the others follow as these go


@dataclass(frozen=True, slots=True)
class Paused:
    """Something that is paused: by a flag or limit, or (`flag` None) because it kept hurting.

    `key` names it in a button; `calm` counts the days free of trouble where these lift it after
    `wanted` of them (0 where only a clinician's word does).
    """

    key: str
    flag: Flag | None
    drill: str | None
    since: date
    calm: int = 0
    wanted: int = 0

    @property
    def calm_enough(self) -> bool:
        """Tell whether the calm days lift it."""
        return 0 < self.wanted <= self.calm


def page(paused: Sequence[Paused], library: Library, today: date) -> Screen:
    """Show everything that is paused and how it clears; the safety page where nothing is."""
    if not paused:
        text = lines(bold("Nothing is paused."), "", escape(library.safety.safety))
        return Screen(text, ((Button("Something is wrong", "flags:open"),),))
    parts = [bold("Paused")]
    rows = []
    for one in paused[:SHOWN]:
        parts += ["", f"{_what(one, library)} ({day(one.since, today)})", how_it_clears(one)]
        rows.append((Button(_label(one, library), _way_back(one)),))
    if len(paused) > SHOWN:
        parts += ["", f"And {len(paused) - SHOWN} more."]
    if any(one.wanted for one in paused):
        rows.append((Button("No trouble today", "safety:calm"),))
    parts += ["", "Checked by a clinician, or calm for long enough? Tap it below."]
    rows.append((Button("Something is wrong", "flags:open"),))
    return Screen(lines(*parts), tuple(rows))


def how_it_clears(one: Paused) -> str:
    """Return the sentence on what lifts it."""
    if one.calm_enough:
        return f"{one.calm} calm days: you can lift it now."
    if one.wanted:
        return (
            f"Ends when a clinician has checked it, or after {one.wanted} days without trouble: "
            f"{one.calm} so far."
        )
    if one.flag is not None and one.flag.clear == "months":
        return f"Ends by itself after {one.flag.months} months, or when a clinician says so."
    if one.flag is not None and one.flag.clear == "over":
        return "You can change this yourself in /settings."
    return "Ends when a clinician has checked it and says you can exercise."


def clear(one: Paused, library: Library) -> Screen:
    """Ask for the one thing that lifts it."""
    return Screen(
        lines(
            _what(one, library),
            "",
            bold("Has a clinician looked at this and said you can exercise?"),
        ),
        (
            (go("Yes, a clinician said so", f"safety:cleared:{one.key}"),),
            (Button("Not yet", "safety:list"),),
        ),
    )


def cleared(others: bool) -> Screen:
    """Say that drills come back, gently; reminders only once nothing else is flagged."""
    if others:
        return Screen(
            "Noted with today's date. Something else is still paused.",
            ((Button("What is paused", "safety:list"),),),
        )
    return Screen(
        "Noted with today's date. We start again at the gentle end, and reminders are back.",
        ((go("What's for today", "today"),),),
    )


def _what(one: Paused, library: Library) -> str:
    if one.flag is not None:
        return escape(one.flag.ask)
    name = library.drills[one.drill].name if one.drill else "Every drill on your feet"
    return escape(library.safety.refer.format(drill=name))


def _way_back(one: Paused) -> str:
    """Return the data of the button that lifts it; the runner's own toggle is where it was set."""
    if one.flag is not None and one.flag.clear == "over":
        return "set:limits"
    return f"safety:{'calmed' if one.calm_enough else 'clear'}:{one.key}"


def _label(one: Paused, library: Library) -> str:
    if one.flag is not None:
        return one.flag.label
    return library.drills[one.drill].name[:24] if one.drill else "Drills on your feet"
