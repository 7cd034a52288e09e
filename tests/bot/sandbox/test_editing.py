"""Edits and deletions."""

from datetime import timedelta

import pytest
from telegram import Bot, InputMediaAnimation, InputMediaPhoto, ReplyKeyboardMarkup
from telegram.error import BadRequest

from bot.sandbox.runner import Runner
from bot.sandbox.telegram import Telegram
from tests.bot.sandbox.calling import MP4, PHOTO, Api, keys

SAME = (
    "Bad Request: message is not modified: specified new message content and reply markup are "
    "exactly the same as a current content and reply markup of the message"
)


async def test_an_edit_changes_the_message_in_place(api: Api, runner: Runner) -> None:
    number = await api.sent("One", reply_markup=keys("a"))
    message = runner.last
    edit = {"chat_id": 7, "message_id": number, "text": "Two"}
    answer = await api("editMessageText", **edit, reply_markup=keys("b", "c"))
    assert answer["result"]["edit_date"]
    assert runner.last is message
    assert (message.text, message.edited) == ("Two", 1)
    assert [button.data for button in message.buttons] == ["b", "c"]


async def test_an_edit_without_buttons_takes_them_away(api: Api, runner: Runner) -> None:
    number = await api.sent("One", reply_markup=keys("a"))
    await api("editMessageText", chat_id=7, message_id=number, text="Two")
    assert runner.last.buttons == []


async def test_an_edit_that_changes_nothing_is_refused(api: Api, runner: Runner) -> None:
    number = await api.sent("<b>One</b>", parse_mode="HTML", reply_markup=keys("a"))
    same = {"chat_id": 7, "message_id": number, "reply_markup": keys("a")}
    text = {"text": "<b>One</b>", "parse_mode": "HTML"}
    assert await api.why("editMessageText", **same, **text) == SAME
    assert await api.why("editMessageReplyMarkup", **same) == SAME
    assert runner.last.edited == 0
    assert (await api("editMessageText", **same, text="One"))["ok"]


@pytest.mark.parametrize(
    ("method", "params", "why"),
    [
        ("editMessageText", {"message_id": 99, "text": "a"}, "message to edit not found"),
        ("editMessageText", {"message_id": 1, "text": "a"}, "message can't be edited"),
        ("editMessageText", {"text": "a"}, "message identifier is not specified"),
        ("editMessageText", {"message_id": 2}, "message text is empty"),
        ("editMessageText", {"message_id": 2, "text": "a" * 4097}, "MESSAGE_TOO_LONG"),
        ("editMessageCaption", {"message_id": 2}, "there is no caption in the message to edit"),
        ("editMessageReplyMarkup", {"message_id": 99}, "message to edit not found"),
        (
            "editMessageText",
            {"inline_message_id": "x", "text": "a"},
            "inline and business messages are not in the sandbox",
        ),
        (
            "editMessageMedia",
            {"message_id": 2, "media": {"type": "photo", "media": "nothing"}},
            "wrong file identifier/HTTP URL specified",
        ),
        (
            "editMessageMedia",
            {"message_id": 2, "media": {"type": "video", "media": "x"}},
            "media of type video is not in the sandbox",
        ),
    ],
)
async def test_an_edit_that_cannot_be_is_refused(
    api: Api, runner: Runner, method: str, params: dict[str, object], why: str
) -> None:
    await api.sent("One")
    assert await api.why(method, chat_id=7, **params) == f"Bad Request: {why}"
    assert runner.last.edited == 0


async def test_a_message_with_a_reply_keyboard_stays_as_it_is(bot: Bot, runner: Runner) -> None:
    message = await bot.send_message(7, "Where?", reply_markup=ReplyKeyboardMarkup([["Here"]]))
    with pytest.raises(BadRequest, match=r"^Message can't be edited$"):
        await bot.edit_message_text("There", 7, message.message_id)
    assert runner.last.text == "Where?"


async def test_a_picture_and_its_words_change_in_one_call(bot: Bot, runner: Runner) -> None:
    message = await bot.send_photo(7, PHOTO, caption="One")
    loop = InputMediaAnimation(MP4, caption="<i>Two</i>", parse_mode="HTML", filename="a.mp4")
    edited = await bot.edit_message_media(loop, 7, message.message_id)
    assert not isinstance(edited, bool)
    assert edited.animation
    assert edited.caption == "Two"
    assert runner.last.media
    assert runner.last.media.kind == "animation"
    again = InputMediaAnimation(edited.animation.file_id, caption="<i>Two</i>", parse_mode="HTML")
    with pytest.raises(BadRequest, match="not modified"):
        await bot.edit_message_media(again, 7, message.message_id)


async def test_a_text_can_be_given_a_picture_but_not_lose_it(bot: Bot, runner: Runner) -> None:
    message = await bot.send_message(7, "One")
    await bot.edit_message_media(InputMediaPhoto(PHOTO, caption="Two"), 7, message.message_id)
    with pytest.raises(BadRequest, match=r"^There is no text in the message to edit$"):
        await bot.edit_message_text("Three", 7, message.message_id)
    await bot.edit_message_caption(7, message.message_id, caption="Three")
    assert runner.last.text == "Three"
    with pytest.raises(BadRequest, match=r"^Media_caption_too_long$"):
        await bot.edit_message_caption(7, message.message_id, caption="a" * 1025)


async def test_a_deleted_message_can_neither_be_edited_nor_deleted(
    bot: Bot, runner: Runner
) -> None:
    message = await bot.send_message(7, "One")
    shown = runner.last
    assert await bot.delete_message(7, message.message_id)
    assert shown.deleted
    with pytest.raises(BadRequest, match=r"^Message to edit not found$"):
        await bot.edit_message_text("Two", 7, message.message_id)
    with pytest.raises(BadRequest, match=r"^Message to delete not found$"):
        await bot.delete_message(7, message.message_id)


async def test_a_runner_deletes_for_both_sides(bot: Bot, runner: Runner) -> None:
    message = await bot.send_message(7, "One")
    runner.delete_message(runner.last)
    with pytest.raises(BadRequest, match=r"^Message to edit not found$"):
        await bot.edit_message_text("Two", 7, message.message_id)


async def test_a_message_older_than_two_days_stays(
    bot: Bot, telegram: Telegram, runner: Runner
) -> None:
    message = await bot.send_message(7, "One")
    telegram.clock.jump(timedelta(hours=48, seconds=1))
    with pytest.raises(BadRequest, match=r"^Message can't be deleted for everyone$"):
        await bot.delete_message(7, message.message_id)
    assert await bot.delete_messages(7, [message.message_id])
    assert runner.last.text == "One"
    assert await bot.edit_message_text("Two", 7, message.message_id)


async def test_many_messages_are_deleted_at_once(api: Api, bot: Bot, runner: Runner) -> None:
    numbers = [await api.sent(str(one)) for one in range(3)]
    assert await bot.delete_messages(7, [*numbers, 1, 999])
    assert runner.messages == []
    for ids, why in (([], "are not specified"), (list(range(1, 102)), None)):
        described = await api.why("deleteMessages", chat_id=7, message_ids=ids)
        expected = f"message identifiers {why}" if why else "too many message identifiers specified"
        assert described == f"Bad Request: {expected}"
