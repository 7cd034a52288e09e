"""Beside a step, without using a turn: How, what else can be told, Stop asked once, and back."""

from bot.handlers import practice
from bot.interaction import Visit
from bot.screens import how as how_screens
from bot.screens import practice as screens
from bot.taps.practice import HaltTap, HereTap, HowTap, MoreTap, StepTap
from storage import practices, practising
from storage.practices import Kept


async def how(visit: Visit, tap: HowTap) -> None:
    """Show how the step on show is done."""
    kept = await _shown(visit, tap)
    if kept is None:
        return
    if kept.practice.ask == "step":
        page = tap.page or 0
        await visit.show(how_screens.how(visit.library, kept.id, kept.practice, page))
    else:
        await visit.show(await practice.after(visit, kept))


async def more(visit: Visit, tap: MoreTap) -> None:
    """Show one of the lists behind More."""
    kept = await _shown(visit, tap)
    if kept is None:
        return
    if kept.practice.ask == "more":
        await visit.show(screens.sublist(visit.library, kept.id, kept.practice, tap.what))
    else:
        await visit.show(await practice.after(visit, kept))


async def halt(visit: Visit, tap: HaltTap) -> None:
    """Ask once whether to stop."""
    kept = await _shown(visit, tap)
    if kept is not None:
        await visit.show(screens.halt(kept.id, kept.practice))


async def here(visit: Visit, tap: HereTap) -> None:
    """Show where the practice is, without the news that were read already."""
    kept = await _shown(visit, tap)
    if kept is None:
        return
    if tap.on:
        await visit.show(await practice.going_on(visit, kept, told_already=True))
    else:
        await visit.show(await practice.after(visit, kept))


async def _shown(visit: Visit, tap: StepTap) -> Kept | None:
    """Return the practice at the step of a button; one of an earlier step is answered here."""
    kept = await visit.run(practices.get, visit.runner.id, tap.practice)
    fits = kept is not None and kept.open and kept.practice.turn == tap.turn
    if kept is None or not fits or practising.is_of_another_day(kept, visit.runner, visit.now):
        await practice.stale(visit, kept)
        return None
    return kept
