"""A chat as the page shows it: plain values for JSON, made from messages as they are now."""

from typing import Any

from bot.sandbox import bot_profile
from bot.sandbox.chats import Json, Message
from bot.sandbox.keyboards import Button, rows
from bot.sandbox.queries import Query
from bot.sandbox.refusal import Refusal
from bot.sandbox.runner import Runner
from bot.sandbox.state import State

_LOG = 50  # refused calls the page shows


def whole(state: State, runner: Runner) -> Json:
    """Return everything a page needs when it opens."""
    return {
        "what": "whole",
        "runner": {"id": runner.chat.chat_id, "name": runner.user["first_name"]},
        "next": max(state.chats) + 1,
        "bot": state.bot["first_name"],
        "username": state.bot["username"],
        "description": state.profile.get(("description", ""), ""),
        "messages": [message(one) for one in runner.messages],
        "keyboard": keyboard(rows(runner.chat.reply_keyboard)),
        "commands": commands(state, runner),
        "blocked": runner.chat.blocked,
        "clock": clock(state),
        "refused": [refusal(one) for one in state.refused[-_LOG:]],
        "refusals": len(state.refused),
    }


def change(state: State, runner: Runner, what: str, subject: Any) -> Json:
    """Return one change as the page's live view reads it."""
    shown: Any = subject
    match what:
        case "message":
            shown = message(subject)
        case "deleted":
            shown = subject.message_id
        case "answer":
            shown = answer(subject)
        case "keyboard":
            shown = keyboard(rows(subject))
        case "commands":
            shown = commands(state, runner)
        case "clock":
            shown = clock(state)
        case "profile":
            return whole(state, runner)
        case "refused":
            shown = refusal(subject)
    return {"what": what, "subject": shown}


def message(one: Message) -> Json:
    """Return a message with its picture's address and its buttons."""
    return {
        "id": one.message_id,
        "mine": not one.from_bot,
        "date": one.date,
        "text": one.text,
        "entities": one.entities,
        "edited": one.edited,
        "silent": one.silent,
        "above": one.caption_above,
        "place": one.location,
        "media": one.media
        and {
            "kind": one.media.kind,
            "url": f"/phone/file/{one.media.path}",
            "name": one.media.name,
            "bytes": len(one.media.data),
            "width": one.media.width,
            "height": one.media.height,
        },
        "keyboard": keyboard(one.keyboard),
    }


def keyboard(found: list[list[Button]]) -> list[list[Json]]:
    """Return the buttons of a keyboard, row by row."""
    return [
        [
            {
                "text": button.text,
                "data": button.data,
                "url": button.url,
                "style": button.style,
                "location": button.request_location,
            }
            for button in row
        ]
        for row in found
    ]


def commands(state: State, runner: Runner) -> list[Json]:
    """Return the command menu this runner sees."""
    language = runner.user.get("language_code", "")
    return bot_profile.commands_for(state, runner.chat.chat_id, language)


def clock(state: State) -> int:
    """Return the sandbox's time in Unix milliseconds, as a browser counts."""
    return int(state.clock.now().timestamp() * 1000)


def answer(query: Query) -> Json:
    """Return what the bot answered to a tap."""
    given = query.answer.result()
    said = {"text": given.text, "alert": given.alert, "url": given.url}
    return {"message": query.message_id, "data": query.data, **said}


def refusal(one: Refusal) -> Json:
    """Return a refused call for the log drawer; files are named by their size."""
    params = {
        name: value if isinstance(value, str | int | float | list | dict) else str(value)[:80]
        for name, value in one.params.items()
    }
    return {"method": one.method, "description": one.description, "params": params}
