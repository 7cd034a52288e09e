"""Run the benchmarks and print their tables."""

import argparse
import asyncio
import sys

from tests.bench import taps


def main() -> None:
    """Measure the taps; `--rounds` and its kin make it longer and steadier."""
    plan = taps.Plan()
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=plan.rounds)
    parser.add_argument("--one-by-one", type=int, default=plan.one_by_one, metavar="TAPS")
    parser.add_argument("--at-once", type=int, default=plan.at_once, metavar="TAPS")
    parser.add_argument("--runners", type=int, default=plan.runners)
    chosen = taps.Plan(**vars(parser.parse_args()))
    contenders = [taps.echo("httpx", 1), taps.echo("aiohttp", 8)]
    found = asyncio.run(taps.compare(contenders, chosen))
    sys.stdout.write(taps.table(found) + "\n")


if __name__ == "__main__":
    main()
