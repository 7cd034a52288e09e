"""A picture that does not go up holds up nobody: its screen comes in words."""

import asyncio
from typing import Any

import pytest
from telegram.error import TimedOut

from bot.screens.screen import Screen
from bot.transport import drawing, messenger, uploads
from bot.transport.aiohttp_request import AiohttpRequest
from content import figures
from tests.bot.world import World

FIGURE = figures.variants()[0]


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nobody wait long in a test."""
    monkeypatch.setattr(uploads, "OTHERS_WAIT", 0.02)
    monkeypatch.setattr(drawing, "UPLOAD_WITHIN", 0.1)


async def show(world: World, runner: int, text: str) -> None:
    """Send a screen with the picture to a runner's chat."""
    await messenger.send(
        world.services.api, world.services.pictures, runner, Screen(text, figure=FIGURE)
    )


def stall(monkeypatch: pytest.MonkeyPatch, *, seconds: float | None = None) -> list[str]:
    """Let uploads hang, or fail after some seconds; return the list of them to come."""
    real, seen = AiohttpRequest.do_request, []

    async def hang(self: AiohttpRequest, url: str, *args: Any, **more: Any) -> Any:
        data = more.get("request_data")
        if data is None or not data.contains_files:
            return await real(self, url, *args, **more)
        seen.append(url.rpartition("/")[2])
        await asyncio.sleep(60 if seconds is None else seconds)
        raise TimedOut

    monkeypatch.setattr(AiohttpRequest, "do_request", hang)
    return seen


async def test_an_upload_that_hangs_holds_up_nobody(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    phones = [world.phone(number) for number in range(1, 11)]
    await asyncio.gather(*(phone.say("/start") for phone in phones))
    with monkeypatch.context() as patch:
        seen = stall(patch)
        clock = asyncio.get_running_loop().time
        began = clock()
        first = asyncio.ensure_future(show(world, 1, "one"))
        await asyncio.gather(*(show(world, number, "others") for number in range(2, 11)))
        assert clock() - began < 0.1, "the others did not wait for it"
        await first
        await show(world, 2, "soon after")
    assert [phone.last.text for phone in phones] == ["one", "soon after", *["others"] * 8]
    assert seen == ["sendAnimation"], "for a minute nobody tries again"
    await show(world, 2, "later")
    assert phones[1].last.media is None
    world.services.pictures.resting.clear()
    await show(world, 2, "later still")
    assert phones[1].last.media is not None


async def test_a_picture_that_many_open_at_once_still_goes_up_once(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    phones = [world.phone(number) for number in range(1, 11)]
    await asyncio.gather(*(phone.say("/start") for phone in phones))
    monkeypatch.setattr(uploads, "OTHERS_WAIT", 5.0)
    monkeypatch.setattr(drawing, "UPLOAD_WITHIN", 5.0)
    await asyncio.gather(*(show(world, number, "all") for number in range(1, 11)))
    assert len(world.telegram.uploads) == 1
    assert all(phone.last.media for phone in phones)


async def test_an_upload_that_fails_is_shown_in_words_at_once(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = world.phone()
    await phone.say("/start")
    seen = stall(monkeypatch, seconds=0)
    await show(world, 1, "words")
    assert seen == ["sendAnimation"]
    assert phone.last.text == "words"
