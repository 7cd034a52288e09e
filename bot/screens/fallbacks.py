"""Screens around everything else: closed doors, old buttons, words not understood."""

from bot.screens.flags import WRONG
from bot.screens.screen import Button, Screen, escape, go
from bot.taps.flags import FlagPageTap, FlagsTap, FlagTap, NoFlagTap
from bot.taps.today import TodayTap

TODAY = go("What's for today", TodayTap())
LEADS_TO_CHECK = (FlagsTap, FlagPageTap, FlagTap, NoFlagTap)
# Said on the tapped button itself.
OLD = "That button is from an earlier message."
TOO_FAST = "One moment, I'm still on your last taps."
SLIPPED = "That came very quickly. Tap once more if you meant it."


def closed() -> Screen:
    """Answer someone without an invitation."""
    return Screen("This Dorsi is for invited runners. If you have a code, just type it here.")


def later() -> Screen:
    """Answer someone whose next code is not looked at for a moment: many were tried."""
    return Screen(
        "Many codes were tried just now, so I take a minute before I look at the next one. If you "
        "have a code, please type it again then."
    )


def invited() -> Screen:
    """Welcome someone who typed the right code."""
    return Screen("That's the code. Come in!")


def in_private(username: str) -> Screen:
    """Say, in a group, where Dorsi works."""
    return Screen(
        "I coach ankles one to one. Write to me in private:",
        ((Button("Open a private chat", url=f"https://t.me/{username}"),),),
    )


def old_button() -> Screen:
    """Answer a tap on a button that no longer means anything."""
    return Screen(OLD, ((go("What's for today", TodayTap()),),))


def not_understood() -> Screen:
    """Answer typed words, a sticker or a picture that answer no question."""
    return Screen(
        "I only understand buttons and a few words. /today has your drills, /help the rest.",
        ((TODAY,), (WRONG,)),
    )


def no_such_time(text: str) -> Screen:
    """Answer something typed where a time of day was asked for."""
    return Screen(f"I can't read “{escape(text[:30])}” as a time. Type it like 6:45 or 18:30.")
