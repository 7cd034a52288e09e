"""The peers as candidates, each in the packages that it needs."""

import asyncio
import sys
from collections.abc import Sequence

from sqlalchemy import Connection

from bot.sandbox.state import Call
from tests.bench.contenders import PEERS
from tests.scale.candidates import SECRET, Candidate, Effect

_ARGUMENTS = (
    "--url", "{url}", "--hook", "{hook}", "--port", "{port}", "--database", "{database}",
    "--secret", SECRET,
)  # fmt: skip
_MANY = 1_000_000  # taps of one runner: the rows say which tap they are of, as a whole number


def _peer(name: str, module: str, *more: str) -> Candidate:
    command = (str(PEERS), "-m", f"tests.scale.peers.{module}", *_ARGUMENTS, *more)
    return Candidate(name, command, "tap:{}".format, _MANY, _rows, _shown_row, _tables)


def peers() -> list[Candidate]:
    """Return everybody that Dorsi is compared with."""
    if not PEERS.exists():
        sys.exit("The peers' packages are not there: make peers")
    return [
        _peer("python-telegram-bot, run_webhook", "ptb"),
        _peer("aiogram, handle_in_background", "aiogram_bot", "--background"),
        _peer("aiogram, awaited", "aiogram_bot"),
        _peer("Procrastinate behind the same port", "procrastinate_bot"),
    ]


def _rows(conn: Connection) -> list[Effect]:
    rows = conn.exec_driver_sql("SELECT runner, id, tap FROM effects ORDER BY id").all()
    return [Effect(runner, number, tap) for runner, number, tap in rows]


def _shown_row(call: Call) -> int | None:
    word, _, number = call.shown.partition(" ")
    return int(number) if word == "Row" else None


async def _tables(url: str, _: Sequence[int]) -> None:
    made = await asyncio.create_subprocess_exec(str(PEERS), "-m", "tests.scale.peers.settings", url)
    if await made.wait():
        raise RuntimeError("the peers' tables could not be made")
