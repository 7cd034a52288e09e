"""A practice begun unasked takes the place of its reminder: nobody is asked for what is done."""

import pytest

from tests.bot.passing_time import diary, passes
from tests.bot.scenarios import start
from tests.bot.world import Phone, World

pytestmark = pytest.mark.usefixtures("unhurried")


async def at_home(world: World, **later: float) -> Phone:
    """Return a runner who came in on Monday at noon, some time later; Tuesday 06:45 is a run."""
    phone = world.phone()
    await phone.come_in()
    await passes(world, **later)
    return phone


async def heard(world: World, phone: Phone, **later: float) -> list[str]:
    """Return what Dorsi says by itself in the time to come."""
    last = phone.last.message_id
    await passes(world, **later)
    return diary(phone, last)


async def test_a_warm_up_begun_early_is_not_asked_for(world: World) -> None:
    phone = await at_home(world, hours=18, minutes=15)
    await phone.say("/today")
    await phone.tap("Start", "No, or up to 2")
    assert "Done" in phone.labels
    said = await heard(world, phone, hours=1, minutes=15)
    assert said == ["Tue 24 Nov 07:25 after"]


async def test_a_warm_up_that_was_only_looked_at_is_asked_for(world: World) -> None:
    phone = await at_home(world, hours=18, minutes=15)
    await phone.say("/today")
    assert await heard(world, phone, minutes=15) == ["Tue 24 Nov 06:25 before"]


async def test_a_wind_down_begun_early_ends_the_run(world: World) -> None:
    phone = await at_home(world, hours=19, minutes=10)
    await phone.say("/today")
    assert phone.last.text.startswith("After your run")
    await start(phone, "Start")
    assert await heard(world, phone, hours=6) == []
    await phone.say("/run")
    assert phone.last.text.startswith("Next run: Thursday 06:45")


async def test_a_rest_days_drill_is_asked_for_once_a_day(world: World) -> None:
    phone = await at_home(world)
    await phone.say("/plan")
    await phone.tap("Reminders", "Rest day", "20:00")
    await phone.say("/today")
    await phone.tap("Start")
    assert await heard(world, phone, hours=12) == []
    await passes(world, hours=46)
    assert diary(phone)[-1] == "Wed 25 Nov 20:00 No run today, so an easy drill?"


async def test_whoever_is_back_and_wants_nothing_hears_nothing_more(world: World) -> None:
    phone = await at_home(world, hours=19)
    await phone.say("/run")
    await phone.tap("I'm back", "Not now")
    assert phone.last.text.startswith("Rest well.")
    assert await heard(world, phone, hours=6) == []
