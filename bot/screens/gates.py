"""The questions before a practice: about walking, a numb feeling, and what a drill asks first."""

from bot.screens.screen import Button, Screen, bold, escape, go, lines, stop
from content.drill import AsksFirst
from content.library import Library

SCALE = "0 is none, 10 the worst you can think of."


def walking(library: Library, here: str) -> Screen:
    """Ask, before a run, about pain while walking."""
    answers = library.answers.walking.items()
    fine, *others = [Button(one.label, f"today:walk:{here}:{word}") for word, one in answers]
    return Screen(
        lines(bold("Any pain when you walk right now?"), SCALE),
        ((go(fine.label, fine.data),), tuple(others[:2]), tuple(others[2:])),
    )


def numb(here: str) -> Screen:
    """Ask whether a numb feeling that was told has gone."""
    return Screen(
        lines(bold("Is the numb feeling gone?"), "You told me of it in a practice."),
        (
            (Button("Yes, gone", f"today:numb:{here}:gone"),),
            (Button("Not yet", f"today:numb:{here}:not"),),
        ),
    )


def first(here: str, asked: AsksFirst) -> Screen:
    """Ask what a drill asks first; a yes is a red flag."""
    return Screen(
        bold(escape(asked.question)),
        ((go("No", f"today:calf:{here}:no"),), (stop("Yes", f"flags:tap:{asked.flag}:0"),)),
    )
