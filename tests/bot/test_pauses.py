"""Pauses that Telegram asks for, in the whole house: nobody else is silent, nothing is lost."""

import asyncio
import statistics
from pathlib import Path

import pytest

from bot.sandbox.queries import Query
from bot.transport import bot_api, rate_limiter
from tests.bot.faults import at_random, put_in
from tests.bot.settled_runners import settled
from tests.bot.world import Phone, World, running_world

PAUSE = 0.1  # s that a pause of one second takes here
HICCUP = 0.02  # s that a shared machine may be late by
LIST, SURE = "Is any of this true right now?", "Is this so?"


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a pause of a second take a tenth of one."""
    monkeypatch.setattr(rate_limiter, "MARGIN", PAUSE - 1)


async def at_the_flags(world: World, *numbers: int) -> list[Phone]:
    """Return runners who look at the first page of flags, which `/stop` shows."""
    phones = [await settled(world, number) for number in numbers]
    for phone in phones:
        await phone.say("/stop")
    return phones


def touch(phone: Phone) -> Query:
    """Tap the first button, which leads from one screen to the other and back, and do not wait."""
    return phone.runner.tap_nowait(phone.last, phone.last.buttons[-1 if sure(phone) else 0].data)


def sure(phone: Phone) -> bool:
    """Tell whether the second of the two screens is there."""
    return phone.last.text.startswith(SURE)


async def test_one_refused_edit_silences_one_runner_and_no_other(world: World) -> None:
    phones = await at_the_flags(world, *range(1, 16))
    await asyncio.sleep(0)
    world.telegram.flood(30)
    taps = [phone.runner.answer(touch(phone)) for phone in phones]
    assert None not in await asyncio.gather(*taps)
    await world.settled()
    assert [sure(phone) for phone in phones] == [False, *[True] * 14]
    other = await settled(world, 99)
    assert (await other.say("/stop")).text.startswith(LIST)
    world.telegram.refused.clear()


async def test_what_a_pause_held_up_is_shown_after_it_the_newest_only(world: World) -> None:
    (phone,) = await at_the_flags(world, 1)
    edited = phone.last.edited
    world.telegram.flood(1)
    for _ in range(2):
        await touch(phone).answer  # the screen has not changed: the same button twice
    back = phone.last.buttons[-1].data
    await phone.runner.forge(phone.last, back)
    await phone.runner.wait(lambda me: me.last.edited > edited)
    await world.settled()
    assert phone.last.edited == edited + 1
    world.telegram.refused.clear()


async def test_a_message_that_a_pause_held_up_is_said_after_it(world: World) -> None:
    phone = await settled(world, 1)
    world.telegram.flood(1)
    assert (await phone.say("/stop")).text.startswith(LIST)
    world.telegram.refused.clear()


@pytest.mark.parametrize("seed", range(2))
async def test_every_tap_has_its_screen_on_a_line_that_often_fails(
    world: World, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setattr(bot_api, "PAUSES", (0.001,))
    (phone,) = await at_the_flags(world, 1)
    seen = put_in(monkeypatch, at_random(seed, {"502": 0.15, "before": 0.09, "after": 0.09}))
    for _ in range(40):
        was = sure(phone)
        assert await phone.runner.answer(touch(phone)) is not None
        await world.settled()
        assert sure(phone) is not was
    assert len(seen) == 3
    world.telegram.refused.clear()


@pytest.mark.long
async def test_a_runner_who_drums_delays_nobody_where_telegram_counts_edits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rate_limiter, "EDIT_BURST", 20)
    monkeypatch.setattr(rate_limiter, "MARGIN", 0.1)
    async with running_world(tmp_path) as world:
        drummer, *others = await at_the_flags(world, *range(1, 22))
        await asyncio.sleep(5)  # each chat has its whole burst again
        world.telegram.limit()
        alone = await tapping(others, seconds=10)
        drum = asyncio.create_task(drumming(drummer))
        beside = await tapping(others, seconds=20)
        drum.cancel()
        assert p95(beside) <= 1.2 * p95(alone) + HICCUP
        assert drummer.last.edited > 10, "the drummer sees screens, too"
        refused = [one for one in world.telegram.refused if one.code == 429]
        assert {one.params["chat_id"] for one in refused} <= {1}
        world.telegram.refused.clear()


def p95(waits: list[float]) -> float:
    return statistics.quantiles(waits, n=20)[-1]


async def tapping(phones: list[Phone], seconds: float) -> list[float]:
    """Let runners tap every two seconds; return how long each screen took, in seconds."""
    clock = asyncio.get_running_loop().time
    waits: list[float] = []

    async def tap(phone: Phone, after: float) -> None:
        await asyncio.sleep(after)
        for _ in range(int(seconds / 2)):
            began = clock()
            await changed(phone)
            waits.append(clock() - began)
            await asyncio.sleep(began + 2 - clock())

    await asyncio.gather(*(tap(phone, index / 10) for index, phone in enumerate(phones)))
    return waits


async def changed(phone: Phone) -> None:
    """Tap, and wait until the screen is another one."""
    edited = phone.last.edited
    touch(phone)
    await phone.runner.wait(lambda me: me.last.edited > edited)


async def drumming(phone: Phone) -> None:
    """Tap twelve times a second, whatever is there."""
    while True:
        touch(phone)
        await asyncio.sleep(1 / 12)
