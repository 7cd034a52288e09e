"""Webhook command: tell Telegram where to deliver updates, ask how that goes, take it back.

Each function returns sentences for the host; none of them drops updates.
"""

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import NamedTuple
from urllib.parse import urlsplit

from telegram import Bot, WebhookInfo
from telegram.error import BadRequest, RetryAfter, TelegramError

from bot.ops.logging_setup import redacted
from bot.settings import TELEGRAM, Settings
from bot.transport.aiohttp_request import AiohttpRequest
from bot.transport.poller import KINDS

logger = logging.getLogger(__name__)

CONNECTIONS = 100  # the most that Telegram opens (Bot API, setWebhook)
PORTS = frozenset({443, 80, 88, 8443})  # the same
RECENT = timedelta(minutes=10)  # an error within this is said to be one


class Told(NamedTuple):
    """What a command came to, in sentences; `wrong` are those that ask somebody to act."""

    sentences: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()


async def put(bot: Bot, settings: Settings) -> Told:
    """Have updates delivered to the address in the settings from now on."""
    if not settings.webhook_url:
        return Told(wrong=("DORSI_WEBHOOK_URL is not set: the address that Telegram calls.",))
    if settings.api_url == TELEGRAM and not _is_public(settings.webhook_url):
        return Told(wrong=("DORSI_WEBHOOK_URL: Telegram calls https:// on 443, 80, 88 or 8443.",))
    try:
        await bot.set_webhook(
            settings.webhook_url,
            max_connections=CONNECTIONS,
            secret_token=settings.webhook_token,
            allowed_updates=KINDS,
        )
    except (BadRequest, RetryAfter) as error:
        why = redacted(str(error))
        return Told(wrong=(f"Telegram does not take the webhook, and may have none now: {why}",))
    sentences = [f"Telegram delivers to {redacted(settings.webhook_url)} from now on."]
    if settings.intake == "poll":
        sentences.append("Start Dorsi with DORSI_INTAKE=webhook, or it will take the webhook back.")
    return Told(tuple(sentences))


async def show(bot: Bot, settings: Settings, now: datetime) -> Told:
    """Say where updates are delivered, what waits, and what went wrong last."""
    found = await bot.get_webhook_info()
    return Told(tuple(_about(found, now)), tuple(amiss(found, settings, now)))


async def drop(bot: Bot) -> Told:
    """Have nothing delivered any more; updates wait for whoever polls."""
    await bot.delete_webhook()
    return Told(("The webhook is gone. Taps wait for a poll 150 seconds, messages a day.",))


async def warn(bot: Bot, settings: Settings, now: datetime) -> None:
    """Log what a host has to mend about the webhook that updates are to come from."""
    try:
        found = await bot.get_webhook_info()
    except TelegramError as error:
        logger.warning("Nobody knows how the webhook is: %s", error)
        return
    for sentence in amiss(found, settings, now):
        logger.warning(sentence)


def amiss(found: WebhookInfo, settings: Settings, now: datetime) -> list[str]:
    """Return what a host has to mend about a webhook, in sentences."""
    if settings.intake == "poll":
        taken = "Dorsi polls (DORSI_INTAKE) and takes it back at its next start."
        return [f"A webhook is set. {taken}"] if found.url else []
    if _parts(found.url) != _parts(settings.webhook_url):
        what = "another address than DORSI_WEBHOOK_URL" if found.url else "no address"
        return [f"Telegram delivers to {what}. Run: python -m bot webhook set"]
    wrong = []
    if found.last_error_date and now - found.last_error_date < RECENT:
        wrong.append("Telegram could not deliver just now.")
    if found.allowed_updates and not set(KINDS) <= set(found.allowed_updates):
        wrong.append("Telegram keeps some updates back. Run: python -m bot webhook set")
    return wrong


def _parts(url: str) -> tuple[str | int | None, ...]:
    """Return what two spellings of an address have in common: Telegram writes it anew."""
    parts = urlsplit(url)
    return parts.scheme, parts.hostname, parts.port, parts.path or "/", parts.query


def _is_public(url: str) -> bool:
    """Tell whether it is an address Telegram calls; it forgets the old one to say that it is not.

    A Bot API server of one's own calls others as well.
    """
    parts = urlsplit(url)
    return parts.scheme == "https" and (parts.port or 443) in PORTS


def _about(found: WebhookInfo, now: datetime) -> list[str]:
    count = found.pending_update_count
    waits = {0: "Nothing waits.", 1: "1 update waits."}.get(count, f"{count} updates wait.")
    where = f"Telegram delivers to {redacted(found.url)}" if found.url else "No webhook is set."
    sentences = [where, waits]
    if found.last_error_date:
        ago, why = _ago(now - found.last_error_date), redacted(found.last_error_message or "?")
        sentences.append(f"The last error, {ago} ago: {why}")
    elif found.url:
        sentences.append("There was no error since it was set.")
    return sentences


def _ago(passed: timedelta) -> str:
    seconds = max(0, round(passed.total_seconds()))
    for size, name in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        if seconds >= size:
            count = seconds // size
            return f"{count} {name}{'s' * (count != 1)}"
    return f"{seconds} second{'s' * (seconds != 1)}"


async def with_bot(settings: Settings, act: Callable[[Bot], Awaitable[Told]]) -> Told:
    """Do something with a bot of one connection, which is closed then."""
    if settings.token is None:
        return Told(wrong=("DORSI_TOKEN is not set: copy it from @BotFather.",))
    async with AiohttpRequest(connections=1) as request:
        bot = Bot(
            settings.token.get_secret_value(),
            settings.base_url,
            settings.base_file_url,
            request=request,
            get_updates_request=request,
        )
        return await act(bot)
