"""Receiving methods of the sandbox's Bot API by polling: getUpdates, close and logOut."""

from typing import Any

from bot.sandbox.state import Call, State


async def get_updates(state: State, call: Call) -> list[dict[str, Any]]:
    """Hand out updates by long polling."""
    params = call.params
    state.updates.expire_old(state.server.now())
    if "allowed_updates" in params:
        state.updates.allow(params["allowed_updates"])
    limit = min(max(params.get("limit", 100), 1), 100)
    return await state.updates.poll(params.get("offset", 0), limit, params.get("timeout", 0))


def leave(_: State, __: Call) -> bool:
    """Accept `close` and `logOut`, which mean nothing here."""
    return True


METHODS = {
    "close": leave,
    "logOut": leave,
}
