"""The limits in the settings, walked: added by a tap, and taken away by a word only."""

import pytest

from content.events import Cleared
from storage import events
from tests.bot.assertions import faults
from tests.bot.walks.test_limits import ASKED, NOTHING, held, to
from tests.bot.world import Phone, World

pytestmark = pytest.mark.usefixtures("unhurried")


async def in_settings(world: World) -> Phone:
    """Return a runner at the limits of the settings."""
    phone = world.phone()
    await phone.come_in()
    await phone.say("/settings")
    await phone.tap("Limits")
    return phone


async def test_a_limit_is_added_by_a_tap_and_says_what_it_changes(world: World) -> None:
    phone = await in_settings(world)
    await to(phone, "limits:add:RD4")
    await phone.tap("October")
    assert "stay gentle for three months" in phone.last.text
    assert world.services.library.safety.running["easy"] in phone.last.text
    assert faults(phone.last) == []
    await phone.tap("Back to my limits")
    assert "✓ 4" in phone.labels


async def test_a_fresh_limit_is_taken_back_as_if_never_tapped(world: World) -> None:
    phone = await in_settings(world)
    await to(phone, "limits:add:RD6")
    await phone.tap("I mis-tapped")
    assert not any("✓" in label for label in phone.labels)
    assert "Start" in [one.text for one in (await phone.say("/today")).buttons]


async def test_no_limit_is_a_toggle(world: World) -> None:
    phone = await in_settings(world)
    ways = {
        "RD1": ["It is over", "A doctor says I can"],
        "RD2": ["A doctor says I can"],
        "RD3": ["A doctor says I can"],
        "RD4": ["It is over", "A doctor says I can"],
        "RD5": ["I'm 18 now"],
        "RD6": ["It is over", "A doctor says I can"],
        "RD7": ["It is over", "A doctor says I can"],
        "RD8": ["A doctor says I can"],
        "RD9": ["It is over", "A doctor says I can"],
    }
    for limit, way in ways.items():
        await phone.forge(f"limits:add:{limit}")
        if limit in ASKED:
            await phone.tap("November")
        await world.jump(minutes=11)
        before = await phone.kept()
        await phone.forge(f"limits:off:{limit}")
        assert phone.labels == [*way, "Nothing, keep it"]
        assert faults(phone.last) == []
        await phone.forge(f"limits:mistap:{limit}")
        assert phone.labels == [*way, "Nothing, keep it"]
        assert await phone.kept() == before
        if "It is over" not in way:
            await phone.forge(f"limits:since:{limit}:ago")
            assert (await phone.kept() == before) == (limit != "RD5")
        await phone.say("/settings")
        await phone.tap("Limits")


async def test_what_is_over_goes_and_what_counts_from_a_month_asks_which(world: World) -> None:
    phone = await in_settings(world)
    await phone.forge("limits:add:RD6")
    await phone.forge("limits:off:RD6")
    await phone.tap("It is over")
    assert "Start" in [one.text for one in (await phone.say("/today")).buttons]
    await phone.forge("limits:add:RD1")
    await phone.tap("November")
    await phone.forge("limits:off:RD1")
    await phone.tap("It is over", "May")
    assert await held(phone) == {"RD1": "2026-05-31"}
    assert NOTHING in (await phone.say("/today")).text
    await phone.forge("limits:off:RD1")
    await phone.tap("It is over", "Longer ago")
    assert "Start" in [one.text for one in (await phone.say("/today")).buttons]


async def test_a_clinicians_word_needs_its_day_and_lifts_a_limit(world: World) -> None:
    phone = await in_settings(world)
    await phone.forge("limits:add:RD2")
    await phone.forge("limits:off:RD2")
    await phone.tap("A doctor says I can")
    assert "said you can exercise? When?" in phone.last.text
    await phone.tap("Not yet")
    assert NOTHING in (await phone.say("/today")).text
    await phone.forge("safety:clear:RD2")
    await phone.tap("Yesterday")
    assert "reminders are back" in phone.last.text
    assert "Start" in [one.text for one in (await phone.say("/today")).buttons]


async def test_a_limit_without_a_pause_is_lifted_and_said_so(world: World) -> None:
    phone = await in_settings(world)
    await phone.forge("limits:add:RD3")
    await phone.forge("safety:clear:RD3")
    await phone.tap("Earlier")
    assert "Blood clot or thinners holds no more." in phone.last.text
    await phone.tap("Back to my limits")
    assert not any("✓" in label for label in phone.labels)


@pytest.mark.parametrize("seen", ["today", None])
async def test_a_limit_that_was_lifted_and_is_told_again_holds_again(
    world: World, seen: str | None
) -> None:
    phone = await in_settings(world)
    await phone.forge("limits:add:RD2")
    if seen:
        await phone.forge(f"safety:seen:RD2:{seen}")
    else:  # as it was told before it was asked when
        now = world.clock.now()
        event = Cleared(now, now.date(), "RD2", "clinician")
        await world.services.db.transaction(events.add, 1, event)
    assert "Start" in [one.text for one in (await phone.say("/today")).buttons]
    await phone.forge("limits:add:RD2")
    assert NOTHING in (await phone.say("/today")).text


async def test_who_falls_easily_sits(world: World) -> None:
    phone = await in_settings(world)
    await phone.forge("limits:add:RD9")
    assert "Only seated drills" in phone.last.text
    await phone.say("/today")
    assert "Start" in phone.labels
    assert "Standing ankle circles" not in phone.last.text
