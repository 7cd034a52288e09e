"""Calendar files: a training plan comes in and becomes runs, the runner's own runs go out."""

import asyncio
from datetime import date, datetime, time

from sqlalchemy import Connection
from telegram import Document, InputFile

from bot.handlers.plan.changes import USUAL_TIME
from bot.interaction import Visit
from bot.screens import calendar as screens
from bot.screens import fallbacks
from bot.screens.screen import Screen
from bot.taps.calendar import CalendarAnswerTap, CalendarMineTap, CalendarTap
from scheduler import calendars
from storage import imports, runs
from storage.imports import Applied
from storage.runners import Runner

MIME = "text/calendar"
ENDINGS = (".ics", ".ical", ".icalendar")


async def received(visit: Visit) -> None:
    """Read a calendar that was sent and show what is in it; nothing becomes a run yet."""
    paper = visit.update.message.document if visit.update.message else None
    if paper is None:
        await visit.say(fallbacks.not_understood())
    elif paper.mime_type != MIME and not (paper.file_name or "").lower().endswith(ENDINGS):
        await visit.say(screens.other_file())
    else:
        await _read(visit, paper)


async def _read(visit: Visit, paper: Document) -> None:
    try:
        data = await _downloaded(paper)
        found = await asyncio.to_thread(
            calendars.read,
            data,
            visit.zone,
            visit.now,
            lambda day: _usual(visit.runner, day),
            mine=calendars.ending(calendars.key(visit.runner.id, visit.runner.since)),
        )
    except calendars.BadCalendarError as error:
        await visit.say(screens.refused(str(error)))
        return
    if not found.runs:
        await visit.say(screens.nothing(found))
        return
    await visit.run(imports.keep, visit.runner.id, found.runs, visit.now)
    await visit.say(screens.preview(found, imports.mark(found.runs), visit.zone, visit.now))


async def _downloaded(paper: Document) -> bytes:
    """Return a file's bytes; one that is too big is not even fetched."""
    if (paper.file_size or 0) > calendars.LARGEST:
        raise calendars.BadCalendarError(calendars.TOO_BIG)
    file = await paper.get_file()
    if (file.file_size or 0) > calendars.LARGEST:
        raise calendars.BadCalendarError(calendars.TOO_BIG)
    return bytes(await file.download_as_bytearray())


async def open_(visit: Visit, _: CalendarTap) -> None:
    """Show what can be done with calendar files."""
    await visit.show(screens.page())


async def answered(visit: Visit, tap: CalendarAnswerTap) -> None:
    """Import the file that waits, or forget it."""
    if tap.answer == "yes":
        done = await visit.run(_apply, visit.runner.id, tap.mark, visit.now)
        await _settled(visit, screens.imported(done, visit.runner.lead) if done else None)
    else:
        dropped = await visit.run(_drop, visit.runner.id, tap.mark)
        await _settled(visit, screens.declined() if dropped else None)


async def _settled(visit: Visit, screen: Screen | None) -> None:
    """Show what became of a file; a second tap leaves what the first one said."""
    if screen is None:
        await visit.answer(screens.SETTLED)
    else:
        await visit.show(screen)


async def mine(visit: Visit, _: CalendarMineTap) -> None:
    """Send the runner's own runs as a calendar file; imported ones have their own already."""
    runner = visit.runner
    days = {
        index: [(start.wall, start.minutes or runner.run_minutes) for start in starts]
        for index, starts in runner.plan.days.items()
    }
    singles = [
        calendars.Single(f"run-{run.id}", run.start, run.minutes)
        for run in await visit.run(runs.upcoming, runner.id, visit.now)
        if run.planned is None and run.uid is None
    ]
    if not days and not singles:
        await visit.show(screens.no_runs())
        return
    data = calendars.write(
        days,
        runner.plan.cycle,
        singles,
        zone=visit.zone,
        lead=runner.lead,
        key=calendars.key(runner.id, runner.since),
        now=visit.now,
    )
    file = InputFile(data, filename=f"dorsi-runs-{visit.day}.ics")
    await visit.bot.send_document(
        runner.id, file, caption=screens.mine(), disable_notification=True
    )


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
