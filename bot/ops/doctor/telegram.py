"""Doctor of the line to Telegram: the token, the webhook, and whose clock is right."""

from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import aiohttp
from telegram import Bot
from telegram.error import TelegramError

from bot.ops import webhook_command
from bot.ops.doctor.finding import Finding, bad, fine, note
from bot.ops.webhook_command import Told, with_bot
from bot.settings import Settings
from bot.transport import telegram_errors

ANSWERS_WITHIN = 5.0  # s
# s of difference to Telegram's clock. A reminder is that much too early or too late.
CLOCK_OFF = 5.0


async def token_and_webhook(settings: Settings, now: Callable[[], datetime]) -> list[Finding]:
    """Ask Telegram whom the token is for, and how the webhook is."""

    async def ask(bot: Bot) -> Told:
        me = await bot.get_me()
        told = await webhook_command.show(bot, settings, now())
        return Told((f"The token is that of @{me.username}.", *told.sentences), told.wrong)

    try:
        told = await with_bot(settings, ask)
    except TelegramError as error:
        return [bad(telegram_errors.trouble(error) or f"Telegram refuses: {error}")]
    return [*map(fine, told.sentences), *map(bad, told.wrong)]


async def clock(settings: Settings, now: Callable[[], datetime]) -> Finding:
    """Compare this machine's clock with the Date that the Bot API server's answers bear."""
    timeout = aiohttp.ClientTimeout(total=ANSWERS_WITHIN)
    began = now()
    try:
        async with (
            aiohttp.ClientSession(trust_env=True, timeout=timeout) as session,
            session.get(f"{settings.api_url}/", allow_redirects=False) as answer,
        ):
            there = _date(answer.headers.get("Date"))
    except (aiohttp.ClientError, TimeoutError, OSError):
        return note("The clock was not compared: the Bot API server (DORSI_API_URL) is silent.")
    if there is None:
        return note("The clock was not compared: the Bot API server names no time.")
    # A Date is cut to the second, and was written somewhere between question and answer.
    early, late = (began - there).total_seconds() - 1, (now() - there).total_seconds()
    off = early if early > 0 else min(late, 0.0)
    if abs(off) > CLOCK_OFF:
        way = "fast" if off > 0 else "slow"
        return bad(f"The clock is {abs(off):.0f} s {way}: let the machine keep time (NTP).")
    return fine("The clock is that of the Bot API server.")


def _date(header: str | None) -> datetime | None:
    try:
        found = parsedate_to_datetime(header or "")
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
