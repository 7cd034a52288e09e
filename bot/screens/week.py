"""The week in words: what was done, whether it is kept, and what grew; no guilt, no charts."""

from bot.screens.screen import Button, Screen, bold, escape, go, lines
from bot.taps.plan import PlanTap
from bot.taps.week import WeekTap
from content.library import Library
from scheduler.adherence import WEEKS, LookBack

NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")
# [own] Two pieces of good news are read; more would be a table.
NEWS = 2


def screen(library: Library, back: LookBack) -> Screen:
    """Show the look back on Sunday, with a way to have no more of these."""
    kept = _kept(back)
    return Screen(
        lines(
            bold("Your week, in a few words"),
            f"{done(back)} {kept}".strip(),
            *_news(library, back),
            _so_far(back),
            "The last days were sore ones: the next drills stay gentle." if back.sore else None,
        ),
        ((go("My plan", PlanTap()),), (Button("No more of these", WeekTap("off")),)),
    )


def done(back: LookBack) -> str:
    """Say what was done, also where that was to rest."""
    count = back.week.sessions
    if not count:
        return "You rested, and rest is part of it."
    number = NUMBERS[count] if count < len(NUMBERS) else str(count)
    return f"{number} session{'s' * (count > 1)} for your ankles."


def so_far(back: LookBack) -> str | None:
    """Say how the week stands in one sentence; None where there is nothing to say of it yet."""
    if not back.week.sessions and not back.week.kept:
        return None
    kept = " As it stands, it is a kept week." if back.week.kept else ""
    return f"This week: {done(back)[0].lower()}{done(back)[1:]}{kept}"


def off() -> Screen:
    """Say that there will be no more of these, and how they come back."""
    return Screen(
        "No more Sunday notes, then.",
        ((Button("My plan", PlanTap()), Button("Undo", WeekTap("on"))),),
    )


def on() -> Screen:
    """Say that the look back comes again."""
    return Screen("A few words on Sunday evening, as before.", ((Button("My plan", PlanTap()),),))


def _kept(back: LookBack) -> str:
    week = back.week
    if not week.kept:
        return "Each of them counts, and next week starts fresh."
    if week.excused and week.sessions:
        return "That makes it a kept week; days off for good reason count as kept."
    return "That makes it a kept week."


def _news(library: Library, back: LookBack) -> list[str]:
    told = []
    for name, level in back.grown[:NEWS]:
        drill = library.drills[name]
        rung = drill.rungs[level]
        dose = f"{rung.told(rung.dose)} · {rung.name}"
        told.append(f"One step up: {escape(drill.name)}. {escape(dose)}")
    return told


def _so_far(back: LookBack) -> str | None:
    """Count the kept weeks, where that is good news; never on a sore day."""
    if back.sore or not back.week.kept or back.kept < 2:
        return None
    weeks = "in the last twelve weeks" if back.of == WEEKS else "so far"
    return f"Kept weeks {weeks}: {back.kept}."
