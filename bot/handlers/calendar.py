"""Calendar import and export: a training plan becomes runs, the runner's own runs go out."""

import asyncio
from datetime import date, datetime, time

from sqlalchemy import Connection
from telegram import Document

from bot.handlers.plan.changes import USUAL_TIME
from bot.interaction import Interaction
from bot.screens import calendar as screens
from bot.screens import fallbacks
from bot.screens.screen import Screen
from bot.taps.calendar import CalendarAnswerTap, CalendarMineTap, CalendarTap
from bot.transport import messenger
from scheduler import calendars
from storage import imports, runs
from storage.imports import Applied
from storage.runners import Runner

MIME = "text/calendar"
ENDINGS = (".ics", ".ical", ".icalendar")


async def received(interaction: Interaction) -> None:
    """Read a calendar that was sent and show what is in it; nothing becomes a run yet."""
    paper = interaction.update.message.document if interaction.update.message else None
    if paper is None:
        await interaction.say(fallbacks.not_understood())
    elif paper.mime_type != MIME and not (paper.file_name or "").lower().endswith(ENDINGS):
        await interaction.say(screens.other_file())
    else:
        await _read(interaction, paper)


async def _read(interaction: Interaction, paper: Document) -> None:
    try:
        data = await _downloaded(paper)
        found = await asyncio.to_thread(
            calendars.read,
            data,
            interaction.zone,
            interaction.now,
            lambda day: _usual(interaction.runner, day),
            mine=calendars.ending(calendars.key(interaction.runner.id, interaction.runner.since)),
        )
    except calendars.BadCalendarError as error:
        await interaction.say(screens.refused(str(error)))
        return
    if not found.runs:
        await interaction.say(screens.nothing(found))
        return
    await interaction.transaction(imports.keep, interaction.runner.id, found.runs, interaction.now)
    await interaction.say(
        screens.preview(found, imports.mark(found.runs), interaction.zone, interaction.now)
    )


async def _downloaded(paper: Document) -> bytes:
    """Return a file's bytes; one that is too big is not even fetched."""
    if (paper.file_size or 0) > calendars.LARGEST:
        raise calendars.BadCalendarError(calendars.TOO_BIG)
    file = await paper.get_file()
    if (file.file_size or 0) > calendars.LARGEST:
        raise calendars.BadCalendarError(calendars.TOO_BIG)
    return bytes(await file.download_as_bytearray())


async def open_(interaction: Interaction, _: CalendarTap) -> None:
    """Show what can be done with calendar files."""
    await interaction.show(screens.page())


async def answered(interaction: Interaction, tap: CalendarAnswerTap) -> None:
    """Import the file that waits, or forget it."""
    if tap.answer == "yes":
        done = await interaction.transaction(
            _apply, interaction.runner.id, tap.mark, interaction.now
        )
        await _settled(
            interaction, screens.imported(done, interaction.runner.lead) if done else None
        )
    else:
        dropped = await interaction.transaction(_drop, interaction.runner.id, tap.mark)
        await _settled(interaction, screens.declined() if dropped else None)


async def _settled(interaction: Interaction, screen: Screen | None) -> None:
    """Show what became of a file; a second tap leaves what the first one said."""
    if screen is None:
        await interaction.answer(screens.SETTLED)
    else:
        await interaction.show(screen)


async def mine(interaction: Interaction, _: CalendarMineTap) -> None:
    """Send the runner's own runs as a calendar file; imported ones have their own already."""
    runner = interaction.runner
    days = {
        index: [(start.wall, start.minutes or runner.run_minutes) for start in starts]
        for index, starts in runner.plan.days.items()
    }
    singles = [
        calendars.Single(f"run-{run.id}", run.start, run.minutes)
        for run in await interaction.transaction(runs.upcoming, runner.id, interaction.now)
        if run.planned is None and run.uid is None
    ]
    if not days and not singles:
        await interaction.show(screens.no_runs())
        return
    data = calendars.write(
        days,
        runner.plan.cycle,
        singles,
        zone=interaction.zone,
        lead=runner.lead,
        key=calendars.key(runner.id, runner.since),
        now=interaction.now,
    )
    name = f"dorsi-runs-{interaction.day}.ics"
    await messenger.send_document(interaction.api, runner.id, name, data, screens.mine())


def _apply(conn: Connection, runner: int, mark: str, now: datetime) -> Applied | None:
    """Import what waits, None if it is not the file under whose preview was tapped."""
    if not imports.waits(conn, runner, mark):
        return None
    return imports.apply(conn, runner, now)


def _drop(conn: Connection, runner: int, mark: str) -> bool:
    if not imports.waits(conn, runner, mark):
        return False
    imports.drop(conn, runner)
    return True


def _usual(runner: Runner, day: date) -> time:
    """Return when the runner runs on a day, or mostly does."""
    starts = runner.plan.on(day) or next(iter(runner.plan.days.values()), ())
    return starts[0].wall if starts else USUAL_TIME
