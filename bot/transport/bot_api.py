"""Raw Bot API caller: JSON parameters in, the decoded `result` out, no objects in between."""

import asyncio
import json
import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import chain, repeat
from typing import Any, cast

from telegram import InputFile
from telegram.error import TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.transport.chat_lines import ChatLines
from bot.transport.lanes import OVERTAKEN, TAP_LANE, Ask, BulkLane, TapLane, always
from bot.transport.rate_limiter import PriorityRateLimiter
from bot.transport.telegram_errors import outcome

Json = dict[str, Any]
Files = Mapping[str, InputFile]

# s between two tries of the same call, each a quarter more or less; the last one for ever.
PAUSES = (0.3, 0.8, 2.0, 4.0, 8.0)


@dataclass(frozen=True, slots=True)
class Payload:
    """Parameters and files of one call, with what a request reads of `RequestData`.

    A file stands in for the parameter of its name, or is what `attach://<name>` refers to.
    """

    parameters: Json
    files: Files

    @property
    def contains_files(self) -> bool:
        """Tell whether the call goes out as multipart."""
        return bool(self.files)

    @property
    def json_parameters(self) -> dict[str, str]:
        """Return the parameters as a form has them: text as it is, all else as JSON."""
        return {
            name: value if isinstance(value, str) else json.dumps(value)
            for name, value in self.parameters.items()
        }

    @property
    def multipart_data(self) -> dict[str, tuple[str, Any, str]]:
        """Return each file's name, content and MIME type."""
        return {name: file.field_tuple for name, file in self.files.items()}


class BotApi:
    """Calls methods of the Bot API at `url`, which ends in the token, in the limiter's lanes.

    Refusals and network trouble raise what python-telegram-bot raises: `telegram.error`. `lines`
    are for what is said in a chat.
    """

    def __init__(self, request: BaseRequest, url: str, limiter: PriorityRateLimiter) -> None:
        self._request = request
        self._url = url
        self._limiter = limiter
        self.lines = ChatLines()

    @property
    def pause(self) -> float:
        """Return for how many seconds more no chat may be spoken to, 0 where any may."""
        return self._limiter.pause

    async def call(
        self,
        method: str,
        params: Mapping[str, Any],
        *,
        lane: BulkLane | TapLane | None = None,
        wanted: Callable[[], bool] = always,
    ) -> Any:
        """Call a method when its turn has come; return its raw result (dict, list or bool).

        A parameter that is None is left out. In a tap's lane a call that failed with the line is
        made again, as `may_be_repeated` allows. One that is not `wanted` any more is not made
        and returns `OVERTAKEN`.
        """
        given = {name: value for name, value in params.items() if value is not None}
        ask = Ask(method, given.get("chat_id"), lane or TAP_LANE, wanted)
        post = partial(self._post, method, given, {})
        clock = asyncio.get_running_loop().time
        until = clock() + (ask.lane.trying if isinstance(ask.lane, TapLane) else 0)
        unknown = 0
        for pause in _pauses():
            try:
                return await self._limiter.run(post, ask)
            except TelegramError as error:
                unknown += outcome(error) == "unknown"
                if clock() + pause > until or not may_be_repeated(method, error, unknown):
                    raise
            await asyncio.sleep(pause)
            if not wanted():
                break
        return OVERTAKEN

    async def upload(
        self,
        method: str,
        params: Mapping[str, Any],
        files: Files,
        *,
        lane: BulkLane | TapLane | None = None,
        wanted: Callable[[], bool] = always,
        within: float | None = None,
    ) -> Any:
        """Call a method once, with files; one that takes longer than `within` seconds times out."""
        given = {name: value for name, value in params.items() if value is not None}
        ask = Ask(method, given.get("chat_id"), lane or TAP_LANE, wanted)
        return await self._limiter.run(partial(self._timed, within, method, given, files), ask)

    async def close(self) -> None:
        """Let go of what is kept for chats that may not be spoken to now."""
        await self.lines.close()

    async def _timed(self, within: float | None, method: str, params: Json, files: Files) -> Any:
        try:
            async with asyncio.timeout(within):
                return await self._post(method, params, files)
        except TimeoutError as error:
            raise TimedOut("An upload took too long") from error

    async def _post(self, method: str, params: Json, files: Files) -> Any:
        # It reads nothing but the documented attributes, which `Payload` has.
        data = cast("RequestData", Payload(params, files))
        return await self._request.post(f"{self._url}/{method}", data)


def may_be_repeated(method: str, error: TelegramError, unknown: int) -> bool:
    """Tell whether a call somebody waits for is made again after the line failed.

    To edit or to answer twice does nothing. A message that most likely was not sent is sent
    again; one of which nobody knows, once: to whoever waits, a second copy is better than none.
    """
    known = outcome(error)
    if known is None:
        return False
    is_new = method.startswith(("send", "copy", "forward"))
    return not is_new or known != "unknown" or unknown <= 1


def _pauses() -> Iterator[float]:
    """Yield the seconds to wait before each next try, without end."""
    for pause in chain(PAUSES, repeat(PAUSES[-1])):
        yield pause * random.uniform(0.75, 1.25)  # noqa: S311 - no secret hangs on it
