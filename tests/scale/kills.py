"""A rush of nudges and taps in which replicas are killed, one by one or all at once."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from tests.kill.killing import USEFUL, Toll, listen
from tests.scale.candidates import Candidate
from tests.scale.judge import Verdict
from tests.scale.scene import Plan, Scene, scene
from tests.storage.counted import waiting_nudges
from tests.storage.full_database import fill, make_due, on_their_way

TWICE = "may come twice"
SOONEST, LATEST = 0.1, 1.5  # seconds from one kill to the next
LOOK = 0.05


@dataclass(slots=True)
class Rush:
    """Nudges that are due beside the taps; each kill begins another life."""

    toll: Toll
    life: int = 0

    @property
    def in_doubt(self) -> set[int]:
        """Return the runners whose nudge was on its way as a replica was killed."""
        claimed = frozenset[int]().union(*self.toll.claimed)
        return {who for who, planted in self.toll.nudges.items() if planted.id in claimed}

    def __str__(self) -> str:
        """Return the counts as a line."""
        toll = self.toll
        return (
            f"{len(toll.claimed)} kills, {len(toll.nudges):,} nudges: {len(toll.lost)} lost, "
            f"{len(toll.doubles)} doubles, at most {toll.most_at_once} by one kill"
        )


@asynccontextmanager
async def rush(
    candidate: Candidate,
    url: str,
    folder: Path,
    plan: Plan,
    nudges: int,
    useful: timedelta = USEFUL,
) -> AsyncIterator[tuple[Scene, Rush]]:
    """Put up a scene in which so many nudges become due as it begins, `useful` for so long."""
    await fill(url, 3 * nudges, datetime.now(UTC))
    async with scene(candidate, url, folder, plan) as one:
        now = datetime.now(UTC)
        planted = await one.db.transaction(make_due, now, [now + useful] * nudges)
        found = Rush(Toll({each.runner: each for each in planted}))
        listen(one.telegram, found.toll, lambda: found.life, asyncio.Event())
        yield one, found


async def kill_one_by_one(one: Scene, beside: Rush | None, kills: int, seed: int) -> None:
    """Kill a replica at random moments while at least one other is up; each comes back."""
    chance = Random(seed)  # noqa: S311 - the same moments every time
    async with asyncio.TaskGroup() as coming_back:
        for _ in range(kills):
            await asyncio.sleep(chance.uniform(SOONEST, LATEST))
            while len(one.fleet.up) < 2:  # noqa: ASYNC110 - processes come up
                await asyncio.sleep(LOOK)
            victim = chance.choice(sorted(one.fleet.up))
            await one.fleet.kill(victim)
            if beside is not None:
                beside.toll.claimed.append(await one.db.transaction(on_their_way))
                beside.life += 1
            coming_back.create_task(one.fleet.start([victim]))


async def ended(one: Scene, beside: Rush, within: float = 600.0) -> Verdict:
    """Wait until every nudge has arrived or was given up, and every tap is seen to."""
    these = [planted.id for planted in beside.toll.nudges.values()]
    async with asyncio.timeout(within):
        while await one.db.transaction(waiting_nudges, these):  # noqa: ASYNC110 - as processes do it
            await asyncio.sleep(LOOK)
    return await one.settled()
