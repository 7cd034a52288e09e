"""The questions before a practice: about walking, a numb feeling, and the calf before rolling."""

from dataclasses import replace

from bot.screens.screen import Button, Screen, bold, go, lines, stop
from bot.session import Session
from bot.taps.flags import LoneFlagTap
from bot.taps.today import CalfTap, NumbTap, WalkTap

SCALE = "0 is none, 10 the worst you can think of."


def walking(here: Session) -> Screen:
    """Ask, before a run, about pain while walking."""
    scores = (("No, or up to 2", "0"), ("3 to 5", "4"), ("6 or more", "6"), ("I'm limping", "limp"))
    first, *others = [Button(label, WalkTap(*here.named, score)) for label, score in scores]
    return Screen(
        lines(bold("Any pain when you walk right now?"), SCALE),
        ((replace(first, style="success"),), tuple(others[:2]), tuple(others[2:])),
    )


def numb(here: Session) -> Screen:
    """Ask whether a numb feeling that was told has gone."""
    gone = NumbTap(*here.named, "gone")
    still = NumbTap(*here.named, "not")
    return Screen(
        lines(bold("Is the numb feeling gone?"), "You told me of it in a practice."),
        (
            (Button("Yes, gone", gone),),
            (Button("Not yet", still),),
        ),
    )


def calf(here: Session) -> Screen:
    """Ask about the calf before any rolling."""
    no = CalfTap(*here.named)
    return Screen(
        bold("Is one calf swollen, hot or red today?"),
        ((go("No", no),), (stop("Yes", LoneFlagTap("RB5", 0)),)),
    )
