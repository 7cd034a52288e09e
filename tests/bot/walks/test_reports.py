"""What hurts, pulls or feels stiff in a practice is met at once, asked about, and kept."""

import pytest

from content.library import load
from tests.bot.scenarios import FLAGS, begun, reports, start
from tests.bot.world import World

pytestmark = pytest.mark.usefixtures("unhurried")

LIBRARY = load()
FIXES = LIBRARY.drills["seated_rotation"].faults


async def test_a_second_pinch_ends_the_drill_on_that_ankle(world: World) -> None:
    phone = await begun(world)
    await phone.tap(":pinch")
    assert phone.last.text.startswith("Stop there. Smaller now: coin-size")
    assert phone.labels[:3] == ["Done", "It pinches", "Strong (6+)"]
    await phone.tap(":pinch")
    assert "It pinched again, so no more of this drill on the left today." in phone.last.text
    assert "Where was it?" in phone.last.text
    await phone.tap(":front", ":2")
    assert "Seated ankle rotation · Right" in phone.last.text
    (first, *_) = await reports(phone)
    assert (first["pinched"], first["outcome"]) == ([2, 1], "stopped")


async def test_a_sharp_pull_ends_the_drill_and_opens_the_flags_after_its_questions(
    world: World,
) -> None:
    phone = await begun(world)
    await phone.tap(":sharp")
    assert "Where was it?" in phone.last.text
    await phone.tap(":cord")
    assert "How strong was it?" in phone.last.text
    await phone.tap(":3")
    assert FLAGS in phone.last.text
    await phone.none()
    assert "Seated ankle rotation" not in phone.last.text


async def test_a_strong_pinch_asks_only_for_six_and_more_and_opens_the_flags(
    world: World,
) -> None:
    phone = await begun(world)
    await phone.tap(":pinch", ":strong", ":later")
    assert phone.labels[:5] == ["6", "7", "8", "9", "10"]
    await phone.tap(":6")
    assert FLAGS in phone.last.text


async def test_pain_of_eight_ends_the_practice_and_rests_until_walking_is_calm(
    world: World,
) -> None:
    phone = await begun(world)
    await phone.tap(":pinch", ":strong", ":front", ":9")
    await phone.none()
    assert "That's it for now." in phone.last.text
    await phone.say("/today")
    assert "No drills right now." in phone.last.text
    await world.jump(days=4)
    await phone.say("/today")
    assert "Any pain when you walk right now?" in phone.last.text
    await phone.tap("3 to 5")
    assert "No drills right now." in phone.last.text
    await phone.say("/today")
    await start(phone, "No, or up to 2")
    assert "Done" in phone.labels


# What is tapped under More, and what is said at once.
MORE = {
    "stiff": "Where was it?",
    "easier": "coin-size",
    **{name: FIXES[name] for name in ("knee", "toes", "balance")},
    "numb": FLAGS,
    "pain": "Where was it?",
    "calf_stretch": LIBRARY.safety.normal["stretch"],
    "click": LIBRARY.safety.normal["click"],
    "skip": "Right",
}
BEHIND = {**dict.fromkeys(LIBRARY.faults, "My form"), "click": "A click"}


@pytest.mark.parametrize("what", MORE)
async def test_every_other_answer_is_met_at_once(world: World, what: str) -> None:
    phone = await begun(world)
    await phone.tap(":more", *([BEHIND[what]] if what in BEHIND else []), f":{what}")
    assert MORE[what] in phone.last.text
    smaller = what in {"easier", "knee", "toes", "balance"}
    assert ("coin-size" in phone.last.text) == smaller
    if what == "pain":
        await phone.tap(":calf", ":4")
        assert FLAGS in phone.last.text


@pytest.mark.parametrize("felt", ["Nothing", "A stretch", "Stiff"])
async def test_the_last_question_is_kept_for_every_drill(world: World, felt: str) -> None:
    phone = await begun(world)
    await phone.tap(*[":done"] * 5, felt)
    assert "That's it for now." in phone.last.text
    told = {one.get("felt") for one in await reports(phone)}
    assert told == {{"Nothing": "nothing", "A stretch": "stretch", "Stiff": "stiff"}[felt]}


async def test_sore_asks_which_drill_which_ankle_and_how_much(world: World) -> None:
    phone = await begun(world)
    await phone.tap(*[":done"] * 5, "Sore")
    assert "Which drill made you sore?" in phone.last.text
    await phone.tap(":back", "Sore", ":calf_stretch")
    assert "Which ankle?" in phone.last.text
    await phone.tap("Left", ":4")
    assert "That's it for now." in phone.last.text
    sore = [one for one in await reports(phone) if one.get("score")]
    assert [(one["drill"], one["side"], one["score"]) for one in sore] == [
        ("calf_stretch", "left", 4)
    ]


async def test_every_question_can_be_left_open(world: World) -> None:
    phone = await begun(world)
    await phone.tap(":more", ":stiff", ":later", ":later")
    assert "Seated ankle rotation · Right" in phone.last.text
    await phone.tap(*[":done"] * 4, ":later")
    assert "That's it for now." in phone.last.text
