"""The knee-to-wall test, walked: three tries a side, inches, a pinch, and buttons of before."""

from typing import cast

import pytest

from bot.parsing import CM_PER_INCH
from content.library import load
from tests.bot.assertions import faults
from tests.bot.scenarios import practise
from tests.bot.walks.test_checks import at_home, measured
from tests.bot.world import Phone, World

pytestmark = pytest.mark.usefixtures("unhurried")

WALL = load().checks["knee_to_wall"]
REPLY = {choice.id: choice.reply for choice in WALL.choices}
HAS_SHARES = any(rung.wall for rung in load().drills["knee_to_wall_rock"].rungs)
FLAGS = "Is any of this true right now?"


async def at_the_wall(world: World, *buttons: str, inches: bool = False) -> Phone:
    """Return a runner at the test, after some taps."""
    phone = await at_home(world)
    if inches:
        await phone.say("/settings")
        await phone.tap("Use inches")
    await phone.say("/check")
    await phone.tap("check:knee_to_wall", *buttons)
    return phone


async def kept(phone: Phone) -> list[dict[str, object]]:
    """Return the tests that are kept, in order."""
    events = cast("list[dict[str, object]]", (await phone.kept())["events"])
    return [cast("dict[str, object]", one["body"]) for one in events if one["kind"] == "measured"]


async def test_three_tries_are_tapped_and_the_middle_value_is_reckoned(world: World) -> None:
    phone = await at_the_wall(world, "Left first")
    assert "first of three tries" in phone.last.text
    await phone.tap("8", "+1", "+0.5", "That's it: 9.5 cm")
    assert "second of three tries" in phone.last.text
    assert "So far: 9.5 cm." in phone.last.text
    await phone.tap("+0.5", "That's it: 10 cm", "-0.5", "-0.5", "That's it: 9 cm")
    assert "Left: 9.5, 10, 9 cm. The middle value of your three is 9.5 cm." in phone.last.text
    assert WALL.question in phone.last.text
    assert faults(phone.last) == []
    await phone.tap(":stretch", "My results")
    assert "today: knee to wall, left 9.5 cm" in phone.last.text
    *_, last = await kept(phone)
    assert (last["centimetres"], last["tries"]) == (9.5, [9.5, 10, 9])
    assert last["stopped_by"] == "stretch"


async def test_tries_are_typed_and_one_can_be_taken_back(world: World) -> None:
    phone = await at_the_wall(world, "Left first")
    await phone.say("95")
    assert "up to 30 cm" in phone.last.text
    await phone.say("9")
    await phone.say("19")
    await phone.tap("One try back")
    assert "second of three tries" in phone.last.text
    await phone.say("9.5 cm")
    await phone.say("10")
    assert "Left: 9, 9.5, 10 cm." in phone.last.text
    await phone.say("11")
    assert "I only understand buttons" in phone.last.text
    assert len(await kept(phone)) == 1


async def test_a_double_tap_on_the_last_try_is_one_test(world: World) -> None:
    phone = await at_the_wall(world, "Left first")
    for typed in ("9", "9.5"):
        await phone.say(typed)
    data = next(one.data for one in phone.last.buttons if one.text.startswith("That's it"))
    await phone.forge(data)
    await phone.forge(data)
    assert len(await kept(phone)) == 1


async def test_in_inches_everything_is_in_quarters(world: World) -> None:
    phone = await at_the_wall(world, inches=True)
    assert " cm" not in phone.last.text
    await phone.tap("Left first")
    assert "like 3.75 or 3 3/4" in phone.last.text
    await phone.tap("4", "+¼", "+¼", "That's it: 4½ in")
    await phone.say("40")
    assert "up to 12 in" in phone.last.text
    await phone.say("4 3/4")
    assert "So far: 4½, 4¾ in." in phone.last.text
    await phone.say("4.75")
    assert "The middle value of your three is 4¾ in." in phone.last.text
    *_, last = await kept(phone)
    assert last["centimetres"] == pytest.approx(4.75 * CM_PER_INCH)
    await phone.tap(":stretch")
    assert "Left 4¾ in: your first test" in phone.last.text


async def test_the_bands_are_told_in_inches_to_those_who_want_them(world: World) -> None:
    phone = await at_home(world)
    await phone.say("/settings")
    await phone.tap("Use inches")
    told = await measured(phone, "4", "4.25")
    assert "Left 4 in" in told.text
    assert "Your bands: both 3.9 to 5.1 in." in told.text
    assert "About 4 in 10 adults are between 3.9 and 5.1 in" in told.text


async def test_a_pinch_is_what_stopped_the_knee_and_keeps_the_tries_so_far(world: World) -> None:
    phone = await at_the_wall(world, "Left first")
    await phone.say("9")
    await phone.say("10")
    await phone.tap("It pinched")
    assert REPLY["front"] in phone.last.text
    assert FLAGS not in phone.last.text
    assert "Now the right" in phone.labels
    (only,) = await kept(phone)
    assert (only["centimetres"], only["tries"], only["stopped_by"]) == (9.5, [9, 10], "front")


async def test_a_pinch_at_the_first_try_asks_for_the_last_good_touch(world: World) -> None:
    phone = await at_the_wall(world, "Right first", "It pinched")
    assert "without a pinch" in phone.last.text
    assert await kept(phone) == []
    await phone.tap("6", "-1", "That's it: 5 cm")
    assert REPLY["front"] in phone.last.text
    (only,) = await kept(phone)
    assert (only["centimetres"], only["tries"], only["stopped_by"]) == (5, [5], "front")


@pytest.mark.parametrize(("answer", "length"), [("typed", 4.5), ("It pinched at the wall", 0)])
async def test_the_last_good_touch_is_typed_or_was_none(
    world: World, answer: str, length: float
) -> None:
    phone = await at_the_wall(world, "Left first", "It pinched")
    await (phone.say("4.5") if answer == "typed" else phone.tap(answer))
    (only,) = await kept(phone)
    assert (only["centimetres"], only["stopped_by"]) == (length, "front")


async def test_what_stopped_the_knee_told_past_midnight_belongs_to_the_test(world: World) -> None:
    phone = await at_home(world)
    await world.jump(hours=11, minutes=55)
    await phone.say("/check")
    await phone.tap("check:knee_to_wall", "Left first")
    for _ in range(3):
        await phone.say("9")
    await world.jump(minutes=10)
    await phone.tap(":front", "My results")
    assert phone.last.text.count("knee to wall") == 1
    assert "yesterday: knee to wall, left 9 cm" in phone.last.text


async def test_an_old_answer_about_what_stopped_the_knee_makes_no_test(world: World) -> None:
    phone = await at_home(world)
    await measured(phone, "9", "9.5")
    await world.jump(days=3)
    before = (await phone.kept())["events"]
    await phone.forge("check:knee_to_wall:left_by:front")
    assert (await phone.kept())["events"] == before


@pytest.mark.parametrize("data", ["left:19", "left_keep:19", "right:8"])
async def test_a_button_of_the_test_of_before_begins_it_anew_and_says_so(
    world: World, data: str
) -> None:
    phone = await at_the_wall(world)
    await phone.forge(f"check:knee_to_wall:{data}")
    assert "It starts anew here." in phone.last.text
    assert "Left first" in phone.labels
    assert await kept(phone) == []


@pytest.mark.parametrize(
    "data",
    ["left_at:c19", "left_at:_c99", "left_on:c19-c19-c19-c19", "left_on:q-1", "left_touch",
     "left_x:1", "left_at:c19-c19-c19_c19", "left_touched:c200", "left_pinch:x", "up_on",
     "left_by:knee"],
)  # fmt: skip
async def test_a_forged_button_keeps_nothing(world: World, data: str) -> None:
    phone = await at_the_wall(world)
    await phone.forge(f"check:knee_to_wall:{data}")
    assert phone.last.buttons
    assert await kept(phone) == []


@pytest.mark.skipif(not HAS_SHARES, reason="the ladder has no shares of the own length yet")
async def test_the_own_length_is_told_on_the_step_in_the_runners_units(world: World) -> None:
    phone = await at_home(world)
    await measured(phone, "11", "10")
    await world.jump(hours=1)
    for words, told in (("Use inches", "2 in"), ("Use cm", "5.5 cm")):
        await phone.say("/settings")
        await phone.tap(words)
        await practise(world, phone, "knee_to_wall_rock")
        assert f"foot {told} from the wall" in phone.last.text
        assert faults(phone.last) == []
