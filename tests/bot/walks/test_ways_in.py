"""Polled or called by Telegram: what a runner does has the same effect, once, whatever fails."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection

from bot.sandbox.faults import EDITS, MESSAGES, Fault, Kind
from bot.transport.poll_turns import PollTurns
from bot.transport.webhook import Webhook
from storage import inbox
from storage.export import everything
from tests.bot.hooked import deliver
from tests.bot.world import Phone, World, running_world

pytestmark = pytest.mark.usefixtures("unhurried")
HEARD = ["/start", "Seated ankle rotation · Right foot moves", "/help", "/privacy"]
WAYS = {"poll": PollTurns, "webhook": Webhook}


@pytest.fixture(params=list(WAYS))
async def world(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[World]:
    async with running_world(tmp_path, intake=request.param) as whole:
        assert isinstance(whole.running.source, WAYS[request.param])
        yield whole


async def begun(world: World, number: int = 1) -> Phone:
    """Return a runner at the first step of a practice."""
    phone = world.phone(number, f"Ada{number}")
    await phone.come_in()
    await phone.tap("One-minute try")
    return phone


async def turn_of(world: World, number: int = 1) -> int:
    """Return how many answers of a runner's practice counted."""

    def read(conn: Connection) -> Any:
        return everything(conn, number)["practices"]

    (practice,) = await world.services.db.transaction(read)
    return int(practice["turn"])


async def arrived(world: World) -> None:
    """Wait until Telegram is rid of everything, and let time pass where it waits to try again."""
    async with asyncio.timeout(10):
        while world.telegram.waiting:
            deliver(world.telegram)
            await asyncio.sleep(0.001)
    await world.settled()


async def test_a_first_minute_and_a_practice_with_a_double_tap(world: World) -> None:
    phone = world.phone()
    await phone.walk_in()
    await phone.say("/today")
    await phone.tap("Start")
    taps = [phone.runner.tap_nowait(phone.last, "Done") for _ in range(2)]
    assert None not in [await phone.runner.answer(one) for one in taps]
    await world.settled()
    assert await turn_of(world) == 1
    while "Done" in phone.labels:
        await phone.tap("Done")
    assert (await phone.say("/help")).text.count("/today") == 1
    assert [one["kind"] for one in (await phone.kept())["events"]] == ["report"] * 6  # type: ignore[attr-defined]


async def test_what_is_delivered_again_is_done_once(world: World) -> None:
    phone = await begun(world)
    await phone.tap("Done")
    shown, calls = phone.last.text, len(world.telegram.calls)
    for number in range(1, world.telegram.state.updates.last_id + 1):
        world.telegram.repeat(number, times=2)
    await arrived(world)
    assert await turn_of(world) == 1
    assert (phone.last.text, len(world.telegram.calls)) == (shown, calls)


@pytest.mark.parametrize("text", ["\ud800", "\0", "\u2028{", "\x7f\x1b[2J", "🦶" * 900])
async def test_an_odd_text_stops_nobody(world: World, text: str) -> None:
    phone = await begun(world)
    user = {**phone.runner.user, "first_name": text}
    about = {"message_id": 900, "date": 1, "chat": phone.runner.chat.json, "from": user}
    world.telegram.raw({"message": {**about, "text": text}})
    world.telegram.raw({"message": {**about, "text": f"/start {text}"}})
    await arrived(world)
    await phone.say("/help")
    assert "/today" in phone.last.text


async def test_while_nothing_can_be_kept_it_stays_at_telegram_and_is_done_once_after(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = await begun(world)
    monkeypatch.setattr("bot.intake.FIRST_PAUSE", 0.001)
    failures, keep = [OSError("the disk is full")] * 4, inbox.keep

    def full(*args: Any) -> Any:
        if failures:
            raise failures.pop()
        return keep(*args)

    monkeypatch.setattr(inbox, "keep", full)
    query = phone.runner.tap_nowait(phone.last, "Done")
    await arrived(world)
    assert failures == []
    assert await phone.runner.answer(query) is not None
    assert await turn_of(world) == 1
    # It was told at once that this takes a while, and a spinner cannot be stopped twice.
    assert {one.method for one in world.telegram.refused} <= {"answerCallbackQuery"}
    world.telegram.refused.clear()
    if world.settings.intake == "webhook":
        assert [one.code for one in world.telegram.deliveries][-5:] == [503] * 4 + [200]


async def test_stop_is_answered_from_memory_while_the_database_is_stuck(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = await begun(world)
    monkeypatch.setattr("bot.intake.SLOW", 0.02)  # after it: a busy machine is slow as well
    path = world.settings.database_url.removeprefix("sqlite:///")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    mine = await phone.runner.say("/stop")
    page = await phone.runner.wait(
        lambda me: me.last if me.last.message_id > mine.message_id else None
    )
    assert "None of these" in [button.text for button in page.buttons]
    assert len(world.telegram.waiting) == 1, "what is not kept is not confirmed"
    other.execute("ROLLBACK")
    other.close()
    await arrived(world)
    assert phone.last.message_id > page.message_id, "it is done as soon as it can be"


async def test_an_end_in_the_middle_of_traffic_loses_nothing(world: World) -> None:
    phones = [await begun(world, number) for number in range(1, 4)]
    with world.telegram.faults.during(Fault(Kind.SLOW, EDITS | MESSAGES, seconds=0.02)):
        for phone in phones:
            phone.runner.tap_nowait(phone.last, "Done")
            await phone.runner.say("/help")
        await asyncio.sleep(0.02)  # some are kept by then, some decided, some told
        await world.stop()
    for phone in phones:
        await phone.runner.say("/privacy")
    await world.start()
    await arrived(world)
    for number, phone in enumerate(phones, start=1):
        assert await turn_of(world, number) == 1
        words = [one.text.partition("\n")[0] for one in phone.runner.messages]
        assert sorted(words) == sorted([*HEARD, "What I do", "Privacy"])
