"""Self-checks, walked: what was seen is kept, and knee-to-wall compares with earlier tests."""

import pytest

from bot.sandbox.chats import Message
from tests.bot.manners import faults
from tests.bot.world import Phone, World

pytestmark = pytest.mark.usefixtures("unhurried")

SAME = "the same as last time, as far as a tape can tell."
ERROR = "A change of less than 2 cm is within the error of measuring."
MORE = "more than last time; one test can be luck, so we look again."
LESS = "less than last time; the hour or a tight calf can do that."
BETTER = "better: two tests running are clearly beyond your first."
AGAIN = "measure again next week"
LEADS = "ankle was the tighter one on two tests: it leads the way"


async def at_home(dorsi: World) -> Phone:
    """Return a runner who is through the first minute."""
    phone = dorsi.phone()
    await phone.come_in()
    return phone


async def side(phone: Phone, button: str, typed: str) -> None:
    """Measure one side, stopped by a stretch."""
    await phone.tap(button)
    await phone.say(typed)
    await phone.tap("That's it", ":stretch")


async def measured(phone: Phone, left: str, right: str) -> Message:
    """Measure both sides and return the answer."""
    await phone.say("/check")
    await phone.tap("check:knee_to_wall")
    await side(phone, "Left first", left)
    await side(phone, "Now the right", right)
    assert faults(phone.last) == []
    return phone.last


async def test_what_was_seen_is_kept_and_shown(dorsi: World) -> None:
    phone = await at_home(dorsi)
    await phone.say("/check")
    await phone.tap("check:lunge", "check:lunge:left")
    assert "Kept." in phone.last.text
    await phone.tap("My results")
    assert "today: Lunge forward and back, the left side" in phone.last.text


async def test_knee_to_wall_is_measured_by_steps_or_typed(dorsi: World) -> None:
    phone = await at_home(dorsi)
    await phone.say("/check")
    await phone.tap("check:knee_to_wall", "Left first", "+1", "+0.5")
    assert "Left side: 5.5 cm" in phone.last.text
    await phone.say("9.5")
    await phone.tap("That's it")
    assert "What stopped" in phone.last.text
    await phone.tap(":stretch", "My results")
    assert "today: knee to wall, left 9.5 cm" in phone.last.text


async def test_after_one_side_the_other_is_asked_for_from_where_the_first_was(
    dorsi: World,
) -> None:
    phone = await at_home(dorsi)
    await phone.say("/check")
    await phone.tap("check:knee_to_wall")
    await side(phone, "Right first", "11")
    assert "Right 11 cm: your first test" in phone.last.text
    assert "Most people" not in phone.last.text
    await phone.tap("Now the left")
    assert "Left side: 11 cm" in phone.last.text


async def test_both_sides_are_told_with_their_bands_and_no_verdict(dorsi: World) -> None:
    phone = await at_home(dorsi)
    told = await measured(phone, "7.5", "13")
    assert "Your bands: left under 8, right 13 and more cm." in told.text
    assert "Most people are at 10–12.9" in told.text
    assert "No pass, no fail." in told.text


async def test_the_bands_are_told_in_inches_to_those_who_want_them(dorsi: World) -> None:
    phone = await at_home(dorsi)
    await phone.say("/settings")
    await phone.tap("Use inches")
    told = await measured(phone, "4", "4.1")
    assert "Left 3.9 in" in told.text
    assert "Most people are at 3.9–5.1" in told.text


async def test_a_change_within_the_error_of_measuring_is_the_same(dorsi: World) -> None:
    phone = await at_home(dorsi)
    await measured(phone, "9", "9.5")
    await dorsi.jump(days=28)
    told = await measured(phone, "10.5", "8")
    assert f"Left 10.5 cm: {SAME}" in told.text
    assert f"Right 8 cm: {SAME}" in told.text
    assert ERROR in told.text


async def test_better_takes_two_tests_and_a_drop_is_never_blamed(dorsi: World) -> None:
    phone = await at_home(dorsi)
    await measured(phone, "8", "10")
    await dorsi.jump(days=28)
    told = await measured(phone, "10", "8")
    assert f"Left 10 cm: {MORE}" in told.text
    assert f"Right 8 cm: {LESS}" in told.text
    assert "better" not in told.text
    assert ERROR not in told.text
    await dorsi.jump(days=28)
    told = await measured(phone, "10.5", "8")
    assert f"Left 10.5 cm: {BETTER}" in told.text


@pytest.mark.parametrize(("right", "asked"), [("10", False), ("10.5", True), ("11", True)])
async def test_sides_apart_are_measured_again_next_week(
    dorsi: World, right: str, asked: bool
) -> None:
    phone = await at_home(dorsi)
    told = await measured(phone, "9", right)
    assert (AGAIN in told.text) == asked
    assert ("Have another look in about 4 weeks." in told.text) != asked


@pytest.mark.parametrize(("days", "confirmed"), [(6, False), (7, True)])
async def test_two_tests_a_week_apart_name_the_side_that_leads(
    dorsi: World, days: int, confirmed: bool
) -> None:
    phone = await at_home(dorsi)
    await measured(phone, "10", "8")
    await dorsi.jump(days=days)
    told = await measured(phone, "11", "8.5")
    assert (f"The right {LEADS}" in told.text) == confirmed
    assert (AGAIN in told.text) != confirmed
    await phone.say("/today")
    await phone.tap("Place", "At a desk", "Start")
    assert ("Seated ankle rotation · Right" in phone.last.text) == confirmed


async def test_what_stopped_the_knee_told_past_midnight_belongs_to_the_test(dorsi: World) -> None:
    phone = await at_home(dorsi)
    await dorsi.jump(hours=11, minutes=55)
    await phone.say("/check")
    await phone.tap("check:knee_to_wall", "Left first")
    await phone.say("9")
    await phone.tap("That's it")
    await dorsi.jump(minutes=10)
    await phone.tap(":front", "My results")
    assert phone.last.text.count("knee to wall") == 1
    assert "yesterday: knee to wall, left 9 cm" in phone.last.text


async def test_an_old_answer_about_what_stopped_the_knee_makes_no_test(dorsi: World) -> None:
    phone = await at_home(dorsi)
    await measured(phone, "9", "9.5")
    await dorsi.jump(days=3)
    before = (await phone.kept())["events"]
    await phone.forge("check:knee_to_wall:left_by:front")
    assert (await phone.kept())["events"] == before
