"""Lanes of the rate limiter: what waits for its turn, how long, and behind whom."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from bot.transport.gcra import Chat

TAP_PATIENCE = 5.0  # s a tap waits; by then its runner has tapped again
TRYING = 10.0  # s in which what somebody waits for is tried again when the line fails
# What a call answers that was not made: a newer edit of the same message takes its place.
OVERTAKEN = True


@dataclass(frozen=True, slots=True)
class BulkLane:
    """What a nudge passes as `rate_limit_args`; behind every other call somebody is waiting.

    One that could not leave `within` so many seconds gets a `RetryAfter` and does not leave.
    """

    within: float = math.inf


@dataclass(frozen=True, slots=True)
class TapLane:
    """The lane of what somebody waits for; nothing that nudges do can hold it up.

    What a pause or its chat's own pace holds up for longer than `within` seconds gets a
    `RetryAfter` and does not leave. Network trouble is tried again for `trying` seconds.
    """

    within: float = TAP_PATIENCE
    trying: float = TRYING


BULK_LANE = BulkLane()
TAP_LANE = TapLane()


def always() -> bool:
    """Return that a call is still wanted."""
    return True


@dataclass(frozen=True, slots=True)
class Ask:
    """A call that waits for its turn; one that is not `wanted` any more is not made."""

    method: str
    chat: Chat | None
    lane: BulkLane | TapLane
    wanted: Callable[[], bool] = always

    @property
    def key(self) -> Chat:
        """Return what a flood wait for this call closes."""
        return self.method if self.chat is None else self.chat

    @property
    def message_to(self) -> Chat | None:
        """Return the chat that a new message would stand in; None for any other call."""
        is_message = self.method.startswith(("send", "copy", "forward"))
        return self.chat if is_message and self.method != "sendChatAction" else None

    @property
    def edit_in(self) -> Chat | None:
        """Return the chat in which a message would change; None for any other call."""
        return self.chat if self.method.startswith("edit") else None
