"""A numb feeling, walked: asked about before the next practice, after the morning, before walking.

What makes it due is the coach's; until the coach tells it, only the answers are walked.
"""

from typing import cast

import pytest

from bot.practice_request import PracticeRequest
from bot.screens.gates import numb
from content.coach import State
from tests.bot.assertions import faults
from tests.bot.scenarios import CALF, FLAGS, begun, start
from tests.bot.world import Phone, World

pytestmark = pytest.mark.usefixtures("unhurried")

ASKED = "Is the numb feeling gone?"
with_the_engine = pytest.mark.xfail(
    not hasattr(State, "numb_due"), reason="comes with the engine", strict=True
)


async def told(phone: Phone) -> list[bool]:
    """Return the answers that are kept."""
    events = cast("list[dict[str, dict[str, bool]]]", (await phone.kept())["events"])
    return [one["body"]["gone"] for one in events if cast("str", one["kind"]) == "numbness"]


async def went_numb(world: World) -> Phone:
    """Return a runner on the day after a practice in which a foot went numb."""
    phone = await begun(world)
    await phone.tap("More", "Numb or tingling")
    while "None of these" in phone.labels:
        await phone.tap("None of these")
    await world.jump(days=1)
    await phone.say("/today")
    return phone


async def test_the_answers_are_kept_and_lead_on_or_to_the_red_flags(world: World) -> None:
    phone = world.phone()
    await phone.come_in()
    await phone.forge("today:numb:rest:mat:full:gone")
    if CALF in phone.last.text:
        await phone.tap("No")
    assert "Done" in phone.labels
    await phone.tap("Stop", "Stop here")
    await phone.forge("today:numb:rest:mat:full:not")
    assert FLAGS in phone.last.text
    assert await told(phone) == [True, False]
    await phone.forge("today:numb:rest:mat:full:perhaps")
    assert await told(phone) == [True, False]


def test_the_question_is_short_and_neither_answer_is_the_easy_one() -> None:
    shown = numb(PracticeRequest("rest", "mat"))
    assert [row[0].label for row in shown.rows] == ["Yes, gone", "Not yet"]
    assert not any(row[0].style for row in shown.rows)


@with_the_engine
async def test_it_is_asked_before_the_next_practice_and_lets_it_begin(world: World) -> None:
    phone = await went_numb(world)
    await start(phone, "Start")
    while "Fine, 0–2" in phone.labels:
        await start(phone, "Fine, 0–2")
    assert phone.last.text.startswith(ASKED)
    assert faults(phone.last) == []
    await start(phone, "Yes, gone")
    assert "Done" in phone.labels
    await phone.tap("Stop", "Stop here")
    await phone.say("/today")
    await start(phone, "Start")
    assert ASKED not in phone.last.text


@with_the_engine
async def test_one_that_is_not_gone_opens_the_flags_and_is_not_asked_twice(world: World) -> None:
    phone = await went_numb(world)
    await start(phone, "Start")
    while "Fine, 0–2" in phone.labels:
        await start(phone, "Fine, 0–2")
    await phone.tap("Not yet")
    assert "None of these" in phone.labels
    while "None of these" in phone.labels:
        await phone.tap("None of these")
    await phone.say("/today")
    if "Start" in phone.labels:
        await start(phone, "Start")
    assert ASKED not in phone.last.text


@with_the_engine
async def test_before_a_run_it_stands_between_the_morning_and_walking(world: World) -> None:
    phone = await went_numb(world)
    await start(phone, "Before a run", "Start")
    while "Fine, 0–2" in phone.labels:
        await start(phone, "Fine, 0–2")
    assert phone.last.text.startswith(ASKED)
    await start(phone, "Yes, gone")
    assert "Any pain when you walk right now?" in phone.last.text
