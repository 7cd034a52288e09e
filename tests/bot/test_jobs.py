"""The upkeep of a day goes through everyone once, a little at a time."""

from datetime import timedelta

from bot.jobs import Upkeep
from storage.export import everything
from storage.retention import KEPT
from tests.bot.settled_runners import settled
from tests.bot.world import World


async def oldest(dorsi: World, runner: int) -> str:
    """Return the deadline of a runner's oldest reminder that is kept."""
    kept = await dorsi.dorsi.db.run(everything, runner)
    return str(min(nudge["deadline"] for nudge in kept["nudges"]))


async def test_a_round_forgets_what_is_long_over_for_everyone_once_a_day(dorsi: World) -> None:
    for number in (1, 2, 3):
        await settled(dorsi, number)
    await dorsi.jump(days=2)
    first = await oldest(dorsi, 3)
    upkeep = Upkeep(dorsi.dorsi)
    await upkeep.go_on()
    assert await oldest(dorsi, 3) == first
    dorsi.clock.jump(KEPT)
    await upkeep.go_on()
    assert [await oldest(dorsi, number) > first for number in (1, 2, 3)] == [True] * 3


async def test_a_round_of_today_is_not_begun_anew(dorsi: World) -> None:
    await settled(dorsi)
    await dorsi.jump(days=2)
    dorsi.clock.jump(KEPT)
    upkeep = Upkeep(dorsi.dorsi)
    upkeep._done_on = dorsi.clock.now().date()
    first = await oldest(dorsi, 1)
    await upkeep.go_on()
    assert await oldest(dorsi, 1) == first
    dorsi.clock.jump(timedelta(days=1))
    await upkeep.go_on()
    assert await oldest(dorsi, 1) > first
