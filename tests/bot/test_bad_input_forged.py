"""Callback data can be forged: what names another runner's things, or nothing, changes nothing."""

import pytest

from storage import runs
from storage.reminders import forecast
from tests.bot.assertions import has_a_way_on
from tests.bot.world import Phone, World

pytestmark = pytest.mark.usefixtures("unhurried")

OLD = "That button is from an earlier message."
OVER = "This practice is over."
SETTLED = "That card is not up to date any more"

# The data, with the other runner's ids to be filled in, and the sentence that answers it.
THEIRS = {
    "d1:{practice}:0:done": OVER,
    "d1:{practice}:0:pinch": OVER,
    "d1:{practice}:resume": OVER,
    "run:no:{run}": SETTLED,
    "run:moved:{run}": SETTLED,
    "run:to:{run}:1795431600": SETTLED,
    "run:back:{run}": SETTLED,
    "nudge:{nudge}:start": SETTLED,
    "nudge:{nudge}:minute": SETTLED,
    "nudge:{nudge}:snooze": SETTLED,
    "nudge:{nudge}:moved": SETTLED,
    "nudge:{nudge}:no": SETTLED,
}

NOBODYS = {
    "dance": OLD,
    "d1": OLD,
    "d1:1:0:dance": OVER,
    "d1:999999999999999999:0:done": OVER,
    "d1:9223372036854775808:0:done": OLD,
    "d1:-1:0:done": OLD,
    "run:no:999999999999999999": SETTLED,
    "run:no:18446744073709551616": OLD,
    "run:fly:1": OLD,
    "nudge:999999999999999999:start": SETTLED,
    "zone:at:²": OLD,
    "zone:at:--5": OLD,
    "zone:at:9999": "What time is it where you are?",
    "zone:is:Mars/Olympus": OLD,
    "check:knee_to_wall:left:²": "Knee-to-wall",
    "check:knee_to_wall:left:99999999999999999999": "Knee-to-wall",
    "check:knee_to_wall:middle:8": OLD,
    "check:squat:flying": OLD,
    "check:handstand": OLD,
    "flags:yes:RD5:0": OLD,
    "flags:yes:RX9:0": OLD,
    "flags:none:Z:0": OLD,
    "safety:cleared:RA1": OLD,
    "safety:calmed:RA1": OLD,
    "today:go:never:mat:full": OLD,
    "today:go:rest:moon:full": OLD,
    "today:walk:before:mat:full:11": OLD,
    "plan:day:9:on": OLD,
    "plan:day:1": OLD,
    "plan:length:9999": OLD,
    "plan:lead:0": OLD,
    "plan:set:1:2577": OLD,
    "plan:set:1:0645:2577": OLD,
    "plan:set:1:1111:0700": "not in your plan any more",
    "plan:set:a1:0645:0700": "not in your plan any more",
    "plan:set:0:new:0700": OLD,
    "plan:time:9:0645": "not in your plan any more",
    "plan:time:1:soon": OLD,
    "plan:drop:1:0646": "Your week",
    "plan:minutes:1:0645:9999": OLD,
    "plan:long:8": OLD,
    "plan:long:6:0800:9999": OLD,
    "plan:long:6:2577": OLD,
    "plan:alternate:2026-13-01": OLD,
    "plan:alternate:soon": OLD,
    "plan:goal:0": OLD,
    "plan:goal:15": OLD,
    "run:new:999999999999999999": OLD,
    "run:to:1:999999999999999999": OLD,
    "plan:rest:soon": OLD,
    "pause:forever": OLD,
    "set:place:moon": OLD,
    "set:quiet:1-99": OLD,
    "set:limit:RA1": OLD,
    "hello:consent": OLD,
    "hello:no": OLD,
    "learn:nothing": OLD,
    "why:nothing": "Where your drills are, and why",
    "delete:perhaps": OLD,
    "ü" * 32: OLD,
}


async def two_runners(world: World) -> tuple[Phone, Phone, dict[str, int]]:
    """Return a runner, another one with a practice under way, and the other one's ids."""
    me, other = world.phone(1, "Ada"), world.phone(2, "Ben")
    for phone in (me, other):
        await phone.come_in()
    await other.tap("One-minute try")
    practice = int(other.last.buttons[0].data.split(":")[1])
    (nudge, *_) = await world.services.db.transaction(forecast.of, 2, world.clock.now())
    (run, *_) = await world.services.db.transaction(runs.upcoming, 2, world.clock.now())
    return me, other, {"practice": practice, "nudge": nudge.id, "run": run.id}


async def test_another_runners_things_cannot_be_touched(world: World) -> None:
    me, other, ids = await two_runners(world)
    mine, theirs = await me.kept(), await other.kept()
    for data, answer in THEIRS.items():
        told = await me.forge(data.format(**ids))
        assert answer in told.text, data
        assert has_a_way_on(told), data
        assert (await me.kept(), await other.kept()) == (mine, theirs), data


async def test_made_up_data_changes_nothing(world: World) -> None:
    phone = world.phone()
    await phone.come_in()
    before = await phone.kept()
    for data, answer in NOBODYS.items():
        told = await phone.forge(data)
        assert answer in told.text, data
        assert has_a_way_on(told), data
        assert await phone.kept() == before, data


@pytest.mark.parametrize(
    "data", ["flags:yes:RA1:0", "zone:is:Europe/Vienna", "hello:consent", "d1:1:0:done", "today"]
)
async def test_a_stranger_who_forges_is_greeted_and_nothing_is_kept(
    world: World, data: str
) -> None:
    phone = world.phone()
    await phone.say("/start")
    await phone.forge(data)
    assert (await phone.kept())["events"] == []
    assert (await phone.kept())["runner"] == {"last_seen": None}
    await phone.say("/start")
    assert "Hello Ada, I'm Dorsi." in phone.last.text
