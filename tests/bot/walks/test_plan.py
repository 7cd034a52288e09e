"""The plan and its reminders, walked: days, times, pauses, clock changes, restarts."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.reminders.dispatcher import tick
from scheduler.wall_clock import local
from tests.bot.walks.test_run import cards, comes
from tests.bot.world import World, running_world

pytestmark = pytest.mark.usefixtures("unhurried")


async def test_every_part_of_the_plan_can_be_set_by_taps(world: World) -> None:
    phone = world.phone()
    await phone.come_in()
    await phone.say("/plan")
    assert "Tue, Thu, Sat 06:45" in phone.last.text
    await phone.tap("✓Th", "Su")
    assert "Tue, Sat, Sun 06:45" in phone.last.text
    await phone.tap("Times", "Sun 06:45", "07:15")
    assert "Tue, Sat 06:45 · Sun 07:15" in phone.last.text
    await phone.tap("Times", "All of them", "18:30")
    assert "Tue, Sat, Sun 18:30" in phone.last.text
    await phone.tap("Times", "Run length", "60 min", "Reminders", "Before a run", "30 min")
    assert "Runs of 60 min, reminder 30 min before." in phone.last.text
    await phone.tap("Reminders", "Rest day", "20:00", "Reminders", "Desk break", "15:00")
    assert "Rest-day drill at 20:00." in phone.last.text
    assert "Desk break at 15:00." in phone.last.text
    for when in ("Mon 15:00", "Mon 20:00", "Tue 15:00", "Tue 18:00", "Tue 19:30"):
        await comes(world, when)
    await phone.say("/plan")
    await phone.tap("Reminders", "Rest day", "No, thanks", "Reminders", "Desk break", "No, thanks")
    assert "Rest-day drill" not in phone.last.text
    assert "Desk break" not in phone.last.text
    await phone.tap("Times", "Run length", "Back", "Back to my plan", "Run today")
    assert "Your run at 18:30" in phone.last.text


@pytest.mark.parametrize(
    ("tapped", "goal"),
    [("5", "Goal: 5 sessions a week."), ("1", "Goal: 1 session a week."), ("14", "Goal: 14")],
)
async def test_a_weeks_goal_is_a_number_or_the_planned_runs(
    world: World, tapped: str, goal: str
) -> None:
    phone = world.phone()
    await phone.come_in()
    await phone.say("/plan")
    assert "Goal: every planned run." in phone.last.text
    await phone.tap("Weekly goal", tapped)
    assert goal in phone.last.text
    await phone.tap("Weekly goal")
    assert f"✓{tapped}" in phone.labels
    await phone.tap("Every planned run")
    assert "Goal: every planned run." in phone.last.text


async def test_what_is_typed_after_going_back_changes_nothing(world: World) -> None:
    phone = world.phone()
    await phone.come_in()
    await phone.say("/plan")
    await phone.tap("Times", "Tue 06:45", "Back", "Back to my plan")
    assert "I only understand buttons" in (await phone.say("19:00")).text
    await phone.say("/plan")
    assert "Tue, Thu, Sat 06:45" in phone.last.text


async def test_a_rest_day_card_and_a_desk_card_lead_to_their_drills(world: World) -> None:
    phone = world.phone()
    await phone.come_in()
    await phone.say("/plan")
    await phone.tap("Reminders", "Rest day", "20:00", "Reminders", "Desk break", "15:00")
    await comes(world, "Mon 15:00")
    assert "A short break for your ankles?" in phone.last.text
    await phone.tap("Start")
    assert "Seated ankle rotation" in phone.last.text
    await comes(world, "Mon 20:00")
    assert "No run today, so an easy drill?" in phone.last.text
    await phone.tap("Not today")
    assert "See you next time." in phone.last.text


async def test_without_a_run_day_there_is_no_reminder(world: World) -> None:
    phone = world.phone()
    await phone.come_in()
    await phone.say("/plan")
    await phone.tap("✓Tu", "✓Th", "✓Sa")
    assert "No run days yet: tap some below." in phone.last.text
    await phone.tap("Times")
    assert "No run days yet." in phone.last.text
    await world.jump(days=8)
    assert cards(phone) == []


@pytest.mark.parametrize("weeks", ["1", "4"])
async def test_a_pause_is_silent_and_ends_by_itself(world: World, weeks: str) -> None:
    phone = world.phone()
    await phone.come_in()
    before = world.clock.now()
    await phone.say("/pause")
    await phone.tap(f"pause:{weeks}")
    assert "Reminders are paused." in phone.last.text
    await comes(world, "Tue 06:25")
    assert world.clock.now() - before > timedelta(weeks=int(weeks))
    assert len(cards(phone)) == 1


async def test_an_open_pause_ends_when_the_runner_says(world: World) -> None:
    phone = world.phone()
    await phone.come_in()
    await phone.say("/pause")
    await phone.tap("Until I say")
    assert "I'm back when you say." in phone.last.text
    await world.jump(days=40)
    assert cards(phone) == []
    await phone.say("/today")
    assert "Start" in phone.labels
    await phone.say("/pause")
    await phone.tap("Resume now")
    assert phone.last.text == "Reminders are back."
    await comes(world, "Sun 18:00")
    await comes(world, "Tue 06:25")


@pytest.mark.parametrize(
    ("start", "first"),
    [
        (datetime(2026, 3, 26, 12, tzinfo=UTC), "Sat 06:25"),
        (datetime(2026, 10, 22, 12, tzinfo=UTC), "Sat 06:25"),
    ],
)
async def test_a_clock_change_keeps_the_wall_clock(
    tmp_path: Path, start: datetime, first: str
) -> None:
    async with running_world(tmp_path, start) as world:
        phone = world.phone()
        await phone.say("/start")
        await phone.tap("I understand", "Yes, keep my answers")
        await phone.none()
        await phone.say("Vienna")
        await phone.tap("✓Tu", "✓Th", "Su", "06:45")
        offsets = set()
        for when in (first, "Sat 07:25", "Sun 06:25", "Sun 07:25", "Sun 18:00", "Sat 06:25"):
            await comes(world, when)
            offsets.add(local(world.clock.now(), "Europe/Vienna").utcoffset())
        assert len(offsets) == 2


async def test_a_new_zone_moves_every_reminder(world: World) -> None:
    phone = world.phone()
    await phone.come_in()
    await phone.say("/settings")
    await phone.tap("Zone")
    await phone.say("Tokyo")
    assert "Tokyo, Japan: 20:00 there now, on Monday." in phone.last.text
    await phone.tap("My plan")
    assert "Tue 24 · 06:25 warm-up · 07:25 after" in phone.last.text
    due = await world.next_reminder()
    assert f"{local(due, 'Asia/Tokyo'):%a %H:%M}" == "Tue 06:25"


async def test_reminders_survive_a_restart_and_nothing_comes_twice(world: World) -> None:
    phone = world.phone()
    await phone.come_in()
    for _ in range(3):
        await world.restart()
        await world.next_reminder()
        await world.restart()
        await tick(world.services)
        await tick(world.services)
    titles = [one.text.splitlines()[0].split(" · ")[0] for one in cards(phone)]
    assert titles == ["Run at 06:45", "Welcome back.", "Run at 06:45"]


async def test_a_card_that_could_not_come_before_the_run_does_not_come_at_all(
    world: World,
) -> None:
    phone = world.phone()
    await phone.come_in()
    await world.stop()
    world.clock.jump(timedelta(hours=19))
    await world.start()
    await tick(world.services)
    assert cards(phone) == []
    await comes(world, "Tue 07:25")
