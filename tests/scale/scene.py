"""A scene: a Telegram, a load balancer, replicas behind it and a crowd in front of it."""

import asyncio
import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.sandbox import webhook
from bot.sandbox.clock import Clock
from bot.sandbox.state import Call
from bot.sandbox.telegram import Telegram
from storage.db import Db
from tests.bot.load_balancer import LoadBalancer, balancing
from tests.scale.candidates import SECRET, Candidate
from tests.scale.crowd import Crowd
from tests.scale.fleet import Fleet, Replica, fleet
from tests.scale.judge import Verdict, judge

# A load balancer that has nobody left says so; Telegram then asks again after this, and not
# after up to two minutes.
DOWN = (503, "1")
QUIET = 12.0  # seconds without a call after which nothing more will come
LOOK = 0.3


@dataclass(frozen=True, slots=True)
class Plan:
    """How large a scene is: the crowd, and how many replicas; `lapse` shortens Telegram's waits."""

    runners: int = 120
    replicas: int = 3
    seed: int = 20_261_127
    lapse: float = 1.0
    copies: int = 1


@dataclass(slots=True)
class Scene:
    """Everything that plays a part; `db` is for the judge alone."""

    candidate: Candidate
    telegram: Telegram
    balancer: LoadBalancer
    fleet: Fleet
    crowd: Crowd
    db: Db

    async def verdict(self) -> Verdict:
        """Judge what there is so far."""
        rows = await self.db.transaction(self.candidate.effects)
        mine = set(self.crowd.record.taps)
        effects = [one for one in rows if one.runner in mine]
        return judge(self.crowd.record, effects, self.candidate.modulus)

    async def settled(self, within: float = 90.0) -> Verdict:
        """Wait until all is well, or nothing more happens, and judge that."""
        clock = asyncio.get_running_loop().time
        ends = clock() + within
        calls, since = -1, clock()
        while True:
            made = sum(len(one) for one in self.crowd.record.shown.values())
            if made != calls:
                calls, since = made, clock()
            waits = len(self.telegram.waiting)
            if not waits and (verdict := await self.verdict()).clean:
                return verdict
            if clock() > ends or (not waits and clock() - since > QUIET):
                return await self.verdict()
            await asyncio.sleep(LOOK)


@asynccontextmanager
async def scene(
    candidate: Candidate, url: str, folder: Path, plan: Plan, databases: Sequence[str] = ()
) -> AsyncIterator[Scene]:
    """Put a scene up on a PostgreSQL while the block lasts; the replicas have begun.

    `databases` are the URLs by which each replica reaches it, where these differ.
    """
    telegram = Telegram(Clock(), lapse=plan.lapse, seed=plan.seed)
    crowd = Crowd(telegram, candidate, plan.runners, plan.seed)
    await candidate.prepare(url, crowd.numbers)
    db = Db(url)
    await telegram.start()
    async with balancing(copies=plan.copies, down=DOWN) as balancer:
        reached = list(databases) or [url] * plan.replicas
        several = fleet(candidate, telegram, folder, balancer.url, reached)
        balancer.replicas += [one.hook for one in several.replicas]
        try:
            _set_webhook(telegram, balancer.url)
            await several.start()
            yield Scene(candidate, telegram, balancer, several, crowd, db)
        finally:
            await several.kill()
            await telegram.stop()
            await db.close()


def _set_webhook(telegram: Telegram, url: str) -> None:
    params = {"url": url, "secret_token": SECRET, "max_connections": 100}
    webhook.set_webhook(telegram.state, Call("setWebhook", params, telegram.clock.now()))


def complaints(replicas: Sequence[Replica], most: int = 20) -> str:
    """Return what the replicas logged most, for whoever looks for the reason of a failure."""
    counted: dict[str, int] = {}
    for log in {log for one in replicas for log in one.folder.glob("replica-*.log")}:
        for line in log.read_text(errors="replace").splitlines():
            words = re.sub(r"\d+", "#", line.partition("Z ")[2] or line)
            counted[words] = counted.get(words, 0) + 1
    most_of = sorted(counted.items(), key=lambda one: -one[1])[:most]
    return "\n".join(f"{count:>6} × {words}" for words, count in most_of)
