"""One tick: claim what is due, say it, move it on; the database is the only truth."""

import asyncio
import logging
from datetime import datetime, timedelta

from telegram.error import Forbidden, RetryAfter, TelegramError

from bot import show
from bot.dorsi import Dorsi
from bot.errors import unknown_outcome
from bot.limits import BULK
from bot.screens import morning as morning_screens
from bot.screens import run as screens
from bot.screens.screen import Screen
from content import coach
from content.library import Library
from scheduler.when import local_day
from storage import mornings, nudges, reports, runners
from storage.nudges import Due

logger = logging.getLogger(__name__)

# One claim is what leaves within its lease of 60 s, also at a slow 3 messages a second.
BATCH = 150
# [own] Minutes told on the card; the chooser stays inside 4-6 before a run.
PRE_MINUTES = 5
# When the line is down a nudge is tried again after this; its deadline still holds.
AGAIN = timedelta(seconds=20)


async def tick(dorsi: Dorsi) -> int:
    """Say everything that is due now, in batches, the earliest deadline first; return how many."""
    said = 0
    while due := await dorsi.db.run(nudges.claim, dorsi.now(), BATCH):
        results = await asyncio.gather(*(say(dorsi, nudge) for nudge in due))
        said += sum(results)
        if not any(results):
            break  # the line is down, or everyone is away: the next tick tries again
    return said


async def say(dorsi: Dorsi, nudge: Due) -> bool:
    """Send one nudge and settle it; a failure is noted, never raised."""
    screen = await morning(dorsi, nudge) if nudge.kind == "morning" else card(dorsi.library, nudge)
    if screen is None:
        await dorsi.db.run(nudges.skipped, nudge.id, dorsi.now())
        return False
    try:
        message = await show.send(
            dorsi.bot, dorsi.pictures, nudge.chat, screen, sound=True, lane=BULK
        )
    except Forbidden:
        await dorsi.db.run(runners.away, nudge.runner)
        await dorsi.db.run(nudges.skipped, nudge.id, dorsi.now())
    except RetryAfter as error:
        await _later(dorsi, nudge, dorsi.now() + pause_of(error))
    except TelegramError as error:
        if unknown_outcome(error):
            # It may have arrived: better one reminder too few than two.
            logger.warning("Nudge %d: outcome unknown (%s)", nudge.id, type(error).__name__)
            await dorsi.db.run(nudges.sent, nudge.id, dorsi.now(), None)
        else:
            logger.warning("Nudge %d not sent: %s", nudge.id, type(error).__name__)
            await _later(dorsi, nudge, dorsi.now() + AGAIN)
    else:
        await dorsi.db.run(nudges.sent, nudge.id, dorsi.now(), message)
        return True
    return False


def card(library: Library, nudge: Due) -> Screen:
    """Return the card of a nudge."""
    if nudge.kind == "pre" and nudge.start is not None:
        return screens.pre(nudge.id, nudge.start, nudge.zone, PRE_MINUTES, cue(library, nudge))
    if nudge.kind == "post":
        return screens.post(nudge.id)
    return screens.of_day(nudge.id, nudge.kind)


async def morning(dorsi: Dorsi, nudge: Due) -> Screen | None:
    """Return the question about the first ankle that is due; None where none is, or a card asks."""
    day = local_day(dorsi.now(), nudge.zone)
    if await dorsi.db.run(mornings.rides, nudge.runner, day, nudge.zone):
        return None
    history = await dorsi.db.run(reports.history, nudge.runner)
    due = coach.replay(dorsi.library, history).mornings_due(day)
    return morning_screens.ask(due[0], day) if due else None


def cue(library: Library, nudge: Due) -> str:
    """Return the in-run cue of the day; they take turns from run to run."""
    cues = list(library.cues.values())
    return cues[(nudge.run or nudge.id) % len(cues)].text


async def _later(dorsi: Dorsi, nudge: Due, again: datetime) -> None:
    await dorsi.db.run(nudges.failed, nudge.id, again)


def pause_of(error: RetryAfter) -> timedelta:
    """Return how long Telegram asks to wait."""
    wait = error.retry_after
    return wait if isinstance(wait, timedelta) else timedelta(seconds=wait)
