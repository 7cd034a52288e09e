"""The red flags: numbered lists in plain words, one confirmation, and what stops."""

from collections.abc import Sequence

from bot.practice_request import PracticeRequest
from bot.screens.screen import Button, Screen, bold, escape, grid, lines, stop
from bot.taps.flags import FlagPageTap, FlagsTap, FlagTap, FlagUndoTap, FlagYesTap, NoFlagTap
from bot.taps.onboarding import FlaggedTap
from bot.taps.plan import PlanTap
from bot.taps.safety import SafetyTap
from bot.taps.today import BetterTap, TodayTap
from content.coach import asking
from content.flag import Flag
from content.library import Library

WRONG = Button("Something is wrong", FlagsTap())
PAUSED = Button("What is paused", SafetyTap("list"))
# Said on the tapped button itself.
NOTED = "Noted."
TAKEN_BACK = "Taken back: nothing changed by that tap."


def page(library: Library, token: str, practice: int = 0) -> Screen:
    """Show the page of flags a token names, of the practice that is open (0: none)."""
    return ask(library, asking.pages(library, token)[0], token, practice)


def ask(library: Library, ids: Sequence[str], page: str, practice: int) -> Screen:
    """List these flags with a number button each; `page` is the token that names them.

    "None of these" is no better an answer than any other, so it looks like one and comes last.
    """
    flags = [library.flags[key] for key in ids]
    numbers = [
        Button(str(number), FlagTap(flag.id, page, practice))
        for number, flag in enumerate(flags, start=1)
    ]
    number, of = asking.place(library, page)
    head = bold("Is any of this true right now?" if number == 1 else "And any of these?")
    text = lines(
        f"{head} {number} of {of}" if of > 1 else head,
        "",
        *(f"{number}. {escape(flag.ask)}" for number, flag in enumerate(flags, start=1)),
    )
    none = Button("None of these", NoFlagTap(page, practice))
    return Screen(text, (*grid(numbers, asking.MOST), (none,)), vital=True)


def confirm(flag: Flag, page: str, practice: int) -> Screen:
    """Ask once whether the tap was meant: a flag stops a lot."""
    return Screen(
        lines(bold("Is this so?"), "", escape(flag.ask)),
        (
            (stop("Yes, this is so", FlagYesTap(flag.id, page, practice)),),
            (Button("I mis-tapped", FlagPageTap(page, practice)),),
        ),
        vital=True,
    )


def noted(flag: Flag) -> Screen:
    """Leave a line where the flag was confirmed; what it means stands in a message of its own."""
    return Screen(f"Noted: {escape(flag.label)}.")


def verdict(library: Library, flag: Flag, emergency: str, *, first_minute: bool) -> Screen:
    """Say what stops, whom to see and how soon, and what it means for running; nothing else.

    From an emergency no button leads on, but the one that takes the tap back.
    """
    rows = [(Button("I mis-tapped", FlagUndoTap(flag.id)),)]
    if not flag.is_emergency:
        later = Button("Set up the rest later", FlaggedTap())
        paused = Button("What is paused", SafetyTap("open"))
        rows.append((later if first_minute else paused,))
    return Screen(told(library, flag, emergency), tuple(rows), vital=True)


def referred(library: Library, flag: Flag, emergency: str) -> Screen:
    """Say what follows from what was told again and again: the flag whose words fit it."""
    return Screen(told(library, flag, emergency), ((PAUSED,),), vital=True)


def told(library: Library, flag: Flag, emergency: str) -> str:
    """Return what a flag or limit means: what stops, whom to see, and what it means for running."""
    running = library.safety.running[flag.running]
    return lines(escape(flag.told(emergency)), "", escape(running))


def taken_back(*, held: bool) -> Screen:
    """Say that a tap was taken back; `held` while something else is still paused."""
    if held:
        return Screen("Taken back. Something else is still paused.", ((PAUSED,),))
    return Screen(TAKEN_BACK, ((Button("What's for today", TodayTap()),), (WRONG,)))


def not_paused() -> Screen:
    """Answer a mis-tap of a flag that is up no more."""
    return Screen("That one pauses nothing any more.", ((Button("What's for today", TodayTap()),),))


def too_late(flag: Flag) -> Screen:
    """Answer a mis-tap told too late: how the flag is lifted instead."""
    how = "When a doctor or physiotherapist has seen it and said you can exercise, tell me here."
    if flag.days:
        how = f"{how} It also ends after {flag.days} days without trouble, if you tell me each."
    return Screen(lines("That tap was more than ten minutes ago, so I keep it.", how), ((PAUSED,),))


def none_of_these() -> Screen:
    """Answer a no to every flag, without a word about what it might mean."""
    return Screen(
        "Noted. If something changes, /stop is always there.",
        ((Button("What's for today", TodayTap()),),),
    )


def no_run(here: PracticeRequest) -> Screen:
    """Say that there is nothing for today after strong pain on walking, and the ways out.

    `here` is what the runner would begin if walking is better now.
    """
    better = BetterTap(*here.named)
    return Screen(
        lines(bold("No run, no drills today."), "Walking hurts too much. Tomorrow I ask again."),
        (
            (Button("It is better now", better),),
            (Button("My plan", PlanTap()),),
            (WRONG,),
        ),
    )
