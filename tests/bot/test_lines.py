"""One runner's updates in order, different runners side by side, and nothing forgotten."""

import asyncio
from collections import defaultdict, deque
from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from bot.transport.lines import MOST_AT_ONCE, Lines
from tests.bot.fake_time import run_virtually


@dataclass(frozen=True)
class One:
    number: int
    more: bool


@dataclass
class House:
    """Lines in memory, what was told of them, and how long each step takes."""

    seconds: float = 0.0
    speaking: float = 0.0
    waiting: dict[int, deque[int]] = field(default_factory=lambda: defaultdict(deque))
    told: list[tuple[int, list[int]]] = field(default_factory=list)
    stuck: list[int] = field(default_factory=list)
    failures: int = 0
    deciding: set[int] = field(default_factory=set)
    most: int = 0

    def __post_init__(self) -> None:
        self.lines = Lines(self.decide, self.tell, self.is_stuck)

    def put(self, runner: int, number: int) -> None:
        self.waiting[runner].append(number)
        self.lines.wake(runner)

    async def decide(self, runner: int) -> One | None:
        assert runner not in self.deciding, "one runner's updates overlap"
        if self.failures:
            self.failures -= 1
            raise ConnectionError
        if not self.waiting[runner]:
            return None
        self.deciding.add(runner)
        self.most = max(self.most, len(self.deciding))
        await asyncio.sleep(self.seconds)
        self.deciding.discard(runner)
        number = self.waiting[runner].popleft()
        return One(number, bool(self.waiting[runner]))

    async def tell(self, runner: int, several: list[One]) -> None:
        await asyncio.sleep(self.speaking)
        self.told.append((runner, [one.number for one in several]))

    async def is_stuck(self, runner: int, _: Exception) -> None:
        self.stuck.append(runner)

    async def settled(self) -> None:
        while not self.lines.idle:  # noqa: ASYNC110 - no event
            await asyncio.sleep(0.01)

    def of(self, runner: int) -> list[int]:
        return [number for who, several in self.told if who == runner for number in several]


@given(st.lists(st.tuples(st.integers(1, 4), st.sampled_from([0.0, 0.3, 2.0])), max_size=40))
def test_each_runner_is_served_in_order_and_nothing_is_left(acts: list[tuple[int, float]]) -> None:
    async def live() -> House:
        house = House(seconds=0.2, speaking=0.5)
        for number, (runner, pause) in enumerate(acts):
            house.put(runner, number)
            await asyncio.sleep(pause)
        await house.settled()
        return house

    house = run_virtually(live())
    for runner in range(1, 5):
        assert house.of(runner) == [n for n, (who, _) in enumerate(acts) if who == runner]


def test_runners_are_served_side_by_side() -> None:
    async def live() -> House:
        house = House(seconds=1.0)
        for runner in range(20):
            house.put(runner, runner)
        await house.settled()
        return house

    assert run_virtually(live()).most == 20


def test_what_came_while_telegram_was_slow_is_told_together() -> None:
    async def live() -> House:
        house = House(speaking=10.0)
        house.put(1, 0)
        await asyncio.sleep(1)
        for number in range(1, 6):
            house.put(1, number)
        await house.settled()
        return house

    assert run_virtually(live()).told == [(1, [0]), (1, [1, 2, 3, 4, 5])]


def test_one_telling_takes_no_more_than_a_line_holds() -> None:
    async def live() -> House:
        house = House()
        house.waiting[1].extend(range(MOST_AT_ONCE + 3))
        house.lines.wake(1)
        await house.settled()
        return house

    assert [len(several) for _, several in run_virtually(live()).told] == [MOST_AT_ONCE, 3]


def test_a_line_that_cannot_be_decided_waits_longer_each_time_and_goes_on() -> None:
    async def live() -> tuple[House, float]:
        house = House(failures=5)
        begun = asyncio.get_running_loop().time()
        house.put(1, 0)
        await house.settled()
        return house, asyncio.get_running_loop().time() - begun

    house, took = run_virtually(live())
    assert house.of(1) == [0]
    assert house.stuck == [1] * 5
    assert 0.25 + 0.5 + 1 + 2 + 4 <= took < 8


def test_a_line_whose_telling_breaks_is_served_again_when_it_is_woken() -> None:
    async def live() -> House:
        house = House()
        tell, house.lines.tell = house.lines.tell, broken
        house.put(1, 0)
        await house.settled()
        house.lines.tell = tell
        house.put(1, 1)
        await house.settled()
        return house

    async def broken(*_: object) -> None:
        raise LookupError

    assert run_virtually(live()).of(1) == [1]


def test_the_end_waits_for_what_is_under_way_and_no_longer() -> None:
    async def live(speaking: float) -> tuple[list[int], float]:
        house = House(speaking=speaking)
        house.put(1, 0)
        await asyncio.sleep(0.1)
        begun = asyncio.get_running_loop().time()
        await house.lines.stop(grace=3.0)
        return house.of(1), asyncio.get_running_loop().time() - begun

    assert run_virtually(live(2.0))[0] == [0]
    told, took = run_virtually(live(60.0))
    assert told == []
    assert took <= 3.1


def test_whoever_waits_for_a_line_waits_until_it_is_told_and_for_nobody_else() -> None:
    async def live() -> tuple[float, float]:
        house = House(speaking=3.0)
        house.put(1, 0)
        await asyncio.sleep(1)
        house.put(2, 0)
        house.put(1, 1)
        clock = asyncio.get_running_loop().time
        await house.lines.served(3)
        nobody = clock()
        await house.lines.served(1)
        assert house.of(1) == [0, 1]
        return nobody, clock()

    assert run_virtually(live()) == (1.0, 6.0)


def test_what_is_put_into_a_line_while_all_ends_is_served_and_nothing_is_after() -> None:
    async def live() -> House:
        house = House(speaking=2.0)
        house.put(1, 0)
        ending = asyncio.create_task(house.lines.stop(grace=5.0))
        await asyncio.sleep(1)
        house.put(2, 1)
        await ending
        house.put(1, 2)
        await asyncio.sleep(10)
        return house

    house = run_virtually(live())
    assert sorted(house.told) == [(1, [0]), (2, [1])]
    assert house.lines.idle


def test_a_line_that_is_cut_off_at_the_end_is_not_begun_anew() -> None:
    async def live() -> House:
        house = House(speaking=60.0)
        house.put(1, 0)
        await asyncio.sleep(0.1)
        house.put(1, 1)
        await house.lines.stop(grace=1.0)
        return house

    house = run_virtually(live())
    assert house.lines.idle
    assert house.told == []
