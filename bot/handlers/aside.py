"""Beside a step, without using a turn: How, what else can be told, Stop asked once, and back."""

from bot.handlers import practice
from bot.screens import how as how_screens
from bot.screens import practice as screens
from bot.screens.screen import Screen
from bot.visit import Visit
from storage import practices, practising
from storage.practices import Kept


async def tapped(visit: Visit) -> None:
    """Show what a button asks for; one of an earlier step shows where the practice is."""
    verb, number, turn, what = visit.words
    kept = await visit.run(practices.get, visit.runner.id, int(number))
    fits = kept is not None and kept.open and kept.practice.turn == int(turn)
    if kept is None or not fits or practising.is_of_another_day(kept, visit.runner, visit.now):
        await practice.stale(visit, kept)
        return
    screen = _beside(visit, kept, verb, what)
    if screen is None and verb == "here" and what == "on":
        screen = await practice.going_on(visit, kept, told_already=True)
    await visit.show(screen or await practice.after(visit, kept))


def _beside(visit: Visit, kept: Kept, verb: str, what: str) -> Screen | None:
    """Return what stands beside a step, None where that is the practice itself."""
    library, ask = visit.library, kept.practice.ask
    if verb == "how" and ask == "step":
        page = int(what) if what.isdecimal() else 0
        return how_screens.how(library, kept.id, kept.practice, page)
    if verb == "more" and ask == "more" and what in screens.LISTS:
        return screens.sublist(library, kept.id, kept.practice, what)
    return screens.halt(kept.id, kept.practice) if verb == "halt" else None
