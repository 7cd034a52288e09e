"""What the walks through the morning after share: a reason to ask, and what comes and is kept."""

from typing import cast

from scheduler.wall_clock import local
from storage.reminders import forecast
from tests.bot.scenarios import start
from tests.bot.world import Phone, World

LEFT = "How is the left ankle this morning?"
RIGHT = "How is the right ankle this morning?"
WALKING = "Any pain when you walk right now?"


async def finish(phone: Phone) -> None:
    """Do every step of a practice, and feel nothing."""
    while "Done" in phone.labels:
        await phone.tap("Done")
    await phone.tap("Nothing")
    assert "That's it for now." in phone.last.text


async def loaded(world: World) -> Phone:
    """Return a runner who walked on their heels after Tuesday's run."""
    phone = world.phone()
    await phone.come_in()
    await world.jump(hours=20)
    await phone.say("/today")
    await start(phone, "Rest day", "Start")
    await finish(phone)
    return phone


async def coming(world: World) -> list[str]:
    """Return what will come, as `kind weekday time`, but for the look back on Sunday."""
    due = await world.services.db.transaction(forecast.of, 1, world.clock.now())
    there = [(one.kind, local(one.due, "Europe/Vienna")) for one in due if one.kind != "week"]
    return [f"{kind} {at:%a %H:%M}" for kind, at in there]


async def answers(phone: Phone) -> list[tuple[str, str]]:
    """Return the mornings that are kept, as (side, answer)."""
    events = cast("list[dict[str, dict[str, str]]]", (await phone.kept())["events"])
    bodies = [one["body"] for one in events if cast("str", one["kind"]) == "morning"]
    return [(body["side"], body["answer"]) for body in bodies]


async def comes(world: World, when: str) -> None:
    """Jump to the next reminder and see that it comes at this time of the runner's."""
    due = await world.next_reminder()
    assert f"{local(due, 'Europe/Vienna'):%a %H:%M}" == when
