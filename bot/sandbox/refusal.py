"""A refused call, in Telegram's own words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_PREFIXES = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    409: "Conflict",
    413: "Request Entity Too Large",
    429: "Too Many Requests",
}
# What the Bot API server makes of its own servers' short words.
_SAID = {
    "MESSAGE_NOT_MODIFIED": (
        "message is not modified: specified new message content and reply markup are exactly the "
        "same as a current content and reply markup of the message"
    ),
    "QUERY_ID_INVALID": ("query is too old and response timeout expired or query ID is invalid"),
    "REPLY_MARKUP_TOO_LONG": "reply markup is too long",
}


class Refused(Exception):  # noqa: N818 - it is the answer, not a fault of the sandbox
    """Telegram's answer to a call it does not carry out."""

    def __init__(self, reason: str, code: int = 400, retry_after: int = 0) -> None:
        self.code = code
        self.retry_after = retry_after
        prefix = _PREFIXES[code]
        self.description = (
            f"{prefix}: {_lower_first(_SAID.get(reason, reason))}" if reason else prefix
        )
        super().__init__(self.description)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A refused call as the log keeps it."""

    method: str
    code: int
    description: str
    params: Mapping[str, Any]


def _lower_first(reason: str) -> str:
    # As the Bot API server does: "Message is too long" is lowered, "BUTTON_DATA_INVALID" is not.
    if len(reason) > 1 and (reason[1] == "_" or "A" <= reason[1] <= "Z"):
        return reason
    return reason[0].lower() + reason[1:]
