"""How long Telegram keeps an update, and behind which others a webhook gets it.

Both stand in the Bot API server's source, `Client.cpp`, where each kind is added.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

DAY = 86400  # seconds a message, a change of members and most others are kept
TAP = 150  # seconds a callback query is kept
_SECONDS = {
    "callback_query": TAP,
    "inline_query": 30,
    "chosen_inline_result": 600,
    "shipping_query": 150,
    "pre_checkout_query": 150,
}
# What a webhook's queue is named by, and a number that keeps the kinds apart.
_QUEUES = {
    "message": ("chat", 0),
    "edited_message": ("chat", 0),
    "channel_post": ("chat", 0),
    "edited_channel_post": ("chat", 0),
    "inline_query": ("from", 1),
    "chosen_inline_result": ("from", 2),
    "callback_query": ("from", 3),
    "shipping_query": ("from", 4),
    "pre_checkout_query": ("from", 4),
    "my_chat_member": ("chat", 5),
    "chat_member": ("from", 6),
    "chat_join_request": ("from", 6),
    "message_reaction": ("chat", 8),
    "message_reaction_count": ("chat", 9),
}


def queue_of(kind: str, what: Any) -> int:
    """Return the number of a webhook's queue for an update; 0 means one of its own."""
    name, number = _QUEUES.get(kind, ("", 0))
    who = what.get(name) if isinstance(what, Mapping) else None
    key = who.get("id") if isinstance(who, Mapping) else None
    return key + (number << 33) if isinstance(key, int) else 0


def seconds_left(kind: str, what: Any, now: datetime) -> float:
    """Return how long an update is kept from `now` on, in seconds; none are left of an old one."""
    if kind in _SECONDS:
        return _SECONDS[kind]
    sent = isinstance(what, Mapping) and (what.get("edit_date") or what.get("date"))
    return sent + DAY - now.timestamp() if sent and isinstance(sent, int) else DAY
