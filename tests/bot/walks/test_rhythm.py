"""The rhythm of a runner's weeks, walked: every other day, several runs a day, the long run."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from scheduler.wall_clock import local
from tests.bot.walks.test_run import comes
from tests.bot.world import Phone, World, running_world

pytestmark = pytest.mark.usefixtures("unhurried")


async def at_the_plan(world: World) -> Phone:
    """Return a runner of Tuesdays, Thursdays and Saturdays at 06:45, looking at the plan."""
    phone = world.phone()
    await phone.come_in()
    await phone.say("/settings")
    await phone.tap("Summary off")
    await phone.say("/plan")
    return phone


@pytest.mark.parametrize(
    ("tapped", "days"),
    [
        ("From today", ("Wed 06:25", "Wed 07:25", "Fri 06:25", "Fri 07:25", "Sun 06:25")),
        ("From tomorrow", ("Tue 06:25", "Tue 07:25", "Thu 06:25", "Thu 07:25", "Sat 06:25")),
    ],
)
async def test_every_other_day_begins_today_or_tomorrow(
    world: World, tapped: str, days: tuple[str, ...]
) -> None:
    phone = await at_the_plan(world)
    await phone.tap("Every 2nd day", tapped)
    assert "Every other day 06:45" in phone.last.text
    for when in days:
        await comes(world, when)


async def test_a_day_of_every_other_day_means_the_same_after_midnight(world: World) -> None:
    phone = await at_the_plan(world)
    await phone.tap("Every 2nd day")
    await world.jump(hours=14)
    await phone.tap("From today")
    assert "Wed 25 · 06:25 warm-up" in phone.last.text
    await phone.tap("Swap days")
    assert "✓ From tomorrow" in phone.labels
    await phone.tap("From today")
    await comes(world, "Tue 06:25")
    await comes(world, "Tue 07:25")
    await comes(world, "Thu 06:25")


async def test_every_other_day_has_a_time_to_change_and_leads_back_to_a_week(
    world: World,
) -> None:
    phone = await at_the_plan(world)
    await phone.tap("Every 2nd day", "From tomorrow", "Times", "06:45")
    assert "Every other day, 06:45: which time instead?" in phone.last.text
    await phone.say("17.15")
    assert "Every other day 17:15" in phone.last.text
    await phone.tap("Times", "17:15", "Another run", "05:45")
    assert "Every other day 05:45 and 17:15" in phone.last.text
    await phone.tap("Swap days", "From today")
    assert "Every other day 05:45 and 17:15" in phone.last.text
    await phone.tap("Weekdays")
    assert "Tue, Thu, Sat 05:45 and 17:15" in phone.last.text
    await phone.tap("✓Sa", "Su")
    assert "Tue, Thu 05:45 and 17:15 · Sun 05:45" in phone.last.text


async def test_every_other_day_keeps_its_wall_clock_across_a_clock_change(tmp_path: Path) -> None:
    async with running_world(tmp_path, datetime(2026, 3, 26, 12, tzinfo=UTC)) as world:
        phone = world.phone()
        await phone.say("/start")
        await phone.tap("I understand", "Yes, keep my answers")
        await phone.none()
        await phone.say("Vienna")
        await phone.tap("06:45")
        await phone.say("/settings")
        await phone.tap("Summary off")
        await phone.say("/plan")
        await phone.tap("Every 2nd day", "From tomorrow")
        offsets = set()
        for when in ("Fri 06:25", "Fri 07:25", "Sun 06:25", "Sun 07:25", "Tue 06:25"):
            await comes(world, when)
            offsets.add(local(world.clock.now(), "Europe/Vienna").utcoffset())
        assert len(offsets) == 2


async def test_a_second_run_of_a_day_is_added_changed_and_taken_out(world: World) -> None:
    phone = await at_the_plan(world)
    await phone.tap("Times", "Tue 06:45", "Another run", "18:30")
    assert "Tue 06:45 and 18:30 · Thu, Sat 06:45" in phone.last.text
    assert "Tue 24 · 06:25, 18:10 warm-up · 07:25, 19:10 after" in phone.last.text
    for when in ("Tue 06:25", "Tue 07:25", "Tue 18:10", "Tue 19:10", "Thu 06:25"):
        await comes(world, when)
    await phone.say("/plan")
    await phone.tap("Times", "Tue 18:30", "17:30")
    assert "Tue 06:45 and 17:30" in phone.last.text
    await phone.tap("Times", "Tue 17:30", "Its length")
    await phone.say("1h15")
    assert "Tue 06:45 and 17:30 (75 min)" in phone.last.text
    await phone.tap("Times", "Tue 06:45", "Take this run out")
    assert "Tue 17:30 (75 min)" in phone.last.text
    await phone.tap("Times", "Tue 17:30", "Its length", "As usual, 40 min")
    assert "Tue 17:30 · Thu, Sat 06:45" in phone.last.text
    await phone.tap("Times", "Tue 17:30", "Take this run out")
    assert "Thu, Sat 06:45" in phone.last.text
    assert "Tu" in phone.labels


async def test_a_third_run_is_the_last_a_day_holds(world: World) -> None:
    phone = await at_the_plan(world)
    await phone.tap("Times", "Tue 06:45", "Another run")
    question = phone.last
    await phone.say("12:15")
    await phone.tap("Times", "Tue 12:15", "Another run", "18:30")
    assert "Tue 06:45 and 12:15 and 18:30" in phone.last.text
    await phone.tap("Times", "Tue 12:15")
    assert "Another run" not in phone.labels
    await phone.answered("19:30", question)
    assert "Three runs a day is the most" in question.text


@pytest.mark.parametrize("typed", [True, False])
async def test_two_runs_at_the_same_time_are_refused_kindly(world: World, typed: bool) -> None:
    phone = await at_the_plan(world)
    await phone.tap("Times", "Tue 06:45", "Another run", "18:30")
    await phone.tap("Times", "Tue 18:30")
    await (phone.say("6:45") if typed else phone.tap("06:45"))
    assert phone.last.text.startswith("You already set off at 06:45 that day.")
    await phone.say("7:00")
    assert "Tue 06:45 and 07:00" in phone.last.text
    await phone.tap("Times", "All of them", "Back", "Tue 06:45", "Another run")
    await phone.say("07:00")
    assert phone.last.text.startswith("You already set off at 07:00 that day.")
    await phone.say("/plan")
    await phone.tap("Times", "All of them")
    await phone.say("7:00")
    assert phone.last.text.startswith("You already set off at 07:00 that day.")


async def test_all_times_change_at_once_and_lengths_stay(world: World) -> None:
    phone = await at_the_plan(world)
    await phone.tap("Times", "Thu 06:45", "Its length", "60 min", "Times", "All of them")
    await phone.say("5.50 pm")
    assert "Tue, Sat 17:50 · Thu 17:50 (60 min)" in phone.last.text


async def test_the_long_run_has_a_day_a_time_and_a_length_of_its_own(world: World) -> None:
    phone = await at_the_plan(world)
    await phone.tap("Times", "Long run", "Sun", "08:00", "90 min")
    assert "Tue, Thu, Sat 06:45 · Sun 08:00 (90 min)" in phone.last.text
    assert "Sun 29 · 07:40 warm-up · 09:30 after" in phone.last.text
    await phone.tap("Times", "Long run")
    assert "Now: Sun 08:00 (90 min)." in phone.last.text
    await phone.tap("Sat")
    await phone.say("7:15")
    await phone.say("2 h")
    assert "Tue, Thu 06:45 · Sat 07:15 (120 min) · Sun 08:00" in phone.last.text
    await phone.tap("Times", "Long run", "No long run")
    assert "Sat 07:15 · Sun 08:00" in phone.last.text


async def test_a_button_of_a_run_that_is_gone_shows_those_that_are_there(world: World) -> None:
    phone = await at_the_plan(world)
    await phone.tap("Times", "Tue 06:45")
    question = phone.last
    await phone.say("7:00")
    await phone.answered("19:30", question)
    assert question.text.startswith("That run is not in your plan any more.")
    assert "Tue 07:00" in [button.text for button in question.buttons]


async def test_a_double_tap_on_a_day_of_another_plan_changes_nothing(world: World) -> None:
    phone = await at_the_plan(world)
    week = phone.last
    await phone.say("/plan")
    await phone.tap("Every 2nd day", "From tomorrow")
    await phone.answered("Mo", week)
    assert "That button is from an earlier message." in week.text
    await phone.say("/plan")
    assert "Every other day 06:45" in phone.last.text


@pytest.mark.parametrize(
    ("way", "button", "then"),
    [
        ((), "✓Tu", "Thu, Sat 06:45"),
        ((), "Su", "Tue, Thu, Sat, Sun 06:45"),
        (("Times", "Tue 06:45"), "07:15", "Tue 07:15 · Thu, Sat 06:45"),
        (("Times", "Tue 06:45"), "Take this run out", "Thu, Sat 06:45"),
        (("Times", "Tue 06:45", "Another run"), "18:30", "Tue 06:45 and 18:30"),
        (("Times", "Tue 06:45", "Its length"), "60 min", "Tue 06:45 (60 min)"),
        (("Times", "Long run", "Sun", "08:00"), "90 min", "Sun 08:00 (90 min)"),
        (("Every 2nd day",), "From tomorrow", "Every other day 06:45"),
    ],
)
async def test_a_double_tap_is_like_one(
    world: World, way: tuple[str, ...], button: str, then: str
) -> None:
    phone = await at_the_plan(world)
    await phone.tap(*way)
    card = phone.last
    for query in [phone.runner.tap_nowait(card, button) for _ in range(2)]:
        assert await phone.runner.answer(query)
    await world.settled()
    assert card.text.startswith(("Your week", "Your runs"))
    assert then in card.text.splitlines()[1]
