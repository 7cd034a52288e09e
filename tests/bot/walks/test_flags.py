"""Red flags, walked: asked in short pages, confirmed, the verdict alone, and everything paused."""

from datetime import timedelta
from pathlib import Path

import pytest

from content.coach import asking
from storage.reminders import outbox
from tests.bot.assertions import faults
from tests.bot.scenarios import begun, found, meant, raised
from tests.bot.world import World, running_world

pytestmark = pytest.mark.usefixtures("unhurried")


async def next_nudge(world: World) -> object:
    """Return when the next nudge would be said, None if none will."""
    return await world.services.db.transaction(outbox.next_due)


async def test_every_page_of_every_token_is_short_and_ends_with_a_plain_no(world: World) -> None:
    phone = world.phone()
    await phone.come_in()
    await phone.say("/stop")
    library = world.services.library
    for token in (asking.ALL, "any-A", *asking.FITS, *(f"{one}-A" for one in asking.FITS)):
        asked: list[str] = []
        page = token
        while page:
            told = await phone.forge(f"flags:page:{page}:999999999999999999")
            assert faults(told) == []
            *numbers, none = told.buttons
            assert (none.text, none.style) == ("None of these", "")
            assert len(numbers) <= 6
            asked += [one.data.split(":")[2] for one in numbers]
            page = asking.following(library, page)
        assert len(set(asked)) == len(asked)
        assert asked == [key for one in asking.pages(library, token) for key in one]


async def test_stop_asks_all_of_them_the_emergencies_first(world: World) -> None:
    phone = world.phone()
    await phone.come_in()
    await phone.say("/stop")
    read, tiers = "", ""
    while "None of these" in phone.labels:
        read += phone.last.text
        tiers += "".join(one.data[11] for one in phone.last.buttons[:-1])
        await phone.tap("None of these")
    red = [flag for flag in world.services.library.flags.values() if flag.tier != "D"]
    assert all(flag.ask in read for flag in red)
    assert tiers == "".join(flag.tier for flag in red)
    assert phone.last.text == "Noted. If something changes, /stop is always there."


async def test_a_verdict_stands_alone_and_stops_everything(world: World) -> None:
    phone = await begun(world)
    await phone.say("/stop")
    await phone.tap(await found(phone, "RB1"))
    asked = phone.last
    await phone.tap("Yes, this is so")
    assert asked.text == f"Noted: {world.services.library.flags['RB1'].label}."
    assert asked.buttons == []
    verdict = phone.last
    assert verdict.message_id > asked.message_id
    assert verdict.text == meant(world, "RB1")
    assert phone.labels == ["I mis-tapped", "What is paused"]
    await phone.tap("What is paused")
    assert verdict.text == meant(world, "RB1")
    kept = await phone.kept()
    assert [one["open"] for one in kept["practices"]] == [False]  # type: ignore[attr-defined]
    count = len(phone.runner.messages)
    for _ in range(4):
        await world.jump(days=1)
    assert ["Have you been seen?" in one.text for one in phone.runner.messages[count:]] == [True]


@pytest.mark.parametrize("tier", ["A", "B", "C"])
async def test_each_verdict_says_what_it_means_for_running(world: World, tier: str) -> None:
    phone = world.phone()
    await phone.come_in()
    for flag in world.services.library.flags.values():
        if flag.tier == tier:
            await raised(phone, flag.id)
            assert phone.last.text == meant(world, flag.id)
            assert faults(phone.last) == []
            assert ("What is paused" in phone.labels) == (tier != "A")


async def test_nothing_asks_for_drills_while_a_flag_holds(world: World) -> None:
    phone = await raised(await begun(world), "RB1")
    await phone.say("/today")
    assert "No drills right now." in phone.last.text
    assert "Start" not in phone.labels
    await phone.say("/plan")
    assert "Paused: /safety says why." in phone.last.text
    await phone.say("/run")
    await phone.tap("In an hour")
    assert "Drills and reminders are paused: /safety says why." in phone.last.text
    await world.jump(hours=2)
    await phone.say("/run")
    await phone.tap("I'm back")
    assert "Drills are paused: /safety says why." in phone.last.text
    for forged in (
        "today:go:rest:mat:full",
        "today:go:rest:mat:minute",
        "today:gentle:rest:mat:full",
    ):
        assert "No drills right now." in (await phone.forge(forged)).text


async def test_tier_c_leaves_the_seated_circles_on_request(world: World) -> None:
    phone = await raised(await begun(world), "RC5")
    assert await next_nudge(world) is None
    await phone.say("/today")
    assert "No drills right now." in phone.last.text
    await phone.tap("Gentle seated circles")
    assert "Seated ankle rotation" in phone.last.text
    await phone.tap(":done", ":done", "Nothing")
    assert "That's it for now." in phone.last.text


async def test_a_practice_under_way_ends_with_a_new_limit(world: World) -> None:
    phone = await begun(world)
    step = phone.last
    await phone.say("/settings")
    await phone.tap("Limits", "limits:add:RD3")
    assert "No foam rolling for you" in phone.last.text
    assert (await phone.answered(":done", step)).text == "This practice is over."


async def test_the_emergency_number_is_the_one_that_is_set(tmp_path: Path) -> None:
    async with running_world(tmp_path, emergency_number="112") as world:
        phone = world.phone()
        await phone.say("/stop")
        await phone.tap("1", "Yes, this is so")
        assert "Call 112 now" in phone.last.text


async def test_a_stranger_is_told_what_it_means_and_nothing_is_kept(world: World) -> None:
    phone = world.phone()
    await phone.say("/stop")
    await phone.tap("1", "Yes, this is so")
    assert "Call your local emergency number now" in phone.last.text
    assert (await phone.kept())["runner"] == {"last_seen": None}
    await phone.tap("I mis-tapped")
    assert "Hello Ada" in phone.last.text


async def test_buttons_of_an_earlier_list_still_stop_everything(world: World) -> None:
    phone = world.phone()
    await phone.come_in()
    await phone.forge("flags:tap:RB5:0")
    assert "Is this so?" in phone.last.text
    await phone.forge("flags:yes:RB1:7")
    assert phone.last.text == meant(world, "RB1")
    assert (await next_nudge(world)) is not None
    assert await next_nudge(world) > world.clock.now() + timedelta(hours=20)  # type: ignore[operator]
