"""Taps that were not meant, walked: a run that was called off stands again."""

from typing import Any

from tests.bot.world import World


async def states(phone: Any) -> list[tuple[str, str]]:
    kept = await phone.kept()
    return [(one["start"], one["state"]) for one in kept["runs"]]


async def test_a_run_that_was_called_off_by_mistake_stands_again_once(world: World) -> None:
    phone = world.phone()
    await phone.come_in()
    await world.next_reminder()
    assert "No run today" in phone.labels
    before = (await states(phone))[0]
    await phone.tap("No run today")
    assert (await states(phone))[0] != before
    card, data = phone.last, phone.last.button("By mistake").data
    await phone.tap("By mistake")
    assert (await states(phone))[0] == before
    assert "Next run" in phone.last.text
    waiting = len((await phone.kept())["nudges"])  # type: ignore[arg-type]
    await phone.forge(data, card)
    assert len((await phone.kept())["nudges"]) == waiting  # type: ignore[arg-type]
    await world.next_reminder()
    assert "Welcome back" in phone.last.text
    await phone.tap("Didn't run", "By mistake")
    assert "I'm back" in phone.labels
    await phone.tap("Didn't run")
    off = phone.last.button("By mistake").data
    await world.jump(days=1)
    kept = await states(phone)
    await phone.forge(off)
    assert "not up to date" in phone.last.text
    assert await states(phone) == kept
