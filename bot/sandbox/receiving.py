"""Receiving methods of the sandbox's Bot API by polling: getUpdates, close and logOut."""

from typing import Any

from bot.sandbox.state import Call, State

_STUMBLES = 0.5  # seconds in which the same offset again is given a single update


async def get_updates(state: State, call: Call) -> list[dict[str, Any]]:
    """Hand out updates by long polling."""
    params, now = call.params, state.server.now()
    state.updates.expire_old(now)
    if "allowed_updates" in params:
        state.updates.allow(params["allowed_updates"])
    offset, limit = params.get("offset", 0), min(max(params.get("limit", 100), 1), 100)
    # The server takes it for a bot that stumbles over the first of its updates.
    if state.polled[0] == offset and now < state.polled[1] + _STUMBLES:
        limit = 1
    state.polled = offset, now
    return await state.updates.poll(offset, limit, params.get("timeout", 0))


def leave(_: State, __: Call) -> bool:
    """Accept `close` and `logOut`, which mean nothing here."""
    return True


METHODS = {
    "close": leave,
    "logOut": leave,
}
