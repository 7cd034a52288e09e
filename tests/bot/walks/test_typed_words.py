"""What a runner types that answers nothing: words of harm, plain commands, edits, events."""

import pytest

from tests.bot.scenarios import begun
from tests.bot.world import World

pytestmark = pytest.mark.usefixtures("unhurried")

CHECK = "Is any of this true right now?"


@pytest.mark.parametrize(
    "words", ["It hurts", "My ankle hurts a lot since the run", "STOP", "stop", "numb toes"]
)
async def test_words_of_harm_at_home_open_the_check(world: World, words: str) -> None:
    phone = world.phone()
    await phone.come_in()
    told = await phone.say(words)
    assert told.text.startswith(CHECK)


async def test_words_of_harm_in_a_practice_open_its_check(world: World) -> None:
    phone = await begun(world)
    told = await phone.say("I heard a pop and cannot stand on it")
    assert told.text.startswith(CHECK)
    await phone.tap("None of these")


async def test_words_of_harm_before_the_notice_is_read_open_the_check(world: World) -> None:
    phone = world.phone()
    await phone.say("/start")
    told = await phone.say("my ankle is swollen")
    assert told.text.startswith(CHECK)


async def test_words_of_harm_where_a_time_is_asked_open_the_check(world: World) -> None:
    phone = world.phone()
    await phone.come_in()
    await phone.say("/run")
    await phone.tap("Type a time")
    assert (await phone.say("it hurts too much")).text.startswith(CHECK)


async def test_a_town_with_a_cold_name_is_a_town_where_one_is_asked(world: World) -> None:
    phone = world.phone()
    await phone.come_in()
    await phone.forge("zone:ask")
    assert CHECK not in (await phone.say("Blue Springs")).text
    assert (await phone.say("blue toes")).text.startswith(CHECK)


async def test_a_plain_stop_ends_the_practice_and_asks_whether_something_is_wrong(
    world: World,
) -> None:
    phone = await begun(world)
    told = await phone.say("Stop!")
    assert "That's it for now." in told.text
    assert "Something is wrong" in phone.labels
    await phone.tap("Something is wrong")
    assert phone.last.text.startswith(CHECK)


async def test_what_is_not_understood_offers_the_check_beside_the_drills(world: World) -> None:
    phone = world.phone()
    await phone.come_in()
    await phone.say("how are you")
    assert phone.labels == ["Something is wrong", "What's for today"]


@pytest.mark.parametrize(
    ("word", "command"),
    [("help", "/help"), ("Settings", "/settings"), ("PAUSE", "/pause"), ("plan.", "/plan")],
)
async def test_a_plain_word_shows_what_its_command_shows(
    world: World, word: str, command: str
) -> None:
    phone = world.phone()
    await phone.come_in()
    assert (await phone.say(word)).text == (await phone.say(command)).text


async def test_an_edited_answer_counts_where_its_question_is_still_open(world: World) -> None:
    phone = world.phone()
    await phone.come_in()
    await phone.say("/run")
    await phone.tap("Type a time")
    mine = await phone.runner.say("quarter to never")
    await phone.after(mine)
    assert "I can't read" in phone.last.text
    await phone.runner.edit(mine, "18:30")
    await world.settled()
    assert "18:30" in phone.last.text


async def test_harm_in_an_edited_message_is_heard(world: World) -> None:
    phone = world.phone()
    await phone.come_in()
    mine = await phone.runner.say("hello")
    await phone.after(mine)
    await phone.runner.edit(mine, "hello, it hurts")
    await world.settled()
    assert phone.last.text.startswith(CHECK)


@pytest.mark.parametrize(
    "event",
    [
        {"pinned_message": {"message_id": 2, "date": 1, "chat": {"id": 1, "type": "private"}}},
        {"message_auto_delete_timer_changed": {"message_auto_delete_time": 86400}},
        {"write_access_allowed": {}},
        {"chat_background_set": {"type": {"type": "fill"}}},
        {"boost_added": {"boost_count": 1}},
        {"successful_payment": {}},
        {"something_telegram_adds_next_year": {}},
    ],
)
async def test_what_happens_in_a_chat_is_not_answered(
    world: World, event: dict[str, object]
) -> None:
    phone = world.phone()
    await phone.come_in()
    seen = len(phone.runner.messages)
    who = {"id": phone.runner.chat.chat_id, "is_bot": False, "first_name": "Ada"}
    chat = {"id": phone.runner.chat.chat_id, "type": "private", "first_name": "Ada"}
    message = {"message_id": 501, "date": 0, "chat": chat, "from": who} | event
    world.telegram.raw({"message": message})
    await phone.say("/help")
    assert len(phone.runner.messages) == seen + 2
