"""What `/plan` says of the next seven days, walked: it comes just so, or the page says why not."""

import re
from datetime import UTC, datetime, time
from pathlib import Path

import pytest

from bot.handlers.plan.page import SEVEN_DAYS
from bot.screens.plan.page import CALLED
from scheduler.recurrence import Rhythm, Start
from scheduler.wall_clock import local
from storage import runners
from storage.reminders import forecast, outbox, planner
from storage.runners import RunnerFields
from tests.bot.assertions import USUAL, faults
from tests.bot.walks.test_run import cards, comes
from tests.bot.world import Phone, World, running_world

pytestmark = pytest.mark.usefixtures("unhurried")

ZONE = "Europe/Vienna"
SPRING, AUTUMN = datetime(2026, 3, 26, 12, tzinfo=UTC), datetime(2026, 10, 22, 12, tzinfo=UTC)
DAY = re.compile(r"^(Today|[A-Z][a-z]{2} \d{1,2}) · (.+)$", re.MULTILINE)
PART = re.compile(r"^([\d:, ]+) (\D+)$")

TWICE = ("Times", "Tue 06:45", "Another run", "18:30")
THRICE = ("Times", "Tue 18:30", "Another run", "12:15")
LONG = ("Times", "Long run", "Sun", "06:30", "240 min")
REST = ("Reminders", "Rest day", "20:00")
DESK = ("Reminders", "Desk break", "15:00")
PLANS = {
    "as it begins": (),
    "twice on Tuesday": TWICE,
    "three times on Tuesday, and a long run": (*TWICE, *THRICE, *LONG),
    "every other day": ("Every 2nd day", "From today"),
    "rest days and the desk": (*REST, *DESK),
    "every other day, twice, with rest days": ("Every 2nd day", "From tomorrow", *REST, "Times",
                                               "06:45", "Another run", "19:30"),
    "every day": ("Mo", "We", "Fr", "Su", *DESK, *REST),
    "late in the evening": ("Times", "All of them", "19:30", "Times", "Run length", "120 min"),
    "early in the morning": ("Times", "All of them", "05:45"),
}  # fmt: skip

# Each plan crosses one of the two clock changes of the year.
# Every third plan is lived in every run, the others in the long suite.
PLANS_AND_STARTS = [
    pytest.param(name, (SPRING, AUTUMN)[n % 2], marks=[pytest.mark.long] * (n % 3 > 0))
    for n, name in enumerate(PLANS)
]


async def at_the_plan(world: World) -> Phone:
    """Return a runner in Vienna without the Sunday summary, looking at the plan."""
    phone = world.phone()
    await phone.say("/start")
    await phone.tap("I understand", "Yes, keep my answers")
    await phone.none()
    await phone.say("Vienna")
    await phone.tap("06:45")
    await phone.say("/settings")
    await phone.tap("Summary off")
    await phone.say("/plan")
    return phone


def foreseen(phone: Phone) -> list[tuple[str, str]]:
    """Return the (day and time, kind) of each reminder on the page, such as ("Tue 24 06:25", …)."""
    today = f"{local(phone.world.clock.now(), ZONE):%a %-d}"
    found = []
    for day, told in DAY.findall(phone.last.text):
        for part in told.split(" · "):
            match = PART.fullmatch(part)
            assert match, part
            name = today if day == "Today" else day
            found += [(f"{name} {wall}", match[2]) for wall in match[1].split(", ")]
    return sorted(found)


async def lived(world: World, phone: Phone) -> list[tuple[str, str]]:
    """Live seven days, looking in after each reminder; return what came as `foreseen` does."""
    end, found = world.clock.now() + SEVEN_DAYS, []
    while (due := await world.services.db.transaction(outbox.next_due)) is not None and due <= end:
        coming = await world.services.db.transaction(forecast.of, 1, due)
        kinds, before = [one.kind for one in coming if one.due == due], len(cards(phone))
        await world.next_reminder()
        assert len(cards(phone)) == before + len(kinds)
        found += [(f"{local(due, ZONE):%a %-d %H:%M}", CALLED[kind]) for kind in kinds]
        await phone.say("/help")
    return sorted(found)


@pytest.mark.parametrize(("name", "start"), PLANS_AND_STARTS)
async def test_seven_days_come_as_the_page_says(tmp_path: Path, name: str, start: datetime) -> None:
    async with running_world(tmp_path, start) as world:
        phone = await at_the_plan(world)
        await phone.tap(*PLANS[name])
        told = foreseen(phone)
        assert len(told) >= 3
        assert faults(phone.last) == []
        assert await lived(world, phone) == told


async def test_the_page_with_two_runs_a_day_and_everything_else_is_short(world: World) -> None:
    phone = await at_the_plan(world)
    await phone.tap("Every 2nd day", "From today", "Weekdays", "Mo", "We", "Fr", "Su")
    for day in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"):
        await phone.tap("Times", f"{day} 06:45", "Another run", "18:30")
    await phone.tap(*DESK)
    assert "Every day 06:45 and 18:30" in phone.last.text
    assert len(phone.last.text) <= USUAL


async def test_a_day_full_of_runs_counts_those_it_does_not_name(world: World) -> None:
    phone = await at_the_plan(world)
    for hour in range(13, 22):
        await phone.say("/run")
        await phone.tap("Type a time")
        await phone.say(f"{hour}:30")
    await phone.say("/plan")
    assert "Today · 13:10, 14:10, 15:10 +6 warm-up" in phone.last.text
    assert faults(phone.last) == []


async def test_three_different_runs_on_every_day_still_make_a_page(world: World) -> None:
    phone = await at_the_plan(world)
    days = {day: (Start(time(5, n)), Start(time(12, n), 90), Start(time(18, n))) for n, day in
            enumerate(range(7))}  # fmt: skip
    await world.services.db.transaction(runners.change, 1, plan=Rhythm(days))
    await world.services.db.transaction(planner.reconcile, 1, world.clock.now())
    await phone.say("/plan")
    assert "21 runs a week, on 7 days" in phone.last.text
    assert faults(phone.last) == []
    assert foreseen(phone) == await lived(world, phone)
    await phone.say("/plan")
    await phone.tap(*DESK, "Times")
    assert faults(phone.last) == []


async def test_a_moved_run_and_one_called_off_are_seen_at_once(world: World) -> None:
    phone = await at_the_plan(world)
    await phone.say("/run")
    await phone.tap("Moved", "1 h later", "My plan")
    assert "Tue 24 · 07:25 warm-up · 08:25 after" in phone.last.text
    await phone.say("/run")
    await phone.tap("Not this one", "My plan")
    assert "Tue 24" not in phone.last.text
    assert foreseen(phone) == await lived(world, phone)


async def test_a_pause_says_until_when_and_shows_what_comes_after_it(world: World) -> None:
    phone = await at_the_plan(world)
    await phone.say("/pause")
    await phone.tap("Until a date")
    await phone.say("28.11.")
    await phone.say("/plan")
    assert "Paused until Sat 28 Nov: /pause has the way back." in phone.last.text
    told = foreseen(phone)
    assert told == [("Sat 28 06:25", "warm-up"), ("Sat 28 07:25", "after")]
    assert await lived(world, phone) == told


async def test_a_pause_without_an_end_says_that_the_runner_ends_it(world: World) -> None:
    phone = await at_the_plan(world)
    await phone.say("/pause")
    await phone.tap("Until I say")
    await phone.say("/plan")
    assert "Paused until you say: /pause has the way back." in phone.last.text
    assert foreseen(phone) == await lived(world, phone) == []


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"stopped": True}, "Paused: /safety says why."),
        (
            {"resting_until": datetime(2026, 11, 25, 9, tzinfo=UTC)},
            "Everything rests until Wednesday 10:00.",
        ),
    ],
)
async def test_the_page_says_why_nothing_comes(
    world: World, fields: RunnerFields, why: str
) -> None:
    phone = await at_the_plan(world)
    await world.services.db.transaction(runners.change, 1, **fields)
    await phone.say("/plan")
    assert why in phone.last.text
    assert "Tue 24" not in phone.last.text


async def test_a_run_moved_within_a_rest_says_that_no_reminder_comes(world: World) -> None:
    phone = await at_the_plan(world)
    rest = datetime(2026, 11, 25, 9, tzinfo=UTC)
    await world.services.db.transaction(runners.change, 1, resting_until=rest)
    await phone.say("/plan")
    assert "Tue 24" not in phone.last.text
    assert ("Thu 26 06:25", "warm-up") in foreseen(phone)
    await phone.say("/run")
    await phone.tap("Moved", "30 min later")
    assert "No reminder before it: everything rests until Wednesday 10:00." in phone.last.text


async def test_a_runner_who_was_told_goodbye_finds_the_plan_as_it_was(world: World) -> None:
    phone = await at_the_plan(world)
    await world.services.db.transaction(runners.change, 1, gone=True)
    await phone.say("/plan")
    assert "Tue 24 · 06:25 warm-up · 07:25 after" in phone.last.text
    await comes(world, "Tue 06:25")


async def test_a_reminder_leaves_early_in_a_crowd_and_the_page_says_so_once(world: World) -> None:
    phone = await at_the_plan(world)
    await phone.tap("Reminders", "Before a run")
    assert "it may be up to five minutes sooner" in phone.last.text
    await phone.tap("45 min")
    assert "Tue 24 · 06:00 warm-up" in phone.last.text


async def test_a_run_too_early_to_be_reminded_of_says_why_and_how_to_change_it(
    world: World,
) -> None:
    phone = world.phone()
    await phone.come_in()
    await phone.say("/plan")
    assert "quiet hours" not in phone.last.text
    await phone.tap("Times", "All of them", "05:45")
    assert "Some runs have no reminder before them" in phone.last.text
    await phone.tap("Reminders", "Quiet hours", "Ring for early runs")
    await phone.say("/plan")
    assert "Tue 24 · 05:25 warm-up" in phone.last.text
    assert "quiet hours" not in phone.last.text
