"""Error handler of the application: what is logged, and whom it tells."""

import html
import logging
import time
import traceback
from collections.abc import Awaitable, Callable, Collection, Coroutine
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from telegram import Bot, Update
from telegram.constants import ChatType, ParseMode
from telegram.error import Conflict, Forbidden, RetryAfter, TelegramError
from telegram.ext import CallbackContext

from bot.transport.gcra import Chat, Gcra
from bot.transport.telegram_errors import is_network_trouble, is_normal

logger = logging.getLogger(__name__)

SORRY = (
    "Sorry, something went wrong on my side. What you told me before is safe. "
    "Please try that once more, or start again from /today."
)
TOLD_EVERY = 60.0  # s between two such sentences in one chat, and between two notes to the admins
LONGEST_NOTE = 600  # characters: a glance; the log has the rest

Context = CallbackContext[Any, Any, Any, Any]


def make_error_handler(
    admins: Collection[int],
    away: Callable[[int], Awaitable[None]],
    clock: Callable[[], float] = time.monotonic,
) -> Callable[[object, Context], Coroutine[Any, Any, None]]:
    """Return the handler for `Application.add_error_handler`; it never raises.

    `away` is called with the id of a runner who blocked the bot or left; `clock` is in seconds.
    """
    return _Desk(admins, away, clock).on_error


@dataclass(slots=True)
class _Desk:
    """Where errors land; it remembers who was told lately, and how many notes it kept back."""

    admins: Collection[int]
    away: Callable[[int], Awaitable[None]]
    clock: Callable[[], float]
    told: Gcra = field(default_factory=lambda: Gcra(burst=1))
    kept_back: int = 0

    async def on_error(self, update: object, context: Context) -> None:
        """Deal with the error of one update, or of the polling when there is no update."""
        try:
            if context.error is not None:
                await self._handle(_private_runner(update), context.bot, context.error)
        except Exception:
            logger.exception("The error handler itself failed")

    async def _handle(self, runner: int | None, bot: Bot, error: BaseException) -> None:
        if is_normal(error):
            logger.debug("Nothing to do: %s", error)
        elif isinstance(error, Forbidden):
            logger.info("A chat does not want to hear from us: %s", error)
            if runner is not None:
                await self.away(runner)
        elif isinstance(error, RetryAfter):
            logger.warning("A call was given up: %s", error)
        elif isinstance(error, Conflict):
            logger.warning("Another program polls with this token; only one of us can: %s", error)
            await self._tell_admins(bot, error)
        elif is_network_trouble(error) and runner is None:
            logger.warning("The line to Telegram is down: %s", error)
        else:
            logger.error("Something failed", exc_info=error)
            await self._tell_runner(runner, bot)
            if not is_network_trouble(error):
                await self._tell_admins(bot, error)

    async def _tell_runner(self, runner: int | None, bot: Bot) -> None:
        if runner is not None and self._may_tell(runner):
            await _try_to_tell(bot, runner, SORRY)

    async def _tell_admins(self, bot: Bot, error: BaseException) -> None:
        if not self._may_tell("admins"):
            self.kept_back += 1
            return
        note, self.kept_back = _note(error, self.kept_back), 0
        for admin in self.admins:
            await _try_to_tell(bot, admin, note)

    def _may_tell(self, whom: Chat) -> bool:
        now = self.clock()
        if self.told.due(whom, now, TOLD_EVERY) > now:
            return False
        self.told.take(whom, now, TOLD_EVERY)
        return True


def _private_runner(update: object) -> int | None:
    """Return who is on the other side, if an update came from a chat with one runner."""
    if not isinstance(update, Update) or update.effective_chat is None:
        return None
    return update.effective_chat.id if update.effective_chat.type == ChatType.PRIVATE else None


async def _try_to_tell(bot: Bot, chat: int, text: str) -> None:
    """Send a sentence, or let it be: an error about an error helps nobody."""
    try:
        await bot.send_message(chat, text, parse_mode=ParseMode.HTML, disable_notification=True)
    except TelegramError as error:
        logger.warning("A chat could not be told of an error: %s", error)


def _note(error: BaseException, kept_back: int) -> str:
    """Say what failed and where; never the error's own words, which may be a runner's."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "site-packages" not in frame.filename]
    lines = [f"Dorsi had an error: {type(error).__name__}"]
    if ours or frames:
        frame = (ours or frames)[-1]
        lines.append(f"{'/'.join(Path(frame.filename).parts[-3:])}:{frame.lineno} {frame.name}")
    if error.__cause__ is not None:
        lines.append(f"because of {type(error.__cause__).__name__}")
    if kept_back:
        lines.append(f"and {kept_back} more since the last note")
    return html.escape("\n".join([*lines, "The log has the rest."])[:LONGEST_NOTE])
