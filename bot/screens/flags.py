"""The red flags: a numbered list in plain words, one confirmation, and what stops."""

from collections.abc import Sequence
from datetime import date

from bot.screens.screen import Button, Screen, bold, escape, go, grid, lines, stop
from bot.screens.times import day
from content.coach import Block
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


def result(flag: Flag, emergency: str) -> Screen:
    """Say what stops, whom to see and how soon; nothing else."""
    return Screen(escape(flag.told(emergency)), ((Button("What is paused", "flags:list"),),))


def none_of_these() -> Screen:
    """Answer a no to every flag, without a word about what it might mean."""
    return Screen(
        "Noted. If something changes, /stop is always there.",
        ((Button("What's for today", "today"),),),
    )


def listed(blocks: Sequence[Block], library: Library, today: date) -> Screen:
    """Show everything that is blocked, since when, and how it clears; else the safety page."""
    if not blocks:
        text = lines(bold("Nothing is paused."), "", escape(library.safety.safety))
        return Screen(text, ((Button("Something is wrong", "flags:open"),),))
    parts = [bold("Paused"), "Has a clinician checked one of these? Tap it."]
    rows = []
    for block in blocks:
        flag = library.flags.get(block.key)
        if flag is None:
            name = library.drills[block.drill].name if block.drill else "Every drill"
            parts += ["", escape(library.safety.refer.format(drill=name))]
            rows.append((Button(name[:24], f"flags:clear:{block.key.replace(':', '-')}"),))
            continue
        parts += ["", f"{escape(flag.ask)} ({day(block.day, today)})", escape(how_it_clears(flag))]
        rows.append((Button(flag.label, f"flags:clear:{flag.id}"),))
    return Screen(lines(*parts), tuple(rows))


def how_it_clears(flag: Flag) -> str:
    """Return the sentence on what ends a flag."""
    if flag.clear == "calm":
        return f"Ends when a clinician has checked it, or after {flag.days} calm days in a row."
    if flag.clear == "self":
        return "You can change this yourself in /settings."
    if flag.clear == "months":
        return f"Ends by itself after {flag.months} months, or when a clinician says so."
    return "Ends when a clinician has checked it and says you can exercise."


def clear(flag: Flag) -> Screen:
    """Ask for the one thing that lifts a flag."""
    return Screen(
        lines(
            escape(flag.ask), "", bold("Has a clinician looked at this and said you can exercise?")
        ),
        (
            (go("Yes, a clinician said so", f"flags:cleared:{flag.id}"),),
            (Button("Not yet", "flags:list"),),
        ),
    )


def cleared(others: bool) -> Screen:
    """Say that drills come back, gently; reminders only once nothing else is flagged."""
    if others:
        return Screen("Noted with today's date. Something else is still paused: /safety has it.")
    return Screen(
        "Noted with today's date. We start again at the gentle end, and reminders are back.",
        ((go("What's for today", "today"),),),
    )
