"""One tick: claim what is due, say it, look after it; the database is the only truth."""

import asyncio
import logging
from datetime import timedelta

from telegram.error import BadRequest, Forbidden, RetryAfter, TelegramError

from bot.ops.metrics import Outcome
from bot.reminders.concurrency import Stride
from bot.reminders.content import card
from bot.services import Dorsi
from bot.transport import messenger
from bot.transport.rate_limiter import Bulk, pause_of
from bot.transport.telegram_errors import unknown_outcome
from scheduler.kinds import KINDS
from storage import runners
from storage.reminders import followups, outbox
from storage.reminders.outbox import Due

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


async def tick(dorsi: Dorsi) -> int:
    """Say everything that is due now, then look after what was said; return how many were said."""
    said = 0
    stride = Stride(1 / dorsi.settings.per_second)
    while True:
        async with asyncio.timeout(HANGS):
            claim = await dorsi.db.run(outbox.claim, dorsi.now(), BATCH)
            dorsi.meters.claimed(len(claim.due))
            for (kind, state), count in claim.settled.items():
                dorsi.meters.settled(kind, state, count)
            arrived = await _say_all(dorsi, claim.due, stride)
            said += arrived
            # Where none arrived the line is down, or everyone is away: the next tick tries again.
            if not arrived and not await dorsi.db.run(followups.tend, dorsi.now(), CARE):
                return said


async def _say_all(dorsi: Dorsi, due: tuple[Due, ...], stride: Stride) -> int:
    """Say these nudges in order; return how many arrived."""
    under_way: list[asyncio.Task[bool]] = []
    async with asyncio.TaskGroup() as group:
        for nudge in due:
            under_way.append(group.create_task(say(dorsi, nudge)))
            await stride.after(under_way[-1])
    return sum(one.result() for one in under_way)


async def say(dorsi: Dorsi, nudge: Due) -> bool:
    """Send one nudge and note what became of it; a failure is noted, never raised."""
    try:
        return await _say(dorsi, nudge)
    except Exception:
        # Its lease brings it back; the others of its claim must not suffer for it.
        logger.exception("Nudge %d failed", nudge.id)
        dorsi.meters.outcome(nudge.kind, "failed")
        return False


async def _say(dorsi: Dorsi, nudge: Due) -> bool:
    screen = await card(dorsi, nudge)
    if screen is None:
        await _skip(dorsi, nudge, "skipped")
        return False
    if not await dorsi.db.run(outbox.leave, nudge):
        return False
    left = (nudge.deadline - dorsi.now()).total_seconds()
    try:
        message = await messenger.send(
            dorsi.bot,
            dorsi.pictures,
            nudge.chat,
            screen,
            sound=KINDS[nudge.kind].has_sound,
            lane=Bulk(within=left),
        )
    except TelegramError as error:
        await _not_sent(dorsi, nudge, error)
        return False
    now = dorsi.now()
    await dorsi.db.run(outbox.sent, [(nudge, message)], now)
    dorsi.meters.sent(nudge.kind, (now - nudge.due).total_seconds())
    if nudge.message is not None:
        await messenger.take_buttons(dorsi.bot, nudge.chat, nudge.message)
    return True


async def _not_sent(dorsi: Dorsi, nudge: Due, error: TelegramError) -> None:
    """Note a nudge that did not leave, or of which nobody knows."""
    if isinstance(error, Forbidden):
        await dorsi.db.run(runners.away, nudge.runner)
        await _skip(dorsi, nudge, "away")
    elif isinstance(error, RetryAfter):
        await _later(dorsi, nudge, pause_of(error))
    elif unknown_outcome(error):
        # It may have arrived: better one reminder too few than two.
        logger.warning("Nudge %d: outcome unknown (%s)", nudge.id, type(error).__name__)
        dorsi.meters.outcome(nudge.kind, "unknown")
        await dorsi.db.run(outbox.sent, [(nudge, None)], dorsi.now())
    elif isinstance(error, BadRequest):
        # The same words would be refused again and again.
        logger.error("Nudge %d was refused: %s", nudge.id, error)
        await _skip(dorsi, nudge, "failed")
    else:
        logger.warning("Nudge %d not sent: %s", nudge.id, type(error).__name__)
        await _later(dorsi, nudge, AGAIN)


async def _skip(dorsi: Dorsi, nudge: Due, outcome: Outcome) -> None:
    dorsi.meters.outcome(nudge.kind, outcome)
    await dorsi.db.run(outbox.skipped, [nudge.id], dorsi.now())


async def _later(dorsi: Dorsi, nudge: Due, wait: timedelta) -> None:
    dorsi.meters.outcome(nudge.kind, "failed")
    await dorsi.db.run(outbox.failed, nudge.id, dorsi.now() + wait)
