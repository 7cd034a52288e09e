"""Beside a step, walked: How, the lists behind More, and Stop, which asks once; no turn is used."""

from typing import cast

import pytest

from bot.screens.step import PINCH
from content.library import load
from tests.bot.assertions import faults
from tests.bot.scenarios import begun, dots, reports, start
from tests.bot.world import Phone, World

pytestmark = pytest.mark.usefixtures("unhurried")

DRILL = load().drills["seated_rotation"]


async def turn(phone: Phone) -> int:
    """Return the turn of the runner's newest practice."""
    practices = cast("list[dict[str, int]]", (await phone.kept())["practices"])
    return practices[-1]["turn"]


async def test_how_tells_all_of_a_drill_and_leads_back_to_the_very_step(world: World) -> None:
    phone = await begun(world)
    step, picture = phone.last.text, phone.last.media
    read = []
    await phone.tap("How")
    while "Read on" in phone.labels:
        assert faults(phone.last) == []
        read.append(phone.last.text)
        await phone.tap("Read on")
    read.append(phone.last.text)
    text = "\n".join(read)
    assert [one for one in (DRILL.about, DRILL.source, DRILL.setup) if one not in text] == []
    assert [cue for cue in DRILL.rungs[DRILL.start].cues if cue not in text] == []
    await phone.tap("Back to it")
    assert (phone.last.text, phone.last.media) == (step, picture)
    assert await turn(phone) == 0
    await phone.tap("Done")
    assert dots(phone.last) == "●●○○○"


async def test_how_of_an_earlier_step_shows_where_the_practice_is(world: World) -> None:
    phone = await begun(world)
    data = next(one.data for one in phone.last.buttons if one.text == "How")
    await phone.tap("Done")
    card = phone.last
    answer = await phone.runner.forge(card, data)
    assert answer is not None
    assert answer.text == "Here is where you are."
    assert "Right" in phone.last.text
    await phone.tap("Stop", "Stop here")
    await phone.forge(data, card)
    assert "This practice is over." in phone.last.text


async def test_how_of_another_runners_practice_shows_nothing_of_it(world: World) -> None:
    phone, other = await begun(world), world.phone(2, "Ben")
    data = next(one.data for one in phone.last.buttons if one.text == "How")
    await other.come_in()
    await other.forge(data)
    assert "This practice is over." in other.last.text


async def test_stop_asks_once_and_going_on_uses_no_turn(world: World) -> None:
    phone = await begun(world)
    step = phone.last.text
    await phone.tap("Stop")
    assert phone.labels == ["Stop here", "Go on"]
    await phone.tap("Go on")
    assert phone.last.text == step
    assert await turn(phone) == 0
    await phone.tap("Stop", "Stop here")
    assert "That's it for now." in phone.last.text


async def test_stop_at_a_question_asks_once_too_and_keeps_what_was_told(world: World) -> None:
    phone = await begun(world)
    await phone.tap("Sharp pull", "Achilles", "Stop", "Go on")
    assert "How strong was it?" in phone.last.text
    await phone.tap("Stop", "Stop here")
    (told, *_) = await reports(phone)
    assert (told["felt"], told["where"]) == ("sharp", "cord")


async def test_the_lists_behind_more_lead_there_and_back_without_a_turn(world: World) -> None:
    phone = await begun(world)
    await phone.tap("More")
    more = phone.labels
    assert more[0] == "Stiff"
    for name in ("My form", "A click"):
        await phone.tap(name)
        assert faults(phone.last) == []
        await phone.tap("Back")
        assert phone.labels == more
    assert await turn(phone) == 1
    await phone.tap("Back")
    assert "Done" in phone.labels


async def test_after_a_pinch_sharp_pull_is_told_in_more(world: World) -> None:
    phone = await begun(world)
    await phone.tap("It pinches")
    assert "Sharp pull" not in phone.labels
    await phone.tap("More", "Sharp pull", "Achilles")
    (told, *_) = await reports(phone)
    assert told["felt"] == "sharp"


async def test_a_pinch_is_explained_on_a_runners_first_step_and_no_more(world: World) -> None:
    phone = await begun(world)
    assert PINCH in phone.last.text
    assert faults(phone.last) == []
    await phone.tap("Done")
    assert PINCH not in phone.last.text
    await phone.tap("Stop", "Stop here")
    await phone.say("/today")
    await start(phone, "Start")
    assert "Done" in phone.labels
    assert PINCH not in phone.last.text


async def test_nothing_moves_from_step_to_step(world: World) -> None:
    phone = await begun(world)
    rows = [len(row) for row in phone.last.keyboard]
    await phone.tap("It pinches")
    assert [len(row) for row in phone.last.keyboard] == rows
    await phone.tap("Done", ":later", ":later")
    while "Done" in phone.labels:
        assert [len(row) for row in phone.last.keyboard] == rows
        await phone.tap("Done")
    assert "How did that feel?" in phone.last.text


@pytest.mark.parametrize("data", ["how:1:0:x", "how:9:0", "more:1:0:form", "here:1:7", "halt:1:1"])
async def test_a_forged_look_beside_changes_nothing(world: World, data: str) -> None:
    phone = await begun(world)
    before = await phone.kept()
    await phone.forge(data)
    assert phone.last.buttons
    assert await phone.kept() == before
