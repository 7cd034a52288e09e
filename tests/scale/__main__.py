"""Put Dorsi and its peers through the same kills, and write what came of it to docs/scale.md.

Each is three processes on a PostgreSQL of its own behind the same load balancer. They are killed
at the same random moments of one seed, each to be started anew, while the same runners tap.
"""

import argparse
import asyncio
import os
import platform
import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection

from storage.db import Db
from tests.bench.databases import postgres
from tests.scale.candidates import Candidate, dorsi
from tests.scale.judge import Verdict
from tests.scale.kills import kill_one_by_one
from tests.scale.rivals import peers
from tests.scale.scene import Plan, scene

PAGE = Path("docs/scale.md")
BEGIN, END = "<!-- table: begin -->", "<!-- table: end -->"
HEAD = (
    "bot", "taps", "lost", "twice", "out of order", "screens backwards", "unanswered",
    "stale screens", "p50 ms", "p95 ms", "p99 ms", "max ms",
)  # fmt: skip


async def put_through(candidate: Candidate, chosen: Namespace) -> Verdict:
    """Kill a candidate's processes while runners tap, and judge what came of it."""
    with postgres() as url, TemporaryDirectory() as folder:
        plan = Plan(chosen.runners, seed=chosen.seed)
        async with scene(candidate, url, Path(folder), plan) as one:
            tapping = asyncio.create_task(one.crowd.go_on(chosen.rate, 3600))
            await asyncio.sleep(2)
            await kill_one_by_one(one, None, chosen.kills, chosen.seed)
            await asyncio.sleep(2)
            tapping.cancel()
            return await one.settled()


def row(name: str, one: Verdict) -> str:
    """Return a line of the table."""
    waits = [f"{one.part(part) * 1000:,.0f}" for part in (50, 95, 99)]
    worst = f"{max(one.waits, default=0) * 1000:,.0f}"
    cells = [name, f"{one.taps:,}", *map(str, one.faults), *waits, worst]
    return f"| {' | '.join(cells)} |"


async def server() -> str:
    """Return the version of the PostgreSQL."""

    def ask(conn: Connection) -> str:
        return str(conn.exec_driver_sql("SHOW server_version").scalar())

    with postgres() as url:
        db = Db(url)
        found = await db.transaction(ask)
        await db.close()
    return found


async def table(chosen: Namespace, candidates: Sequence[Candidate]) -> str:
    """Put everybody through it and lay out what came of it, with what it was measured on."""
    lines = [f"| {' | '.join(HEAD)} |", f"|---|{'---:|' * (len(HEAD) - 1)}"]
    for candidate in candidates:
        lines.append(row(candidate.name, await put_through(candidate, chosen)))
        sys.stdout.write(f"{lines[-1]}\n")
        sys.stdout.flush()
    load = os.getloadavg()[1]
    where = (
        f"{chosen.kills} × `kill -9` among 3 processes, at most {chosen.rate:g} taps a second by "
        f"{chosen.runners} runners, one in five a double tap; seed {chosen.seed}. "
        f"{os.cpu_count()} cores shared with Telegram, the runners and the database (load "
        f"{load:.0f} in the end); Python {platform.python_version()}, PostgreSQL "
        f"{await server()}."
    )
    lines += ["", where]
    return "\n".join(lines)


def write(found: str) -> None:
    """Put a table in the place of the one before."""
    text = PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    after = rest.partition(END)[2]
    PAGE.write_text(f"{before}{BEGIN}\n{found}\n{END}{after}", encoding="utf-8")


def main() -> None:
    """Measure, and write the table where it is asked for."""
    parser = argparse.ArgumentParser("python -m tests.scale", description=__doc__)
    parser.add_argument("--kills", type=int, default=16)
    parser.add_argument("--rate", type=float, default=60, help="taps a second, at most")
    parser.add_argument("--runners", type=int, default=120)
    parser.add_argument("--seed", type=int, default=20_261_127)
    parser.add_argument("--only", default="", help="those whose name holds this")
    parser.add_argument("--write", action="store_true", help=f"put the table into {PAGE}")
    chosen = parser.parse_args()
    everybody = [*peers(), dorsi()]
    candidates = [one for one in everybody if chosen.only.lower() in one.name.lower()]
    found = asyncio.run(table(chosen, candidates))
    if chosen.write:
        write(found)
    sys.stdout.write(f"\n{found}\n")


if __name__ == "__main__":
    main()
