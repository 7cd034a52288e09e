"""Outages of Telegram in a rush of nudges: what arrived in the end, twice, and how fast."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from bot.sandbox import journal
from bot.sandbox.faults import MESSAGES, Fault, Kind
from bot.sandbox.state import Call
from tests.kill.killing import Rush, Toll, planted_rush
from tests.storage.counted import waiting_nudges

BEGINS = 0.1  # of the nudges have arrived when it begins
LOOK = 0.2

# Makes the faults of an outage that begins now and ends then; chats are numbered like runners.
Makes = Callable[[datetime, list[int]], list[Fault]]


def of_all(kind: Kind, **more: float) -> Makes:
    """Return an outage that meets every message, or a share of them."""
    return lambda until, _: [Fault(kind, MESSAGES, until=until, **more)]  # type: ignore[arg-type]


def mixed(until: datetime, _: list[int]) -> list[Fault]:
    """Return the outage in which one call in five fails, each in one of three ways."""
    return [
        Fault(Kind.ANSWER, MESSAGES, until=until, share=0.1),
        Fault(Kind.RESET, MESSAGES, until=until, share=0.05),
        Fault(Kind.RESET, MESSAGES, until=until, share=0.05, carried=True),
    ]


def of_chats(until: datetime, chats: list[int]) -> list[Fault]:
    """Return the refusals of three chats, each for itself."""
    return [Fault(Kind.FLOOD, MESSAGES, chat=one, until=until) for one in chats[-3:]]


def of_token(until: datetime, _: list[int]) -> list[Fault]:
    """Return the refusal of every message, whoever it is for."""
    return [Fault(Kind.FLOOD, MESSAGES, until=until)]


@dataclass(slots=True)
class Outcome:
    """What a rush with an outage came to; `calls` are all messages that were tried."""

    toll: Toll
    faults: list[Fault]
    calls: list[Call] = field(default_factory=list)
    ended: datetime | None = None  # the outage
    last: float = 0.0  # seconds from the end of the outage to the last arrival

    @property
    def answers_lost(self) -> int:
        """Return how many messages arrived of which the bot was not told so, or far too late."""
        hung = sum(one.hits for one in self.faults if one.kind is Kind.HANG and one.carried)
        return hung + sum(one.carried and one.answered != 200 for one in self.calls)

    @property
    def busiest(self) -> int:
        """Return how many messages came within any second at most."""
        return journal.busiest(self.calls)

    def __str__(self) -> str:
        """Return the counts as a line."""
        return (
            f"{len(self.toll.nudges):,} nudges: {len(self.toll.lost)} lost, "
            f"{len(self.toll.doubles)} doubles, {self.answers_lost} answers lost, "
            f"{len(self.calls):,} calls, at most {self.busiest} in a second, "
            f"the last {self.last:.1f} s after the outage"
        )


async def outage(
    folder: Path, size: int, makes: Makes, seconds: float, per_second: int = 30
) -> Outcome:
    """Let `size` nudges be due, Telegram fail for so many seconds, and see what becomes of them."""
    url = f"sqlite:///{folder}/dorsi.db"
    async with planted_rush(url, folder, size) as one:
        found = Outcome(one.toll, [])
        one.telegram.on_call(
            lambda call: found.calls.append(call) if call.method in MESSAGES else None
        )
        async with one.life(DORSI_PER_SECOND=str(per_second)):
            async with asyncio.timeout(600):
                while len(one.toll.arrived) < BEGINS * size:  # noqa: ASYNC110 - a process sends
                    await asyncio.sleep(0.01)
                found.ended = one.telegram.clock.now() + timedelta(seconds=seconds)
                found.faults = makes(found.ended, sorted(one.toll.nudges))
                for fault in found.faults:
                    one.telegram.faults.add(fault)
                await _over(one)
        found.last = (one.toll.arrived[-1][2] - found.ended).total_seconds()
        return found


async def _over(one: Rush) -> None:
    """Wait until each nudge has arrived or was given up, and nothing is on its way any more."""
    these = [planted.id for planted in one.toll.nudges.values()]
    while await one.db.transaction(waiting_nudges, these):  # noqa: ASYNC110 - another process does it
        await asyncio.sleep(LOOK)
