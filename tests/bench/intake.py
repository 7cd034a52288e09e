"""What it adds to a tap that its update is kept before it is confirmed, and noted as done."""

from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter

from sqlalchemy import Connection

from storage import inbox
from storage.db import Db
from storage.inbox import Received
from tests.bench.databases import postgres

BODY = '{"update_id":1,"callback_query":{' + '"x":"' + "y" * 900 + '"}}'  # as long as most are


async def added(url: str, count: int) -> tuple[float, float, float]:
    """Return the medians of keeping, of syncing, and of finding and noting, in seconds a tap.

    What a transaction costs by itself is taken off the last: a tap had one before, too.
    """
    db = Db(url)
    await db.migrate()
    keeping, syncing, noting, bare = [], [], [], []
    for number in range(1, count + 1):
        one, now = Received(number, number % 50 + 1, BODY), datetime.now(UTC)
        began = perf_counter()
        await db.transaction(inbox.keep, [one], now)
        kept = perf_counter()
        await db.on_disk()
        synced = perf_counter()
        await db.transaction(_decide, one.runner, now)
        noted = perf_counter()
        await db.transaction(_nothing)
        bare.append(perf_counter() - noted)
        keeping.append(kept - began)
        syncing.append(synced - kept)
        noting.append(noted - synced)
    await db.close()
    return median(keeping), median(syncing), median(noting) - median(bare)


def _decide(conn: Connection, runner: int, now: datetime) -> None:
    one = inbox.oldest(conn, runner)
    assert one is not None
    inbox.done(conn, one, now)


def _nothing(conn: Connection) -> None:
    conn.exec_driver_sql("SELECT 1")


async def measure(folder: Path, count: int) -> str:
    """Measure both databases; return a line for each."""
    lines = []
    with postgres() as served:
        for name, url in (("SQLite", f"sqlite:///{folder}/dorsi.db"), ("PostgreSQL", served)):
            keep, sync, note = await added(url, count)
            lines.append(
                f"{name}: {keep * 1000:.2f} ms to keep, {sync * 1000:.2f} ms to sync beside the "
                f"work, {note * 1000:.2f} ms to find and note: {(keep + note) * 1000:.2f} ms a tap"
            )
    return "\n".join(lines)
