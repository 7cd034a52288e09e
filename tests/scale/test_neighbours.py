"""One runner drums, floods or sends poison: everybody else is served as before."""

import asyncio
from pathlib import Path

import pytest

from bot.ops.error_handler import SORRY
from bot.sandbox import journal
from bot.sandbox.runner import Runner
from storage.inbox import LONGEST_LINE
from tests.bench.databases import postgres
from tests.bench.process import python
from tests.scale.candidates import dorsi
from tests.scale.crowd import FIRST
from tests.scale.judge import Record, Verdict, judge
from tests.scale.poisonous import CRASHES, RAISES
from tests.scale.scene import Plan, Scene, complaints, scene
from tests.scale.test_kills import FULL, SHORT, report
from tests.storage.counted import line_of, set_aside

RATE = 15.0  # taps a second of all the others
DRUMS = 12.0  # taps a second of one
ADMIN = 4242
POISONOUS = python("-m", "tests.scale.poisonous")


async def others(one: Scene, since: float, until: float, but: Runner) -> Verdict:
    """Judge what everybody else tapped in a time."""
    record = Record()
    for who, taps in one.crowd.record.taps.items():
        if who != but.chat.chat_id:
            record.taps[who] = taps
            record.shown[who] = one.crowd.record.shown[who]
    rows = await one.db.transaction(one.candidate.effects)
    verdict = judge(record, rows, one.candidate.modulus)
    verdict.waits = [wait for at, wait in verdict.timed if since <= at < until]
    return verdict


@pytest.mark.parametrize("seconds", [pytest.param(10, marks=SHORT), pytest.param(40, marks=FULL)])
async def test_a_drummer_whose_edits_are_counted_slows_nobody_else(
    tmp_path: Path, seconds: float
) -> None:
    clock = asyncio.get_running_loop().time
    with postgres() as url:
        async with scene(dorsi(), url, tmp_path, Plan(60, replicas=2)) as one:
            one.telegram.limit(edits=True, retry_after=10)
            drummer = one.crowd.runners.pop()
            tapping = asyncio.create_task(one.crowd.go_on(RATE, 3600, doubles=0))
            await asyncio.sleep(5)
            calm = clock()
            await asyncio.sleep(seconds)
            begun = clock()
            while clock() < begun + seconds:
                one.crowd.tap(drummer)
                await asyncio.sleep(1 / DRUMS)
            tapping.cancel()
            over = clock()
            verdict = await one.settled()
            before = await others(one, calm, begun, drummer)
            beside = await others(one, begun, over, drummer)
            report(
                f"a drummer: others' p95 {before.part(95) * 1000:.0f} ms before, "
                f"{beside.part(95) * 1000:.0f} ms beside, "
                f"{beside.part(95) / before.part(95):.2f} ×; {verdict}"
            )
            assert beside.clean, complaints(one.fleet.replicas)
            assert verdict.clean, complaints(one.fleet.replicas)


@pytest.mark.parametrize("taps", [pytest.param(10_000, marks=FULL)])
async def test_one_who_floods_has_a_short_line_and_slows_nobody_else(
    tmp_path: Path, taps: int
) -> None:
    clock = asyncio.get_running_loop().time
    with postgres() as url:
        async with scene(dorsi(), url, tmp_path, Plan(60)) as one:
            flooder = one.crowd.runners.pop()
            tapping = asyncio.create_task(one.crowd.go_on(RATE, 3600))
            await asyncio.sleep(5)
            calm = clock()
            await asyncio.sleep(15)
            begun, longest = clock(), 0
            for _ in range(taps):
                flooder.forge_nowait(flooder.last, "today")
            while clock() < begun + 15:
                await asyncio.sleep(0.2)
                longest = max(longest, await one.db.transaction(line_of, flooder.chat.chat_id))
            tapping.cancel()
            before = await others(one, calm, begun, flooder)
            beside = await others(one, begun, clock(), flooder)
            report(
                f"a flood of {taps:,}: a line of {longest}; others' p99 "
                f"{before.part(99) * 1000:.0f} ms before, {beside.part(99) * 1000:.0f} ms beside"
            )
            assert longest <= LONGEST_LINE
            assert beside.lost == beside.twice == beside.disorder == 0


@pytest.mark.parametrize(
    "poison", [pytest.param(RAISES, marks=SHORT), pytest.param(CRASHES, marks=SHORT)]
)
async def test_poison_is_set_aside_and_the_next_tap_and_everybody_else_go_on(
    tmp_path: Path, poison: str
) -> None:
    with postgres() as url:
        candidate = dorsi(POISONOUS, DORSI_ADMIN_IDS=str(ADMIN))
        async with scene(candidate, url, tmp_path, Plan(40)) as one, one.fleet.supervised():
            admin = one.telegram.runner(ADMIN)
            admin.chat.known = True
            tapping = asyncio.create_task(one.crowd.go_on(RATE, 3600))
            await asyncio.sleep(3)
            victim = one.telegram.runner(FIRST)
            victim.forge_nowait(victim.last, poison)
            one.crowd.tap(victim)
            await asyncio.sleep(10)
            tapping.cancel()
            verdict = await one.settled()
            calls = journal.carried(one.telegram.calls, {"sendMessage"}, FIRST)
            report(f"{poison}: {verdict}; the admin heard {len(admin.messages)} notes")
            assert verdict.clean, complaints(one.fleet.replicas)
            assert await one.db.transaction(set_aside) == 1
            assert sum(call.shown == SORRY for call in calls) == 1
            assert admin.messages, "the host heard of nothing"
