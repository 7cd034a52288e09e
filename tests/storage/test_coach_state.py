"""What is kept of a history is always what replaying all of it would give."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine

from content import coach
from content.drill import Side
from content.events import Event, Felt, Flagged, Measured, Morning, Report, Walking
from content.practice import Practice
from storage import events as event_store
from storage import migrations, practices, runners
from storage.coach_state import UNUSED, CoachStateCache
from storage.db import committed, engine
from tests.content.coach.stories import LIBRARY

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
DRILLS = ("calf_stretch", "heel_raises")
SIDES: tuple[Side, ...] = ("left", "right")
FELT: tuple[Felt, ...] = ("nothing", "pinch", "ache")


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    made = engine(f"sqlite:///{tmp_path_factory.mktemp('histories')}/dorsi.db")
    migrations.migrate(made)
    yield made
    made.dispose()


def said(now: datetime, practice: int, code: int) -> Report:
    """Return one of twelve reports at rung 2."""
    drill, side, felt = DRILLS[code % 2], SIDES[code // 2 % 2], FELT[code // 4 % 3]
    return Report(now, now.date(), practice, "after", drill, side, 2, 2, "done", felt, score=3)


@dataclass
class Life:
    """One runner's database as it may be changed, from here or from elsewhere."""

    engine: Engine
    states: CoachStateCache = field(default_factory=lambda: CoachStateCache(LIBRARY))
    runner: int = 1
    now: datetime = NOON
    open: dict[int, list[Report]] = field(default_factory=dict)

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Give a transaction, and do after it what is done after one of `Db`."""
        with self.engine.connect() as conn:
            with conn.begin():
                yield conn
            committed(conn)

    def arrive(self) -> None:
        with self.transaction() as conn:
            runners.delete(conn, self.runner)
            runners.get_or_create(conn, self.runner, self.runner, "Ada", self.now)
        self.open.clear()

    def begin(self, _: int) -> None:
        with self.transaction() as conn:
            kept = practices.begin(conn, self.runner, EMPTY, self.now, self.now.date())
        self.open[kept.id] = []

    def report(self, code: int) -> None:
        """Tell something in an open practice: new, or in place of what was told before."""
        for practice, told in list(self.open.items())[-1 - code % 2 :]:
            one = said(self.now, practice, code)
            others = (t for t in told if (t.drill, t.side) != (one.drill, one.side))
            self._sync(practice, [*others, one])

    def take_back(self, code: int) -> None:
        for practice, told in self.open.items():
            self._sync(practice, told[: code % (len(told) + 1)])

    def _sync(self, practice: int, told: list[Report]) -> None:
        with self.transaction() as conn:
            event_store.sync(conn, self.runner, practice, self.open[practice], told)
        self.open[practice] = told

    def close(self, code: int) -> None:
        for practice in list(self.open)[: 1 + code % 2]:
            with self.transaction() as conn:
                practices.close(conn, self.runner, practice)
            del self.open[practice]

    def tell(self, code: int) -> None:
        """Tell something outside a practice; every third time it comes in late."""
        at = self.now - timedelta(hours=6) if code % 3 == 2 else self.now
        day = at.date()
        events: list[Event] = [
            Morning(at, day, "left", "stiff"),
            Walking(at, day, code % 8),
            Measured(at, day, "right", code / 10),
            Flagged(at, day, "RC5"),
        ]
        with self.transaction() as conn:
            event_store.add(conn, self.runner, events[code % 4])

    def later(self, code: int) -> None:
        self.now += timedelta(hours=3 * code - 9)

    def leave(self, code: int) -> None:
        if code % 4 == 0:
            self.arrive()

    def visit(self, _: int = 0) -> None:
        with self.transaction() as conn:
            kept = self.states.of(conn, self.runner)
            assert kept == coach.replay(LIBRARY, event_store.history(conn, self.runner))


EMPTY = Practice("after", "mat", minute=False, steps=(), said=())
DEEDS: list[Callable[[Life, int], None]] = [
    Life.begin,
    Life.report,
    Life.report,
    Life.report,
    Life.take_back,
    Life.close,
    Life.tell,
    Life.later,
    Life.leave,
    Life.visit,
    Life.visit,
]


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(deeds=st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(0, 11)), max_size=40))
def test_what_is_kept_is_what_replaying_all_gives(
    database: Engine, deeds: list[tuple[Callable[[Life, int], None], int]]
) -> None:
    life = Life(database)
    life.arrive()
    for deed, code in deeds:
        deed(life, code)
    life.visit()
    life.visit()


def known(states: CoachStateCache, runner: int = 1) -> int:
    """Return how many events are kept of a runner, 0 for one who is not."""
    return states._recall(runner).mark.count


def test_a_visit_replays_only_what_is_new(database: Engine) -> None:
    life = Life(database)
    life.arrive()
    for code in (1, 2, 5):
        life.tell(code)
        life.later(20)
    life.visit()
    assert known(life.states) == 3
    with database.begin() as conn:
        before = life.states.of(conn, 1)
        assert life.states.of(conn, 1) is before
        event_store.add(conn, 1, Walking(life.now, life.now.date(), 0))
        assert len(event_store.since(conn, 1, life.states._recall(1).mark)) == 1
    life.visit()
    assert known(life.states) == 4


def test_nothing_is_kept_from_an_open_practice_on(database: Engine) -> None:
    life = Life(database)
    life.arrive()
    life.tell(1)
    life.later(20)
    life.begin(0)
    life.report(0)
    life.later(20)
    life.tell(2)
    life.visit()
    assert known(life.states) == 1
    life.close(0)
    life.visit()
    assert known(life.states) == 3


def test_the_runner_unseen_for_longest_is_dropped_first(database: Engine) -> None:
    states = CoachStateCache(LIBRARY, most=2)
    lives = [Life(database, states, runner) for runner in (1, 2, 3)]
    for life in lives:
        life.arrive()
        life.tell(1)
    for life in (*lives[:2], lives[0], lives[2]):
        life.visit()
    assert [known(states, runner) for runner in (1, 2, 3)] == [1, 0, 1]
    states.forget(3)
    states.forget(3)
    assert known(states, 3) == 0


def test_what_was_not_used_for_an_hour_is_dropped(database: Engine) -> None:
    now = [0.0]
    states = CoachStateCache(LIBRARY, clock=lambda: now[0])
    lives = [Life(database, states, runner) for runner in (1, 2)]
    for life in lives:
        life.arrive()
        life.tell(1)
        life.visit()
    now[0] = UNUSED / 2
    lives[0].visit()
    now[0] = UNUSED + 1
    states.drop_unused()
    assert [known(states, runner) for runner in (1, 2)] == [1, 0]
    now[0] += UNUSED
    states.drop_unused()
    states.drop_unused()
    assert len(states) == 0


@pytest.mark.parametrize("forget", [lambda states: states.forget(1), CoachStateCache.clear])
def test_what_is_being_derived_while_somebody_is_forgotten_is_not_kept(
    database: Engine, forget: Callable[[CoachStateCache], None]
) -> None:
    life = Life(database)
    life.arrive()
    life.tell(1)
    with life.transaction() as conn:
        life.states.of(conn, 1)
        forget(life.states)
    assert known(life.states) == 0
    life.visit()
    assert known(life.states) == 1
