"""A runner's own data: all of it as a file, and all of it gone (`/export`, `/delete`)."""

import json

from telegram import InputFile

from bot.interaction import Visit
from bot.screens import my_data as screens
from bot.taps.pages import DeleteTap
from storage import export as exports
from storage import runners


async def export(visit: Visit) -> None:
    """Send everything kept about the runner as one JSON file."""
    kept = await visit.run(exports.everything, visit.runner.id)
    if kept["runner"] is None:
        await visit.say(screens.nothing_kept())
        return
    text = json.dumps(kept, indent=2, ensure_ascii=False)
    file = InputFile(text.encode(), filename=f"dorsi-{visit.day}.json")
    await visit.bot.send_document(
        visit.runner.id, file, caption=screens.export(), disable_notification=True
    )


async def delete(visit: Visit) -> None:
    """Ask once before everything is deleted."""
    known = await visit.run(runners.get, visit.runner.id)
    await visit.show(screens.delete() if known else screens.nothing_kept())


async def delete_tapped(visit: Visit, tap: DeleteTap) -> None:
    """Delete everything, nudges too, or keep it."""
    if tap.answer == "yes":
        await visit.run(runners.delete, visit.runner.id)
        visit.dorsi.states.forget(visit.runner.id)
        await visit.show(screens.deleted())
    elif tap.answer == "ask":
        await delete(visit)
    else:
        await visit.show(screens.kept())
