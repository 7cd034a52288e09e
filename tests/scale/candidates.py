"""Who is put through the chaos, and how a judge reads what became of each numbered tap."""

import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import product
from typing import Any, NamedTuple, get_args

from sqlalchemy import Connection

from bot.practice_request import Length
from bot.sandbox.state import Call
from content.drill import Moment, Place
from storage import runners
from storage.db import Db
from tests.bench.contenders import START

# A tap that begins a practice, whatever stood before, keeps one more row and draws its first step.
# Which one it was is told by the moment, the place and the length.
KINDS = tuple(product(get_args(Moment), get_args(Place), get_args(Length)))
SECRET = "a-secret-of-the-chaos"  # noqa: S105 - it opens a port of a test


class Effect(NamedTuple):
    """A row that a tap left: `mark` is what its screen shows, `tag` which tap it was."""

    runner: int
    mark: int
    tag: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A bot that keeps one row and draws one screen for each tap.

    `{url}`, `{hook}`, `{port}`, `{database}`, `{folder}` and `{number}` in its command and
    environment are filled in for each replica. `data` is what a runner's n-th tap sends; taps whose
    numbers differ by `modulus` leave rows that look alike. `effects` reads the rows in the order in
    which they were made, `mark` what a call to Telegram draws, None where that is no such screen.
    """

    name: str
    command: tuple[str, ...]
    data: Callable[[int], str]
    modulus: int
    effects: Callable[[Connection], list[Effect]]
    mark: Callable[[Call], int | None]
    prepare: Callable[[str, Sequence[int]], Awaitable[None]]
    environment: Mapping[str, str] = field(default_factory=dict)


def dorsi(command: tuple[str, ...] = START, **more: str) -> Candidate:
    """Return Dorsi as a host starts it, called by a webhook."""
    environment = {
        "DORSI_TOKEN": "1:sandbox",
        "DORSI_API_URL": "{url}",
        "DORSI_DATABASE_URL": "{database}",
        "DORSI_HEARTBEAT": "{folder}/heartbeat-{port}",
        "DORSI_LOG_LEVEL": "WARNING",
        "DORSI_INTAKE": "webhook",
        "DORSI_WEBHOOK_URL": "{hook}",
        "DORSI_WEBHOOK_SECRET": SECRET,
        "DORSI_WEBHOOK_PORT": "{port}",
        **more,
    }
    return Candidate(
        "Dorsi", command, _tap, len(KINDS), practices, shown_practice, _settle_in, environment
    )


def _tap(number: int) -> str:
    return f"today:calf:{':'.join(KINDS[number % len(KINDS)])}:no"


def practices(conn: Connection) -> list[Effect]:
    """Return every practice that was begun, each runner's in order."""
    rows = conn.exec_driver_sql("SELECT runner, id, state FROM practices ORDER BY id").all()
    return [Effect(runner, number, _kind(json.loads(state))) for runner, number, state in rows]


def _kind(state: dict[str, Any]) -> int:
    length = "minute" if state["minute"] else "full"
    return KINDS.index((state["moment"], state["place"], length))


def shown_practice(call: Call) -> int | None:
    """Return the number of the practice whose step a call draws, None where it draws none."""
    markup = call.params.get("reply_markup") or {}
    for row in markup.get("inline_keyboard", ()):
        for button in row:
            prefix, _, rest = button.get("callback_data", "").partition(":")
            if prefix == "d1":
                return int(rest.partition(":")[0])
    return None


async def _settle_in(url: str, numbers: Sequence[int]) -> None:
    """Let there be runners who have their first minute behind them and no plan."""
    db = Db(url)
    await db.migrate()
    await db.transaction(_make, numbers)
    await db.close()


def _make(conn: Connection, numbers: Sequence[int]) -> None:
    now = datetime.now(UTC)
    for number in numbers:
        runners.get_or_create(conn, number, number, "Ada", now)
        runners.change(
            conn, number, zone="Europe/Paris", awaiting="home", summary=False, follow_up=False
        )
