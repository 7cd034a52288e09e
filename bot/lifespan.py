"""Start and shutdown of the bot: database, application, clock, port, in order."""

import asyncio
import contextlib
import gc
import logging
import re
import signal
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http import HTTPStatus

from telegram import BotCommand, LinkPreviewOptions, Update
from telegram.constants import ParseMode
from telegram.error import TelegramError
from telegram.ext import ApplicationBuilder, Defaults

from bot.access import too_fast
from bot.app import wire
from bot.jobs import jobs
from bot.ops.error_handler import make_error_handler
from bot.ops.logging_setup import set_up
from bot.ops.metrics import Metrics
from bot.screens.learn import MENU
from bot.services import Services
from bot.settings import Settings
from bot.transport.aiohttp_request import AiohttpRequest
from bot.transport.application import App
from bot.transport.double_taps import DoubleTaps
from bot.transport.rate_limiter import PriorityRateLimiter
from bot.transport.update_processor import PerRunnerProcessor
from bot.transport.uploads import Pictures
from content import library
from scheduler.clock import Clock
from storage import runners
from storage.coach_state import CoachStateCache
from storage.db import Db

logger = logging.getLogger(__name__)

POLL = timedelta(seconds=30)
UPDATES = [Update.MESSAGE, Update.CALLBACK_QUERY, Update.MY_CHAT_MEMBER]
ABOUT = "A few calm minutes for a runner's ankles, before and after the run."
# Seconds before the loop's thread and the database's hand over to each other. With Python's
# own 0.005 they wait for each other: measured, 7 % fewer taps a second.
HAND_OVER = 0.0005

_FIRST = re.compile(rb'"update_id":\s*(\d+)')


def now_utc() -> datetime:
    """Return the machine's time, aware UTC."""
    return datetime.now(UTC)


class Poller(AiohttpRequest):
    """The request of the long poll; it remembers when Telegram last answered well.

    `answered_at` is in epoch seconds, for other processes, `polled_at` in monotonic ones. The
    first poll may take its full length, so the start counts as an answer. The same update
    first over and over means that none is read.
    """

    def __init__(self) -> None:
        super().__init__(connections=1)
        self._first: bytes | None = None
        self._note(b"")

    async def do_request(self, *args: object, **kwargs: object) -> tuple[int, bytes]:
        """Make one call and note that it was answered; a refusal is no answer."""
        status, body = await super().do_request(*args, **kwargs)  # type: ignore[arg-type]
        if status == HTTPStatus.OK:
            self._note(body)
        return status, body

    def unread(self) -> float:
        """Return for how many seconds updates have come that are not read."""
        return self.polled_at - self._read_at

    def _note(self, body: bytes) -> None:
        self.answered_at = time.time()
        self.polled_at = time.monotonic()
        first = _FIRST.search(body)
        if first is None or first[1] != self._first:
            self._read_at, self._first = self.polled_at, first[1] if first else None


@dataclass(frozen=True, slots=True)
class Running:
    """Dorsi while it runs: what handlers use, the application around them, and the clock."""

    services: Services
    app: App
    clock: Clock


@asynccontextmanager
async def running(
    settings: Settings,
    now: Callable[[], datetime] = now_utc,
    pulse: Callable[[], float] = time.monotonic,
) -> AsyncIterator[Running]:
    """Run Dorsi while the block lasts: polling, answering, nudging; then end it cleanly.

    `pulse` is the monotonic clock that tells a slip of the thumb from an answer.
    """
    if settings.token is None:
        raise ValueError("a token is needed to talk to a Bot API server")
    secrets = [one.get_secret_value() for one in (settings.token, settings.invite_code) if one]
    set_up(settings.log_level, secrets)
    db = Db(settings.database_url)
    request, poller, meters = AiohttpRequest(), Poller(), Metrics()
    try:
        await db.prepare()
        app = _application(settings, db, request, poller, meters)
        async with _port(settings, db, meters, poller), app:
            pictures = Pictures(db, app.bot.id)
            states = CoachStateCache(library.load())
            services = Services(
                settings, app.bot, db, pictures, now, states, meters, DoubleTaps(pulse)
            )
            wire(app, services)
            clock = Clock(*jobs(services, lambda: poller.answered_at, poller.unread))
            await app.start()
            assert app.updater is not None  # noqa: S101 - it was built with one

            def failed(error: TelegramError) -> None:
                app.create_task(app.process_error(None, error))

            await app.updater.start_polling(
                timeout=POLL, allowed_updates=UPDATES, error_callback=failed
            )
            introduction = asyncio.create_task(introduce(app))
            clock.start()
            try:
                yield Running(services, app, clock)
            finally:
                introduction.cancel()
                await clock.stop()
                await app.updater.stop()
                await app.stop()
    finally:
        # python-telegram-bot leaves them open where the first call of all failed.
        await request.shutdown()
        await poller.shutdown()
        await db.close()


def _port(
    settings: Settings, db: Db, meters: Metrics, poller: Poller
) -> AbstractAsyncContextManager[object]:
    """Return the operators' port to open, and nothing where the host asked for none."""
    if not settings.http_port:
        return nullcontext()
    # Importing aiohttp.web costs 24 ms of the start.
    from bot.ops.http_server import Operations, port  # noqa: PLC0415

    operations = Operations(db, meters, lambda: poller.polled_at, unread=poller.unread)
    return port(operations, settings.http_host, settings.http_port)


def _application(
    settings: Settings, db: Db, request: AiohttpRequest, poller: Poller, meters: Metrics
) -> App:
    """Build the application: our request, our lanes, our order, one error handler."""
    assert settings.token is not None  # noqa: S101 - checked by `running`
    builder = (
        ApplicationBuilder()
        .token(settings.token.get_secret_value())
        .base_url(settings.base_url)
        .base_file_url(settings.base_file_url)
        .request(request)
        .get_updates_request(poller)
        .rate_limiter(PriorityRateLimiter(settings.per_second, meters))
        .concurrent_updates(PerRunnerProcessor(on_dropped=too_fast))
        .job_queue(None)
        .defaults(
            Defaults(
                parse_mode=ParseMode.HTML,
                link_preview_options=LinkPreviewOptions(is_disabled=True),
            )
        )
    )
    app = builder.build()

    async def away(runner: int) -> None:
        await db.transaction(runners.away, runner)

    app.add_error_handler(make_error_handler(settings.admin_ids, away))
    return app


async def introduce(app: App) -> None:
    """Tell Telegram the menu and a line about the bot; nothing waits for it."""
    try:
        await app.bot.set_my_commands([BotCommand(name, what) for name, what in MENU])
        await app.bot.set_my_short_description(ABOUT)
        await app.bot.set_my_description(ABOUT)
    except TelegramError as error:
        logger.warning("The menu could not be set: %s", error)


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
