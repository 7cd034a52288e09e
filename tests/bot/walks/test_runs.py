"""Several runs near each other, walked: the card that is tapped is the one that changes."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.bot.scenarios import start
from tests.bot.walks.test_run import cards, comes, ran_into
from tests.bot.world import Phone, World, running_world

pytestmark = pytest.mark.usefixtures("unhurried")


async def twice_on_tuesday(world: World) -> Phone:
    """Return a runner of Tuesday 06:45 and 18:30, on Monday noon."""
    phone = world.phone()
    await phone.come_in()
    await phone.say("/plan")
    await phone.tap("Times", "Tue 06:45", "Another run", "18:30")
    return phone


async def test_todays_runs_and_the_next_are_shown(world: World) -> None:
    phone = await twice_on_tuesday(world)
    await phone.say("/run")
    assert "Next run: tomorrow 06:45" in phone.last.text
    assert phone.labels[:2] == ["Moved", "Not this one"]
    await world.jump(hours=13)
    await phone.say("/run")
    assert "Next run: today 06:45" in phone.last.text
    assert "Then today 18:30." in phone.last.text
    assert phone.labels[:2] == ["Today 06:45", "Today 18:30"]
    await world.jump(hours=12)
    await phone.say("/run")
    assert "Your run at 06:45\nAre you back?\n\nNext run: today 18:30" in phone.last.text
    assert phone.labels[:4] == ["I'm back", "Didn't run", "Moved", "Not this one"]


async def test_the_run_that_is_tapped_is_the_one_that_moves(world: World) -> None:
    phone = await twice_on_tuesday(world)
    await world.jump(hours=13)
    await phone.say("/run")
    await phone.tap("Today 18:30", "1 h later")
    assert "Run: today 19:30" in phone.last.text
    assert "reminder comes at 19:10" in phone.last.text
    for when in ("Tue 06:25", "Tue 07:25", "Tue 19:10", "Tue 20:10", "Thu 06:25"):
        await comes(world, when)


async def test_the_run_that_is_tapped_is_the_one_called_off(world: World) -> None:
    phone = await twice_on_tuesday(world)
    await world.jump(hours=13)
    await phone.say("/run")
    await phone.tap("Today 06:45", "Not this one")
    assert "No run, no reminders for it." in phone.last.text
    for when in ("Tue 18:10", "Tue 19:10", "Thu 06:25"):
        await comes(world, when)


async def test_a_card_of_the_morning_leaves_the_evenings_run_alone(world: World) -> None:
    phone = await twice_on_tuesday(world)
    await comes(world, "Tue 06:25")
    await phone.tap("No run today")
    for when in ("Tue 18:10", "Tue 19:10"):
        await comes(world, when)


@pytest.mark.parametrize(
    ("typed", "said", "other", "reminders"),
    [
        ("18:30", "tomorrow 18:30", "No, today 18:30", ["Tue 18:10", "Tue 19:10"]),
        ("tomorrow 8", "tomorrow 08:00", None, ["Tue 07:40", "Tue 08:40"]),
        ("today 18:30", "today 18:30", None, ["Mon 18:10", "Mon 19:10"]),
        ("10:15", "tomorrow 10:15", None, ["Tue 09:55", "Tue 10:55"]),
    ],
)
async def test_a_typed_time_moves_tomorrows_run_on_its_own_day(
    world: World, typed: str, said: str, other: str | None, reminders: list[str]
) -> None:
    phone = world.phone()
    await phone.come_in()
    await phone.say("/run")
    await phone.tap("Moved")
    await phone.say(typed)
    assert f"Run: {said}" in phone.last.text
    assert phone.labels == [*([other] if other else []), "My plan"]
    for when in reminders:
        await comes(world, when)


async def test_a_typed_time_that_was_meant_for_the_other_day_is_one_tap_away(
    world: World,
) -> None:
    phone = world.phone()
    await phone.come_in()
    await phone.say("/run")
    await phone.tap("Type a time")
    await phone.say("18:30")
    assert "Run: today 18:30" in phone.last.text
    await phone.tap("No, tomorrow 18:30")
    assert "Run: tomorrow 18:30" in phone.last.text
    for when in ("Tue 06:25", "Tue 07:25", "Tue 18:10", "Tue 19:10"):
        await comes(world, when)


async def test_a_time_of_today_that_has_passed_is_asked_for_again(world: World) -> None:
    phone = world.phone()
    await phone.come_in()
    await phone.say("/run")
    await phone.tap("Type a time")
    await phone.say("today 6:30")
    assert "Today 06:30 has already passed." in phone.last.text
    await phone.say("16")
    assert "Run: today 16:00" in phone.last.text


async def test_a_double_tap_moves_once(world: World) -> None:
    phone = await ran_into(world, "pre")
    await phone.tap("Run moved")
    card = phone.last
    for query in [phone.runner.tap_nowait(card, "30 min later") for _ in range(2)]:
        assert await phone.runner.answer(query)
    await world.settled()
    assert "Run: today 07:15" in card.text
    await comes(world, "Tue 06:55")


async def test_a_run_that_should_have_begun_moves_from_now(world: World) -> None:
    phone = await ran_into(world, "pre")
    await world.jump(minutes=30)
    await phone.tap("Run moved", "30 min later")
    assert "Run: today 07:25" in phone.last.text
    await comes(world, "Tue 07:05")
    await comes(world, "Tue 08:05")


async def test_a_button_whose_time_has_passed_asks_for_another(world: World) -> None:
    phone = await ran_into(world, "pre")
    await phone.tap("Run moved")
    card = phone.last
    await world.jump(hours=2)
    await phone.answered("30 min later", card)
    assert "Today 07:15 has already passed." in card.text
    await phone.say("9:15")
    assert "Run: today 09:15" in phone.last.text
    await comes(world, "Tue 08:55")


@pytest.mark.parametrize(
    ("tapped", "said", "reminders"),
    [
        ("Yes, move it", "Run: today 06:20", ["Tue 07:00", "Thu 06:25"]),
        ("No, one more run", "Run: today 06:20", ["Tue 06:25", "Tue 07:00", "Tue 07:25"]),
    ],
)
async def test_a_run_soon_near_a_planned_one_asks_whether_it_is_that_one(
    world: World, tapped: str, said: str, reminders: list[str]
) -> None:
    phone = world.phone()
    await phone.come_in()
    await world.jump(hours=18, minutes=5)
    await phone.say("/run")
    await phone.tap("In 15 min")
    assert "Is that your run at 06:45?" in phone.last.text
    await phone.tap(tapped)
    assert said in phone.last.text
    for when in reminders:
        await comes(world, when)


async def test_back_before_the_run_was_planned_ends_it_and_offers_the_wind_down(
    world: World,
) -> None:
    phone = await ran_into(world, "pre")
    await phone.say("/run")
    await phone.tap("Moved", "I'm back")
    assert "Welcome back." in phone.last.text
    await start(phone, "Start")
    assert "Calf foam roll" in phone.last.text
    await comes(world, "Thu 06:25")


async def test_back_after_the_card_came_brings_no_second_one(world: World) -> None:
    phone = await ran_into(world, "post")
    count = len(cards(phone))
    await world.jump(minutes=50)
    await phone.say("/run")
    assert "Your run at 06:45" in phone.last.text
    await phone.tap("I'm back")
    assert "Welcome back." in phone.last.text
    await world.jump(hours=3)
    assert len(cards(phone)) == count
    await comes(world, "Thu 06:25")


async def test_a_run_over_midnight_is_moved_and_ended(world: World) -> None:
    phone = world.phone()
    await phone.come_in()
    await phone.say("/run")
    await phone.tap("Type a time")
    await phone.say("23:30")
    await world.jump(hours=11)
    await phone.say("/run")
    await phone.tap("Today 23:30", "1 h later")
    assert "Run: tomorrow 00:30" in phone.last.text
    await world.jump(hours=1, minutes=45)
    await phone.say("/run")
    assert "Out since 00:30" in phone.last.text
    await phone.tap("I'm back")
    assert "Welcome back." in phone.last.text
    await comes(world, "Tue 06:25")


async def test_a_time_typed_after_midnight_is_the_day_that_has_begun(world: World) -> None:
    phone = await twice_on_tuesday(world)
    await world.jump(hours=12, minutes=30)
    await phone.say("/run")
    await phone.tap("Today 06:45")
    await phone.say("7:30")
    assert "Run: today 07:30" in phone.last.text
    await comes(world, "Tue 07:10")


@pytest.mark.parametrize(
    ("start", "typed", "said", "reminder"),
    [
        # The clock jumps from 2 to 3: half past two is half past three.
        (datetime(2026, 3, 28, 12, tzinfo=UTC), "2:30", "tomorrow 03:30", "Sun 03:10"),
        (datetime(2026, 10, 24, 12, tzinfo=UTC), "7:30", "tomorrow 07:30", "Sun 07:10"),
    ],
)
async def test_a_run_is_moved_across_a_clock_change(
    tmp_path: Path, start: datetime, typed: str, said: str, reminder: str
) -> None:
    async with running_world(tmp_path, start) as world:
        phone = world.phone()
        await phone.say("/start")
        await phone.tap("I understand", "Yes, keep my answers")
        await phone.none()
        await phone.say("Vienna")
        await phone.tap("Su", "06:45")
        await phone.say("/settings")
        await phone.tap("Quiet hours", "None")
        await phone.say("/run")
        await phone.tap("Moved")
        await phone.say(typed)
        assert f"Run: {said}" in phone.last.text
        await comes(world, reminder)
