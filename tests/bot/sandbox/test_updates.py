"""Long polling."""

import asyncio
from datetime import timedelta

from telegram import Bot

from bot.sandbox.runner import Runner
from bot.sandbox.telegram import Telegram
from tests.bot.sandbox.calling import Api


async def test_an_update_is_handed_out_until_it_is_confirmed(
    api: Api, telegram: Telegram, runner: Runner
) -> None:
    await runner.say("one")
    await runner.say("two")
    first = (await api("getUpdates"))["result"]
    assert [one["message"]["text"] for one in first] == ["one", "two"]
    telegram.clock.jump(timedelta(seconds=1))
    assert (await api("getUpdates"))["result"] == first
    second = first[1]["update_id"]
    assert (await api("getUpdates", offset=second))["result"] == first[1:]
    assert (await api("getUpdates", offset=second + 1))["result"] == []


async def test_a_negative_offset_keeps_the_last_ones(api: Api, runner: Runner) -> None:
    for word in ("one", "two", "three"):
        await runner.say(word)
    kept = (await api("getUpdates", offset=-1))["result"]
    assert [one["message"]["text"] for one in kept] == ["three"]


async def test_a_limit_hands_out_the_oldest(api: Api, runner: Runner) -> None:
    await runner.say("one")
    await runner.say("two")
    (only,) = (await api("getUpdates", limit=1))["result"]
    assert only["message"]["text"] == "one"


async def test_a_waiting_poll_wakes_with_the_update(api: Api, runner: Runner) -> None:
    poll = await api.polling()
    await runner.say("now")
    (update,) = (await poll)["result"]
    assert update["message"]["text"] == "now"


async def test_a_second_poll_ends_the_first_with_409(api: Api, telegram: Telegram) -> None:
    first = await api.polling()
    second = asyncio.create_task(api("getUpdates", timeout=30))
    answer = await first
    assert answer["error_code"] == 409
    assert answer["description"] == (
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance "
        "is running"
    )
    telegram.state.updates.release()
    assert (await second)["ok"]


async def test_only_the_kinds_asked_for_are_queued(api: Api, runner: Runner) -> None:
    await api("getUpdates", allowed_updates=["my_chat_member"])
    await runner.say("unheard")
    runner.block()
    (update,) = (await api("getUpdates"))["result"]
    assert update["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    await api("getUpdates", offset=update["update_id"] + 1, allowed_updates=[])
    runner.unblock()
    await runner.say("heard")
    assert len((await api("getUpdates"))["result"]) == 2


async def test_the_server_ends_at_once_under_a_waiting_poll(api: Api, telegram: Telegram) -> None:
    poll = await api.polling()
    async with asyncio.timeout(1):
        await telegram.stop()
        assert (await poll)["result"] == []


async def test_the_real_library_reads_every_kind_of_update(
    bot: Bot, telegram: Telegram, runner: Runner
) -> None:
    await runner.say("/today please")
    await runner.edit(runner.last, "/run")
    await runner.sticker()
    await runner.photo(caption="my foot")
    await runner.location(48.2, 16.37)
    await runner.document("run.gpx", b"<gpx/>", "application/gpx+xml")
    runner.block()
    telegram.group(runner)
    command, edited, sticker, photo, place, paper, gone, joined = await bot.get_updates()
    assert command.message
    assert command.message.from_user
    assert command.message.from_user.language_code == "en"
    assert command.message.parse_entities() == {command.message.entities[0]: "/today"}
    assert edited.edited_message
    assert edited.edited_message.edit_date
    assert sticker.message
    assert sticker.message.sticker
    assert photo.message
    assert photo.message.photo[0].width == 1
    assert photo.message.caption == "my foot"
    assert place.message
    assert place.message.location
    assert place.message.location.latitude == 48.2
    assert paper.message
    assert paper.message.document
    assert await (await paper.message.document.get_file()).download_as_bytearray() == b"<gpx/>"
    assert gone.my_chat_member
    assert gone.my_chat_member.new_chat_member.status == "kicked"
    assert joined.my_chat_member
    assert joined.my_chat_member.chat.type == "group"
    assert (await bot.get_updates(offset=joined.update_id + 1)) == ()
