"""The poll confirms to Telegram only what was kept, and waits longer while the line is down."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.transport.incoming import Raw
from bot.transport.poll_turns import PollTurns
from bot.transport.poller import LONGEST_PAUSE, Poller


class StopError(Exception):
    """The test has seen enough."""


@dataclass
class Server:
    """Answers polls with what the test lays out, and notes what was asked, kept and waited."""

    answers: list[Any]
    offsets: list[int | None] = field(default_factory=list)
    kept: list[int] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    broken: int = 0

    def poller(self) -> Poller:
        return Poller(self.fetch, self.keep, self.failed, self.sleep)

    async def fetch(self, params: dict[str, Any]) -> Any:
        self.offsets.append(params["offset"])
        if not self.answers:
            await asyncio.Event().wait()
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def keep(self, raws: Sequence[Raw]) -> None:
        if self.broken:
            self.broken -= 1
            raise OSError("the disk is full")
        self.kept += [one["update_id"] for one in raws]

    async def failed(self, error: TelegramError) -> None:
        self.failures.append(type(error).__name__)

    async def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)

    async def run(self) -> Poller:
        poller = self.poller()
        task = asyncio.create_task(poller.run())
        while self.answers or self.broken:  # noqa: ASYNC110 - no event
            await asyncio.sleep(0)
        for _ in range(5):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        return poller


def updates(*numbers: int) -> list[dict[str, int]]:
    return [{"update_id": number} for number in numbers]


async def test_the_offset_moves_behind_what_was_kept() -> None:
    server = Server([updates(4, 5), [], updates(6)])
    await server.run()
    assert server.kept == [4, 5, 6]
    assert server.offsets == [None, 6, 6, 7]


async def test_what_could_not_be_kept_is_not_confirmed() -> None:
    server = Server([updates(4), updates(4)], broken=1)
    await server.run()
    assert server.offsets[:2] == [None, None]
    assert server.kept == [4]


async def test_while_the_line_is_down_the_pauses_grow_up_to_half_a_minute() -> None:
    server = Server([NetworkError("down") for _ in range(12)] + [[]] + [NetworkError("again")])
    await server.run()
    assert server.failures == ["NetworkError"] * 13
    assert server.waits[0] < 1
    assert all(one <= LONGEST_PAUSE * 1.25 for one in server.waits)
    assert server.waits[11] > 20
    assert server.waits[12] < 1, "a good answer begins it anew"


async def test_what_is_here_and_cannot_be_kept_is_unread() -> None:
    server = Server([updates(4)], broken=1)
    poller = server.poller()
    assert poller.unread() == 0
    with pytest.raises(OSError, match="full"):
        await poller.poll()
    assert poller.unread() > 0
    server.answers = [updates(4)]
    await poller.poll()
    assert poller.unread() == 0


async def test_a_pause_that_telegram_asks_for_is_kept() -> None:
    server = Server([RetryAfter(17)])
    await server.run()
    assert server.waits[0] >= 17


async def test_a_second_poller_is_told_and_not_raced() -> None:
    server = Server([Conflict("terminated by other getUpdates request")] * 2)
    await server.run()
    assert server.failures == ["Conflict"] * 2
    assert server.waits[1] > 20


async def test_a_token_that_is_wrong_ends_the_poll() -> None:
    server = Server([InvalidToken()])
    with pytest.raises(InvalidToken):
        await server.poller().run()


@pytest.mark.parametrize("answer", [[{"message": {}}], ["nonsense"], {"a": 1}, None])
async def test_an_answer_that_is_none_is_no_hot_loop(answer: object) -> None:
    server = Server([answer])
    await server.run()
    assert server.waits
    assert server.kept == []


@pytest.mark.parametrize("number", [True, -1, 2**63, 1.5, "7", None])
async def test_a_number_that_is_none_is_passed_over(number: object) -> None:
    server = Server([[{"update_id": number}, *updates(8)]])
    await server.run()
    assert server.kept == [8]


async def test_it_polls_until_its_block_or_its_end() -> None:
    server = Server([updates(4)])
    poller = PollTurns(server.poller())
    async with poller.opened():
        while not server.kept:  # noqa: ASYNC110 - no event
            await asyncio.sleep(0)
        await poller.stop(5)
        server.answers = [updates(5)]
        for _ in range(5):
            await asyncio.sleep(0)
    assert server.kept == [4]


async def test_only_a_good_answer_counts_as_one() -> None:
    server = Server([NetworkError("down")])
    poller = server.poller()
    poller.answered_at, poller.polled_at = 1.0, 1.0
    with pytest.raises(NetworkError):
        await poller.poll()
    assert (poller.answered_at, poller.polled_at) == (1.0, 1.0)
    server.answers = [[]]
    await poller.poll()
    assert poller.answered_at > time.time() - 5
    assert poller.polled_at > 1.0
