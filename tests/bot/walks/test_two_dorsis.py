"""Two Dorsis on one database, called by one Telegram: each update has its effect once."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.ops import webhook_command
from bot.sandbox.faults import EDITS, Fault, Kind
from storage.db import Db
from tests.bench.databases import postgres
from tests.bot.hooked import ANY_PORT, deliver
from tests.bot.load_balancer import LoadBalancer, balancing
from tests.bot.world import Phone, World, running_world

pytestmark = pytest.mark.usefixtures("unhurried")


@dataclass
class Pair:
    """Two Dorsis on one database behind a load balancer."""

    one: World
    other: World
    balancer: LoadBalancer

    async def arrived(self) -> None:
        """Wait until Telegram is rid of everything and both have said what they have to say."""
        async with asyncio.timeout(20):
            while self.one.telegram.waiting:
                deliver(self.one.telegram)
                await asyncio.sleep(0.001)
            for world in (self.one, self.other):
                while not world.running.intake.idle:  # noqa: ASYNC110 - no event
                    await asyncio.sleep(0.001)

    async def begun(self, number: int) -> Phone:
        """Return a runner at the first step of a practice."""
        phone = self.one.phone(number, f"Ada{number}")
        copied = self.one.settings.database_url.startswith("sqlite")
        await (phone.come_in() if copied else phone.walk_in())
        await phone.tap("One-minute try")
        await self.arrived()
        return phone

    async def practise(self, phone: Phone) -> int:
        """Tap twice on every step of a practice until it ends; return how many steps there were."""
        steps = 0
        while "Done" in phone.labels:
            taps = [phone.runner.tap_nowait(phone.last, "Done") for _ in range(2)]
            assert None not in [await phone.runner.answer(one) for one in taps]
            await self.arrived()
            steps += 1
        return steps


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.long)])
async def url(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """Return the URL of a migrated database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/dorsi.db"
        return
    with postgres() as there:
        db = Db(there)
        await db.migrate()
        await db.close()
        yield there


@asynccontextmanager
async def two(folder: Path, url: str, copies: int = 1) -> AsyncIterator[Pair]:
    """Run two Dorsis while the block lasts, and see that Telegram refused neither anything."""
    async with running_world(folder, intake="webhook", database_url=url) as one:
        other = World(one.telegram, one.clock, one.settings.model_copy(update=ANY_PORT))
        telegram = one.telegram.state
        telegram.hook_opens_at = 0.0  # a host would wait a second between two webhooks
        await other.start()
        ports = (one.settings.webhook_url, other.settings.webhook_url)
        async with balancing(*ports, copies=copies) as balancer:
            telegram.hook_opens_at = 0.0
            there = one.settings.model_copy(update={"webhook_url": balancer.url})
            assert not (await webhook_command.put(one.services.bot, there)).wrong
            try:
                yield Pair(one, other, balancer)
            finally:
                await other.stop()


async def test_taps_that_go_to_either_of_them_have_their_effect_once(
    tmp_path: Path, url: str
) -> None:
    async with two(tmp_path, url) as pair:
        for number in (1, 2):
            phone = await pair.begun(number)
            steps = await pair.practise(phone)
            assert len((await phone.kept())["events"]) == steps  # type: ignore[arg-type]
        assert {url for url, _ in pair.balancer.answered} == set(pair.balancer.replicas)
        assert {code for _, code in pair.balancer.answered} == {200}


async def test_taps_that_go_to_both_of_them_at_once_have_their_effect_once(
    tmp_path: Path, url: str
) -> None:
    async with two(tmp_path, url, copies=2) as pair:
        phone = await pair.begun(1)
        with pair.one.telegram.faults.during(Fault(Kind.SLOW, EDITS, seconds=0.01)):
            steps = await pair.practise(phone)
        assert len((await phone.kept())["events"]) == steps  # type: ignore[arg-type]


async def test_what_one_of_them_is_given_while_it_ends_the_other_does(
    tmp_path: Path, url: str
) -> None:
    async with two(tmp_path, url) as pair:
        phones = [await pair.begun(number) for number in (1, 2, 3)]
        with pair.one.telegram.faults.during(Fault(Kind.SLOW, EDITS, seconds=0.02)):
            taps = [(phone, phone.runner.tap_nowait(phone.last, "Done")) for phone in phones]
            await asyncio.sleep(0.01)
            ending = asyncio.create_task(pair.other.stop())
            said = [await phone.runner.say("/help") for phone in phones]
            await ending
        await pair.arrived()
        for phone, tap in taps:
            assert await phone.runner.answer(tap) is not None
        for phone, mine in zip(phones, said, strict=True):
            assert phone.last.message_id == mine.message_id + 1
            assert phone.last.text.startswith("What I do")
