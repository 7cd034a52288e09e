"""What Telegram itself brings: blocks, deleted messages, stale taps, floods, groups, odd names."""

import asyncio
from pathlib import Path

import pytest

from bot.sandbox.queries import ANSWER_WITHIN
from storage import media, runners
from storage.reminders import outbox
from tests.bot.test_bad_input import NO_ANSWER
from tests.bot.world import Phone, World, named, running_world

pytestmark = pytest.mark.usefixtures("unhurried")

CODE = "blue-heron-42"
CLOSED = "This Dorsi is for invited runners. If you have a code, just type it here."

NAMES = {
    "HTML": ("<b>Ada</b> & <i>Co", "Hello <b>Ada</b> & <i>Co, I'm Dorsi."),
    "10,000 letters": ("<b>" + "A" * 10_000, f"Hello <b>{'A' * 61}, I'm Dorsi."),
    "right to left": ("مريم", "Hello مريم, I'm Dorsi."),
    "a sign that turns the text": ("\u202ecod", "Hello cod, I'm Dorsi."),
    "emoji": ("🏃‍♀️👟", "Hello 🏃‍♀️👟, I'm Dorsi."),
    "nothing one could read": ("\u202e\n ", "Hello runner, I'm Dorsi."),
    "a blank": ("{name}", "Hello {name}, I'm Dorsi."),
}


@pytest.mark.parametrize("kind", NAMES)
async def test_any_name_is_greeted_as_it_is(world: World, kind: str) -> None:
    name, greeting = NAMES[kind]
    phone = world.phone(1, name)
    assert (await phone.say("/start")).text.startswith(greeting)
    await phone.tap("I understand")
    await phone.say("/export")
    await phone.runner.wait(lambda me: me.last.media)


async def practising(world: World) -> Phone:
    """Return a runner in the middle of a practice."""
    phone = world.phone()
    await phone.come_in()
    await phone.tap("One-minute try")
    return phone


async def test_a_deleted_practice_goes_on_in_a_new_message(world: World) -> None:
    phone = await practising(world)
    card = phone.last
    data = next(one.data for one in card.buttons if one.data.endswith(":done"))
    phone.runner.delete_message(card)
    await phone.runner.forge(card, data)
    await world.settled()
    assert phone.last.message_id > card.message_id
    assert "Right" in phone.last.text
    assert "Done" in phone.labels


async def test_a_stale_tap_counts_although_its_spinner_is_gone(world: World) -> None:
    phone = await practising(world)
    await world.stop()
    query = phone.runner.tap_nowait(phone.last, "Done")
    world.clock.jump(2 * ANSWER_WITHIN)
    await world.start()
    await phone.runner.wait(lambda me: "Right" in me.last.text)
    await world.settled()
    assert not query.answer.done()
    assert [one.description for one in world.telegram.refused if "too old" in one.description]
    world.telegram.refused.clear()


async def test_a_blocked_bot_keeps_everything_and_comes_back(world: World) -> None:
    phone = await practising(world)
    before = await phone.kept()
    phone.runner.block()
    await until_away(world, away=True)
    assert await world.services.db.transaction(outbox.next_due) is None
    await world.jump(days=2)
    phone.runner.unblock()
    await until_away(world, away=False)
    assert (await phone.kept())["practices"] == before["practices"]
    assert (await phone.kept())["events"] == before["events"]
    assert await world.services.db.transaction(outbox.next_due) is not None
    await phone.say("/today")
    assert "That practice was on another day." in phone.last.text


async def test_a_tap_while_blocked_ends_the_nudges_and_nothing_else(world: World) -> None:
    phone = await practising(world)
    phone.runner.chat.blocked = True  # the news of it was lost
    await phone.runner.tap(phone.last, "Done")
    await until_away(world, away=True)
    assert {one.code for one in world.telegram.refused} == {403}
    world.telegram.refused.clear()
    phone.runner.chat.blocked = False
    assert "Go on" in [button.text for button in (await phone.say("/today")).buttons]


async def until_away(world: World, *, away: bool) -> None:
    """Wait until it is kept that Telegram refuses our messages to the runner, or takes them."""
    async with asyncio.timeout(5):
        while True:
            await world.settled()
            known = await world.services.db.transaction(runners.get, 1)
            if known is not None and known.away == away:
                return


@pytest.mark.usefixtures("short_pauses")
async def test_a_flood_wait_is_sat_out_and_the_answer_comes(world: World) -> None:
    phone = await practising(world)
    world.telegram.flood(retry_after=1)
    await phone.tap("Done")
    await phone.runner.wait(lambda me: "Right" in me.last.text)
    assert {one.code for one in world.telegram.refused} == {429}
    world.telegram.refused.clear()


async def test_a_picture_that_telegram_lost_is_told_in_words_and_sent_anew(
    world: World,
) -> None:
    phone = await practising(world)
    pictures = world.services.pictures
    for key in list(pictures.known):
        pictures.known[key] = "ANIMATION-lost"
        await world.services.db.transaction(media.keep, pictures.bot_id, key, "ANIMATION-lost")
    await phone.tap(":skip", ":back")
    assert "Left" in phone.last.text
    assert "Done" in phone.labels
    refused = {one.description for one in world.telegram.refused}
    assert refused == {"Bad Request: wrong file identifier/HTTP URL specified"}
    world.telegram.refused.clear()
    uploads = len(world.telegram.uploads)
    await phone.tap(":skip", ":back")
    assert len(world.telegram.uploads) == uploads + 1


async def test_one_runners_flood_leaves_another_runner_alone(world: World) -> None:
    calm, wild = world.phone(1, "Ada"), world.phone(2, "Ben")
    for phone in (calm, wild):
        await phone.come_in()
        await phone.tap("One-minute try")
    before = await wild.kept()
    flood = [wild.runner.tap_nowait(wild.last, named(wild.last, ":more")) for _ in range(200)]
    await calm.tap("Done")
    assert "Right" in calm.last.text
    answers = [await wild.runner.answer(query, timeout=1) for query in flood[:8]]
    assert all(answers)
    await world.settled()
    assert (await wild.kept())["events"] == before["events"]


async def test_a_tap_on_a_finished_practice_says_so(world: World) -> None:
    phone = await practising(world)
    data = next(one.data for one in phone.last.buttons if one.data.endswith(":done"))
    await phone.tap("Stop", "Stop here")
    before = await phone.kept()
    answer = await phone.runner.forge(phone.last, data)
    assert answer is not None
    assert answer.text == "This practice is over."
    await world.settled()
    assert await phone.kept() == before


async def test_a_tap_after_delete_greets_and_keeps_nothing(world: World) -> None:
    phone = await practising(world)
    card = phone.last
    await phone.say("/delete")
    await phone.tap("Yes, delete it all")
    assert "Nothing about you is left here." in phone.last.text
    await phone.answered(":pinch", card)
    assert "Hello Ada, I'm Dorsi." in card.text
    kept = await phone.kept()
    assert kept.pop("runner") == {"last_seen": None}
    assert not any(kept.values())
    assert await world.services.db.transaction(outbox.next_due) is None


async def test_in_a_group_there_is_one_sentence_with_a_link(world: World) -> None:
    phone = world.phone()
    await phone.come_in()
    group = world.telegram.group(phone.runner)
    before = await phone.kept()
    await group.say(phone.runner, "/start@dorsi_sandbox_bot")
    async with asyncio.timeout(5):
        while len(group.messages) < 2:
            await world.settled()
    assert group.messages[-1].text == "I coach ankles one to one. Write to me in private:"
    assert group.messages[-1].buttons[0].url == "https://t.me/dorsi_sandbox_bot"
    await group.say(phone.runner, "/today")
    await phone.say("sorry, wrong chat")
    assert NO_ANSWER in phone.last.text
    await group.say(phone.runner, "@dorsi_sandbox_bot are you there?")
    await phone.say("still there?")
    assert len([one for one in group.messages if one.from_bot]) == 1
    assert await phone.kept() == before


@pytest.mark.parametrize("wrong", ["/start", "/start blue", f"/start {CODE}x", "let me in", "🦩"])
async def test_without_the_code_nobody_comes_in(tmp_path: Path, wrong: str) -> None:
    async with running_world(tmp_path, invite_code=CODE) as world:
        phone = world.phone()
        assert (await phone.say(wrong)).text == CLOSED
        assert (await phone.forge("hello:understood")).text == CLOSED
        assert (await phone.say("/export")).text == CLOSED
        assert (await phone.kept())["runner"] == {"last_seen": None}


@pytest.mark.parametrize("right", [f"/start {CODE}", CODE, f"  {CODE} "])
async def test_with_the_code_a_runner_comes_in_for_good(tmp_path: Path, right: str) -> None:
    async with running_world(tmp_path, invite_code=CODE) as world:
        phone = world.phone()
        await phone.say("hello")
        await phone.say(right)
        await phone.runner.wait(lambda me: "Hello Ada, I'm Dorsi." in me.last.text)
        await phone.tap("I understand")
        await phone.say("/start")
        assert "May I keep your answers" in phone.last.text
        assert CODE not in str(await phone.kept())
