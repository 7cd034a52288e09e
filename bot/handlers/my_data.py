"""Data export and deletion (`/export`, `/delete`)."""

import json

from bot.interaction import Interaction
from bot.screens import my_data as screens
from bot.screens.screen import Screen
from bot.services import Services
from bot.taps.pages import DeleteTap
from bot.transport import messenger
from storage import export as exports
from storage import forgetting, runners


def export(interaction: Interaction) -> None:
    """Have everything kept about the runner sent as one JSON file."""
    interaction.work("export", str(interaction.day))


async def exported(services: Services, runner: int, day: str) -> Screen | None:
    """Send everything kept about the runner as one JSON file."""
    kept = await services.db.transaction(exports.everything, runner)
    if kept["runner"] is None:
        return screens.nothing_kept()
    text = json.dumps(kept, indent=2, ensure_ascii=False).encode()
    name = f"dorsi-{day}.json"
    await messenger.send_document(
        services.api, runner, name, text, screens.export(), when_closed="raise"
    )
    return None


def delete(interaction: Interaction) -> None:
    """Ask once before everything is deleted."""
    known = runners.get(interaction.conn, interaction.runner.id)
    interaction.show(screens.delete() if known else screens.nothing_kept())


def forget(interaction: Interaction) -> None:
    """Delete everything about the runner, nudges and what they tapped too."""
    forgetting.forget(interaction.conn, interaction.services.states, interaction.runner.id)
    interaction.forgotten = True


def delete_tapped(interaction: Interaction, tap: DeleteTap) -> None:
    """Delete everything, nudges too, or keep it."""
    if tap.answer == "yes":
        forget(interaction)
        interaction.show(screens.deleted())
    elif tap.answer == "ask":
        delete(interaction)
    else:
        interaction.show(screens.kept())
