"""What a bot's calls came to, read afterwards."""

from datetime import timedelta

from bot.sandbox import journal
from bot.sandbox.faults import EDITS, Fault, Kind
from bot.sandbox.files import Upload
from bot.sandbox.runner import Runner
from bot.sandbox.state import Call
from bot.sandbox.telegram import Telegram
from tests.bot.sandbox.calling import PHOTO, Api, keys


async def test_every_message_tells_what_it_showed_in_order(
    api: Api, telegram: Telegram, runner: Runner
) -> None:
    first = await api.sent("one")
    second = await api.sent("two")
    await api("editMessageText", chat_id=7, message_id=first, text="<b>three</b>")
    telegram.faults.add(Fault(Kind.ANSWER, method=EDITS, count=1, code=500))
    await api("editMessageText", chat_id=7, message_id=first, text="lost")
    await api("editMessageText", chat_id=7, message_id=first, text="four")
    assert journal.screens(telegram.calls) == {
        (7, first): ["one", "<b>three</b>", "four"],
        (7, second): ["two"],
    }
    assert runner.messages[1].text == "four"


async def test_calls_are_found_by_method_and_chat(
    api: Api, telegram: Telegram, runner: Runner
) -> None:
    await telegram.runner(8).say("/start")
    message = await api.sent(reply_markup=keys("go"))
    await api("sendMessage", chat_id=8, text="Hi")
    query = runner.tap_nowait(runner.last, "go")
    await api("answerCallbackQuery", callback_query_id=query.query_id)
    await api("editMessageText", chat_id=7, message_id=message, text="Ho")
    found = journal.carried(telegram.calls, chat=7)
    assert [one.method for one in found] == [
        *("sendMessage", "answerCallbackQuery", "editMessageText")
    ]
    (edit,) = journal.carried(telegram.calls, EDITS)
    assert (edit.chat, edit.message, edit.shown) == (7, message, "Ho")


async def test_the_words_of_a_picture_are_its_caption(
    api: Api, telegram: Telegram, runner: Runner
) -> None:
    photo = telegram.state.files.add("photo", Upload("p.png", "image/png", PHOTO))
    await api("sendPhoto", chat_id=7, photo=photo.file_id, caption="calf")
    media = {"type": "photo", "media": photo.file_id, "caption": "shin"}
    await api("editMessageMedia", chat_id=7, message_id=runner.last.message_id, media=media)
    assert journal.screens(telegram.calls) == {(7, 2): ["calf", "shin"]}


def test_the_busiest_second_is_counted(telegram: Telegram) -> None:
    start = telegram.clock.now()
    moments = (0, 0.1, 0.9, 1.0, 1.05, 1.85, 5)
    calls = [Call("sendMessage", {}, start + timedelta(seconds=each)) for each in moments]
    assert journal.busiest(calls) == 4
    assert journal.busiest(calls, 0.5) == 3
    assert journal.busiest([]) == 0


async def test_calls_inside_a_flood_wait_are_found(
    api: Api, telegram: Telegram, runner: Runner
) -> None:
    await telegram.runner(8).say("/start")
    telegram.flood(10)
    await api("sendMessage", chat_id=7, text="refused")
    await api("sendMessage", chat_id=7, text="early")
    await api("sendMessage", chat_id=8, text="other")
    telegram.clock.jump(timedelta(seconds=10))
    await api("sendMessage", chat_id=7, text="in time")
    early = journal.too_early(telegram.calls)
    assert [one.shown for one in early] == ["early", "other"]
    assert [one.shown for one in journal.too_early(telegram.calls, chat=7)] == ["early"]
    assert journal.too_early(telegram.calls, chat=8) == []
    assert [one.retry_after for one in telegram.calls] == [10, 0, 0, 0]
    assert runner.last.text == "in time"


async def test_a_listener_hears_of_every_call_once_it_is_answered(
    api: Api, telegram: Telegram, runner: Runner
) -> None:
    heard: list[tuple[str, int]] = []
    telegram.on_call(lambda call: heard.append((call.method, call.answered)))
    await api.sent()
    await api("editMessageText", chat_id=7, message_id=99, text="Ho")
    await api("getUpdates")
    assert heard == [("sendMessage", 200), ("editMessageText", 400)]
    assert runner.last.text == "Hi"
