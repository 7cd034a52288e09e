"""Travelling, walked: a shared place offers the clock there, and nothing is changed unasked."""

import pytest

from bot.sandbox.chats import Message
from scheduler.wall_clock import local
from storage.reminders import outbox
from tests.bot.assertions import faults
from tests.bot.world import Phone, World

pytestmark = pytest.mark.usefixtures("unhurried")

TOKYO = (35.6762, 139.6503)
VIENNA = (48.2082, 16.3738)
OFFER = "It looks like Tokyo: 20:00 there now."


async def shared(world: World, spot: tuple[float, float]) -> tuple[Phone, Message]:
    """Return a runner who came in by Paris's clock and shares a place, and the answer."""
    phone = world.phone()
    await phone.come_in()
    told = await phone.after(await phone.runner.location(*spot))
    assert faults(told) == []
    return phone, told


async def next_in(world: World, zone: str) -> str:
    """Return when the next nudge comes, on a clock in `zone`."""
    due = await world.services.db.transaction(outbox.next_due)
    assert due is not None
    return f"{local(due, zone):%a %H:%M}"


async def test_a_place_far_away_offers_its_clock_and_changes_nothing_yet(world: World) -> None:
    phone, told = await shared(world, TOKYO)
    assert told.text.startswith(OFFER)
    assert "Shall reminders follow that clock?" in told.text
    assert phone.labels == ["Yes", "Keep Paris"]
    assert await next_in(world, "Europe/Paris") == "Tue 06:25"


async def test_with_a_yes_the_reminders_keep_their_hour_on_the_clock_there(world: World) -> None:
    phone, _ = await shared(world, TOKYO)
    await phone.tap("Yes")
    assert "Tokyo, Japan: 20:00 there now" in phone.last.text
    assert await next_in(world, "Asia/Tokyo") == "Tue 06:25"


async def test_with_a_no_everything_stays(world: World) -> None:
    phone, _ = await shared(world, TOKYO)
    before = await phone.kept()
    await phone.tap("Keep Paris")
    assert phone.last.text.startswith("Good, we stay with Paris: 12:00 there now")
    assert await phone.kept() == before


@pytest.mark.parametrize("answer", [None, "Yes", "Keep Paris"])
async def test_the_place_itself_is_kept_nowhere(world: World, answer: str | None) -> None:
    phone, _ = await shared(world, TOKYO)
    if answer:
        await phone.tap(answer)
    kept = str(await phone.kept())
    assert "35.6" not in kept
    assert "139.6" not in kept
    assert ("Tokyo" in kept) == (answer == "Yes")


async def test_a_place_by_the_same_clock_says_so(world: World) -> None:
    phone, told = await shared(world, VIENNA)
    assert told.text.startswith("Your reminders follow that clock already: Paris, 12:00 now.")
    assert phone.labels == ["My plan", "Settings"]


async def test_lagos_has_the_same_time_today_and_is_offered_all_the_same(world: World) -> None:
    _, told = await shared(world, (6.5244, 3.3792))
    assert told.text.startswith("It looks like Lagos: 12:00 there now.")


async def test_asked_for_in_settings_a_place_is_taken_at_once(world: World) -> None:
    phone = world.phone()
    await phone.come_in()
    await phone.say("/settings")
    await phone.tap("Zone", "Share place")
    await phone.after(await phone.runner.location(*TOKYO))
    await phone.runner.wait(lambda me: "Tokyo, Japan: 20:00 there now" in me.last.text)
    assert await next_in(world, "Asia/Tokyo") == "Tue 06:25"


async def test_a_moved_run_and_a_pause_keep_their_hour_and_day_there(world: World) -> None:
    phone = world.phone()
    await phone.come_in()
    await phone.say("/run")
    await phone.tap("Moved")
    await phone.say("tomorrow 7:30")
    await phone.after(await phone.runner.location(*TOKYO))
    await phone.tap("Yes")
    assert await next_in(world, "Asia/Tokyo") == "Tue 07:10"
    await phone.say("/pause")
    await phone.tap("1 week")
    await phone.after(await phone.runner.location(40.7, -74.0))
    await phone.tap("Yes")
    await phone.say("/pause")
    assert "I'm back on Mon 30 Nov." in phone.last.text
    assert await next_in(world, "America/New_York") == "Tue 06:25"


# Typed where the zone is asked, and what must be among the answers, never taken at once.
ASKED = {
    "Cambridge": "Cambridge, United Kingdom · 11:00",
    "York": "York, United Kingdom · 11:00",
    "Nelson": "Nelson, New Zealand · 00:00",
    "USA": "Chicago, Illinois · 05:00",
    "Australia": "Perth, Western Australia · 19:00",
    "UTC+2": "Athens",
    "Muncih": "Munich, Germany · 12:00",
}
TAKEN = {
    "UK": "London, England, United Kingdom: 11:00",
    "Kiev": "Kyiv, Ukraine: 13:00",
    "Asia/Calcutta": "Kolkata, India: 16:30",
    "München": "Munich, Bavaria, Germany: 12:00",
    "Mumbai": "Mumbai, India: 16:30",
    "東京": "Tokyo, Japan: 20:00",
    "Portland, Maine": "Portland, Maine, United States: 06:00",
}


async def asked_for(world: World) -> Phone:
    """Return a runner who is asked for their zone in the settings."""
    phone = world.phone()
    await phone.come_in()
    await phone.say("/settings")
    await phone.tap("Zone")
    return phone


async def test_a_name_that_is_not_one_place_is_asked_about(world: World) -> None:
    phone = await asked_for(world)
    before = await phone.kept()
    for typed, button in ASKED.items():
        told = await phone.say(typed)
        assert button in phone.labels, (typed, phone.labels)
        assert faults(told) == []
    assert await phone.kept() == before


async def test_a_whole_name_of_one_place_is_taken_and_can_be_changed(world: World) -> None:
    phone = await asked_for(world)
    for typed, said in TAKEN.items():
        told = await phone.say(typed)
        assert told.text.startswith(f"{said} there now, on Monday. Your phone says "), typed
        (entity,) = (one for one in told.entities if one["type"] == "date_time")
        assert entity["unix_time"] == int(world.clock.now().timestamp())
        await phone.tap("Change")


async def test_the_right_one_of_several_is_taken_by_a_tap_also_on_another_page(
    world: World,
) -> None:
    phone = await asked_for(world)
    await phone.say("Cambridge")
    await phone.tap("More places")
    assert phone.labels[-1] == "None of these"
    await phone.say("Cambridge")
    await phone.tap("Cambridge, New Zealand · 00:00")
    assert "Cambridge, New Zealand: 00:00 there now, on Tuesday." in phone.last.text
    assert await next_in(world, "Pacific/Auckland") == "Tue 06:25"


async def test_a_zone_is_changed_also_after_the_days_were_asked_for(world: World) -> None:
    phone = world.phone()
    await phone.say("/start")
    await phone.tap("I understand", "Yes, keep my answers")
    await phone.none()
    await phone.say("Paris")
    await phone.tap("Change")
    await phone.say("Austin")
    assert "Austin, Texas, United States: 05:00 there now" in phone.last.text
    await phone.tap("06:45")
    assert "Your clock is Chicago's: 05:00 there now" in phone.last.text
    await phone.tap("Change")
    await phone.say("Paris, Texas")
    assert "Paris, Texas, United States" in phone.last.text
