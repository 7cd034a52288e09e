"""Dispatcher of due reminders: one tick claims, sends and notes them."""

import asyncio
import logging
from datetime import datetime, timedelta

from sqlalchemy import Connection
from telegram.error import BadRequest, Forbidden, RetryAfter, TelegramError

from bot.ops.metrics import Outcome
from bot.reminders.concurrency import AdaptiveConcurrency
from bot.reminders.content import card
from bot.services import Services
from bot.transport import messenger
from bot.transport.lanes import BulkLane
from bot.transport.rate_limiter import pause_of
from bot.transport.telegram_errors import outcome
from scheduler.kinds import KINDS
from storage import runners
from storage.reminders import followups, outbox
from storage.reminders.due import DueReminder

logger = logging.getLogger(__name__)

# One claim is what leaves within a few seconds, so that a crash leaves few in doubt.
BATCH = 100
# What was said is looked after in small portions: taps and what becomes due meanwhile go first.
CARE = 10
# When the line is down a nudge is tried again after this; its deadline still holds.
AGAIN = timedelta(seconds=20)
# s: twice the longest a nudge waits in its lane. What takes longer hangs: the tick is given up,
# and its nudges come back when their lease is over.
HANGS = 120.0


async def tick(services: Services) -> int:
    """Say everything that is due now, then look after what was said; return how many were said."""
    said = 0
    pace = AdaptiveConcurrency(1 / services.settings.per_second)
    while not services.ending.is_set():
        async with asyncio.timeout(HANGS):
            claim = await services.db.transaction(outbox.claim, services.now(), BATCH)
            services.meters.claimed(len(claim.due))
            for (kind, state), count in claim.settled.items():
                services.meters.settled(kind, state, count)
            arrived = await _say_all(services, claim.due, pace)
            said += arrived
            # Where none arrived the line is down, or everyone is away: the next tick tries again.
            if not arrived and not await services.db.transaction(
                followups.tend, services.now(), CARE
            ):
                break
    return said


async def _say_all(
    services: Services, due: tuple[DueReminder, ...], pace: AdaptiveConcurrency
) -> int:
    """Say these nudges in order; return how many arrived.

    Once the end has begun the rest is given back, for others to claim at once.
    """
    under_way: list[asyncio.Task[bool]] = []
    async with asyncio.TaskGroup() as group:
        for index, nudge in enumerate(due):
            if services.ending.is_set():
                await services.db.transaction(_give_back, due[index:], services.now())
                break
            under_way.append(group.create_task(say(services, nudge)))
            await pace.after(under_way[-1])
    return sum(one.result() for one in under_way)


def _give_back(conn: Connection, rest: tuple[DueReminder, ...], now: datetime) -> None:
    for nudge in rest:
        outbox.release(conn, nudge.id, now)


async def say(services: Services, nudge: DueReminder) -> bool:
    """Send one nudge and note what became of it; a failure is noted, never raised."""
    try:
        return await _say(services, nudge)
    except Exception:
        # Its lease brings it back; the others of its claim must not suffer for it.
        logger.exception("Nudge %d failed", nudge.id)
        services.meters.outcome(nudge.kind, "failed")
        return False


async def _say(services: Services, nudge: DueReminder) -> bool:
    screen = await card(services, nudge)
    if screen is None:
        await _skip(services, nudge, "skipped")
        return False
    if not await services.db.transaction(outbox.mark_sending, nudge):
        return False
    left = (nudge.deadline - services.now()).total_seconds()
    try:
        message = await messenger.send(
            services.api,
            services.pictures,
            nudge.chat,
            screen,
            sound=KINDS[nudge.kind].has_sound,
            lane=BulkLane(within=left),
        )
    except TelegramError as error:
        await _not_sent(services, nudge, error)
        return False
    now = services.now()
    await services.db.transaction(outbox.mark_sent, [(nudge, message)], now)
    services.meters.sent(nudge.kind, (now - nudge.due).total_seconds())
    if nudge.message is not None:
        await messenger.take_buttons(services.api, nudge.chat, nudge.message)
    return True


async def _not_sent(services: Services, nudge: DueReminder, error: TelegramError) -> None:
    """Note a nudge that did not leave, or of which nobody knows."""
    if isinstance(error, Forbidden):
        await services.db.transaction(runners.away, nudge.runner)
        await _skip(services, nudge, "away")
    elif isinstance(error, RetryAfter):
        await _later(services, nudge, pause_of(error))
    elif outcome(error) == "unknown":
        # It may have arrived: better one reminder too few than two.
        logger.warning("Nudge %d: outcome unknown (%s)", nudge.id, type(error).__name__)
        services.meters.outcome(nudge.kind, "unknown")
        await services.db.transaction(outbox.mark_sent, [(nudge, None)], services.now())
    elif isinstance(error, BadRequest):
        # The same words would be refused again and again.
        logger.error("Nudge %d was refused: %s", nudge.id, error)
        await _skip(services, nudge, "failed")
    else:
        logger.warning("Nudge %d not sent: %s", nudge.id, type(error).__name__)
        await _later(services, nudge, AGAIN)


async def _skip(services: Services, nudge: DueReminder, outcome: Outcome) -> None:
    services.meters.outcome(nudge.kind, outcome)
    await services.db.transaction(outbox.skip, [nudge.id], services.now())


async def _later(services: Services, nudge: DueReminder, wait: timedelta) -> None:
    services.meters.outcome(nudge.kind, "failed")
    await services.db.transaction(outbox.release, nudge.id, services.now() + wait)
