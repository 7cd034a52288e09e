"""One call from arrival to answer: known, valid, not too fast, carried out, unless it fails."""

import asyncio
from collections.abc import Callable, Mapping
from typing import Any

from bot.sandbox import bot_profile, editing, receiving, sending, spec, webhook
from bot.sandbox.faults import Fault, Kind
from bot.sandbox.files import Upload
from bot.sandbox.flood import too_many
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


class Failed(Exception):  # noqa: N818 - it is the answer, as a refusal is
    """A call that Telegram did not answer properly: with a bare `code`, or 0 for not at all."""

    def __init__(self, code: int = 0) -> None:
        super().__init__(code)
        self.code = code


async def carry_out(
    state: State, method: str, raw: Mapping[str, Any], attached: Mapping[str, Upload]
) -> Any:
    """Return the result of a call, or raise why it is refused or what failed."""
    name = _NAMES.get(method.lower())
    if name is None:
        raise Refused(f"method not found: {method} is not in the sandbox", 404)
    call = Call(name, spec.read(name, raw, state.strict), state.clock.now(), attached)
    if not state.faults.now:
        return await _act(state, call)
    fault, round_trip = state.faults.meet(name, call.chat, call.at)
    if not round_trip:
        return await _act(state, call, fault)
    await asyncio.sleep(round_trip / 2)
    call.at = state.clock.now()
    try:
        return await _act(state, call, fault)
    finally:
        await asyncio.sleep(round_trip / 2)


async def _act(state: State, call: Call, fault: Fault | None = None) -> Any:
    """Carry a call out, and note on it what was answered."""
    if call.method == "getUpdates":
        return await (_fail(state, call, fault) if fault else _do(state, call))
    state.calls.append(call)
    try:
        result = await (_fail(state, call, fault) if fault else _do(state, call))
        call.answered = 200
    except Refused as refused:
        call.answered, call.retry_after = refused.code, refused.retry_after
        raise
    except Failed as failed:
        call.answered = failed.code
        raise
    finally:
        for listener in state.on_call:
            listener(call)
    return result


async def _do(state: State, call: Call) -> Any:
    if call.method == "getUpdates":
        return await receiving.get_updates(state, call)
    if call.method in _PACED:
        state.flood.check(call.method, call.params.get("chat_id", 0), call.at)
    result = METHODS[call.method](state, call)
    call.carried = True
    if isinstance(result, dict):
        call.message = result.get("message_id")
    return result


async def _fail(state: State, call: Call, fault: Fault) -> Any:
    """Let a call fail, after it was carried out or without."""
    result: Any = None
    refused: Refused | None = None
    if fault.carried:
        try:
            result = await _do(state, call)
        except Refused as error:
            refused = error
    if fault.kind is Kind.FLOOD:
        raise too_many(fault.wait(call.at))
    if seconds := fault.delay():
        await asyncio.sleep(seconds)
    if fault.kind is Kind.ANSWER:
        raise Failed(fault.code)
    if fault.kind is Kind.RESET or not fault.carried:
        raise Failed
    if refused:
        raise refused
    return result
