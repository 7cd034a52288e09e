"""A second tap on the same spot just after an edit is a slip of the thumb, not an answer."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.sandbox.keyboards import Button
from bot.transport.double_taps import Spot
from tests.bot.mornings import answers, comes, loaded
from tests.bot.scenarios import FLAGS, begun, dots, reports
from tests.bot.world import World, running_world

pytestmark = pytest.mark.usefixtures("unhurried")

SLIPPED = "That came very quickly. Tap once more if you meant it."
# Seconds after the last edit, and whether a tap on its spot counts.
SOON, LATER = 0.4, 1.0


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with running_world(tmp_path) as whole:
        yield whole


async def after(world: World, seconds: float) -> None:
    """Let so much time pass on a clock that stands still else."""
    world.pulse.every = 0
    world.pulse.now += seconds


@pytest.mark.parametrize(("seconds", "counts"), [(SOON, False), (LATER, True)])
async def test_a_slow_double_tap_on_it_pinches_is_one_pinch(
    world: World, seconds: float, counts: bool
) -> None:
    phone = await begun(world)
    world.pulse.every = 0
    await phone.tap("It pinches")
    before = await phone.kept()
    await after(world, seconds)
    answer = await phone.answered("It pinches")
    assert (answer.text == SLIPPED) != counts
    assert ("Where was it?" in phone.last.text) == counts
    if not counts:
        assert await phone.kept() == before
        await after(world, LATER)
        await phone.tap("It pinches")
    assert "Where was it?" in phone.last.text


@pytest.mark.parametrize(("seconds", "steps"), [(SOON, 2), (LATER, 3)])
async def test_a_slow_double_tap_on_done_ends_one_step(
    world: World, seconds: float, steps: int
) -> None:
    phone = await begun(world)
    await after(world, LATER)
    await phone.tap("Done")
    await after(world, seconds)
    await phone.tap("Done")
    assert dots(phone.last).count("●") == steps


async def test_another_button_may_be_tapped_at_once(world: World) -> None:
    phone = await begun(world)
    world.pulse.every = 0
    await phone.tap("It pinches", "Done")
    assert "Where was it?" in phone.last.text


async def test_a_tap_on_another_message_counts_at_once(world: World) -> None:
    phone = await begun(world)
    card = phone.last
    await phone.say("/today")
    world.pulse.every = 0
    await phone.tap("Go on")
    await phone.answered("Done", card)
    assert "Here is where you are." not in card.text
    assert dots(card).count("●") == 2


async def test_the_strong_button_never_lies_where_a_thumb_was(world: World) -> None:
    phone = await begun(world)
    spots = {name: spot(phone.last.keyboard, name) for name in ("Done", "It pinches")}
    await phone.tap("It pinches")
    strong = spot(phone.last.keyboard, "Strong (6+)")
    assert not any(strong.meets(there) for there in spots.values())
    for name, there in spots.items():
        assert spot(phone.last.keyboard, name) == there


async def test_a_double_tap_on_a_morning_answers_for_one_ankle(world: World) -> None:
    phone = await loaded(world)
    await comes(world, "Wed 08:00")
    world.pulse.every = 0
    await phone.tap("Fine, 0–2", "Fine, 0–2")
    assert await answers(phone) == [("left", "fine")]


async def test_a_double_tap_on_start_does_not_answer_for_walking(world: World) -> None:
    phone = world.phone()
    await phone.come_in()
    await phone.say("/today")
    await phone.tap("Before a run")
    world.pulse.every = 0
    await after(world, LATER)
    await phone.tap("Start")
    answer = await phone.answered("No, or up to 2")
    assert answer.text == SLIPPED
    assert await reports(phone) == []


async def test_a_double_tap_passes_over_no_page_of_red_flags(world: World) -> None:
    phone = world.phone()
    await phone.come_in()
    await phone.say("/stop")
    assert FLAGS in phone.last.text
    world.pulse.every = 0
    await phone.tap("None of these")
    page = phone.last.text
    await phone.tap("None of these")
    assert phone.last.text == page


async def test_steps_of_a_number_may_be_tapped_quickly(world: World) -> None:
    phone = world.phone()
    await phone.come_in()
    await phone.say("/check")
    world.pulse.every = 0
    await phone.tap("check:knee_to_wall", "Left first", "8", "+1", "+1", "+1")
    assert "That's it: 11 cm" in phone.labels


def spot(keyboard: list[list[Button]], label: str) -> Spot:
    """Return where a button lies."""
    for top, row in enumerate(keyboard):
        for column, button in enumerate(row):
            if button.text == label:
                share = 1 / len(row)
                return Spot(top, len(keyboard) - top, column * share, (column + 1) * share)
    raise LookupError(label)


def test_spots_meet_where_one_thumb_may_touch_both() -> None:
    wide = Spot(0, 3, 0, 1)
    left, right = Spot(1, 2, 0, 0.5), Spot(1, 2, 0.5, 1)
    assert wide.meets(wide)
    assert not left.meets(right)
    assert not wide.meets(left)
    assert Spot(2, 2, 0.25, 0.5).meets(left), "as high above the bottom of the screen"
