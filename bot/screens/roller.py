"""The one question about a foam roller, and what is said to its answer."""

from dataclasses import replace

from bot.screens.screen import LONGEST, Button, Screen, bold, go, lines, visible

ASKED = lines(
    bold("Do you have a foam roller?"), "With one, I can add slow calf rolling after your runs."
)
GEAR = Button("What I have", "set:gear")


def ask(screen: Screen) -> Screen:
    """Return a screen with the question below what it says."""
    text = lines(screen.text, "", ASKED)
    rows = ((Button("Yes", "roller:yes"), Button("No", "roller:no")), *screen.rows)
    return replace(screen, text=text, rows=rows) if visible(text) <= LONGEST else screen


def noted(*, has: bool) -> Screen:
    """Say what the answer changes."""
    if has:
        said = "Noted: a roller. Calf rolling takes its turn after your runs from now on."
    else:
        said = "Noted. Should you get one, tell me in the settings."
    return Screen(said, ((go("What's for today", "today"),), (GEAR,)))
