"""What every peer is told, and what each does for a tap: one row, one screen."""

import argparse
import asyncio
import sys
from dataclasses import dataclass
from typing import Any, LiteralString

import psycopg
from psycopg_pool import AsyncConnectionPool

TOKEN = "1:sandbox"  # noqa: S105 - it opens nothing but the sandbox
PATH = "/hook"
BUTTON = "Tap"
TABLES: tuple[LiteralString, ...] = (
    """CREATE TABLE IF NOT EXISTS effects (
         id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
         runner bigint NOT NULL,
         tap integer NOT NULL)""",
    """CREATE TABLE IF NOT EXISTS handled (
         update_id bigint PRIMARY KEY, effect bigint NOT NULL)""",
)
_KEEP = "INSERT INTO effects (runner, tap) VALUES (%s, %s) RETURNING id"


@dataclass(frozen=True, slots=True)
class Told:
    """Where Telegram and the database are, and where to listen."""

    url: str
    hook: str
    port: int
    database: str
    secret: str
    background: bool


def read() -> Told:
    """Return what the command line says."""
    parser = argparse.ArgumentParser()
    for name in ("url", "hook", "database", "secret"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--background", action="store_true")
    return Told(**vars(parser.parse_args()))


def pool(told: Told) -> AsyncConnectionPool[Any]:
    """Return the connections of a process, not opened yet; as many as Dorsi has."""
    return AsyncConnectionPool(told.database, min_size=1, max_size=8, open=False)


async def keep(conn: psycopg.AsyncConnection[Any], runner: int, data: str) -> int:
    """Keep a tap's row and return its number."""
    found = await conn.execute(_KEEP, (runner, int(data.partition(":")[2])))
    row = await found.fetchone()
    assert row is not None
    return int(row[0])


async def kept(pool: AsyncConnectionPool[Any], runner: int, data: str) -> int:
    """Keep a tap's row in a transaction of its own and return its number."""
    async with pool.connection() as conn:
        return await keep(conn, runner, data)


async def main(database: str) -> None:
    """Make the tables of all peers in an empty database."""
    import procrastinate  # noqa: PLC0415 - one peer alone needs it

    async with await psycopg.AsyncConnection.connect(database, autocommit=True) as conn:
        for each in TABLES:
            await conn.execute(each)
    async with procrastinate.App(
        connector=procrastinate.PsycopgConnector(conninfo=database)
    ).open_async() as app:
        await app.schema_manager.apply_schema_async()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
