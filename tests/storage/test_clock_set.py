"""However the machine's clock is set: nothing is doubled, and the plan goes on."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine

from scheduler.recurrence import Planned, Rhythm
from storage import runners
from storage.db import engine
from storage.migrations import migrate
from storage.reminders import followups, outbox, planner
from storage.runners import RunnerFields
from tests.storage.passing_time import ADA, NOW, next_look

DAILY = Rhythm.weekly(dict.fromkeys(range(7), time(6, 45)))
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
Jolts = list[tuple[int, str, int]]

# Wait so many minutes, then set the clock by so many: before a claim, or between it and the note.
_JOLTS = st.lists(
    st.tuples(
        st.integers(0, 300),
        st.sampled_from(["waiting", "claimed"]),
        st.integers(-1600, 1600) | st.sampled_from([-60, -1, 0, 1, 60]),
    ),
    max_size=20,
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Return a database that every example leaves as it was."""
    one = engine(f"sqlite:///{tmp_path_factory.mktemp('set')}/dorsi.db")
    migrate(one)
    yield one
    one.dispose()


class Life:
    """A runner's days on one connection, and what was said in them: kind, run and its start."""

    def __init__(self, conn: Connection) -> None:
        self.conn, self.now, self.furthest = conn, NOW, NOW
        self.said: list[tuple[str, int | None, datetime | None]] = []
        runners.get_or_create(conn, ADA, ADA, "Ada", NOW)
        quiet: RunnerFields = {"follow_up": False, "summary": False}
        runners.change(conn, ADA, **(quiet | {"zone": "Europe/Berlin", "plan": DAILY}))
        planner.reconcile(conn, ADA, NOW)

    def go_on(self, by: timedelta, jolt: timedelta = timedelta()) -> None:
        """Tick after so much time; set the clock between the claim and the note of each nudge."""
        self.now += by
        runners.change(self.conn, ADA, last_seen=self.now, ignored=0)
        for due in outbox.claim(self.conn, self.now).due:
            assert due.due <= self.now < due.deadline
            self.said.append((due.kind, due.run, due.start))
            self.now += jolt
            outbox.mark_sent(self.conn, [(due, len(self.said))], self.now)
        while followups.tend(self.conn, self.now):
            pass
        self.furthest = max(self.furthest, self.now)

    def calmly(self, end: datetime) -> None:
        """Let time pass up to `end`, ticking whenever something is due."""
        while self.now < end:
            at = min(end, next_look(self.conn) or end)
            self.go_on(max(at - self.now, timedelta(seconds=1)))


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(_JOLTS)
def test_however_the_clock_is_set_nothing_is_doubled_and_the_plan_goes_on(
    made: Engine, jolts: Jolts
) -> None:
    with made.connect() as conn, conn.begin() as everything:
        life = Life(conn)
        for wait, moment, minutes in jolts:
            jolt = minutes * MINUTE
            life.go_on(wait * MINUTE + (jolt if moment == "waiting" else timedelta()))
            if moment == "claimed":
                life.go_on(timedelta(), jolt)
        begin = life.furthest + 2 * DAY  # cards are made for a day and a half
        life.calmly(begin + 3 * DAY)
        everything.rollback()
    assert len(life.said) == len(set(life.said))
    told = {(kind, start) for kind, _, start in life.said}
    calm = {one.start for one in _planned(begin, begin + 2 * DAY)}
    assert {(kind, start) for start in calm for kind in ("pre", "post")} <= told


def _planned(begin: datetime, end: datetime) -> Iterator[Planned]:
    for one in DAILY.after("Europe/Berlin", begin + DAY / 2):
        if one.start > end:
            return
        yield one
