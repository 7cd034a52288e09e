"""Called by Telegram: the order of what comes, when it is confirmed, and what the port shows."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from sqlalchemy import Connection

from bot.ops import webhook_command
from bot.sandbox.faults import EDITS, MESSAGES, Fault, Kind
from bot.transport import speech
from bot.transport.speech import Answer
from bot.transport.webhook import SECRET
from storage import inbox, telling
from storage.inbox import Received
from tests.bot.http_servers import closed_port
from tests.bot.world import Phone, World, running_world

pytestmark = pytest.mark.usefixtures("unhurried")


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with running_world(tmp_path, intake="webhook") as whole:
        yield whole


@pytest.fixture
async def ada(world: World) -> Phone:
    """Return a runner at the first step of a practice."""
    phone = world.phone()
    await phone.come_in()
    await phone.tap("One-minute try")
    return phone


async def post(world: World, update: dict[str, Any], **headers: str) -> int:
    """Deliver an update as Telegram would, outside its order; return the status."""
    known = {SECRET: world.settings.webhook_token}
    async with (
        aiohttp.ClientSession() as session,
        session.post(
            world.settings.webhook_url, data=json.dumps(update), headers=known | headers
        ) as answer,
    ):
        return answer.status


def typed(phone: Phone, number: int, text: str) -> dict[str, Any]:
    """Return the update of a typed message."""
    about = {"message_id": number, "date": 1, "chat": phone.runner.chat.json}
    return {"update_id": number, "message": {**about, "from": phone.runner.user, "text": text}}


def done_elsewhere(conn: Connection, one: Received, now: datetime) -> None:
    """Note an update as one that is done and not told, as of a process that is just speaking."""
    inbox.keep(conn, [one], now)
    inbox.done(conn, one, now, speech.dump([Answer("1")]))


async def test_the_next_tap_comes_when_the_screen_of_the_one_before_is_there(
    world: World, ada: Phone
) -> None:
    at = len(world.telegram.deliveries)
    with world.telegram.faults.during(Fault(Kind.SLOW, EDITS, seconds=0.03)):
        for button in ("Done", "Stop"):
            ada.runner.tap_nowait(ada.last, button)
        await world.settled()
    first, second = list(world.telegram.deliveries)[at:]
    assert second.at >= first.at + first.took
    assert first.took >= 0.03


async def test_what_waits_together_is_done_in_the_order_of_its_numbers(
    world: World, ada: Phone
) -> None:
    slow = Fault(Kind.SLOW, MESSAGES, seconds=0.1, count=1)
    with world.telegram.faults.during(slow):
        first = asyncio.create_task(post(world, typed(ada, 1001, "/help")))
        while not slow.hits:  # noqa: ASYNC110 - no event
            await asyncio.sleep(0)
        later = [
            asyncio.create_task(post(world, typed(ada, number, text)))
            for number, text in ((1004, "/stop"), (1002, "/privacy"), (1003, "/safety"))
        ]
        assert await asyncio.gather(first, *later) == [200] * 4
    words = [one.text.partition("\n")[0] for one in ada.runner.messages[-4:]]
    assert words[:3] == ["What I do", "Privacy", "Nothing is paused."]
    assert "None of these" in ada.labels


async def test_what_is_kept_is_confirmed_although_its_screen_takes_long(
    world: World, ada: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.intake.TAKE", 0.02)
    before = ada.last.text
    with world.telegram.faults.during(Fault(Kind.SLOW, EDITS, seconds=0.15)):
        ada.runner.tap_nowait(ada.last, "Done")
        while world.telegram.waiting:  # noqa: ASYNC110 - no event
            await asyncio.sleep(0)
        assert world.telegram.deliveries[-1].code == 200
        assert ada.last.text == before
        await world.settled()
    assert ada.last.text != before


async def test_a_delivery_that_another_dorsi_is_telling_is_confirmed_when_that_is_told(
    world: World, ada: Phone
) -> None:
    update = typed(ada, 1001, "/help")
    one = Received(1001, 1, json.dumps(update))
    await world.services.db.transaction(done_elsewhere, one, world.clock.now())
    again = asyncio.create_task(post(world, update))
    await asyncio.sleep(0.05)
    assert not again.done()
    await world.services.db.transaction(telling.told, [1001], world.clock.now())
    assert await again == 200


async def test_nobody_without_the_secret_has_anything_done(world: World, ada: Phone) -> None:
    count = len(ada.runner.messages)
    for number, secret in enumerate(("", "guessed", world.settings.webhook_token[:-1]), start=2000):
        assert await post(world, typed(ada, number, "/help"), **{SECRET: secret}) == 403
    await world.settled()
    assert len(ada.runner.messages) == count


async def test_what_nobody_can_read_is_set_aside_and_the_next_goes_on(
    world: World, ada: Phone, caplog: pytest.LogCaptureFixture
) -> None:
    url, known = world.settings.webhook_url, {SECRET: world.settings.webhook_token}
    async with aiohttp.ClientSession() as session:
        for body in (b'{"update_id":3001,"message":{"text":"cut o', b"<html>"):
            async with session.post(url, data=body, headers=known) as answer:
                assert answer.status == 200
    await ada.tap("Done")
    errors = [one.getMessage() for one in caplog.records if one.levelname == "ERROR"]
    assert errors == ["Something failed", "The webhook was called with 6 bytes that are no update"]


async def test_the_public_port_shows_nothing_and_the_operators_port_says_nothing_of_polls(
    tmp_path: Path,
) -> None:
    number = closed_port()
    async with running_world(tmp_path, intake="webhook", http_port=number) as world:
        public = world.settings.webhook_url.removesuffix("/hook")
        async with aiohttp.ClientSession() as session:
            for path in ("/metrics", "/readyz", "/livez", "/"):
                async with session.get(public + path) as answer:
                    assert (answer.status, await answer.read()) == (404, b"")
            async with session.get(f"http://127.0.0.1:{number}/readyz") as answer:
                assert answer.status == 200
                told = await answer.json()
            world.services.ending.set()
            async with session.get(f"http://127.0.0.1:{number}/readyz") as answer:
                assert answer.status == 503
                assert (await answer.json())["service"] == "draining"
    assert told["ready"]
    assert "telegram" not in told


async def test_a_start_without_a_webhook_is_warned_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async with running_world(tmp_path, intake="webhook") as world:
        await webhook_command.drop(world.services.bot)
        monkeypatch.setattr("bot.lifespan.TIME_TO_SET", 0.0)
        await world.restart()
        told = ""
        async with asyncio.timeout(5):
            while "Telegram delivers to no address. Run: python -m bot webhook set" not in told:
                told += capsys.readouterr().err
                await asyncio.sleep(0.001)
