"""Measure Dorsi and print tables, all of it in about a quarter of an hour, or the named parts.

taps: beside echo bots. burst: what is due at once, without Telegram's limit. stored: a million
nudges. jobs: a job of APScheduler's for each instead. rush: nudges while runners tap. replay: five
years in the coach. far: taps where Telegram is 60 and 200 ms away, and three processes. intake:
what it costs that an update is kept first.
"""

import argparse
import asyncio
import sys
from argparse import Namespace, RawDescriptionHelpFormatter
from collections.abc import Callable, Coroutine
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench import burst, far, intake, jobs, replay, rush, stored, taps
from tests.bench.contenders import aiogram_echo, dorsi, echo


async def _taps(folder: Path, chosen: Namespace) -> str:
    plan = taps.Plan(chosen.rounds, chosen.one_by_one, chosen.at_once, chosen.runners)
    against = [echo("httpx", 1), echo("aiohttp", 8), *aiogram_echo(), dorsi(folder)]
    return taps.table(await taps.compare(against, plan))


async def _burst(folder: Path, chosen: Namespace) -> str:
    return await burst.measure(folder, chosen.burst)


async def _stored(folder: Path, chosen: Namespace) -> str:
    plan = stored.Plan((0, *chosen.stored))
    return stored.table(*await stored.measure(folder, plan))


async def _jobs(folder: Path, chosen: Namespace) -> str:
    return jobs.table(await jobs.measure(folder, chosen.jobs), chosen.jobs)


async def _rush(folder: Path, chosen: Namespace) -> str:
    plan = rush.Plan(chosen.rush)
    return rush.table(await rush.measure(folder, plan))


async def _far(folder: Path, chosen: Namespace) -> str:
    return far.table(await far.measure(folder, chosen.far, seconds=10))


async def _intake(folder: Path, _: Namespace) -> str:
    return await intake.measure(folder, 1000)


async def _replay(_: Path, __: Namespace) -> str:
    return replay.measure()


Part = Callable[[Path, Namespace], Coroutine[None, None, str]]
PARTS: dict[str, Part] = {
    "taps": _taps,
    "burst": _burst,
    "stored": _stored,
    "jobs": _jobs,
    "rush": _rush,
    "replay": _replay,
    "far": _far,
    "intake": _intake,
}


def main() -> None:
    """Measure the parts that were asked for and print each table as soon as it is there."""
    chosen = _read()
    for name in chosen.parts or PARTS:
        with TemporaryDirectory() as folder:
            found = asyncio.run(PARTS[name](Path(folder), chosen))
        sys.stdout.write(f"== {name}\n{found}\n\n")
        sys.stdout.flush()


def _read() -> Namespace:
    plan = taps.Plan()
    parser = argparse.ArgumentParser(
        "python -m tests.bench", description=__doc__, formatter_class=RawDescriptionHelpFormatter
    )
    parser.add_argument("parts", nargs="*", choices=PARTS, metavar="PART", help=", ".join(PARTS))
    add = parser.add_argument
    add("--rounds", type=int, default=plan.rounds, help="of taps")
    add("--one-by-one", type=int, default=plan.one_by_one, metavar="TAPS")
    add("--at-once", type=int, default=plan.at_once, metavar="TAPS")
    add("--runners", type=int, default=plan.runners, help="who tap")
    add("--burst", type=int, default=10_000, metavar="NUDGES")
    add("--stored", type=int, nargs=2, default=[100_000, 1_000_000], metavar="NUDGES")
    add("--jobs", type=int, default=100_000, help="fewer while one works on it: SQL takes minutes")
    add("--rush", type=int, default=rush.Plan().nudges, metavar="NUDGES")
    add("--far", type=int, default=1500, metavar="TAPS")
    return parser.parse_args()


if __name__ == "__main__":
    main()
