"""The methods that ask or tell who the bot is: its name, commands, menu, chats and files."""

from collections.abc import Callable

from bot.sandbox.chats import Json
from bot.sandbox.refusal import Refused
from bot.sandbox.state import Call, State

# Bot API: setMyName, setMyDescription, setMyShortDescription; in characters.
_LENGTHS = {"name": 64, "description": 512, "short_description": 120}
_COMMANDS = 100
FILE_DOWNLOAD = 20 * 2**20  # bytes; Bot API, getFile
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_")


def get_me(state: State, _: Call) -> Json:
    """Tell who the bot is."""
    able = {"can_join_groups": True, "can_read_all_group_messages": False}
    return {**state.bot, **able, "supports_inline_queries": False}


def get_chat(state: State, call: Call) -> Json:
    """Tell about a chat."""
    chat = state.chat(call.params["chat_id"])
    kinds = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription")
    gifts = dict.fromkeys((*kinds, "gifts_from_channels"), False)
    extra = {"accent_color_id": 1, "max_reaction_count": 11, "accepted_gift_types": gifts}
    return {**chat.json, **extra}


def get_file(state: State, call: Call) -> Json:
    """Tell where a file can be fetched."""
    file = state.files.get(call.params["file_id"])
    if len(file.data) > FILE_DOWNLOAD:
        raise Refused("file is too big")
    about = {"file_id": file.file_id, "file_unique_id": file.unique_id}
    return {**about, "file_size": len(file.data), "file_path": file.path}


def set_commands(state: State, call: Call) -> bool:
    """Fill the command menu of a scope and language."""
    commands = call.params["commands"]
    if len(commands) > _COMMANDS:
        raise Refused("BOT_COMMANDS_TOO_MUCH")
    checked = [_command(one) for one in commands]
    state.commands[_scope(call), call.params.get("language_code", "")] = checked
    state.tell("commands")
    return True


def get_commands(state: State, call: Call) -> list[Json]:
    """Tell the commands of a scope and language."""
    return state.commands.get((_scope(call), call.params.get("language_code", "")), [])


def delete_commands(state: State, call: Call) -> bool:
    """Empty the command menu of a scope and language."""
    state.commands.pop((_scope(call), call.params.get("language_code", "")), None)
    state.tell("commands")
    return True


def commands_for(state: State, chat_id: int, language: str) -> list[Json]:
    """Return the menu a runner sees: the narrowest scope that has one wins."""
    for scope in (f"chat {chat_id}", "all_private_chats", "default"):
        for code in (language, ""):
            if (scope, code) in state.commands:
                return state.commands[scope, code]
    return []


def set_menu(state: State, call: Call) -> bool:
    """Choose what the menu button opens."""
    button = call.params.get("menu_button", {"type": "default"})
    state.menu[call.params.get("chat_id", 0)] = button
    return True


def get_menu(state: State, call: Call) -> Json:
    """Tell what the menu button opens."""
    chosen = state.menu.get(call.params.get("chat_id", 0)) or state.menu.get(0)
    return chosen if chosen and chosen["type"] != "default" else {"type": "commands"}


def _scope(call: Call) -> str:
    scope = call.params.get("scope", {"type": "default"})
    places = [str(scope[name]) for name in ("chat_id", "user_id") if name in scope]
    return " ".join((scope["type"], *places))


def _command(command: Json) -> Json:
    name = command["command"].strip().removeprefix("/")
    description = command["description"].strip()
    if not name:
        raise Refused("Command must be non-empty")
    if len(name) > 32:
        raise Refused("Command length must not exceed 32")
    if not description:
        raise Refused("Command description must be non-empty")
    if len(description) > 256:
        raise Refused("Command description length must not exceed 256")
    if not _LETTERS.issuperset(name):
        raise Refused("BOT_COMMAND_INVALID")
    return {"command": name, "description": description}


def _setter(field: str) -> Callable[[State, Call], bool]:
    def set_text(state: State, call: Call) -> bool:
        value = call.params.get(field, "")
        if len(value) > _LENGTHS[field]:
            raise Refused(f"Bot {field.replace('_', ' ')} is too long")
        key = field, call.params.get("language_code", "")
        state.profile.pop(key, None)
        if value:
            state.profile[key] = value
        state.tell("profile")
        return True

    return set_text


def _getter(field: str) -> Callable[[State, Call], Json]:
    def get_text(state: State, call: Call) -> Json:
        language = call.params.get("language_code", "")
        general = state.bot["first_name"] if field == "name" else state.profile.get((field, ""), "")
        return {field: state.profile.get((field, language), general)}

    return get_text


METHODS = {
    "getMe": get_me,
    "getChat": get_chat,
    "getFile": get_file,
    "setMyCommands": set_commands,
    "getMyCommands": get_commands,
    "deleteMyCommands": delete_commands,
    "setMyName": _setter("name"),
    "getMyName": _getter("name"),
    "setMyDescription": _setter("description"),
    "getMyDescription": _getter("description"),
    "setMyShortDescription": _setter("short_description"),
    "getMyShortDescription": _getter("short_description"),
    "setChatMenuButton": set_menu,
    "getChatMenuButton": get_menu,
}
