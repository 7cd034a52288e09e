"""Self-checks, walked: what was seen is kept, and knee-to-wall compares with earlier tests."""

import pytest

from bot.sandbox.chats import Message
from content.library import load
from tests.bot.assertions import faults
from tests.bot.scenarios import start
from tests.bot.world import Phone, World

pytestmark = pytest.mark.usefixtures("unhurried")

CHECKS = load().checks
SAME = "the same as last time, within the error of a tape."
ERROR = "A change of less than 2 cm is within the error of measuring."
MORE = "more than last time; one test is not enough, so we look again."
LESS = "less than last time; the hour or a tight calf can do that."
BETTER = "better: two tests in a row are clearly beyond your first."
AGAIN = "measure again next week"
FIRST = "ankle was the tighter one on two tests: it goes first"


async def at_home(world: World) -> Phone:
    """Return a runner who is through the first minute."""
    phone = world.phone()
    await phone.come_in()
    return phone


async def side(phone: Phone, button: str, typed: str) -> None:
    """Measure one side three times alike, stopped by a stretch."""
    await phone.tap(button)
    for _ in range(3):
        await phone.say(typed)
    await phone.tap(":stretch")


async def measured(phone: Phone, left: str, right: str) -> Message:
    """Measure both sides and return the answer."""
    await phone.say("/check")
    await phone.tap("check:knee_to_wall")
    await side(phone, "Left first", left)
    await side(phone, "Now the right", right)
    assert faults(phone.last) == []
    return phone.last


@pytest.mark.parametrize("name", CHECKS)
async def test_every_check_says_what_it_is_for_and_keeps_within_a_screen(
    world: World, name: str
) -> None:
    phone = await at_home(world)
    await phone.say("/check")
    await phone.tap(f"check:{name}")
    assert all(step in phone.last.text for step in CHECKS[name].steps)
    assert faults(phone.last) == []
    if CHECKS[name].about not in phone.last.text:
        await phone.tap("About it")
        assert CHECKS[name].about in phone.last.text
        assert faults(phone.last) == []


@pytest.mark.parametrize("name", ["squat", "lunge"])
async def test_the_warning_of_a_pinch_stands_on_the_checks_own_screen(
    world: World, name: str
) -> None:
    phone = await at_home(world)
    await phone.say("/check")
    await phone.tap(f"check:{name}")
    assert "pinch" in phone.last.text


async def test_what_was_seen_is_kept_and_shown(world: World) -> None:
    phone = await at_home(world)
    await phone.say("/check")
    await phone.tap("check:lunge", "check:lunge:left")
    assert "Have another look in about 4 weeks." in phone.last.text
    await phone.tap("My results")
    name = CHECKS["lunge"].name
    assert f"today: {name}, the left side" in phone.last.text
    assert "No day with a practice" in phone.last.text


async def test_the_right_side_starts_at_its_own_last_length_or_at_none(world: World) -> None:
    phone = await at_home(world)
    await phone.say("/check")
    await phone.tap("check:knee_to_wall")
    await side(phone, "Right first", "11")
    assert "Right 11 cm: your first test" in phone.last.text
    assert "4 in 10 adults" not in phone.last.text
    await phone.tap("Now the left")
    assert "cm?" not in phone.last.text
    assert not any("That's it" in label for label in phone.labels)
    await world.jump(days=28)
    await phone.say("/check")
    await phone.tap("check:knee_to_wall", "Right first")
    assert "Last time it was 11 cm." in phone.last.text
    assert "That's it: 11 cm" in phone.labels


async def test_both_sides_are_told_with_their_bands_and_no_verdict(world: World) -> None:
    phone = await at_home(world)
    told = await measured(phone, "7.5", "13")
    assert "Your bands: left under 8 cm, right 13 cm and more." in told.text
    assert "About 4 in 10 adults are between 10 and 12.9 cm" in told.text
    assert "No pass, no fail." in told.text


async def test_a_change_within_the_error_of_measuring_is_the_same(world: World) -> None:
    phone = await at_home(world)
    await measured(phone, "9", "9.5")
    await world.jump(days=28)
    told = await measured(phone, "10.5", "8")
    assert f"Left 10.5 cm: {SAME}" in told.text
    assert f"Right 8 cm: {SAME}" in told.text
    assert ERROR in told.text


async def test_better_takes_two_tests_and_a_drop_is_never_blamed(world: World) -> None:
    phone = await at_home(world)
    await measured(phone, "8", "10")
    await world.jump(days=28)
    told = await measured(phone, "10", "8")
    assert f"Left 10 cm: {MORE}" in told.text
    assert f"Right 8 cm: {LESS}" in told.text
    assert "better" not in told.text
    assert ERROR not in told.text
    await world.jump(days=28)
    told = await measured(phone, "10.5", "8")
    assert f"Left 10.5 cm: {BETTER}" in told.text


@pytest.mark.parametrize(("right", "asked"), [("10", False), ("10.5", True), ("11", True)])
async def test_sides_apart_are_measured_again_next_week(
    world: World, right: str, asked: bool
) -> None:
    phone = await at_home(world)
    told = await measured(phone, "9", right)
    assert (AGAIN in told.text) == asked
    assert ("Have another look in about 4 weeks." in told.text) != asked


@pytest.mark.parametrize(("days", "confirmed"), [(6, False), (7, True)])
async def test_two_tests_a_week_apart_name_the_side_that_goes_first(
    world: World, days: int, confirmed: bool
) -> None:
    phone = await at_home(world)
    await measured(phone, "10", "8")
    await world.jump(days=days)
    told = await measured(phone, "11", "8.5")
    assert (f"The right {FIRST}" in told.text) == confirmed
    assert (AGAIN in told.text) != confirmed
    await phone.say("/today")
    await start(phone, "Place", "At a desk", "Start")
    assert ("right" in phone.last.text.splitlines()[0].lower()) == confirmed
