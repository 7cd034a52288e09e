"""Typed words, walked: harm opens the check wherever it is said, and the rest has a safe way on."""

from typing import Any

import pytest

from bot.transport.incoming import SENT, read
from tests.bot.scenarios import begun
from tests.bot.world import Phone, World

CHECK = "Is any of this true right now?"
WRONG = "Something is wrong"
TODAY = "What's for today"
# Typed at home with no question open (all but "help", which offers the check).
AT_HOME = (
    "stop",
    "STOP",
    "Stop.",
    "It hurts",
    "My ankle hurts a lot since the run",
    "I heard a pop and cannot stand on it",
)


async def home(world: World) -> Phone:
    phone = world.phone()
    await phone.come_in()
    return phone


async def test_words_of_harm_at_home_open_the_check(world: World) -> None:
    phone = await home(world)
    for words in AT_HOME:
        assert CHECK in (await phone.say(words)).text, words
    assert WRONG in [one.text for one in (await phone.say("help")).buttons]


async def test_what_is_not_understood_offers_the_check_beside_todays_drill(world: World) -> None:
    phone = await home(world)
    await phone.say("what a lovely day")
    assert phone.labels == [TODAY, WRONG]
    await phone.after(await phone.runner.sticker())
    assert phone.labels == [TODAY, WRONG]
    await phone.tap(WRONG)
    assert CHECK in phone.last.text


async def test_words_that_do_not_answer_an_open_question_offer_the_check(world: World) -> None:
    phone = await home(world)
    await phone.say("/run")
    await phone.tap("Type a time")
    await phone.say("whenever")
    assert {TODAY, WRONG} <= set(phone.labels)
    assert CHECK in (await phone.say("it hurts")).text
    assert "Run: today 18:30" in (await phone.say("18:30")).text
    assert WRONG not in phone.labels


async def test_harm_in_the_first_minute_opens_the_check_and_other_words_offer_it(
    world: World,
) -> None:
    phone = world.phone()
    await phone.say("/start")
    assert CHECK in (await phone.say("my ankle is swollen")).text
    assert WRONG in [one.text for one in (await phone.say("what is this")).buttons]
    await phone.say("/start")
    await phone.tap("I understand", "Yes, keep my answers")
    await phone.none()
    assert CHECK in (await phone.say("it hurts")).text
    await phone.say("Qwxyz")
    assert WRONG in phone.labels
    await phone.say("Cold Lake")
    assert CHECK not in phone.last.text


async def test_stop_in_a_practice_ends_it_and_keeps_what_was_done(world: World) -> None:
    phone = await begun(world)
    await phone.tap("Done")
    await phone.say("Stop!")
    assert "That's it for now." in phone.last.text
    assert WRONG in phone.labels
    events: Any = (await phone.kept())["events"]
    assert next(one["body"]["outcome"] for one in events if one["kind"] == "report") == "done"
    assert CHECK in (await phone.say("stop")).text


async def test_harm_in_a_practice_opens_the_check_and_no_goes_on_with_it(world: World) -> None:
    phone = await begun(world)
    step = phone.last.text
    assert CHECK in (await phone.say("It hurts")).text
    await phone.none()
    assert phone.last.text == step


async def test_words_of_the_menu_act_as_their_commands(world: World) -> None:
    phone = await home(world)
    for word in ("help", "today", "run", "plan", "progress", "settings", "pause", "start", "why"):
        command = (await phone.say(f"/{word}")).text
        for typed in (word, word.upper(), f" {word.title()}. "):
            assert (await phone.say(typed)).text == command, typed
    assert (await phone.say("Menu")).text == (await phone.say("/help")).text
    assert "I only understand" in (await phone.say("stats")).text


async def test_a_changed_message_answers_while_its_question_is_open(world: World) -> None:
    phone = await home(world)
    await phone.say("/run")
    await phone.tap("Type a time")
    mine = await phone.runner.say("18.3o")
    said = await phone.after(mine)
    await phone.runner.edit(mine, "18:30")
    told = await phone.runner.wait(
        lambda me: me.last if me.last.message_id > said.message_id else None
    )
    assert "Run: today 18:30" in told.text
    await world.settled()
    await phone.runner.edit(mine, "19:30")
    await world.settled()
    assert phone.last.message_id == told.message_id
    await phone.runner.edit(mine, "my foot is numb")
    await world.settled()
    assert CHECK in phone.last.text


async def test_a_changed_try_of_a_test_is_not_one_more_try(world: World) -> None:
    phone = await home(world)
    await phone.say("/check")
    await phone.tap("Knee-to-wall", "Left first")
    mine = await phone.runner.say("10")
    await phone.after(mine)
    before = await phone.kept()
    await phone.runner.edit(mine, "11")
    await world.settled()
    assert await phone.kept() == before


@pytest.mark.parametrize(
    "what",
    [
        {"message_auto_delete_timer_changed": {"message_auto_delete_time": 86400}},
        {"pinned_message": {"message_id": 2, "date": 1, "chat": {"id": 1, "type": "private"}}},
        {"write_access_allowed": {}},
        {"chat_background_set": {}},
        {"boost_added": {"boost_count": 1}},
        {"something_new": {}},
    ],
    ids=lambda what: next(iter(what)),
)
async def test_what_telegram_itself_says_is_not_answered(
    world: World, what: dict[str, Any]
) -> None:
    phone = await home(world)
    count = len(phone.runner.messages)
    chat, user = phone.runner.chat.json, phone.runner.user
    world.telegram.raw(
        {"message": {"message_id": 501, "date": 0, "chat": chat, "from": user, **what}}
    )
    await world.settled()
    assert len(phone.runner.messages) == count


def test_all_that_a_runner_can_send_is_a_message() -> None:
    chat = {"id": 1, "type": "private"}
    for field in SENT - {"text", "location", "document"}:
        assert read({"update_id": 1, "message": {"chat": chat, field: {}}}).is_message


async def test_the_caption_of_a_picture_may_tell_of_harm(world: World) -> None:
    phone = await home(world)
    assert CHECK in (await phone.after(await phone.runner.photo(caption="it is swollen"))).text


async def test_words_of_harm_beside_a_file_open_the_check(world: World) -> None:
    phone = await home(world)
    await phone.runner.document("scan.pdf", b"%PDF", caption="my ankle is swollen")
    await world.settled()
    assert CHECK in "".join(one.text for one in phone.runner.messages[-2:])
