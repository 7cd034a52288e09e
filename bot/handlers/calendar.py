"""Calendar import and export: a training plan becomes runs, the runner's own runs go out."""

import asyncio
from datetime import date, datetime, time

from sqlalchemy import Connection

from bot.handlers import flags
from bot.handlers.plan.changes import USUAL_TIME
from bot.interaction import Interaction
from bot.screens import calendar as screens
from bot.screens import fallbacks
from bot.screens import links as link_screens
from bot.screens.screen import Screen
from bot.services import Services
from bot.taps.calendar import CalendarAnswerTap, CalendarMineTap, CalendarTap
from bot.transport import messenger
from content.harm_words import tells_harm
from scheduler import calendars
from storage import imports, links, runners, runs
from storage.imports import Applied
from storage.runners import Runner

MIME = "text/calendar"
ENDINGS = (".ics", ".ical", ".icalendar")


def received(interaction: Interaction) -> None:
    """Have a calendar that was sent read; one that is too big is not even fetched.

    Words of harm beside it open the check as well.
    """
    paper = interaction.incoming.document
    if tells_harm(interaction.incoming.caption):
        flags.open_(interaction)
    if paper is None:
        interaction.say(fallbacks.not_understood())
    elif paper.mime != MIME and not paper.name.lower().endswith(ENDINGS):
        interaction.say(screens.other_file())
    elif paper.size > calendars.LARGEST:
        interaction.say(screens.refused(calendars.TOO_BIG))
    else:
        interaction.work("calendar", paper.file_id)


async def read(services: Services, runner: int, file_id: str) -> Screen | None:
    """Read a calendar and return what is in it; nothing becomes a run yet."""
    who = await services.db.transaction(runners.get, runner)
    if who is None:
        return None
    try:
        return await previewed(services, who, await _downloaded(services, file_id))
    except calendars.BadCalendarError as error:
        return screens.refused(str(error))


async def previewed(services: Services, who: Runner, data: bytes) -> Screen:
    """Read the bytes of a calendar, keep its runs for the runner's word, and show them."""
    now = services.now()
    found = await reading(services, who, data)
    if not found.runs:
        return screens.nothing(found)
    await services.db.transaction(imports.keep, who.id, found.runs, now)
    return screens.preview(found, imports.mark(found.runs), who.zone or "UTC", now)


async def reading(services: Services, who: Runner, data: bytes) -> calendars.Reading:
    """Return what the bytes of a calendar say; BadCalendarError for what is none."""
    return await asyncio.to_thread(
        calendars.read,
        data,
        who.zone or "UTC",
        services.now(),
        lambda day: _usual(who, day),
        mine=calendars.ending(calendars.key(who.id, who.since)),
    )


async def _downloaded(services: Services, file_id: str) -> bytes:
    """Return a file's bytes; one that is too big is not even fetched."""
    file = await services.bot.get_file(file_id)
    if (file.file_size or 0) > calendars.LARGEST:
        raise calendars.BadCalendarError(calendars.TOO_BIG)
    return bytes(await file.download_as_bytearray())


def open_(interaction: Interaction, _: CalendarTap) -> None:
    """Show what can be done with calendars, and which links are followed."""
    followed = links.followed(interaction.conn, interaction.runner.id)
    interaction.show(link_screens.with_followed(screens.page(), followed))


def answered(interaction: Interaction, tap: CalendarAnswerTap) -> None:
    """Import the file that waits, or forget it."""
    if tap.answer == "yes":
        done = _apply(interaction.conn, interaction.runner.id, tap.mark, interaction.now)
        _settled(interaction, screens.imported(done, interaction.runner.lead) if done else None)
    else:
        dropped = _drop(interaction.conn, interaction.runner.id, tap.mark)
        _settled(interaction, screens.declined() if dropped else None)


def _settled(interaction: Interaction, screen: Screen | None) -> None:
    """Show what became of a file; a second tap leaves what the first one said."""
    if screen is None:
        interaction.answer(screens.SETTLED)
    else:
        interaction.show(screen)


def mine(interaction: Interaction, _: CalendarMineTap) -> None:
    """Have the runner's own runs sent as a calendar file, if there are any."""
    if interaction.runner.plan.days or _singles(
        interaction.conn, interaction.runner, interaction.now
    ):
        interaction.work("runs", str(interaction.day))
    else:
        interaction.show(screens.no_runs())


async def sent(services: Services, runner: int, day: str) -> Screen | None:
    """Send the runner's own runs as a calendar file; imported ones have their own already."""
    data = await services.db.transaction(_written, runner, services.now())
    if data is None:
        return screens.no_runs()
    name = f"dorsi-runs-{day}.ics"
    await messenger.send_document(
        services.api, runner, name, data, screens.mine(), when_closed="raise"
    )
    return None


def _written(conn: Connection, runner: int, now: datetime) -> bytes | None:
    who = runners.get(conn, runner)
    if who is None:
        return None
    days = {
        index: [(start.wall, start.minutes or who.run_minutes) for start in starts]
        for index, starts in who.plan.days.items()
    }
    return calendars.write(
        days,
        who.plan.cycle,
        _singles(conn, who, now),
        zone=who.zone or "UTC",
        lead=who.lead,
        key=calendars.key(who.id, who.since),
        now=now,
    )


def _singles(conn: Connection, who: Runner, now: datetime) -> list[calendars.Single]:
    """Return the runs to come that neither the plan nor a file names."""
    return [
        calendars.Single(f"run-{run.id}", run.start, run.minutes)
        for run in runs.upcoming(conn, who.id, now)
        if run.planned is None and run.uid is None
    ]


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
