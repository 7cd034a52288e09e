"""A started sandbox and calls to its Bot API: raw ones, as JSON or as a form, and the library's."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from aiohttp import ClientSession, FormData
from telegram import Bot
from telegram.request import HTTPXRequest

from bot.sandbox.clock import Clock
from bot.sandbox.telegram import Telegram

PHOTO = bytes.fromhex("89504e470d0a1a0a0000000d49484452") + bytes([0, 0, 0, 9, 0, 0, 0, 5])
MP4 = bytes.fromhex("00000018667479706d703432") + bytes(20)


@dataclass(slots=True)
class Api:
    """Calls by plain HTTP; the answer is the whole JSON object."""

    telegram: Telegram
    session: ClientSession

    async def __call__(self, method: str, **params: Any) -> Any:
        """Call with a JSON body."""
        url = f"{self.telegram.url}/bot{self.telegram.token}/{method}"
        async with self.session.post(url, json=params) as response:
            answer = await response.json()
            assert response.status == answer.get("error_code", 200)
            return answer

    async def form(self, method: str, data: FormData | dict[str, str]) -> Any:
        """Call with a form, urlencoded or multipart."""
        url = f"{self.telegram.url}/bot{self.telegram.token}/{method}"
        async with self.session.post(url, data=data) as response:
            return await response.json()

    async def why(self, method: str, **params: Any) -> str:
        """Call and return why it was refused."""
        answer = await self(method, **params)
        assert not answer["ok"], answer
        assert self.telegram.refused[-1].description == answer["description"]
        return str(answer["description"])

    async def polling(self, **params: Any) -> asyncio.Task[Any]:
        """Start a poll and return once it waits at the server."""
        task = asyncio.create_task(self("getUpdates", timeout=30, **params))
        async with asyncio.timeout(5):
            await self.telegram.state.updates.polled.wait()
        return task

    async def sent(self, text: str = "Hi", **params: Any) -> int:
        """Send a message to runner 7 and return its id."""
        answer = await self("sendMessage", chat_id=7, text=text, **params)
        return int(answer["result"]["message_id"])


@asynccontextmanager
async def serving() -> AsyncIterator[Telegram]:
    """Serve a Telegram on a free port."""
    sandbox = Telegram(Clock())
    await sandbox.start()
    yield sandbox
    await sandbox.stop()


@asynccontextmanager
async def library_bot(telegram: Telegram) -> AsyncIterator[Bot]:
    """Start python-telegram-bot's own Bot on the sandbox.

    It loads no certificates, which takes 20 ms each time: the sandbox speaks plain HTTP.
    """
    plain = [HTTPXRequest(httpx_kwargs={"verify": False}) for _ in range(2)]
    async with Bot(
        telegram.token,
        base_url=f"{telegram.url}/bot",
        base_file_url=f"{telegram.url}/file/bot",
        request=plain[0],
        get_updates_request=plain[1],
    ) as bot:
        yield bot


def keys(*data: str, **more: str) -> dict[str, Any]:
    """Return an inline keyboard, one button a row."""
    return {"inline_keyboard": [[{"text": one, "callback_data": one, **more}] for one in data]}
