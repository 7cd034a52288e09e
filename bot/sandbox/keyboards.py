"""Keyboards of a call: what Telegram refuses in them, and their buttons as plain values."""

from dataclasses import dataclass
from typing import Any

from bot.sandbox.refusal import Refused

DATA = 64  # bytes of callback_data; Bot API, InlineKeyboardButton
_STYLES = {"", "default", "primary", "danger", "success"}
_ACTIONS = (
    *("url", "callback_data", "web_app", "login_url", "copy_text", "callback_game", "pay"),
    *("switch_inline_query", "switch_inline_query_current_chat"),
    "switch_inline_query_chosen_chat",
)
_BUTTONS = 100  # in one inline keyboard; limits.tginfo.me, never seen on the real Telegram

Markup = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Button:
    """A button as the runner sees it; `data` or `url` is empty when it has none."""

    text: str
    data: str = ""
    url: str = ""
    style: str = ""
    request_location: bool = False
    request_contact: bool = False


def check(markup: Markup, chat_type: str) -> None:
    """Refuse a keyboard that Telegram would not show in a chat of this type."""
    if "inline_keyboard" in markup:
        _inline(markup["inline_keyboard"])
    for row in markup.get("keyboard", ()):
        for button in row:
            _reply(button, chat_type)


def rows(markup: Markup | None) -> list[list[Button]]:
    """Return the buttons of an inline or a reply keyboard, row by row."""
    if not markup:
        return []
    found = markup.get("inline_keyboard") or markup.get("keyboard") or []
    return [[_button(button) for button in row] for row in found]


def _inline(found: list[list[dict[str, Any]]]) -> None:
    if sum(map(len, found)) > _BUTTONS:
        raise Refused("REPLY_MARKUP_TOO_LONG")
    for row in found:
        for button in row:
            _style(button, "inline keyboard button")
            if not button["text"].strip():
                raise Refused("Inline keyboard button text must be non-empty")
            _action(button)


def _action(button: dict[str, Any]) -> None:
    # An empty url or callback_data counts as none; an empty inline query is a query.
    used = [
        name for name in _ACTIONS if name in button and (button[name] or name.startswith("switch"))
    ]
    if not used:
        unallowed = "Text buttons are unallowed in the inline keyboard"
        raise Refused(f"Can't parse inline keyboard button: {unallowed}")
    if len(used) > 1:
        raise Refused(f"an inline button does one thing in the Bot API, not {', '.join(used)}")
    if len(button.get("callback_data", "").encode()) > DATA:
        raise Refused("BUTTON_DATA_INVALID")
    url = button.get("url", "")
    if url and not url.startswith(("http://", "https://", "tg://", "ton://")) and "." not in url:
        raise Refused(f"Inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")


def _reply(button: dict[str, Any], chat_type: str) -> None:
    _style(button, "keyboard button")
    if not button["text"].strip():
        raise Refused("Keyboard button text must be non-empty")
    if chat_type == "private":
        return
    if button.get("request_location"):
        raise Refused("Location can be requested in private chats only")
    if button.get("request_contact"):
        raise Refused("Phone number can be requested in private chats only")


def _style(button: dict[str, Any], kind: str) -> None:
    if button.get("style", "").lower() not in _STYLES:
        raise Refused(f"Can't parse {kind}: invalid button style specified")


def _button(button: dict[str, Any]) -> Button:
    return Button(
        button["text"],
        button.get("callback_data", ""),
        button.get("url", ""),
        button.get("style", ""),
        bool(button.get("request_location")),
        bool(button.get("request_contact")),
    )
