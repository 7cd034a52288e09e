"""Beside a step, without using a turn: How, what else can be told, Stop asked once, and back."""

from bot.handlers import practice
from bot.interaction import Interaction
from bot.screens import how as how_screens
from bot.screens import practice as screens
from bot.taps.practice import HaltTap, HereTap, HowTap, MoreTap, StepTap
from storage import practices, practising
from storage.practices import Kept


def how(interaction: Interaction, tap: HowTap) -> None:
    """Show how the step on show is done."""
    kept = _shown(interaction, tap)
    if kept is None:
        return
    if kept.practice.ask == "step":
        page = tap.page or 0
        interaction.show(how_screens.how(interaction.library, kept.id, kept.practice, page))
    else:
        interaction.show(practice.after(interaction, kept))


def more(interaction: Interaction, tap: MoreTap) -> None:
    """Show one of the lists behind More."""
    kept = _shown(interaction, tap)
    if kept is None:
        return
    if kept.practice.ask == "more":
        interaction.show(screens.sublist(interaction.library, kept.id, kept.practice, tap.what))
    else:
        interaction.show(practice.after(interaction, kept))


def halt(interaction: Interaction, tap: HaltTap) -> None:
    """Ask once whether to stop."""
    kept = _shown(interaction, tap)
    if kept is not None:
        interaction.show(screens.halt(kept.id, kept.practice))


def here(interaction: Interaction, tap: HereTap) -> None:
    """Show where the practice is, without the news that were read already."""
    kept = _shown(interaction, tap)
    if kept is None:
        return
    if tap.on:
        interaction.show(practice.going_on(interaction, kept, told_already=True))
    else:
        interaction.show(practice.after(interaction, kept))


def _shown(interaction: Interaction, tap: StepTap) -> Kept | None:
    """Return the practice at the step of a button; one of an earlier step is answered here."""
    kept = practices.get(interaction.conn, interaction.runner.id, tap.practice)
    fits = kept is not None and kept.open and kept.practice.turn == tap.turn
    if (
        kept is None
        or not fits
        or practising.is_of_another_day(kept, interaction.runner, interaction.now)
    ):
        practice.stale(interaction, kept)
        return None
    return kept
