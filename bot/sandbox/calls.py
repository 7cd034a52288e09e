"""One call from arrival to answer: known, valid, not too fast, carried out."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.sandbox import bot_profile, editing, receiving, sending, spec, webhook
from bot.sandbox.files import Upload
from bot.sandbox.refusal import Refused
from bot.sandbox.state import Call, State

METHODS: dict[str, Callable[[State, Call], Any]] = {
    **bot_profile.METHODS,
    **editing.METHODS,
    **receiving.METHODS,
    **sending.METHODS,
    **webhook.METHODS,
}
_NAMES = {name.lower(): name for name in (*METHODS, "getUpdates")}
_UNPACED = {"answerCallbackQuery", "sendChatAction"}
_PACED = {*editing.METHODS, *sending.METHODS} - _UNPACED


async def carry_out(
    state: State, method: str, raw: Mapping[str, Any], attached: Mapping[str, Upload]
) -> Any:
    """Return the result of a call, or raise why it is refused."""
    name = _NAMES.get(method.lower())
    if name is None:
        raise Refused(f"method not found: {method} is not in the sandbox", 404)
    params = spec.read(name, raw, state.strict)
    call = Call(name, params, state.clock.now(), attached)
    if name == "getUpdates":
        return await receiving.get_updates(state, call)
    state.calls.append(call)
    if name in _PACED:
        state.flood.check(params.get("chat_id", 0), call.at)
    return METHODS[name](state, call)
