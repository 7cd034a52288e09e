"""The webhook methods of the sandbox's Bot API: setWebhook, deleteWebhook, getWebhookInfo."""

from bot.sandbox import hook
from bot.sandbox.chats import Json
from bot.sandbox.delivery import Delivery
from bot.sandbox.hook import Hook
from bot.sandbox.refusal import Refused
from bot.sandbox.state import Call, State, Told

_ELSEWHERE = ("certificate", "ip_address")


def set_webhook(state: State, call: Call) -> Told:
    """Deliver updates to an address from now on."""
    params = call.params
    url, now = params["url"], state.server.now()
    if not url:
        return delete_webhook(state, call)
    for name in _ELSEWHERE:
        if name in params:
            raise Refused(f"{name} is not in the sandbox: no certificate is looked at")
    if now < state.hook_opens_at:
        raise Refused("retry after 1", 429, 1)
    state.hook_opens_at = now + 1
    asked = params.get("max_connections", hook.USUAL_CONNECTIONS)
    connections = min(max(asked, 1), hook.MOST_CONNECTIONS)
    found = Hook(url, params.get("secret_token", ""), connections)
    drop = params.get("drop_pending_updates", False)
    old = state.hook
    same = old and (old.url, old.secret, old.connections) == (url, found.secret, connections)
    if same and not drop:
        _allow(state, call)
        return Told(True, "Webhook is already set")
    # As on the real server the old one is gone by now, also where the new one is refused.
    _close(state)
    if drop:
        state.updates.drop()
    hook.check(url, found.secret)
    _allow(state, call)
    _open(state, found)
    return Told(True, "Webhook was set")


def delete_webhook(state: State, call: Call) -> Told:
    """Let updates wait for getUpdates again."""
    there = state.hook is not None
    _close(state)
    if call.params.get("drop_pending_updates"):
        state.updates.drop()
    return Told(True, "Webhook was deleted" if there else "Webhook is already deleted")


def webhook_info(state: State, _: Call) -> Json:
    """Tell about the webhook."""
    state.updates.expire_old(state.server.now())
    found, allowed = state.hook, state.updates.allowed
    about: Json = {
        "url": found.url if found else "",
        "has_custom_certificate": False,
        "pending_update_count": len(state.updates),
    }
    if found:
        if found.failed_at:
            about |= {"last_error_date": found.failed_at, "last_error_message": found.failure}
        about["max_connections"] = found.connections
        about["ip_address"] = "127.0.0.1" if found.near else "<unknown>"
    return {**about, "allowed_updates": list(allowed)} if allowed else about


def resume(state: State) -> None:
    """Deliver again to the webhook that was set, as after a restart of the server."""
    if state.hook:
        _open(state, state.hook)


def pause(state: State) -> None:
    """Deliver nothing for now; updates wait."""
    if state.delivery:
        state.delivery.stop()
    state.delivery = state.updates.taker = None


def _allow(state: State, call: Call) -> None:
    if "allowed_updates" in call.params:
        state.updates.allow(call.params["allowed_updates"])


def _open(state: State, found: Hook) -> None:
    state.hook = found
    if not found.near:
        state.updates.hook(found.url, None)
        return

    def failed(message: str) -> None:
        found.failed_at, found.failure = state.date, message

    state.delivery = Delivery(
        found,
        state.updates,
        state.server,
        state.chance,
        state.faults,
        failed,
        lambda: _close(state),
    )
    state.delivery.tries = state.tries
    state.updates.hook(found.url, state.delivery.take)
    state.delivery.start()


def _close(state: State) -> None:
    pause(state)
    state.hook = None
    state.updates.hook("", None)


METHODS = {
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": webhook_info,
}
