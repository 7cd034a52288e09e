"""A sorer ankle named in the first minute, walked: kept as in settings, and at no tap's cost."""

import pytest

from bot.screens import limits
from content.coach import asking
from tests.bot.assertions import faults
from tests.bot.scenarios import FLAGS
from tests.bot.world import Phone, World

pytestmark = pytest.mark.usefixtures("unhurried")

# The taps before the questions about limits and flags, and those after them.
BEFORE = ("I understand", "Yes, keep my answers")
AFTER = ("12:00", "Paris", "06:45")
QUESTION = "one ankle is more sore or stiff?"


async def asked(phone: Phone) -> None:
    """Come to the question."""
    await phone.say("/start")
    await phone.tap(*BEFORE)
    while QUESTION not in phone.last.text:
        await phone.tap("None of these")


@pytest.mark.parametrize("answer", ["Left ankle", "Right ankle", "None of these"])
async def test_a_sorer_ankle_named_or_not_costs_no_tap(world: World, answer: str) -> None:
    phone = world.phone()
    await asked(phone)
    assert faults(phone.last) == []
    await phone.tap(answer, *AFTER)
    assert "All set." in phone.last.text
    assert "First reminder" in phone.last.text
    taps = [call for call in world.telegram.calls if call.method == "answerCallbackQuery"]
    library = world.services.library
    pages = len(limits.pages(library)) + len(asking.pages(library, asking.ALL))
    assert len(taps) == len(BEFORE) + pages + len(AFTER)


async def test_a_sorer_ankle_named_at_the_start_is_kept_as_in_settings(world: World) -> None:
    at_start, in_settings = world.phone(1, "Ada"), world.phone(2, "Ben")
    await asked(at_start)
    await at_start.tap("Right ankle", *AFTER)
    await in_settings.come_in()
    await in_settings.say("/settings")
    await in_settings.tap("Sorer side", "Right")
    told = [(await phone.kept())["events"] for phone in (at_start, in_settings)]
    kinds = [[(one["kind"], one["body"]["side"]) for one in events] for events in told]  # type: ignore[attr-defined]
    assert kinds[0] == kinds[1] == [("sorer", "right")]
    await at_start.say("/settings")
    assert "Sorer side: right" in at_start.last.text
    assert "because your right ankle was the more sore one" in (await at_start.say("/today")).text


async def test_a_flag_taken_back_asks_for_the_sorer_ankle_still(world: World) -> None:
    phone = world.phone()
    await asked(phone)
    question = phone.last.text
    await phone.tap("1", "I mis-tapped")
    assert phone.last.text == question
    assert "Left ankle" in phone.labels


async def test_after_the_first_minute_the_flags_ask_for_no_sorer_ankle(world: World) -> None:
    phone = world.phone()
    await phone.come_in()
    before = await phone.kept()
    await phone.say("/stop")
    while "None of these" in phone.labels:
        assert QUESTION not in phone.last.text
        await phone.tap("None of these")
    for data in ("hello:sorer:right", "hello:sorer:both"):
        await phone.forge(data)
    assert await phone.kept() == before


async def test_a_forged_ankle_asks_the_question_again(world: World) -> None:
    phone = world.phone()
    await asked(phone)
    await phone.forge("hello:sorer:both")
    assert FLAGS in phone.last.text
