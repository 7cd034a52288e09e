"""Update methods of the sandbox's Bot API: getUpdates, close and logOut."""

from typing import Any

from bot.sandbox.chats import Json
from bot.sandbox.refusal import Refused
from bot.sandbox.state import Call, State


async def get_updates(state: State, call: Call) -> list[dict[str, Any]]:
    """Hand out updates by long polling."""
    params = call.params
    if "allowed_updates" in params:
        state.updates.allow(params["allowed_updates"])
    limit = min(max(params.get("limit", 100), 1), 100)
    return await state.updates.poll(params.get("offset", 0), limit, params.get("timeout", 0))


def set_webhook(state: State, call: Call) -> bool:
    """Remember a webhook, so that polling is refused; nothing is ever sent to it."""
    url = call.params["url"]
    if url and not url.startswith("https://"):
        raise Refused("bad webhook: An HTTPS URL must be provided for webhook")
    return _hook(state, call, url)


def delete_webhook(state: State, call: Call) -> bool:
    """Forget the webhook."""
    return _hook(state, call, "")


def webhook_info(state: State, _: Call) -> Json:
    """Tell about the webhook."""
    waiting = len(state.updates.pending)
    hook = {"url": state.updates.webhook, "has_custom_certificate": False}
    return {**hook, "pending_update_count": waiting}


def leave(_: State, __: Call) -> bool:
    """Accept `close` and `logOut`, which mean nothing here."""
    return True


def _hook(state: State, call: Call, url: str) -> bool:
    state.updates.webhook = url
    if call.params.get("drop_pending_updates"):
        state.updates.drop()
    return True


METHODS = {
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": webhook_info,
    "close": leave,
    "logOut": leave,
}
