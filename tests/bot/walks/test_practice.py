"""A practice, walked: left and taken up again, back, skip and stop, every place."""

import pytest

from tests.bot.scenarios import FLAGS, begun, dots, reports, start
from tests.bot.world import World

pytestmark = pytest.mark.usefixtures("unhurried")


async def test_hours_later_and_after_a_restart_it_goes_on_where_it_was(world: World) -> None:
    phone = await begun(world)
    await phone.tap(":done", ":done")
    await world.restart()
    await world.jump(hours=5)
    await phone.say("/today")
    assert "You have a practice under way." in phone.last.text
    await phone.tap("Go on")
    assert "Calf stretch · Left" in phone.last.text
    await phone.tap(":done")
    assert dots(phone.last) == "●●●●○"


async def test_flags_that_were_answered_are_not_asked_again_on_coming_back(world: World) -> None:
    phone = await begun(world)
    await phone.tap(":sharp", ":calf", ":4")
    assert "None of these" in phone.labels
    await phone.say("/today")
    await phone.tap("Go on")
    assert "None of these" in phone.labels
    while "None of these" in phone.labels:
        await phone.tap("None of these")
    step = phone.last.text.splitlines()[0]
    await phone.say("/today")
    await phone.tap("Go on")
    assert phone.last.text.startswith(step)


async def test_an_old_message_of_the_practice_still_takes_the_answer(world: World) -> None:
    phone = await begun(world)
    card = phone.last
    await phone.say("/help")
    await world.jump(hours=5)
    await phone.answered(":done", card)
    assert "Right" in card.text
    assert card is not phone.last


async def test_an_overtaken_message_says_where_the_practice_is(world: World) -> None:
    phone = await begun(world)
    old = phone.last
    await phone.say("/today")
    await phone.tap("Go on", ":done", ":done")
    answer = await phone.answered(":pinch", old)
    assert answer.text == "Here is where you are."
    assert "Calf stretch · Left" in old.text
    assert all(not one["pinched"] for one in await reports(phone) if "pinched" in one)


async def test_on_the_next_day_it_offers_to_start_afresh(world: World) -> None:
    phone = await begun(world)
    card = phone.last
    await phone.tap(":done")
    await world.jump(days=1)
    await phone.answered(":done", card)
    assert "That practice was on another day." in card.text
    assert phone.labels[0] == "Start again"
    await phone.tap("Start again")
    assert "After your run" in phone.last.text
    assert "Start" in phone.labels
    kept = await phone.kept()
    assert [one["open"] for one in kept["practices"]] == [False]  # type: ignore[attr-defined]


async def test_on_the_next_day_it_can_go_on_too(world: World) -> None:
    phone = await begun(world)
    await phone.tap(":done")
    await world.jump(days=1)
    await phone.say("/today")
    await phone.tap("Go on with it")
    assert "Right" in phone.last.text
    assert dots(phone.last) == "●●○○○"


async def test_back_from_the_list_and_from_a_done_but_never_from_a_report(world: World) -> None:
    phone = await begun(world)
    await phone.tap(":more", ":back")
    assert "Seated ankle rotation · Left" in phone.last.text
    await phone.tap(":done", ":back", ":skip", ":back")
    assert "Seated ankle rotation · Left" in phone.last.text
    assert await reports(phone) == []
    await phone.tap(":more", ":stiff", ":calf", ":1")
    before = await reports(phone)
    assert "Seated ankle rotation · Right" in phone.last.text
    assert ":back" not in "".join(one.data for one in phone.last.buttons)
    assert await reports(phone) == before


async def test_skipping_everything_ends_without_a_question(world: World) -> None:
    phone = await begun(world)
    await phone.tap(":skip", *[":more", ":skip"] * 4)
    assert "That's it for now." in phone.last.text
    assert {one["outcome"] for one in await reports(phone)} == {"skipped"}


async def test_stop_ends_the_practice_where_it_is(world: World) -> None:
    phone = await begun(world)
    await phone.tap(":done", "Stop", "Stop here")
    if FLAGS in phone.last.text:
        await phone.none()
    assert "That's it for now." in phone.last.text
    await phone.say("/today")
    assert "Start" in phone.labels


async def test_outdoors_has_no_floor_work_and_a_desk_only_seated_drills(world: World) -> None:
    phone = world.phone()
    await phone.come_in()
    await phone.say("/today")
    await phone.tap("Place", "Outdoors")
    assert "Seated ankle rotation" not in phone.last.text
    await phone.tap("Place", "At a desk")
    assert "Start" in phone.labels
    assert "Standing" not in phone.last.text
    await phone.tap("Place")
    assert "✓ At a desk" in phone.labels


async def test_the_one_minute_version_is_one_drill_on_both_sides(world: World) -> None:
    phone = world.phone()
    await phone.come_in()
    await phone.say("/today")
    await start(phone, "1 minute")
    assert dots(phone.last) == "●○"
