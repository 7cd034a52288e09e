"""What a runner tapped has its effect once, and its screen, whatever fails in between."""

import json
import logging
import sqlite3
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection

from bot.interaction import Interaction
from bot.ops.error_handler import SORRY
from bot.routes import Route
from bot.sandbox.faults import EDITS, Fault, Kind
from bot.transport.lanes import TapLane
from bot.unit_of_work import TRY_AGAIN, FatalUpdateError
from bot.without_memory import BUSY
from storage import inbox, leftovers
from storage.inbox import TRIES, Received
from storage.leftovers import KEPT
from tests.bot.world import Phone, World


async def swept(world: World, **after: float) -> None:
    """Let time pass and have swept up what was left; wait until it is done."""
    world.clock.jump(timedelta(**after))
    await world.running.intake.sweep()
    await world.settled()


async def begun(world: World, number: int = 1) -> Phone:
    """Return a runner at the first step of a practice."""
    phone = world.phone(number, f"Ada{number}")
    await phone.come_in()
    await phone.tap("One-minute try")
    return phone


def kept_updates(conn: Connection) -> list[Any]:
    return list(conn.exec_driver_sql("SELECT * FROM updates").all())


def turns(conn: Connection) -> list[int]:
    return list(conn.exec_driver_sql("SELECT turn FROM practices").scalars())


async def test_an_update_that_was_kept_and_not_done_is_done_by_whoever_sweeps(world: World) -> None:
    phone = await begun(world)
    mine = await kept_only(world, phone, "Done")
    assert await world.services.db.transaction(turns) == [0]
    await swept(world, seconds=3)
    assert await world.services.db.transaction(turns) == [1]
    assert "Done" in phone.labels
    world.telegram.refused.clear()  # nobody tapped it: there is no spinner to stop
    assert [one.body for one in await world.services.db.transaction(kept_updates)] == [None] * mine


async def kept_only(world: World, phone: Phone, button: str) -> int:
    """Keep a tap, as of a process that died right after; return how many updates were kept."""
    message = phone.last
    query = {
        "id": "77",
        "from": phone.runner.user,
        "data": message.button(button).data,
        "message": {"message_id": message.message_id, "date": 1, "chat": phone.runner.chat.json},
    }
    body = json.dumps({"update_id": 10_000, "callback_query": query})
    now = world.clock.now()
    one = Received(10_000, phone.runner.chat.chat_id, body)
    await world.services.db.transaction(inbox.keep, [one], now)
    return len(await world.services.db.transaction(kept_updates))


async def test_what_telegram_delivers_again_is_not_done_again(world: World) -> None:
    phone = await begun(world)
    await phone.answered("Done")
    (turn,) = await world.services.db.transaction(turns)
    shown, calls = phone.last.text, len(world.telegram.calls)
    for one in await world.services.db.transaction(kept_updates):
        world.telegram.raw({"update_id": one.id, "message": {"date": 1}}, again=True)
    await world.settled()
    assert await world.services.db.transaction(turns) == [turn]
    assert (phone.last.text, len(world.telegram.calls)) == (shown, calls)


@pytest.mark.parametrize("kind", [Kind.ANSWER, Kind.RESET])
async def test_a_screen_that_could_not_be_shown_is_shown_when_the_line_is_back(
    world: World, kind: Kind, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.transport.chat_lines.NOW", TapLane(within=0, trying=0))
    phone = await begun(world)
    before = phone.last.text
    with world.telegram.faults.during(Fault(kind, method=EDITS)):
        await phone.answered("Done")
        assert phone.last.text == before
    await swept(world, seconds=60)
    assert phone.last.text != before
    (_, done) = await world.services.db.transaction(turns), phone.last.text
    await phone.tap("Done")
    assert phone.last.text != done


async def test_what_always_fails_is_set_aside_with_one_calm_sentence_and_the_next_goes_on(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    phone = await begun(world)
    tries = 0

    def fail(_: Interaction) -> None:
        nonlocal tries
        tries += 1
        raise LookupError("a bug")

    routes = world.running.intake.work.routes
    routes.commands["progress"] = (Route(fail), None)
    assert (await phone.say("/progress")).text == SORRY
    assert tries == TRIES
    assert [one.levelno for one in caplog.records].count(logging.ERROR) == 1
    assert (await phone.say("/help")).text != SORRY
    kept = await world.services.db.transaction(kept_updates)
    assert [one.failed for one in kept].count(True) == 1
    assert all(one.body is None for one in kept)


async def test_what_ended_the_process_each_time_is_set_aside_and_the_host_hears_of_it(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    phone = await begun(world)
    await kept_only(world, phone, "Done")
    for _ in range(TRIES):
        await world.services.db.transaction(leftovers.take_up, 10_000, world.clock.now())
    await swept(world, seconds=10)
    assert phone.last.text == SORRY
    assert [one.exc_info[0] for one in caplog.records if one.exc_info] == [FatalUpdateError]
    assert await world.services.db.transaction(turns) == [0]
    world.telegram.refused.clear()  # nobody tapped it: there is no spinner to stop


async def test_a_tap_that_always_fails_stops_its_spinner_with_a_word(world: World) -> None:
    phone = await begun(world)

    def fail(_: Interaction) -> None:
        raise LookupError("a bug")

    kinds = world.running.intake.work.routes.kinds
    kinds["d1"] = [(kind, Route(fail)) for kind, _ in kinds["d1"]]
    answer = await phone.answered("Done")
    assert answer.text == TRY_AGAIN
    assert phone.last.text == SORRY


async def test_what_cannot_be_read_stops_nobody_and_is_logged_once(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    phone = await begun(world)
    world.telegram.raw({"message": {"chat": "nonsense", "from": {"id": 1}}})
    world.telegram.raw({"callback_query": {"id": 7}})
    await phone.tap("Done")
    assert len([one for one in caplog.records if one.levelno >= logging.ERROR]) == 2
    assert [one.failed for one in await world.services.db.transaction(kept_updates)].count(
        True
    ) == 2


async def test_a_date_of_the_far_future_is_no_reason_to_stop(world: World) -> None:
    phone = await begun(world)
    chat, user = phone.runner.chat.json, phone.runner.user
    message = {"message_id": 900, "date": 10**18, "chat": chat, "from": user, "text": "/help"}
    world.telegram.raw({"message": message})
    await world.settled()
    assert "/today" in phone.last.text


@pytest.mark.parametrize("words", ["/stop", "my foot is numb", "Stop."])
async def test_stop_is_answered_from_memory_while_the_database_is_stuck_and_again_after(
    world: World, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    phone = await begun(world)
    monkeypatch.setattr("bot.intake.SLOW", 0.05)
    path = world.settings.database_url.removeprefix("sqlite:///")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    mine = await phone.runner.say(words)
    page = await phone.runner.wait(
        lambda me: me.last if me.last.message_id > mine.message_id else None
    )
    assert "None of these" in [button.text for button in page.buttons]
    other.execute("ROLLBACK")
    other.close()
    await world.settled()
    assert phone.last.message_id > page.message_id, "it is done as soon as it can be"


async def test_a_tap_that_cannot_be_kept_says_so_and_is_done_later(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = await begun(world)
    failures = [OSError("the disk is full")]
    keep = inbox.keep

    def full(*args: Any) -> Any:
        if failures:
            raise failures.pop()
        return keep(*args)

    monkeypatch.setattr(inbox, "keep", full)
    monkeypatch.setattr("bot.intake.FIRST_PAUSE", 0.01)
    assert (await phone.answered("Done")).text == BUSY
    assert await world.services.db.transaction(turns) == [1]
    # What a spinner was stopped with stays; to stop it once more is refused, and nothing else.
    assert [one.method for one in world.telegram.refused] == ["answerCallbackQuery"]
    world.telegram.refused.clear()


async def test_delete_leaves_no_word_and_no_name_in_the_inbox(world: World) -> None:
    phone = await begun(world)
    await phone.say("my ankle is sore")
    await phone.say("/delete")
    await phone.tap("Yes, delete it all")
    await world.running.intake.speaker.flush()
    kept = await world.services.db.transaction(kept_updates)
    assert {(one.runner, one.body, one.say) for one in kept if one.done_at} == {(0, None, None)}
    assert all(one.told_at for one in kept)
    world.clock.jump(KEPT + timedelta(seconds=1))
    while await world.services.db.transaction(leftovers.prune, world.clock.now()):
        pass
    assert await world.services.db.transaction(kept_updates) == []


async def test_a_flood_of_one_runner_is_turned_away_beyond_a_line(world: World) -> None:
    phone = await begun(world)
    queries = [phone.runner.tap_nowait(phone.last, "Done") for _ in range(60)]
    answers = [await phone.runner.answer(query) for query in queries]
    await world.settled()
    assert None not in answers
    assert await world.services.db.transaction(turns) == [1]
