"""The questions before a practice: about walking, a numb feeling, and what a drill asks first."""

from dataclasses import replace

from bot.practice_request import PracticeRequest
from bot.screens.screen import Button, Screen, bold, escape, go, lines, stop
from bot.taps.flags import LoneFlagTap
from bot.taps.today import CalfTap, NumbTap, WalkTap
from content.drill import AsksFirst
from content.library import Library

SCALE = "0 is none, 10 the worst you can think of."


def walking(library: Library, here: PracticeRequest) -> Screen:
    """Ask, before a run, about pain while walking."""
    answers = library.answers.walking.items()
    fine, *others = [Button(one.label, WalkTap(*here.named, word)) for word, one in answers]
    return Screen(
        lines(bold("Any pain when you walk right now?"), SCALE),
        ((replace(fine, style="success"),), tuple(others[:2]), tuple(others[2:])),
    )


def numb(here: PracticeRequest) -> Screen:
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


def first(here: PracticeRequest, asked: AsksFirst) -> Screen:
    """Ask what a drill asks first; a yes is a red flag."""
    return Screen(
        bold(escape(asked.question)),
        ((go("No", CalfTap(*here.named)),), (stop("Yes", LoneFlagTap(asked.flag, 0)),)),
    )
