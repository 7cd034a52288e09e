"""The limits, walked: asked as questions at the start, some with their month."""

import pytest

from tests.bot.assertions import faults
from tests.bot.world import Phone, World

pytestmark = pytest.mark.usefixtures("unhurried")

HEAD = "Is any of this true for you?"
# Counted from a month that is asked; November is the month it is.
ASKED = {
    "RD1": ["November", "October", "September", "August", "July", "June", "May"],
    "RD4": ["November", "October", "September", "August"],
}
NOTHING = "No drills right now."


async def at_the_gate(world: World) -> Phone:
    """Return a runner at the first page of limits."""
    phone = world.phone()
    await phone.say("/start")
    await phone.tap("I understand", "Yes, keep my answers")
    assert HEAD in phone.last.text
    return phone


async def to(phone: Phone, data: str) -> None:
    """Turn pages until one has a button, and tap it."""
    while data not in {one.data for one in phone.last.buttons}:
        await phone.tap(phone.last.buttons[-2 if "Back" in phone.labels else -1].data)
    await phone.tap(data)


async def come_in(phone: Phone) -> None:
    """Go on from the limits to the end of the first minute."""
    while HEAD in phone.last.text:
        await phone.tap(phone.last.buttons[-1].data)
    if "hello:limits:told" in {one.data for one in phone.last.buttons}:
        await phone.tap("Go on")
    await phone.none()
    await phone.tap("12:00", "Paris", "06:45")
    assert "All set." in phone.last.text


async def held(phone: Phone) -> dict[str, str]:
    """Return the limits told last, each with the date it counts from."""
    events = (await phone.kept())["events"]
    assert isinstance(events, list)
    told = [one["body"] for one in events if one["kind"] == "limits"]
    return dict(told[-1]["since"]) if told else {}


async def test_the_questions_are_read_whole_and_none_is_the_plain_last_answer(
    world: World,
) -> None:
    phone = await at_the_gate(world)
    read = ""
    while HEAD in phone.last.text:
        assert faults(phone.last) == []
        read += phone.last.text
        last = phone.last.buttons[-1]
        assert (last.text, last.style) == ("None of these", "")
        await phone.tap("None of these")
    assert all(flag.ask in read for flag in world.services.library.limits)


@pytest.mark.parametrize("limit", ["RD1", "RD2", "RD6", "RD7", "RD8"])
async def test_a_limit_that_needs_a_clinician_offers_no_drill(world: World, limit: str) -> None:
    phone = await at_the_gate(world)
    flag = world.services.library.flags[limit]
    await to(phone, f"hello:add:{limit}")
    if limit in ASKED:
        assert "In which month was it?" in phone.last.text
        assert phone.labels == [*ASKED[limit], "Longer ago", "I mis-tapped"]
        await phone.tap("November")
    assert any(label.startswith("✓") for label in phone.labels)
    while HEAD in phone.last.text:
        await phone.tap(phone.last.buttons[-1].data)
    assert flag.told("").partition(".")[0] in phone.last.text
    assert world.services.library.safety.running[flag.running] in phone.last.text
    assert faults(phone.last) == []
    await come_in(phone)
    assert "paused" in phone.last.text
    for _ in range(2):
        await phone.say("/today")
        assert NOTHING in phone.last.text
        assert flag.label in phone.last.text
        await phone.forge("today:go:rest:mat:minute")
        assert NOTHING in phone.last.text


async def test_every_limit_at_once_is_told_on_one_screen(world: World) -> None:
    phone = await at_the_gate(world)
    for flag in world.services.library.limits:
        if flag.programme:
            await to(phone, f"hello:add:{flag.id}")
            if flag.id in ASKED:
                await phone.tap("October")
    while HEAD in phone.last.text:
        await phone.tap(phone.last.buttons[-1].data)
    assert "more: /settings has them all." in phone.last.text
    assert faults(phone.last) == []


async def test_a_blood_clot_keeps_the_roller_away(world: World) -> None:
    ada, ben = await at_the_gate(world), world.phone(2, "Ben")
    await to(ada, "hello:add:RD3")
    await come_in(ada)
    await ben.come_in()
    for phone in (ada, ben):
        await phone.say("/settings")
        await phone.tap("What I have", "Roller")
        await phone.say("/today")
        await phone.tap("After a run")
    assert "Calf foam roll" in ben.last.text
    assert "Calf foam roll" not in ada.last.text


async def test_a_month_is_kept_as_its_last_day_and_one_long_ago_not_at_all(world: World) -> None:
    phone = await at_the_gate(world)
    await to(phone, "hello:add:RD4")
    await phone.tap("September")
    assert await held(phone) == {"RD4": "2026-09-30"}
    await to(phone, "hello:add:RD1")
    await phone.tap("Longer ago")
    assert await held(phone) == {"RD4": "2026-09-30"}
    await come_in(phone)
    assert "First reminder" in phone.last.text


async def test_a_double_tap_on_a_number_is_one(world: World) -> None:
    phone = await at_the_gate(world)
    page = phone.last
    queries = [phone.runner.forge_nowait(page, "hello:add:RD2") for _ in range(2)]
    for query in queries:
        await phone.runner.answer(query)
    await world.settled()
    assert list(await held(phone)) == ["RD2"]
    assert "✓ 2" in phone.labels
    queries = [phone.runner.forge_nowait(page, "hello:off:RD2") for _ in range(2)]
    for query in queries:
        await phone.runner.answer(query)
    await world.settled()
    assert "2" in phone.labels
    assert HEAD in phone.last.text


async def test_a_tick_goes_at_once_only_while_it_is_fresh(world: World) -> None:
    phone = await at_the_gate(world)
    await phone.tap("2", "✓ 2")
    assert "2" in phone.labels
    await phone.tap("2")
    await world.jump(minutes=11)
    await phone.tap("✓ 2")
    assert "What has changed?" in phone.last.text
    assert phone.labels == ["A doctor says I can", "Nothing, keep it"]
    await phone.tap("Nothing, keep it")
    assert "✓ 2" in phone.labels
