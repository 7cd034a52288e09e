"""The questions before a practice: about walking, a numb feeling, and the calf before rolling."""

from bot.screens.screen import Button, Screen, bold, go, lines, stop

SCALE = "0 is none, 10 the worst you can think of."


def walking(here: str) -> Screen:
    """Ask, before a run, about pain while walking."""
    scores = (("No, or up to 2", "0"), ("3 to 5", "4"), ("6 or more", "6"), ("I'm limping", "limp"))
    first, *others = [Button(label, f"today:walk:{here}:{score}") for label, score in scores]
    return Screen(
        lines(bold("Any pain when you walk right now?"), SCALE),
        ((go(first.label, first.data),), tuple(others[:2]), tuple(others[2:])),
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


def calf(here: str) -> Screen:
    """Ask about the calf before any rolling."""
    return Screen(
        bold("Is one calf swollen, hot or red today?"),
        ((go("No", f"today:calf:{here}:no"),), (stop("Yes", "flags:tap:RB5:0"),)),
    )
