"""Screens of data export and deletion."""

from bot.screens.screen import Button, Screen, bold, go, lines, stop
from bot.taps.onboarding import AgainTap
from bot.taps.pages import DeleteTap
from bot.taps.today import TodayTap


def export() -> str:
    """Return the words under the exported file."""
    return "Everything I keep about you, in one JSON file. /delete removes it all."


def nothing_kept() -> Screen:
    """Answer an export or deletion where nothing is kept."""
    return Screen("I keep nothing about you yet.", ((go("Begin", AgainTap()),),))


def delete() -> Screen:
    """Ask once before everything is deleted."""
    return Screen(
        lines(
            bold("Delete everything?"),
            "Your plan, your answers, your reminders: all gone for good. "
            "/export first gives you a copy.",
        ),
        ((stop("Yes, delete it all", DeleteTap("yes")),), (Button("Keep it", DeleteTap("no")),)),
    )


def deleted() -> Screen:
    """Say that everything is gone."""
    return Screen("Done. Nothing about you is left here. /start begins anew, whenever you like.")


def kept() -> Screen:
    """Say that nothing was deleted."""
    return Screen("Nothing was deleted.", ((go("What's for today", TodayTap()),),))
