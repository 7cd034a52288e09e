"""How a step is done, at length: what the drill is for, every cue, the classic amount, sources."""

from bot.screens.screen import Button, Row, Screen, bold, escape, go, lines, pages
from bot.taps.practice import HereTap, HowTap
from content.library import Library
from content.practice import Practice, current


def how(library: Library, number: int, practice: Practice, page: int = 0) -> Screen:
    """Return a page about the step on show, with the way back to that very step."""
    now = current(practice)
    drill = library.drills[now.drill]
    rung = drill.rungs[now.rung]
    cues = lines(*(f"• {escape(cue)}" for cue in rung.cues))
    parts = [
        escape(drill.about),
        lines(escape(drill.setup_at(now.rung)), cues),
        classic(library, now.drill),
        f"Where this comes from: {escape(drill.source)}",
    ]
    made = pages(bold(drill.name), (part for part in parts if part))
    page = min(page, len(made) - 1)
    more: Row = ()
    if len(made) > 1:
        after = (page + 1) % len(made)
        more = (Button("Read on" if after else "Page 1", HowTap(number, practice.turn, after)),)
    back = go("Back to it", HereTap(number, practice.turn))
    return Screen(made[page], (*((more,) if more else ()), (back,)))


def classic(library: Library, name: str) -> str:
    """Return the amount a founding article names for a drill, empty where none does."""
    drill = library.drills[name]
    if drill.founding is None:
        return ""
    rung = drill.rungs[drill.founding]
    return f"The classic amount: {escape(rung.told(rung.dose))}."
