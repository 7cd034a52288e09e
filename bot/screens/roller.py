"""The one question about a foam roller, and what is said to its answer."""

from dataclasses import replace

from bot.screens.screen import LONGEST, Button, Screen, bold, go, lines, visible
from bot.taps.roller import RollerTap
from bot.taps.settings import SetTap
from bot.taps.today import TodayTap

ASKED = lines(
    bold("Do you have a foam roller?"), "With one, I can add slow calf rolling after your runs."
)
GEAR = Button("What I have", SetTap("gear"))


def ask(screen: Screen) -> Screen:
    """Return a screen with the question below what it says."""
    text = lines(screen.text, "", ASKED)
    rows = ((Button("Yes", RollerTap("yes")), Button("No", RollerTap("no"))), *screen.rows)
    return replace(screen, text=text, rows=rows) if visible(text) <= LONGEST else screen


def noted(*, has: bool) -> Screen:
    """Say what the answer changes."""
    if has:
        said = "Noted: a roller. Calf rolling takes its turn after your runs from now on."
    else:
        said = "Noted. Should you get one, tell me in the settings."
    return Screen(said, ((go("What's for today", TodayTap()),), (GEAR,)))
