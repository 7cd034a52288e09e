"""The upkeep of a day goes through everyone once, a little at a time."""

from datetime import timedelta

from bot import rounds
from storage import facts
from storage.export import everything
from storage.retention import KEPT
from tests.bot.settled_runners import settled
from tests.bot.world import World


async def oldest(world: World, runner: int) -> str:
    """Return the deadline of a runner's oldest reminder that is kept."""
    kept = await world.services.db.transaction(everything, runner)
    return str(min(nudge["deadline"] for nudge in kept["nudges"]))


async def test_a_round_forgets_what_is_long_over_for_everyone_once_a_day(world: World) -> None:
    for number in (1, 2, 3):
        await settled(world, number)
    await world.jump(days=2)
    first = await oldest(world, 3)
    upkeep = rounds.upkeep(world.services)
    await upkeep.go_on()
    assert await oldest(world, 3) == first
    world.clock.jump(KEPT)
    await upkeep.go_on()
    assert [await oldest(world, number) > first for number in (1, 2, 3)] == [True] * 3


async def test_a_round_of_today_is_not_begun_anew_by_anybody(world: World) -> None:
    await settled(world)
    await world.jump(days=2)
    world.clock.jump(KEPT)
    first = await oldest(world, 1)
    today = f"{world.clock.now():%Y-%m-%d} done"
    await world.services.db.transaction(facts.put, "upkeep", today)
    await rounds.upkeep(world.services).go_on()
    assert await oldest(world, 1) == first
    world.clock.jump(timedelta(days=1))
    await rounds.upkeep(world.services).go_on()
    assert await oldest(world, 1) > first
