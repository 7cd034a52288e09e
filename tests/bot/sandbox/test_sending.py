"""New messages: their limits, and what Telegram says beyond them."""

import pytest
from telegram import Bot, KeyboardButton, ReplyKeyboardMarkup, ReplyKeyboardRemove
from telegram.error import BadRequest, Forbidden

from bot.sandbox.runner import Runner
from bot.sandbox.telegram import Telegram
from tests.bot.sandbox.calling import Api, keys


async def test_a_text_arrives_as_it_reads(api: Api, runner: Runner) -> None:
    number = await api.sent(
        "  <b>Ankle</b> circles\n", parse_mode="HTML", disable_notification=True
    )
    message = runner.last
    assert (message.message_id, message.text, message.silent) == (number, "Ankle circles", True)
    assert message.entities == [{"type": "bold", "offset": 0, "length": 5}]
    assert message.from_bot
    assert message.edited == 0


@pytest.mark.parametrize(
    ("params", "why"),
    [
        ({"text": ""}, "message text is empty"),
        ({"text": " \n "}, "text must be non-empty"),
        ({"text": "<b></b>", "parse_mode": "HTML"}, "text must be non-empty"),
        ({"text": "a" * 4097}, "message is too long"),
        ({"text": "a" * 32769}, "text is too long"),
        ({"parse_mode": "BBCode"}, "unsupported parse_mode"),
        ({"chat_id": 8}, "chat not found"),
        ({"chat_id": "@nobody"}, "chat not found"),
        ({"reply_parameters": {"message_id": 99}}, "message to be replied not found"),
        (
            {"entities": [{"type": "shout", "offset": 0, "length": 1}]},
            "can't parse MessageEntity: Unsupported type specified",
        ),
        ({"reply_markup": keys("a" * 65)}, "BUTTON_DATA_INVALID"),
        ({"reply_markup": keys("é" * 33)}, "BUTTON_DATA_INVALID"),
        (
            {"reply_markup": keys("")},
            "inline keyboard button text must be non-empty",
        ),
        (
            {"reply_markup": {"inline_keyboard": [[{"text": "a"}]]}},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            {"reply_markup": keys("a", style="pink")},
            "can't parse inline keyboard button: invalid button style specified",
        ),
        (
            {"reply_markup": keys("a", url="https://x.org")},
            "an inline button does one thing in the Bot API, not url, callback_data",
        ),
        (
            {"reply_markup": {"inline_keyboard": [[{"text": "a", "url": "nowhere"}]]}},
            "inline keyboard button URL 'nowhere' is invalid: Wrong HTTP URL",
        ),
        ({"reply_markup": keys(*map(str, range(101)))}, "reply markup is too long"),
        ({"business_connection_id": "x"}, "business_connection_id is not in the sandbox"),
    ],
)
async def test_a_text_beyond_a_limit_is_refused(
    api: Api, runner: Runner, params: dict[str, object], why: str
) -> None:
    sent = {"chat_id": 7, "text": "Hi", **params}
    assert await api.why("sendMessage", **sent) == f"Bad Request: {why}"
    assert not runner.last.from_bot


async def test_the_limit_counts_what_is_left_after_parsing(api: Api, runner: Runner) -> None:
    await api.sent("<b>" + "🦶" * 4096 + "</b>", parse_mode="HTML", reply_markup=keys("a" * 64))
    assert len(runner.last.text) == 4096


async def test_entities_beside_a_plain_text_are_kept(api: Api, runner: Runner) -> None:
    given = [{"type": "bold", "offset": 1, "length": 2}, {"type": "url", "offset": 0, "length": 2}]
    when = {"type": "date_time", "unix_time": 9, "date_time_format": "t", "offset": 4, "length": 1}
    await api.sent(" ab c", entities=[*given, when])
    assert [(one["type"], one["offset"]) for one in runner.last.entities] == [
        ("bold", 0),
        ("date_time", 3),
    ]


async def test_markdown_is_not_in_the_sandbox(api: Api, runner: Runner) -> None:
    why = await api.why("sendMessage", chat_id=7, text="*a*", parse_mode="MarkdownV2")
    assert why == "Bad Request: markdown is not in the sandbox, only HTML is"
    assert len(runner.messages) == 1


async def test_a_blocked_bot_may_not_write(bot: Bot, runner: Runner) -> None:
    runner.block()
    with pytest.raises(Forbidden, match=r"^Forbidden: bot was blocked by the user$"):
        await bot.send_message(7, "Hi")
    with pytest.raises(Forbidden):
        await bot.send_chat_action(7, "typing")
    runner.unblock()
    assert await bot.send_message(7, "Hi again")


async def test_a_runner_who_never_wrote_is_not_found(bot: Bot, telegram: Telegram) -> None:
    telegram.runner(9)
    with pytest.raises(BadRequest, match=r"^Chat not found$"):
        await bot.send_message(9, "Hi")


async def test_a_reply_keyboard_stands_until_it_is_used(bot: Bot, runner: Runner) -> None:
    button = KeyboardButton("Share my place", request_location=True)
    markup = ReplyKeyboardMarkup([[button]], one_time_keyboard=True)
    message = await bot.send_message(7, "Where?", reply_markup=markup)
    assert message.reply_markup is None
    assert runner.chat.reply_keyboard == markup.to_dict()
    await runner.location(48.2, 16.37)
    assert not runner.chat.reply_keyboard
    await bot.send_message(7, "Where?", reply_markup=ReplyKeyboardMarkup([["Vienna"]]))
    await runner.say("Vienna")
    assert runner.chat.reply_keyboard == {"keyboard": [[{"text": "Vienna"}]]}
    await bot.send_message(7, "Thanks", reply_markup=ReplyKeyboardRemove())
    assert not runner.chat.reply_keyboard


async def test_a_place_is_asked_for_in_private_chats_only(
    bot: Bot, telegram: Telegram, runner: Runner
) -> None:
    telegram.group(runner)
    markup = ReplyKeyboardMarkup([[KeyboardButton("Place", request_location=True)]])
    with pytest.raises(BadRequest, match=r"^Location can be requested in private chats only$"):
        await bot.send_message(-1001, "Where?", reply_markup=markup)


async def test_a_location_is_sent_within_the_globe(api: Api, bot: Bot, runner: Runner) -> None:
    await bot.send_location(7, 48.2, 16.37)
    assert runner.last.location == (48.2, 16.37)
    why = await api.why("sendLocation", chat_id=7, latitude=91, longitude=0)
    assert why == "Bad Request: invalid location specified"


async def test_a_chat_action_is_one_of_telegrams(api: Api, runner: Runner) -> None:
    seen = list[object]()
    runner.chat.listeners.append(lambda what, subject: seen.append((what, subject)))
    assert (await api("sendChatAction", chat_id=7, action="typing"))["ok"]
    assert seen == [("action", "typing")]
    why = await api.why("sendChatAction", chat_id=7, action="dancing")
    assert why == "Bad Request: wrong parameter action in request"
