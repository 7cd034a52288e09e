"""The methods that write a new message."""

from typing import Any

from bot.sandbox import keyboards, text
from bot.sandbox.chats import Chat, Json
from bot.sandbox.refusal import Refused
from bot.sandbox.state import Call, State

# Bot API, sendChatAction.
_ACTIONS = {
    *("typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice"),
    *("upload_document", "choose_sticker", "find_location", "record_video_note"),
    "upload_video_note",
}
_ELSEWHERE = ("business_connection_id", "direct_messages_topic_id", "suggested_post_parameters")


def send_message(state: State, call: Call) -> Json:
    """Write a text."""
    words, entities = text.message_text(call.params)
    return _deliver(state, call, text=words, entities=entities)


def send_photo(state: State, call: Call) -> Json:
    """Write a message with a photo."""
    return _with_file(state, call, "photo")


def send_animation(state: State, call: Call) -> Json:
    """Write a message with a silent loop."""
    return _with_file(state, call, "animation")


def send_document(state: State, call: Call) -> Json:
    """Write a message with a file."""
    return _with_file(state, call, "document")


def send_location(state: State, call: Call) -> Json:
    """Write a message with a point on the map."""
    latitude, longitude = call.params["latitude"], call.params["longitude"]
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise Refused("Invalid location specified")
    return _deliver(state, call, location=(latitude, longitude))


def send_chat_action(state: State, call: Call) -> bool:
    """Show what the bot is busy with."""
    if call.params["action"] not in _ACTIONS:
        raise Refused("Wrong parameter action in request")
    state.writable(call.params["chat_id"]).tell("action", call.params["action"])
    return True


def _with_file(state: State, call: Call, kind: str) -> Json:
    params = call.params
    words, entities = text.caption(params)
    state.writable(params["chat_id"])
    file = state.files.take(kind, params[kind], call.attached, params)
    above = params.get("show_caption_above_media", False)
    return _deliver(state, call, text=words, entities=entities, media=file, caption_above=above)


def _deliver(state: State, call: Call, **what: Any) -> Json:
    params = call.params
    for name in _ELSEWHERE:
        if name in params:
            raise Refused(f"{name} is not in the sandbox")
    chat = state.writable(params["chat_id"])
    markup = params.get("reply_markup")
    if markup:
        keyboards.check(markup, chat.type)
        what |= _show(chat, markup)
    reply = params.get("reply_parameters")
    if reply:
        what["reply_to"] = chat.messages.get(reply["message_id"])
        if what["reply_to"] is None and not reply.get("allow_sending_without_reply"):
            raise Refused("message to be replied not found")
    silent = params.get("disable_notification", False)
    return chat.add(state.bot, state.date, silent=silent, **what).json()


def _show(chat: Chat, markup: keyboards.Markup) -> dict[str, Any]:
    """Put a reply keyboard under the chat, or return the inline one of the message."""
    if markup.get("inline_keyboard"):
        return {"markup": markup}
    if markup.get("keyboard") or markup.get("remove_keyboard"):
        chat.reply_keyboard = markup if markup.get("keyboard") else None
        chat.tell("keyboard", chat.reply_keyboard)
        return {"fixed": True}
    return {"fixed": bool(markup.get("force_reply"))}


METHODS = {
    "sendMessage": send_message,
    "sendPhoto": send_photo,
    "sendAnimation": send_animation,
    "sendDocument": send_document,
    "sendLocation": send_location,
    "sendChatAction": send_chat_action,
}
