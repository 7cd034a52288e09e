"""What keeps every drill away keeps the reminders away too, whatever it came from."""

from datetime import datetime, timedelta
from time import time

import pytest

from bot.jobs import jobs
from content.events import Flagged
from storage import events
from storage.reminders import outbox
from tests.bot.scenarios import FLAGS, begun
from tests.bot.world import Phone, World

pytestmark = pytest.mark.usefixtures("unhurried")


async def next_nudge(world: World) -> datetime | None:
    """Return when the next nudge would be said, None if none will."""
    return await world.services.db.transaction(outbox.next_due)


async def test_no_reminder_comes_while_a_limit_keeps_the_drills_away(world: World) -> None:
    phone = world.phone()
    await phone.come_in()
    before = await next_nudge(world)
    await phone.say("/settings")
    await phone.tap("Limits", "limits:add:RD6")
    assert await next_nudge(world) is None
    await phone.tap("I mis-tapped")
    assert await next_nudge(world) == before


async def test_an_operation_ends_its_pause_by_itself(world: World) -> None:
    phone = world.phone()
    await phone.come_in()
    await phone.say("/settings")
    await phone.tap("Limits", "limits:add:RD1", "October")
    for days, held in ((157, True), (1, False)):
        await world.jump(days=days)
        await refreshed(world)
        assert (await next_nudge(world) is None) == held, "nobody has to come by for it"
    assert "Start" in [one.text for one in (await phone.say("/today")).buttons]


async def refreshed(world: World) -> None:
    """Let the clock's look at what ended by itself be due."""
    (look,) = (
        job for job in jobs(world.services, world.running.intake, time) if job.name == "holds"
    )
    await look.run()


async def resting_until(phone: Phone) -> datetime | None:
    """Return until when the runner's reminders rest."""
    runner = (await phone.kept())["runner"]
    assert isinstance(runner, dict)
    until = runner["resting_until"]
    return datetime.fromisoformat(until) if until else None


async def test_severe_pain_rests_everything_from_the_moment_it_is_told(world: World) -> None:
    phone = await begun(world)
    await phone.tap("Sharp pull", "Achilles")
    assert await resting_until(phone) is None
    await phone.tap("9")
    assert FLAGS in phone.last.text
    until = await resting_until(phone)
    assert until is not None
    rest = until - world.clock.now()
    assert timedelta(hours=71, minutes=59) < rest <= timedelta(hours=72)


async def test_only_the_morning_is_asked_while_everything_rests(world: World) -> None:
    phone = await begun(world)
    await phone.tap("Sharp pull", "Achilles", "9")
    await phone.none()
    count = len(phone.runner.messages)
    for _ in range(71):
        await world.jump(hours=1)
    (asked,) = phone.runner.messages[count:]
    assert "this morning" in str(asked.text)
    await world.jump(days=1)
    await world.next_reminder()
    assert phone.last.text.startswith("Run at 06:45")


async def test_pain_below_eight_rests_no_reminder(world: World) -> None:
    phone = await begun(world)
    await phone.tap("Sharp pull", "Achilles", "7")
    assert FLAGS in phone.last.text
    assert await resting_until(phone) is None


async def test_when_the_rest_is_over_nothing_speaks_of_it(world: World) -> None:
    phone = await begun(world)
    await phone.tap("Sharp pull", "Achilles", "9")
    for days, rests in ((2.5, True), (1, False)):
        await world.jump(days=days)
        assert ("Everything rests" in (await phone.say("/plan")).text) == rests


async def test_severe_pain_that_lasts_to_the_next_day_pauses_the_reminders(world: World) -> None:
    phone = await begun(world)
    await phone.tap("Sharp pull", "Achilles", "9")
    assert FLAGS in phone.last.text
    assert await next_nudge(world) is not None
    await world.jump(days=1)
    await phone.forge("today:walk:before:mat:full:6")
    assert "No drills right now." in phone.last.text
    assert await next_nudge(world) is None
    assert "Standing drills: it kept hurting" in (await phone.say("/safety")).text


async def test_red_flags_left_unanswered_come_before_the_next_step(world: World) -> None:
    phone = await begun(world)
    await phone.tap("It pinches", "Strong (6+)", "Skip this", "Skip this")
    assert FLAGS in phone.last.text
    await phone.say("/today")
    await phone.tap("Go on")
    assert FLAGS in phone.last.text
    await phone.none()
    assert "Done" in phone.labels


async def test_what_the_rules_of_now_hold_stops_the_reminders_once_it_is_met(world: World) -> None:
    phone = world.phone()
    await phone.come_in()
    assert await next_nudge(world) is not None
    now = world.clock.now()
    flag = Flagged(now, now.date(), "RC5")
    await world.services.db.transaction(events.add, 1, flag)  # as a history of before has it
    await phone.say("/today")
    assert "No drills right now." in phone.last.text
    assert await next_nudge(world) is None
