"""Beside a step, without using a turn: How, what else can be told, Stop asked once, and back."""

from bot.handlers import practice
from bot.interaction import Interaction
from bot.screens import how as how_screens
from bot.screens import practice as screens
from bot.taps.practice import HaltTap, HereTap, HowTap, MoreTap, StepTap
from storage import practices, practising
from storage.practices import Kept


async def how(interaction: Interaction, tap: HowTap) -> None:
    """Show how the step on show is done."""
    kept = await _shown(interaction, tap)
    if kept is None:
        return
    if kept.practice.ask == "step":
        page = tap.page or 0
        await interaction.show(how_screens.how(interaction.library, kept.id, kept.practice, page))
    else:
        await interaction.show(await practice.after(interaction, kept))


async def more(interaction: Interaction, tap: MoreTap) -> None:
    """Show one of the lists behind More."""
    kept = await _shown(interaction, tap)
    if kept is None:
        return
    if kept.practice.ask == "more":
        await interaction.show(
            screens.sublist(interaction.library, kept.id, kept.practice, tap.what)
        )
    else:
        await interaction.show(await practice.after(interaction, kept))


async def halt(interaction: Interaction, tap: HaltTap) -> None:
    """Ask once whether to stop."""
    kept = await _shown(interaction, tap)
    if kept is not None:
        await interaction.show(screens.halt(kept.id, kept.practice))


async def here(interaction: Interaction, tap: HereTap) -> None:
    """Show where the practice is, without the news that were read already."""
    kept = await _shown(interaction, tap)
    if kept is None:
        return
    if tap.on:
        await interaction.show(await practice.going_on(interaction, kept, told_already=True))
    else:
        await interaction.show(await practice.after(interaction, kept))


async def _shown(interaction: Interaction, tap: StepTap) -> Kept | None:
    """Return the practice at the step of a button; one of an earlier step is answered here."""
    kept = await interaction.transaction(practices.get, interaction.runner.id, tap.practice)
    fits = kept is not None and kept.open and kept.practice.turn == tap.turn
    if (
        kept is None
        or not fits
        or practising.is_of_another_day(kept, interaction.runner, interaction.now)
    ):
        await practice.stale(interaction, kept)
        return None
    return kept
