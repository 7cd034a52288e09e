"""Data export and deletion (`/export`, `/delete`)."""

import json

from bot.interaction import Interaction
from bot.screens import my_data as screens
from bot.taps.pages import DeleteTap
from bot.transport import messenger
from storage import export as exports
from storage import runners


async def export(interaction: Interaction) -> None:
    """Send everything kept about the runner as one JSON file."""
    kept = await interaction.transaction(exports.everything, interaction.runner.id)
    if kept["runner"] is None:
        await interaction.say(screens.nothing_kept())
        return
    text = json.dumps(kept, indent=2, ensure_ascii=False)
    name = f"dorsi-{interaction.day}.json"
    await messenger.send_document(
        interaction.api, interaction.runner.id, name, text.encode(), screens.export()
    )


async def delete(interaction: Interaction) -> None:
    """Ask once before everything is deleted."""
    known = await interaction.transaction(runners.get, interaction.runner.id)
    await interaction.show(screens.delete() if known else screens.nothing_kept())


async def delete_tapped(interaction: Interaction, tap: DeleteTap) -> None:
    """Delete everything, nudges too, or keep it."""
    if tap.answer == "yes":
        await interaction.transaction(runners.delete, interaction.runner.id)
        interaction.services.states.forget(interaction.runner.id)
        await interaction.show(screens.deleted())
    elif tap.answer == "ask":
        await delete(interaction)
    else:
        await interaction.show(screens.kept())
