"""One runner's updates in order, different runners side by side, a flood held to one slot."""

import asyncio
from collections import defaultdict
from collections.abc import Coroutine
from datetime import UTC, datetime
from typing import Any

import pytest
from aiohttp import web
from hypothesis import given
from hypothesis import strategies as st
from telegram import Chat, Message, Update, User
from telegram.ext import ApplicationBuilder, ExtBot, TypeHandler

from bot.transport.aiohttp_request import AiohttpRequest
from bot.transport.update_processor import PerRunnerProcessor
from tests.bot.http_servers import TOKEN, reply, serving

WHEN = datetime(2026, 3, 1, tzinfo=UTC)
Act = tuple[bool, int]


def update(number: int, runner: int | None) -> Update:
    """Return an update of a runner, or of nobody, such as a channel's post."""
    if runner is None:
        return Update(number, channel_post=Message(number, WHEN, Chat(-1, Chat.CHANNEL)))
    user = User(runner, "Ada", is_bot=False)
    chat = Chat(runner, Chat.PRIVATE)
    return Update(number, message=Message(number, WHEN, chat, from_user=user, text="x"))


async def settle() -> None:
    for _ in range(10):
        await asyncio.sleep(0)


class Handlers:
    """Handlers which start when the order lets them and end when the test says so."""

    def __init__(self, order: PerRunnerProcessor) -> None:
        self.order = order
        self.running: dict[int, asyncio.Future[None]] = {}
        self.started: list[int] = []
        self.tasks: list[asyncio.Task[None]] = []

    async def _handle(self, number: int) -> None:
        self.started.append(number)
        self.running[number] = asyncio.get_running_loop().create_future()
        await self.running[number]

    def submit(self, number: int, runner: int | None) -> None:
        work: Coroutine[Any, Any, None] = self._handle(number)
        task = asyncio.create_task(self.order.process_update(update(number, runner), work))
        self.tasks.append(task)

    def finish(self, number: int) -> None:
        self.running.pop(number).set_result(None)

    async def finish_all(self) -> None:
        while self.running:
            for number in list(self.running):
                self.finish(number)
            await settle()
        await asyncio.gather(*self.tasks)


async def interleave(acts: list[Act], at_once: int) -> None:
    """Submit and finish in any sequence; check after each step who is being handled."""
    handlers = Handlers(PerRunnerProcessor(at_once, waiting_each=1000))
    pending: dict[int, list[int]] = defaultdict(list)
    for number, (submits, choice) in enumerate(acts):
        if submits:
            runner = choice % 4
            pending[runner].append(number)
            handlers.submit(number, runner)
        elif handlers.running:
            done = sorted(handlers.running)[choice % len(handlers.running)]
            handlers.finish(done)
            next(queue for queue in pending.values() if done in queue).remove(done)
        await settle()
        heads = {queue[0] for queue in pending.values() if queue}
        assert set(handlers.running) <= heads, "only the oldest of a runner is handled"
        assert len(handlers.running) == min(at_once, len(heads)), "no slot stays empty"
    await handlers.finish_all()
    assert len(handlers.started) == sum(submits for submits, _ in acts)
    assert handlers.order.idle, "nothing is kept of runners who have gone"


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 11)), max_size=60), st.integers(1, 4))
def test_any_interleaving_keeps_each_runner_in_order_and_all_slots_busy(
    acts: list[Act], at_once: int
) -> None:
    asyncio.run(interleave(acts, at_once))


async def test_one_flooding_runner_delays_nobody() -> None:
    handlers = Handlers(PerRunnerProcessor(at_once=2))
    for number in range(30):
        handlers.submit(number, runner=1)
    handlers.submit(100, runner=2)
    await settle()
    assert set(handlers.running) == {0, 100}
    await handlers.finish_all()
    assert [number for number in handlers.started if number < 100] == list(range(30))


async def test_updates_without_a_runner_have_a_lane_of_their_own() -> None:
    handlers = Handlers(PerRunnerProcessor())
    handlers.submit(1, None)
    handlers.submit(2, None)
    handlers.submit(3, 7)
    await settle()
    assert set(handlers.running) == {1, 3}
    await handlers.finish_all()


async def test_what_a_runner_sends_over_the_cap_is_dropped_and_counted() -> None:
    dropped = []

    async def on_dropped(turned_away: object) -> None:
        assert isinstance(turned_away, Update)
        dropped.append(turned_away.update_id)
        await asyncio.sleep(0)

    handlers = Handlers(PerRunnerProcessor(waiting_each=3, on_dropped=on_dropped))
    for number in range(6):
        handlers.submit(number, runner=1)
    handlers.submit(9, runner=2)
    await settle()
    assert set(handlers.running) == {0, 9}
    assert handlers.order.dropped == 3
    assert dropped == [3], "one at a time, or the flood would go out again"
    handlers.submit(10, runner=1)
    await settle()
    assert dropped == [3, 10]
    await handlers.finish_all()
    assert handlers.started == [0, 9, 1, 2]


async def test_a_failing_handler_lets_the_next_one_through() -> None:
    order = PerRunnerProcessor(at_once=1)
    done = []

    async def fail() -> None:
        raise LookupError

    async def work() -> None:
        done.append(True)

    failing = asyncio.create_task(order.process_update(update(1, 7), fail()))
    working = asyncio.create_task(order.process_update(update(2, 7), work()))
    with pytest.raises(LookupError):
        await failing
    await working
    assert done == [True]


async def test_a_cancelled_wait_leaves_no_trace() -> None:
    handlers = Handlers(PerRunnerProcessor())
    handlers.submit(1, runner=1)
    handlers.submit(2, runner=1)
    await settle()
    waiting = handlers.tasks.pop()
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    await handlers.finish_all()
    assert handlers.started == [1]
    assert handlers.order.idle


async def test_the_application_handles_a_runner_s_updates_in_order() -> None:
    seen = []

    async def handler(incoming: Update, _: object) -> None:
        await asyncio.sleep(0.01 / incoming.update_id)
        seen.append(incoming.update_id)

    async def get_me(_: web.Request) -> web.Response:
        return reply({"id": 1, "is_bot": True, "first_name": "Dorsi", "username": "dorsi_bot"})

    async with serving(get_me) as url:
        app = (
            ApplicationBuilder()
            .bot(ExtBot(TOKEN, f"{url}/bot", request=AiohttpRequest()))
            .updater(None)
            .concurrent_updates(PerRunnerProcessor())
            .build()
        )
        app.add_handler(TypeHandler(Update, handler))
        async with app:
            await app.start()
            for number in range(1, 6):
                await app.update_queue.put(update(number, 7))
            await app.update_queue.join()
            await app.stop()
    assert seen == [1, 2, 3, 4, 5]
