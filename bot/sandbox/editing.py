"""The methods that change a message, delete it, or answer a tap on it."""

from datetime import timedelta
from typing import Any

from bot.sandbox import keyboards, text
from bot.sandbox.chats import Chat, Json, Message
from bot.sandbox.queries import Answer
from bot.sandbox.refusal import Refused
from bot.sandbox.state import Call, State

_DELETABLE = timedelta(hours=48)  # Bot API, deleteMessage
_AT_ONCE = 100  # Bot API, deleteMessages
_CONTENT = ("text", "entities", "media", "markup", "caption_above")
# What Telegram's servers, not the Bot API server, say when an edit is too long.
_TEXT_TOO_LONG = "MESSAGE_TOO_LONG"
_CAPTION_TOO_LONG = "MEDIA_CAPTION_TOO_LONG"


def edit_text(state: State, call: Call) -> Json:
    """Change the words of a text message."""
    if "rich_message" in call.params:
        raise Refused("rich_message is not in the sandbox")
    words, entities = text.message_text(call.params, _TEXT_TOO_LONG)
    message = _editable(state, call)
    if message.media or message.location:
        raise Refused("There is no text in the message to edit")
    return _change(state, call, message, text=words, entities=entities)


def edit_caption(state: State, call: Call) -> Json:
    """Change the words under a picture."""
    words, entities = text.caption(call.params, _CAPTION_TOO_LONG)
    message = _editable(state, call)
    if not message.media:
        raise Refused("There is no caption in the message to edit")
    above = call.params.get("show_caption_above_media", False)
    return _change(state, call, message, text=words, entities=entities, caption_above=above)


def edit_media(state: State, call: Call) -> Json:
    """Change the picture and the words of a message, or give a text a picture."""
    media = call.params["media"]
    kind = media["type"]
    if kind not in ("photo", "animation", "document"):
        raise Refused(f"media of type {kind} is not in the sandbox")
    words, entities = text.caption(media)
    message = _editable(state, call)
    if message.location:
        raise Refused("Message can't be edited")
    file = state.files.take(kind, media["media"], call.attached, media)
    above = media.get("show_caption_above_media", False)
    what = {"text": words, "entities": entities, "media": file, "caption_above": above}
    return _change(state, call, message, **what)


def edit_markup(state: State, call: Call) -> Json:
    """Change the buttons of a message, or take them away."""
    return _change(state, call, _editable(state, call))


def delete_message(state: State, call: Call) -> bool:
    """Delete a message for both sides."""
    chat = state.chat(call.params["chat_id"])
    message = state.message(chat, call.params["message_id"], "message to delete")
    if not _may_delete(state, chat, message):
        raise Refused("Message can't be deleted for everyone")
    chat.remove(message)
    return True


def delete_messages(state: State, call: Call) -> bool:
    """Delete up to 100 messages; those that are gone already are passed over."""
    chat = state.chat(call.params["chat_id"])
    numbers = call.params["message_ids"]
    if not numbers:
        raise Refused("Message identifiers are not specified")
    if len(numbers) > _AT_ONCE:
        raise Refused("Too many message identifiers specified")
    for number in numbers:
        message = chat.messages.get(number)
        if message and _may_delete(state, chat, message):
            chat.remove(message)
    return True


def answer_query(state: State, call: Call) -> bool:
    """Answer a tap: nothing, a notice, an alert, or a link to open."""
    params = call.params
    answer = Answer(params.get("text", ""), params.get("show_alert", False), params.get("url", ""))
    query = state.queries.answer(params["callback_query_id"], answer, state.clock.now())
    chat = state.chats.get(query.chat_id)
    if chat:
        chat.tell("answer", query)
    return True


def _editable(state: State, call: Call) -> Message:
    params = call.params
    if "inline_message_id" in params or "business_connection_id" in params:
        raise Refused("inline and business messages are not in the sandbox")
    if "chat_id" not in params:
        raise Refused("chat_id is empty")
    chat = state.writable(params["chat_id"])
    if "message_id" not in params:
        raise Refused("Message identifier is not specified")
    message = state.message(chat, params["message_id"], "message to edit")
    if not message.from_bot or message.fixed:
        raise Refused("Message can't be edited")
    return message


def _change(state: State, call: Call, message: Message, **what: Any) -> Json:
    markup = call.params.get("reply_markup")
    if markup:
        keyboards.check(markup, message.chat.type)
    what["markup"] = markup if markup and markup["inline_keyboard"] else None
    # Without a keyboard in the call the message loses its own: so does Telegram.
    if all(getattr(message, name) == what[name] for name in _CONTENT if name in what):
        raise Refused("MESSAGE_NOT_MODIFIED")
    for name, value in what.items():
        setattr(message, name, value)
    message.edited += 1
    message.edit_date = state.date
    message.chat.tell("message", message)
    return message.json()


def _may_delete(state: State, chat: Chat, message: Message) -> bool:
    fresh = state.date - message.date < _DELETABLE.total_seconds()
    return fresh and (message.from_bot or chat.type == "private")


METHODS = {
    "editMessageText": edit_text,
    "editMessageCaption": edit_caption,
    "editMessageMedia": edit_media,
    "editMessageReplyMarkup": edit_markup,
    "deleteMessage": delete_message,
    "deleteMessages": delete_messages,
    "answerCallbackQuery": answer_query,
}
