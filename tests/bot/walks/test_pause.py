"""A break, walked: for weeks, until a date, or until the runner says, and the way back."""

import pytest

from scheduler.wall_clock import local
from storage.reminders import outbox
from tests.bot.assertions import faults, has_a_way_on
from tests.bot.world import Phone, World

pytestmark = pytest.mark.usefixtures("unhurried")

LIKE = "Type it like 12 Dec, 12.12. or 2026-12-12."


async def at_home(world: World) -> Phone:
    """Return a runner who is through the first minute, on Monday 23 November."""
    phone = world.phone()
    await phone.come_in()
    return phone


async def until_a_date(world: World) -> Phone:
    """Return a runner who is asked for the day of coming back."""
    phone = await at_home(world)
    await phone.say("/pause")
    await phone.tap("Until a date")
    assert phone.last.text.startswith("On which day shall I be back?")
    return phone


async def next_nudge(world: World) -> str | None:
    """Return when the next nudge comes, on the runner's clock."""
    due = await world.services.db.transaction(outbox.next_due)
    return f"{local(due, 'Europe/Paris'):%a %d %b %H:%M}" if due else None


async def paused_until(world: World) -> str:
    """Return until when the runner's break is kept, on their clock."""
    kept = (await world.phone().kept())["runner"]
    assert isinstance(kept, dict)
    return str(kept["paused_until"])


async def test_a_break_of_weeks_ends_with_its_last_night(world: World) -> None:
    phone = await at_home(world)
    await phone.say("/pause")
    assert phone.last.text.count("A planned break is never a missed week.") == 1
    await phone.tap("2 weeks")
    assert "I'm back on Mon 7 Dec." in phone.last.text
    assert "2026-12-06T23:00" in await paused_until(world)
    assert await next_nudge(world) == "Tue 08 Dec 06:25"


@pytest.mark.parametrize(
    "typed", ["12 Dec", "12.12.", "12.12", "2026-12-12", "Dec 12", "12th dec", "١٢ Dec"]
)
async def test_a_typed_date_is_the_day_of_coming_back(world: World, typed: str) -> None:
    phone = await until_a_date(world)
    told = await phone.say(typed)
    assert "I'm back on Sat 12 Dec." in told.text
    assert faults(told) == []
    assert "2026-12-11T23:00" in await paused_until(world)
    assert await next_nudge(world) == "Sat 12 Dec 06:25"


async def test_nothing_comes_until_that_day_and_its_own_run_is_reminded(world: World) -> None:
    phone = await until_a_date(world)
    await phone.say("5 Dec")
    count = len(phone.runner.messages)
    for _ in range(11):
        await world.jump(days=1)
    assert len(phone.runner.messages) == count
    await world.next_reminder()
    assert "Run at 06:45" in phone.last.text
    assert "A break from reminders?" in (await phone.say("/pause")).text


async def test_a_day_that_has_gone_by_this_year_is_next_years(world: World) -> None:
    phone = await until_a_date(world)
    assert "I'm back on Sat 9 Jan 2027." in (await phone.say("9 Jan")).text


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("soon", f"I can't read “soon” as a date. {LIKE}"),
        ("31 Nov", f"I can't read “31 Nov” as a date. {LIKE}"),
        ("13/13", f"I can't read “13/13” as a date. {LIKE}"),
        ("12 Foo", f"I can't read “12 Foo” as a date. {LIKE}"),
        ("<b>12</b>", f"I can't read “<b>12</b>” as a date. {LIKE}"),
        ("١٢ Foo", f"I can't read “١٢ Foo” as a date. {LIKE}"),
        ("23 Nov", f"Mon 23 Nov is not ahead of us any more. {LIKE}"),
        ("12.12.2025", f"Fri 12 Dec 2025 is not ahead of us any more. {LIKE}"),
        ("2027-11-25", "Thu 25 Nov 2027 is more than a year away."),
    ],
)
async def test_what_is_no_day_ahead_is_answered_and_the_question_stays(
    world: World, typed: str, answer: str
) -> None:
    phone = await until_a_date(world)
    before = await phone.kept()
    told = await phone.say(typed)
    assert answer in told.text
    assert has_a_way_on(told)
    assert await phone.kept() == before
    assert "I'm back on Sat 12 Dec." in (await phone.say("12 Dec")).text


async def test_a_break_without_an_end_ends_when_the_runner_says(world: World) -> None:
    phone = await at_home(world)
    await phone.say("/pause")
    await phone.tap("Until I say")
    assert "I'm back when you say." in phone.last.text
    assert "Start" in [button.text for button in (await phone.say("/today")).buttons]
    await phone.say("/pause")
    await phone.tap("Resume now")
    assert phone.last.text == "Reminders are back."
    assert await next_nudge(world) == "Tue 24 Nov 06:25"


async def test_a_break_can_be_given_another_end(world: World) -> None:
    phone = await until_a_date(world)
    await phone.say("12 Dec")
    await phone.tap("Change the end", "1 week")
    assert "I'm back on Mon 30 Nov." in phone.last.text
    assert await next_nudge(world) == "Tue 01 Dec 06:25"


async def test_a_forged_break_changes_nothing(world: World) -> None:
    phone = await at_home(world)
    before = await phone.kept()
    for data in ("pause:5", "pause:0", "pause:2026-12-12", "pause:never"):
        await phone.forge(data)
    assert await phone.kept() == before


async def test_a_day_that_can_be_two_is_a_question(world: World) -> None:
    phone = await until_a_date(world)
    told = await phone.say("5/12")
    assert phone.labels[:2] == ["Sat 5 Dec", "Wed 12 May 2027"]
    assert faults(told) == []
    await phone.tap("Sat 5 Dec")
    assert "I'm back on Sat 5 Dec." in phone.last.text


async def ahead(world: World, typed: str = "from 12 Dec to 20 Dec") -> Phone:
    """Return a runner who has planned a break."""
    phone = await until_a_date(world)
    told = await phone.say(typed)
    assert faults(told) == []
    return phone


@pytest.mark.parametrize("typed", ["from 12 Dec to 20 Dec", "12.-20.12.", "12–20 Dezember"])
async def test_a_break_planned_ahead_is_said_with_both_its_ends(world: World, typed: str) -> None:
    phone = await ahead(world, typed)
    assert "A break from Sat 12 Dec." in phone.last.text
    assert "again from Mon 21 Dec." in phone.last.text
    assert await next_nudge(world) == "Tue 24 Nov 06:25"
    assert phone.last.text == (await phone.say("/pause")).text


async def test_a_break_planned_ahead_is_silent_within_and_only_there(world: World) -> None:
    phone = await ahead(world)
    await world.jump(hours=18, minutes=26)  # to 06:26 of Tuesday
    said = []
    for _ in range(30):
        if phone.last.text.startswith("Run at 06:45"):
            said.append(f"{local(world.clock.now(), 'Europe/Paris'):%d %b}")
        count = len(phone.runner.messages)
        await world.jump(hours=1)
        if len(phone.runner.messages) > count:
            await phone.say("/plan")
        await world.jump(hours=23)
    before = ["24 Nov", "26 Nov", "28 Nov", "01 Dec", "03 Dec", "05 Dec", "08 Dec", "10 Dec"]
    assert said == [*before, "22 Dec"]


async def test_a_break_planned_ahead_can_be_taken_back(world: World) -> None:
    phone = await ahead(world)
    assert "A break begins on Sat 12 Dec" in (await phone.say("/plan")).text
    await phone.say("/pause")
    await phone.tap("No break after all")
    assert phone.last.text == "Reminders are back."
    assert "A break begins" not in (await phone.say("/plan")).text
    assert await paused_until(world) == "None"


async def test_a_run_of_ones_own_in_a_break_is_reminded(world: World) -> None:
    phone = await ahead(world, "from tomorrow to 2 Dec")
    assert await next_nudge(world) == "Thu 03 Dec 06:25"
    await phone.say("/run")
    await phone.tap("Type a time")
    await phone.say("Sat 8:00")
    assert await next_nudge(world) == "Sat 28 Nov 07:40"
