"""Update source: a long poll of ours, or a webhook that Telegram calls."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from typing import Any, Protocol, cast

from telegram.request import RequestData

from bot.intake import Intake
from bot.services import Services
from bot.transport.aiohttp_request import AiohttpRequest
from bot.transport.bot_api import Payload
from bot.transport.poll_turns import PollTurns, Turns
from bot.transport.poller import POLL_SECONDS, Poller


class Source(Protocol):
    """Where updates come from: a poll of ours, or a webhook of Telegram's."""

    @property
    def answered_at(self) -> float | None:
        """Return when Telegram last answered a poll, in epoch seconds; None without polls."""

    @property
    def polled_at(self) -> float | None:
        """Return the same in monotonic seconds."""

    @property
    def stands_by(self) -> bool:
        """Return whether another process polls."""

    def unread(self) -> float:
        """Return for how many seconds updates that are there have not been read."""

    def opened(self) -> AbstractAsyncContextManager[None]:
        """Take updates while the block lasts."""

    async def stop(self, within: float) -> None:
        """Take no more, and let end what is under way, for so many seconds at most."""


def update_source(
    services: Services, intake: Intake, polls: AiohttpRequest, turns: Turns | None
) -> Source:
    """Return where updates come from, as the settings say; polls are made with `polls`.

    Where several processes poll they take `turns`.
    """
    settings, errors = services.settings, intake.work.errors
    if settings.intake == "poll":
        fetch = _fetching(polls, services.bot.base_url)
        return PollTurns(Poller(fetch, intake.keep, errors.line_down), turns)
    # Importing aiohttp.web costs 24 ms of the start.
    from bot.transport.webhook import Webhook  # noqa: PLC0415

    return Webhook(
        settings.webhook_path,
        settings.webhook_token,
        settings.webhook_host,
        settings.webhook_port,
        intake.take,
        errors.note,
        services.meters,
    )


def _fetching(request: AiohttpRequest, url: str) -> Callable[[dict[str, Any]], Awaitable[Any]]:
    """Return the long poll, outside the lanes: it may take its full length."""

    async def fetch(params: dict[str, Any]) -> Any:
        given = {name: value for name, value in params.items() if value is not None}
        data = cast("RequestData", Payload(given, {}))
        return await request.post(f"{url}/getUpdates", data, read_timeout=POLL_SECONDS + 5)

    return fetch
