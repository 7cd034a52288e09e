"""Run the benchmarks and print their tables."""

import argparse
import asyncio
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench import replay, rush, taps
from tests.bench.contenders import dorsi, echo


def main() -> None:
    """Measure the taps, the nudges, then the coach; the options make it longer and steadier."""
    plan = taps.Plan()
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=plan.rounds)
    parser.add_argument("--one-by-one", type=int, default=plan.one_by_one, metavar="TAPS")
    parser.add_argument("--at-once", type=int, default=plan.at_once, metavar="TAPS")
    parser.add_argument("--runners", type=int, default=plan.runners)
    chosen = taps.Plan(**vars(parser.parse_args()))
    with TemporaryDirectory() as folder:
        against = [echo("httpx", 1), echo("aiohttp", 8), dorsi(Path(folder))]
        found = asyncio.run(taps.compare(against, chosen))
        sys.stdout.write(taps.table(found) + "\n\n")
        sys.stdout.write(asyncio.run(rush.measure(Path(folder), 10_000, 100_000)) + "\n\n")
    sys.stdout.write(replay.measure() + "\n")


if __name__ == "__main__":
    main()
