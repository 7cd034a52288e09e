"""Lifespan: everything Dorsi needs, opened in order and closed in the opposite one."""

import asyncio
import contextlib
import gc
import logging
import signal
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar

from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.app import WORKERS, wire
from bot.intake import Intake
from bot.introduction import introduce
from bot.jobs import jobs
from bot.ops import webhook_command
from bot.ops.error_handler import ErrorDesk
from bot.ops.logging_setup import set_up
from bot.ops.metrics import Metrics
from bot.screens.screen import Screen
from bot.services import Services
from bot.settings import Settings
from bot.transport import messenger
from bot.transport.aiohttp_request import AiohttpRequest
from bot.transport.bot_api import BotApi
from bot.transport.double_taps import DoubleTaps
from bot.transport.poll_turns import Turns
from bot.transport.rate_limiter import PriorityRateLimiter
from bot.transport.speaker import Speaker
from bot.transport.uploads import Pictures
from bot.unit_of_work import UnitOfWork
from bot.update_source import Source, update_source
from bot.without_memory import WithoutMemory
from content import library
from scheduler.clock import Clock
from storage.coach_state import CoachStateCache
from storage.db import Db

logger = logging.getLogger(__name__)
T = TypeVar("T")

# Seconds before the loop's thread and the database's hand over to each other. With Python's
# own 0.005 they wait for each other: measured, 7 % fewer taps a second.
HAND_OVER = 0.0005
DRAIN = 20.0  # s at the end for what is under way; whoever stops us waits 25
TIME_TO_SET = 30.0  # s after the start in which a host may set the webhook
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0  # s between tries to reach Telegram at the start


def now_utc() -> datetime:
    """Return the machine's time, aware UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Running:
    """Dorsi while it runs: what handlers use, what comes in, and the clock."""

    services: Services
    intake: Intake
    source: Source
    clock: Clock


@asynccontextmanager
async def running(
    settings: Settings,
    now: Callable[[], datetime] = now_utc,
    pulse: Callable[[], float] = time.monotonic,
) -> AsyncIterator[Running]:
    """Run Dorsi while the block lasts: taking updates, answering, nudging; then end it cleanly.

    `pulse` is the monotonic clock that tells a slip of the thumb from an answer.
    """
    if settings.token is None:
        raise ValueError("a token is needed to talk to a Bot API server")
    secrets = [one.get_secret_value() for one in (settings.token, settings.invite_code) if one]
    set_up(settings.log_level, [*secrets, settings.webhook_token])
    db, meters = Db(settings.database_url), Metrics()
    request, polls = AiohttpRequest(), AiohttpRequest(connections=1)
    bot = _bot(settings, request, polls)
    try:
        await db.prepare()
        await reached(bot.initialize)
        limiter = PriorityRateLimiter(settings.per_second, meters)
        services = Services(
            settings,
            bot,
            BotApi(request, bot.base_url, limiter),
            db,
            Pictures(db, bot.id),
            now,
            CoachStateCache(library.load()),
            meters,
            DoubleTaps(pulse),
        )
        intake = _intake(services)
        async with _replica(services, limiter) as turns:
            source = update_source(services, intake, polls, turns)
            if settings.intake == "poll":
                await reached(bot.delete_webhook)
            clock = Clock(*jobs(services, intake, lambda: source.answered_at, source.unread))
            async with _port(services, source):
                await intake.resume()
                async with source.opened():
                    introduction = asyncio.create_task(_welcome(services))
                    clock.start()
                    try:
                        yield Running(services, intake, source, clock)
                    finally:
                        introduction.cancel()
                        await drain(services, source, intake, clock)
                        await asyncio.gather(introduction, return_exceptions=True)
                        await services.api.close()
    finally:
        await request.shutdown()
        await polls.shutdown()
        await db.close()


async def drain(services: Services, source: Source, intake: Intake, clock: Clock) -> None:
    """Take up nothing new, let end what is under way, and give back what was claimed.

    That takes `DRAIN` seconds at most; what is left then is done after a start, or by others.
    """
    loop = asyncio.get_running_loop()
    ends = loop.time() + DRAIN

    async def lines() -> None:
        await source.stop(DRAIN)
        await intake.stop(ends - loop.time())

    services.ending.set()
    await asyncio.gather(clock.stop(DRAIN), lines())


async def reached(
    call: Callable[[], Awaitable[T]], sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
) -> T:
    """Make a first call to Telegram until it goes well; only a wrong token ends that."""
    pause = FIRST_PAUSE
    while True:
        try:
            return await call()
        except InvalidToken:
            raise
        except TelegramError as error:
            logger.warning(
                "The Bot API server (DORSI_API_URL) cannot be reached: %s. Trying again.", error
            )
        await sleep(pause)
        pause = min(2 * pause, LONGEST_PAUSE)


async def _welcome(services: Services) -> None:
    """Tell Telegram who we are, and the host what is wrong with the webhook; nobody waits."""
    await introduce(services)
    if services.settings.intake == "webhook":
        await asyncio.sleep(TIME_TO_SET)
        await webhook_command.warn(services.bot, services.settings, now_utc())


def _intake(services: Services) -> Intake:
    """Put together what an update goes through."""

    async def tell_admins(note: str) -> None:
        for admin in services.settings.admin_ids:
            await messenger.send(services.api, services.pictures, admin, Screen(note))

    errors = ErrorDesk(tell_admins)
    work = UnitOfWork(services, wire(services), errors)
    speaker = Speaker(services, errors, WORKERS)
    return Intake(services, work, speaker, WithoutMemory(services))


def _replica(
    services: Services, limiter: PriorityRateLimiter
) -> AbstractAsyncContextManager[Turns | None]:
    """Return what makes this process one of several, and nothing on SQLite, which serves one."""
    if not services.db.is_shared:
        return nullcontext()
    # Importing psycopg costs 50 ms of a start that on SQLite never needs it.
    from bot.replica import replica  # noqa: PLC0415

    return replica(services, limiter, polls=services.settings.intake == "poll")


def _port(services: Services, source: Source) -> AbstractAsyncContextManager[object]:
    """Return the operators' port to open, and nothing where the host asked for none."""
    settings = services.settings
    if not settings.http_port:
        return nullcontext()
    # Importing aiohttp.web costs 24 ms of the start.
    from bot.ops.http_server import Operations, port  # noqa: PLC0415

    operations = Operations(
        services.db,
        services.meters,
        lambda: source.polled_at,
        ending=services.ending.is_set,
        unread=source.unread,
        stands_by=lambda: source.stands_by,
    )
    return port(operations, settings.http_host, settings.http_port)


def _bot(settings: Settings, request: AiohttpRequest, polls: AiohttpRequest) -> Bot:
    assert settings.token is not None  # noqa: S101 - checked by `running`
    return Bot(
        settings.token.get_secret_value(),
        base_url=settings.base_url,
        base_file_url=settings.base_file_url,
        request=request,
        get_updates_request=polls,
    )


async def run(settings: Settings, pulse: Callable[[], float] = time.monotonic) -> None:
    """Run until a signal ends it."""
    sys.setswitchinterval(HAND_OVER)
    async with running(settings, pulse=pulse):
        gc.freeze()  # what is there by now stays; not to look through it saves 5 % of a tap's CPU
        logger.info("Dorsi is running")
        await until_stopped()
    logger.info("Dorsi has stopped")


async def until_stopped() -> None:
    """Wait for Ctrl-C or a request to end."""
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows has no such handlers
            loop.add_signal_handler(name, ended.set)
    await ended.wait()
