"""Dispatcher of due reminders: one tick claims, sends and notes them.

While the line is down it tries one at a time, and a reminder that left without an answer is said
once more where its kind says so (`scheduler/kinds.py`), when another one has arrived.
"""

import asyncio
import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from telegram.error import BadRequest, Forbidden, RetryAfter, TelegramError

from bot.ops.metrics import Outcome
from bot.reminders.concurrency import AdaptiveConcurrency
from bot.reminders.content import card
from bot.services import Services
from bot.transport import messenger
from bot.transport.lanes import BulkLane, TapLane
from bot.transport.rate_limiter import BULK_PATIENCE, pause_of
from bot.transport.telegram_errors import outcome
from scheduler.kinds import KINDS
from storage import runners
from storage.reminders import followups, outbox
from storage.reminders.due import DueReminder

logger = logging.getLogger(__name__)

# What was said is looked after in small portions: taps and what becomes due meanwhile go first.
CARE = 10
# s: twice the longest a nudge waits in its lane. What takes longer hangs: the tick is given up,
# and its nudges come back when their lease is over.
HANGS = 120.0
# Asks whether Telegram is there, and does no harm.
PROBE = TapLane(within=0, trying=0)


@dataclass(frozen=True, slots=True)
class Share:
    """How many nudges are claimed at once, for how long, and how many seconds each may wait."""

    batch: int
    lease: timedelta
    patience: float


# One claim is what leaves within a few seconds, so that a crash leaves few in doubt.
ALONE = Share(100, outbox.LEASE, BULK_PATIENCE)
# Where others work on the same database a dead one's claims are held up no longer than its lease,
# and no call may outlast that. Measured: a rush of 200 with 8 kills took 22 s instead of 70.
SHARED = Share(10, timedelta(seconds=15), 5.0)


async def tick(services: Services) -> int:
    """Say everything that is due now, then look after what was said; return how many were said."""
    said = 0
    share = SHARED if services.db.is_shared else ALONE
    pace = AdaptiveConcurrency(1 / services.settings.per_second)
    while not services.ending.is_set():
        async with asyncio.timeout(HANGS):
            due = await _claim(services, share)
            arrived = await _say_all(services, share, due, pace)
            said += arrived
            # Where none arrived the line is down, or everyone is away: the next tick tries again.
            if not arrived and not await services.db.transaction(
                followups.tend, services.now(), CARE
            ):
                break
    return said


async def _claim(services: Services, share: Share) -> tuple[DueReminder, ...]:
    """Claim what may leave now: a batch, one to try a line that was down, or nothing."""
    line, now = services.line, services.now()
    if services.api.pause > share.patience or not line.may_try(now):
        return ()
    limit = share.batch if line.is_closed else 1
    claim = await services.db.transaction(outbox.claim, now, limit, share.lease)
    services.meters.claimed(len(claim.due))
    for (kind, state), count in claim.settled.items():
        services.meters.settled(kind, state, count)
    if claim.due and not line.is_closed and not await _is_there(services):
        await _give_back(services, claim.due)
        return ()
    return claim.due


async def _is_there(services: Services) -> bool:
    """Ask Telegram something harmless before a nudge is risked; a 5xx loses none and is no risk."""
    if services.line.last == "unlikely":
        return True
    try:
        await services.api.call("getMe", {}, lane=PROBE)
    except TelegramError as error:
        how = outcome(error)
        if how is not None:
            services.line.failed(services.now(), how)
        return False
    return True


async def _say_all(
    services: Services, share: Share, due: tuple[DueReminder, ...], pace: AdaptiveConcurrency
) -> int:
    """Say these nudges in order, as long as the line is up; return how many arrived.

    Once the end has begun the rest is given back, for others to claim at once.
    """
    under_way: list[asyncio.Task[bool]] = []
    was_closed = services.line.is_closed
    async with asyncio.TaskGroup() as group:
        for index, nudge in enumerate(due):
            fell = was_closed and not services.line.is_closed
            if fell or services.ending.is_set():
                await _give_back(services, due[index:])
                break
            under_way.append(group.create_task(say(services, share, nudge)))
            await pace.after(under_way[-1])
    return sum(one.result() for one in under_way)


async def _give_back(services: Services, these: tuple[DueReminder, ...]) -> None:
    ids = [nudge.id for nudge in these]
    await services.db.transaction(outbox.give_back, ids, services.now())


async def say(services: Services, share: Share, nudge: DueReminder) -> bool:
    """Send one nudge and note what became of it; a failure is noted, never raised."""
    try:
        return await _say(services, share, nudge)
    except Exception:
        # Its lease brings it back; the others of its claim must not suffer for it.
        logger.exception("Nudge %d failed", nudge.id)
        services.meters.outcome(nudge.kind, "failed")
        return False


async def _say(services: Services, share: Share, nudge: DueReminder) -> bool:
    services.line.doubts.discard(nudge.id)
    screen = await card(services, nudge)
    if screen is None:
        await _skip(services, nudge, "skipped")
        return False
    now = services.now()
    if not await services.db.transaction(outbox.mark_sending, nudge, now, share.lease):
        return False
    if nudge.sending:
        services.meters.outcome(nudge.kind, "repeated")
    left = (nudge.deadline - now).total_seconds()
    try:
        message = await messenger.send(
            services.api,
            services.pictures,
            nudge.chat,
            screen,
            sound=KINDS[nudge.kind].has_sound,
            lane=BulkLane(within=min(left, share.patience)),
        )
    except TelegramError as error:
        await _not_sent(services, nudge, error)
        return False
    await _sent(services, nudge, message)
    return True


async def _sent(services: Services, nudge: DueReminder, message: int) -> None:
    """Note a nudge that arrived, and let those in doubt be said once more."""
    now, line = services.now(), services.line
    await services.db.transaction(outbox.mark_sent, [(nudge, message)], now)
    services.meters.sent(nudge.kind, (now - nudge.due).total_seconds())
    line.settled(nudge.id)
    if doubts := line.worked() - {nudge.id}:
        await services.db.transaction(outbox.give_back, sorted(doubts), now)
    if nudge.message is not None:
        await messenger.take_buttons(services.api, nudge.chat, nudge.message)


async def _not_sent(services: Services, nudge: DueReminder, error: TelegramError) -> None:
    """Note a nudge that did not leave, or of which nobody knows."""
    if isinstance(error, Forbidden):
        await services.db.transaction(runners.away, nudge.runner)
        await _skip(services, nudge, "away")
        return
    if isinstance(error, BadRequest):
        # The same words would be refused again and again.
        logger.error("Nudge %d was refused: %s", nudge.id, error)
        await _skip(services, nudge, "failed")
        return
    now, how = services.now(), outcome(error)
    if how is not None:
        services.line.failed(now, how)
    if how == "unknown":
        await _in_doubt(services, nudge, error)
    elif isinstance(error, RetryAfter):
        await _later(services, nudge, now + pause_of(error), "failed")
    else:
        logger.warning("Nudge %d not sent: %s", nudge.id, error)
        again = services.line.again(nudge.id, now, nudge.deadline)
        # Answered 5xx, it most likely did not arrive; to count it shows how often it may have.
        await _later(services, nudge, again, "server_error" if how == "unlikely" else "failed")


async def _in_doubt(services: Services, nudge: DueReminder, error: TelegramError) -> None:
    """Note a nudge that left and got no answer; where its kind says so it is said once more.

    Not a third time, and no second word. It waits for one that arrives, which shows that the line
    is up, but no longer than half of its time.
    """
    logger.warning("Nudge %d: outcome unknown (%s)", nudge.id, type(error).__name__)
    services.meters.outcome(nudge.kind, "unknown")
    now = services.now()
    is_second = bool(nudge.times_sent) and not nudge.snoozes
    if nudge.sending or is_second or not KINDS[nudge.kind].survives_doubt:
        services.line.settled(nudge.id)
        await services.db.transaction(outbox.mark_sent, [(nudge, None)], now)
        return
    services.line.doubts.add(nudge.id)
    again = now + (nudge.deadline - now) / 2
    await services.db.transaction(outbox.release, nudge.id, again, in_doubt=True)


async def _skip(services: Services, nudge: DueReminder, how: Outcome) -> None:
    services.meters.outcome(nudge.kind, how)
    services.line.settled(nudge.id)
    await services.db.transaction(outbox.skip, [nudge.id], services.now())


async def _later(services: Services, nudge: DueReminder, again: datetime, how: Outcome) -> None:
    services.meters.outcome(nudge.kind, how)
    await services.db.transaction(outbox.release, nudge.id, again)
