"""Raw Bot API caller: JSON parameters in, the decoded `result` out, no objects in between."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from telegram import InputFile
from telegram.request import BaseRequest, RequestData

from bot.transport.rate_limiter import BulkLane, PriorityRateLimiter

Json = dict[str, Any]
Files = Mapping[str, InputFile]


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

    Refusals and network trouble raise what python-telegram-bot raises: `telegram.error`.
    """

    def __init__(self, request: BaseRequest, url: str, limiter: PriorityRateLimiter) -> None:
        self._request = request
        self._url = url
        self._limiter = limiter

    async def call(
        self,
        method: str,
        params: Mapping[str, Any],
        *,
        lane: BulkLane | None = None,
        files: Files | None = None,
    ) -> Any:
        """Call a method when its turn has come; return its raw result (dict, list or bool).

        A parameter that is None is left out.
        """
        given = {name: value for name, value in params.items() if value is not None}
        return await self._limiter.process_request(
            self._post, (method, given, files or {}), {}, method, given, lane
        )

    async def _post(self, method: str, params: Json, files: Files) -> Any:
        # It reads nothing but the documented attributes, which `Payload` has.
        data = cast("RequestData", Payload(params, files))
        return await self._request.post(f"{self._url}/{method}", data)
