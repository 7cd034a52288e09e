"""One scheduler in a process of its own: Dorsi's rows, or a job of APScheduler's for each nudge.

`python -m tests.bench.scheduled memory|sql|rows fill|run URL N SECONDS` prints its figures as JSON.
"""

import asyncio
import json
import sys
from datetime import UTC, datetime, timedelta
from time import monotonic
from typing import Any

from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.reminders.dispatcher import ALONE
from scheduler.clock import Clock, Job
from storage.db import Db
from storage.reminders import outbox
from tests.bench.process import memory
from tests.storage.full_database import fill, make_due, newcomer

WEEK = 7 * 86_400  # seconds over which what is to come is spread
BEAT = 0.005  # seconds between two looks at how late the loop is
BY_HAND = 500  # runners, at most, who get their nudges one transaction each, as in life

first = asyncio.Event()


def said() -> None:
    """Do what a nudge does when it is due: nothing here."""
    first.set()


def jobs(store: str, url: str) -> AsyncIOScheduler:
    """Return APScheduler on a store, with the settings that lose no job."""
    kept = SQLAlchemyJobStore(url=url) if store == "sql" else MemoryJobStore()
    never_lost = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
    return AsyncIOScheduler(jobstores={"default": kept}, timezone=UTC, job_defaults=never_lost)


def add(scheduler: AsyncIOScheduler, size: int) -> None:
    """Add a job for each nudge to come, one of them due now."""
    now = datetime.now(UTC)
    scheduler.add_job(said, "date", run_date=now)
    for number in range(1, size):
        later = timedelta(days=2, seconds=number * WEEK / size)
        scheduler.add_job(said, "date", run_date=now + later)


async def fill_jobs(store: str, url: str, size: int) -> dict[str, float]:
    """Fill a store that outlives its process; return the seconds that one job took."""
    scheduler = jobs(store, url)
    scheduler.start(paused=True)
    began = monotonic()
    add(scheduler, size)
    seconds = monotonic() - began
    scheduler.shutdown(wait=False)
    return {"each": seconds / size}


async def fill_rows(url: str, size: int) -> dict[str, float]:
    """Fill Dorsi's rows; return the seconds that one nudge took, made with its run and runner."""
    now = datetime.now(UTC)
    stored = await fill(url, size, now)
    db = Db(url)
    hand = min(BY_HAND, size)
    began = monotonic()
    for _ in range(hand):
        await db.transaction(newcomer, now)
    seconds = monotonic() - began
    await db.transaction(make_due, now, [now + timedelta(hours=1)])
    await db.close()
    return {"each": seconds / (2 * hand), "stored": stored}


async def run_jobs(store: str, url: str, size: int, seconds: int) -> dict[str, Any]:
    """Start on a store: the first job, the memory, and how late the loop is while some are due."""
    scheduler = jobs(store, url)
    scheduler.start()
    began = monotonic()
    if store == "memory":
        add(scheduler, size)
    each = (monotonic() - began) / size
    await first.wait()
    at = monotonic()
    for second in range(seconds):
        soon = datetime.now(UTC) + timedelta(seconds=second + 0.5)
        scheduler.add_job(said, "date", run_date=soon)
    late = await lateness(seconds)
    scheduler.shutdown(wait=False)
    return {"first": at, "memory": memory(), "late": late, "each": each}


async def run_rows(url: str, seconds: int) -> dict[str, Any]:
    """Start Dorsi's clock on its rows and return the same; it looks every second."""
    db = Db(url)
    await db.prepare()

    async def look() -> None:
        now = datetime.now(UTC)
        due = (await db.transaction(outbox.claim, now, ALONE.batch)).due
        await db.transaction(outbox.mark_sent, [(nudge, 1) for nudge in due], now)
        if due:
            first.set()

    clock = Clock(Job("nudges", look, seconds=1.0))
    clock.start()
    await first.wait()
    at = monotonic()
    late = await lateness(seconds)
    await clock.stop()
    await db.close()
    return {"first": at, "memory": memory(), "late": late}


async def lateness(seconds: int) -> list[float]:
    """Return how late the loop comes back to something that sleeps, again and again; seconds."""
    late, end = [], monotonic() + seconds
    while (began := monotonic()) < end:
        await asyncio.sleep(BEAT)
        late.append(monotonic() - began - BEAT)
    return late


async def main(store: str, what: str, url: str, size: int, seconds: int) -> None:
    """Fill a store or start on it, watch the loop for some seconds, and print what was found."""
    if what == "fill":
        found = await (fill_rows(url, size) if store == "rows" else fill_jobs(store, url, size))
    elif store == "rows":
        found = await run_rows(url, seconds)
    else:
        found = await run_jobs(store, url, size, seconds)
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    _, chosen, what, url, size, seconds = sys.argv
    asyncio.run(main(chosen, what, url, int(size), int(seconds)))
