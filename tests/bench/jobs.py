"""Dorsi's rows beside one APScheduler job per nudge, in its memory store and its SQL store."""

import asyncio
import json
from asyncio.subprocess import PIPE
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from time import monotonic
from typing import Any

from tests.bench.process import python

STORES = {
    "rows": "Dorsi's rows",
    "memory": "a job each, memory store",
    "sql": "a job each, SQL store",
}

WATCHED = 5  # seconds in which the loop is watched; something is due in each of them
FEW = 2  # nudges to come in a store that is next to empty


@dataclass(frozen=True, slots=True)
class Figures:
    """What a scheduler needs: seconds to add one, to the first one said, MB, seconds of lag."""

    each: float
    first: float
    memory: float
    p99: float
    worst: float


@dataclass(frozen=True, slots=True)
class Compared:
    """What one store needs with all there is to come, and with next to nothing."""

    full: Figures
    empty: Figures

    @property
    def added(self) -> float:
        """MB that what is to come takes."""
        return self.full.memory - self.empty.memory


async def measure(folder: Path, size: int, seconds: int = WATCHED) -> dict[str, Compared]:
    """Measure each store with `size` nudges to come and one that is due."""
    found = {}
    for store in STORES:
        empty = await one(store, f"sqlite:///{folder}/{store}-empty.db", FEW, seconds)
        full = await one(store, f"sqlite:///{folder}/{store}.db", size, seconds)
        found[store] = Compared(full, empty)
    return found


async def one(store: str, url: str, size: int, seconds: int) -> Figures:
    """Fill one store where it outlives its process, then start on it."""
    filled = {} if store == "memory" else await child(store, "fill", url, size, seconds)
    began = monotonic()
    ran = await child(store, "run", url, size, seconds)
    return Figures(
        each=(filled or ran)["each"],
        first=ran["first"] - began,
        memory=ran["memory"],
        p99=quantiles(ran["late"], n=100)[-1],
        worst=max(ran["late"]),
    )


async def child(store: str, what: str, url: str, *numbers: int) -> dict[str, Any]:
    """Run a scheduler to its end and return what it printed."""
    command = python("-m", "tests.bench.scheduled", store, what, url, *map(str, numbers))
    process = await asyncio.create_subprocess_exec(*command, stdout=PIPE)
    printed, _ = await process.communicate()
    if process.returncode:
        raise RuntimeError(f"{store}, {what}: ended with {process.returncode}")
    found: dict[str, Any] = json.loads(printed)
    return found


def table(found: dict[str, Compared], size: int) -> str:
    """Lay the figures out; below each store of jobs, its ratios to Dorsi's rows."""
    head = (f"{size:,} to come", "to add one", "start → first", "memory added", "lag p99", "worst")
    lines = ["{:<28}{:>12}{:>15}{:>14}{:>12}{:>12}".format(*head)]
    rows = found["rows"].full
    for store, compared in found.items():
        one = compared.full
        lines.append(
            f"{STORES[store]:<28}{one.each * 1e3:>9.3f} ms{one.first:>13.2f} s"
            f"{compared.added:>11.1f} MB{one.p99 * 1e3:>9.1f} ms{one.worst * 1e3:>9.1f} ms"
        )
        if one is not rows:
            lines.append(
                f"{'':<28}{one.each / rows.each:>10.2f} ×{one.first / rows.first:>13.2f} ×"
                f"{'':>14}{one.p99 / rows.p99:>10.2f} ×{one.worst / rows.worst:>10.2f} ×"
            )
    return "\n".join(lines)
