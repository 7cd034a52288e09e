"""Who the bot is, its menu and its words."""

import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    MenuButtonCommands,
    MenuButtonDefault,
)

from bot.sandbox.bot_profile import commands_for
from bot.sandbox.runner import Runner
from bot.sandbox.telegram import Telegram
from tests.bot.sandbox.calling import Api


async def test_the_bot_is_a_user_with_the_tokens_number(bot: Bot) -> None:
    me = await bot.get_me()
    assert (me.id, me.is_bot, me.can_read_all_group_messages) == (1, True, False)


async def test_a_chat_can_be_asked_about(api: Api, bot: Bot, runner: Runner) -> None:
    about = await bot.get_chat(runner.chat.chat_id)
    assert (about.id, about.type, about.first_name) == (7, "private", "Ada")
    assert await api.why("getChat", chat_id=8) == "Bad Request: chat not found"


async def test_commands_are_kept_by_scope_and_language(bot: Bot, telegram: Telegram) -> None:
    await bot.set_my_commands([BotCommand("today", "the drill for now")])
    await bot.set_my_commands([BotCommand("heute", "die Übung")], language_code="de")
    await bot.set_my_commands([BotCommand("run", "soon")], BotCommandScopeAllPrivateChats())
    await bot.set_my_commands([BotCommand("mine", "only here")], BotCommandScopeChat(7))
    assert await bot.get_my_commands() == (BotCommand("today", "the drill for now"),)
    assert await bot.get_my_commands(language_code="de") == (BotCommand("heute", "die Übung"),)
    assert [one["command"] for one in commands_for(telegram.state, 7, "de")] == ["mine"]
    await bot.delete_my_commands(BotCommandScopeChat(7))
    assert [one["command"] for one in commands_for(telegram.state, 7, "de")] == ["run"]
    await bot.delete_my_commands(BotCommandScopeAllPrivateChats())
    assert [one["command"] for one in commands_for(telegram.state, 7, "de")] == ["heute"]
    assert [one["command"] for one in commands_for(telegram.state, 7, "en")] == ["today"]


@pytest.mark.parametrize(
    ("command", "description", "why"),
    [
        ("/", "x", "command must be non-empty"),
        ("a" * 33, "x", "command length must not exceed 32"),
        ("a", " ", "command description must be non-empty"),
        ("a", "x" * 257, "command description length must not exceed 256"),
        ("Today", "x", "BOT_COMMAND_INVALID"),
        ("to-day", "x", "BOT_COMMAND_INVALID"),
    ],
)
async def test_a_command_has_its_rules(api: Api, command: str, description: str, why: str) -> None:
    commands = [{"command": command, "description": description}]
    assert await api.why("setMyCommands", commands=commands) == f"Bad Request: {why}"
    assert (await api("getMyCommands"))["result"] == []


async def test_a_menu_has_a_hundred_commands_at_most(api: Api) -> None:
    commands = [{"command": f"c{one}", "description": "x"} for one in range(101)]
    assert await api.why("setMyCommands", commands=commands) == "Bad Request: BOT_COMMANDS_TOO_MUCH"


async def test_name_and_descriptions_fall_back_to_the_general_ones(bot: Bot) -> None:
    await bot.set_my_name("Dorsi Test")
    await bot.set_my_description("A coach")
    await bot.set_my_description("Eine Trainerin", language_code="de")
    await bot.set_my_short_description("Ankles")
    assert (await bot.get_my_name("de")).name == "Dorsi Test"
    assert (await bot.get_my_description("fr")).description == "A coach"
    assert (await bot.get_my_description("de")).description == "Eine Trainerin"
    assert (await bot.get_my_short_description()).short_description == "Ankles"
    await bot.set_my_description("", language_code="de")
    assert (await bot.get_my_description("de")).description == "A coach"


@pytest.mark.parametrize(
    ("method", "field", "longest"),
    [
        ("setMyName", "name", 64),
        ("setMyDescription", "description", 512),
        ("setMyShortDescription", "short_description", 120),
    ],
)
async def test_a_word_about_the_bot_has_its_length(
    api: Api, method: str, field: str, longest: int
) -> None:
    assert (await api(method, **{field: "a" * longest}))["ok"]
    assert "is too long" in await api.why(method, **{field: "a" * (longest + 1)})


async def test_the_menu_button_can_be_chosen(bot: Bot) -> None:
    await bot.set_chat_menu_button(7, MenuButtonCommands())
    assert await bot.get_chat_menu_button(7) == MenuButtonCommands()
    await bot.set_chat_menu_button(menu_button=MenuButtonDefault())
    assert await bot.get_chat_menu_button() == MenuButtonCommands()


async def test_taking_leave_is_accepted(bot: Bot) -> None:
    assert await bot.log_out()
    assert await bot.close()
