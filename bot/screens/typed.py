"""Questions about typed words that can mean several times or days: nothing is guessed."""

from collections.abc import Iterable

from bot.screens.screen import Button, Screen, bold, fitting, lines


def which(buttons: Iterable[Button]) -> Screen:
    """Ask which of several times or days was meant; another one can be typed all the same."""
    return Screen(
        lines(bold("Which one do you mean?"), "Tap it, or type it in another way."),
        fitting(buttons),
    )
