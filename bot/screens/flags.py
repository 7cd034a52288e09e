"""The red flags: a numbered list in plain words, one confirmation, and what stops."""

from bot.screens.screen import Button, Screen, bold, escape, go, grid, lines, stop
from content.flag import Flag
from content.library import Library

# Two screens: what cannot wait, then what belongs to a clinician soon.
PAGES = ("AB", "C")


def on_page(library: Library, page: str) -> tuple[Flag, ...]:
    """Return the flags of one screen, in their order."""
    return tuple(flag for flag in library.flags.values() if flag.tier in page)


def ask(library: Library, page: str, practice: int) -> Screen:
    """List the flags of a page with a number button each; `practice` 0 means none is open."""
    flags = on_page(library, page)
    numbers = [
        Button(str(number), f"flags:tap:{flag.id}:{practice}")
        for number, flag in enumerate(flags, start=1)
    ]
    head = "Is any of this true right now?" if page == PAGES[0] else "And any of these?"
    text = lines(
        bold(head),
        "",
        *(f"{number}. {escape(flag.ask)}" for number, flag in enumerate(flags, start=1)),
    )
    none = go("None of these", f"flags:none:{page}:{practice}")
    return Screen(text, (*grid(numbers, 6), (none,)))


def confirm(flag: Flag, practice: int) -> Screen:
    """Ask once whether the tap was meant: a flag stops a lot."""
    return Screen(
        lines(bold("Is this so?"), "", escape(flag.ask)),
        (
            (stop("Yes, this is so", f"flags:yes:{flag.id}:{practice}"),),
            (Button("I mis-tapped", f"flags:mistap:{flag.id}:{practice}"),),
        ),
    )


def result(flag: Flag, emergency: str, *, first_minute: bool) -> Screen:
    """Say what stops, whom to see and how soon; nothing else."""
    on = Button("Set up the rest", "hello:flagged") if first_minute else None
    return Screen(escape(flag.told(emergency)), ((on or Button("What is paused", "safety:list"),),))


def none_of_these() -> Screen:
    """Answer a no to every flag, without a word about what it might mean."""
    return Screen(
        "Noted. If something changes, /stop is always there.",
        ((Button("What's for today", "today"),),),
    )
