"""Whatever a runner does in whatever order: nothing early, late, in the night or twice."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, text

from scheduler.runs import Quiet
from scheduler.when import local, local_day
from storage import mornings, nudges, pauses, plan, runners, runs
from storage.db import engine
from storage.migrations import migrate

ADA = 1
START = datetime(2026, 3, 27, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)

_WALLS = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 45]))
_PLANS = st.dictionaries(st.integers(0, 6), _WALLS, max_size=7)
_OPTIONAL = st.none() | _WALLS
_CHANGES = st.one_of(
    st.fixed_dictionaries({"plan": _PLANS}),
    st.fixed_dictionaries({"zone": st.sampled_from(["Europe/Berlin", "America/Havana", "UTC"])}),
    st.fixed_dictionaries({"lead": st.integers(5, 180)}),
    st.fixed_dictionaries({"quiet": st.builds(Quiet, _WALLS, _WALLS)}),
    st.fixed_dictionaries({"rest_drill": _OPTIONAL, "desk_break": _OPTIONAL}),
    st.fixed_dictionaries({"stopped": st.booleans()}),
)
_DEEDS = st.one_of(
    st.tuples(st.just("wait"), st.integers(1, 3000)),
    st.tuples(st.just("change"), _CHANGES),
    st.tuples(st.sampled_from(["move", "snooze", "add"]), st.integers(-60, 600)),
    st.tuples(st.sampled_from(["cancel", "finished", "resume"]), st.none()),
    st.tuples(st.just("pause"), st.integers(0, 20_000)),
    st.tuples(st.just("ask"), st.integers(0, 2)),
)


@dataclass
class Life:
    """A runner's life on one connection, and what was said in it."""

    conn: Connection
    now: datetime = START
    last: int = 0
    said: Counter[tuple[int | None, str]] = field(default_factory=Counter)
    wished: Counter[int | None] = field(default_factory=Counter)
    asked: set[int] = field(default_factory=set)
    mornings: Counter[date] = field(default_factory=Counter)

    def runner(self) -> runners.Runner:
        found = runners.get(self.conn, ADA)
        assert found is not None
        return found

    def do(self, deed: str, value: object) -> None:
        minutes = value * MINUTE if isinstance(value, int) else MINUTE
        run = next(iter(runs.upcoming(self.conn, ADA, self.now)), None)
        run = runs.current(self.conn, ADA, self.now) or run
        match deed:
            case "wait":
                self.wait(minutes)
            case "change" if isinstance(value, dict):
                runners.change(self.conn, ADA, **value)
                plan.changed(self.conn, ADA, self.now)
            case "add":
                made = runs.add(self.conn, ADA, self.now + minutes, self.now)
                self.wished[made.id if made else None] += 1
            case "ask" if isinstance(value, int):
                day = local_day(self.now, str(self.runner().zone)) + timedelta(days=value)
                mornings.wish(self.conn, ADA, day, self.now)
            case "snooze":
                nudges.snooze(self.conn, ADA, self.last, self.now + minutes)
            case "pause":
                pauses.pause(self.conn, ADA, self.now + minutes, self.now)
            case "resume":
                pauses.resume(self.conn, ADA, self.now)
            case _ if run:
                self.do_with(run.id, deed, minutes)
        self.the_next_is_there()

    def do_with(self, run: int, deed: str, minutes: timedelta) -> None:
        match deed:
            case "move":
                runs.move(self.conn, ADA, run, self.now + minutes, self.now)
                self.wished[run] += 1
            case "cancel":
                runs.cancel(self.conn, ADA, run, self.now)
            case "finished":
                runs.finished(self.conn, ADA, run, self.now)
                self.asked.add(run)

    def wait(self, minutes: timedelta) -> None:
        end = self.now + minutes
        while self.now < end:
            upcoming = nudges.next_due(self.conn) or end
            self.now = min(end, max(upcoming, self.now + MINUTE))
            for due in nudges.claim(self.conn, self.now):
                self.hear(due)

    def hear(self, due: nudges.Due) -> None:
        runner = self.runner()
        assert due.due <= self.now < due.deadline
        assert not runner.stopped
        assert due.kind != "pre" or (due.start is not None and self.now < due.start)
        if due.run not in self.asked:
            assert not runner.quiet.holds(self.now, due.zone), "in the quiet hours"
        if due.kind == "morning":
            wall = local(self.now, due.zone)
            assert time(8) <= wall.time() < time(12)
            self.mornings[wall.date()] += 1
            assert self.mornings[wall.date()] == 1, "one question a morning"
        if due.run is not None:
            self.said[due.run, due.kind] += 1
            most = 1 + due.snoozes + self.wished[due.run]
            assert self.said[due.run, due.kind] <= most, "said more often than asked for"
        nudges.sent(self.conn, due.id, self.now, 1)
        self.last = due.id

    def the_next_is_there(self) -> None:
        runner = self.runner()
        if runner.plan and not runner.stopped:
            planned = [run for run in runs.upcoming(self.conn, ADA, self.now) if run.planned]
            begun = runs.current(self.conn, ADA, self.now)
            assert planned or begun, "the plan goes on"
            assert len([run for run in planned if not run.moved]) <= 1


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(week=_PLANS, deeds=st.lists(_DEEDS, min_size=3, max_size=25))
def test_any_life_is_reminded_rightly(
    tmp_path: Path, week: dict[int, time], deeds: list[tuple[str, object]]
) -> None:
    made = engine(f"sqlite:///{tmp_path}/dorsi.db")
    migrate(made)
    with made.begin() as conn:
        conn.execute(text("DELETE FROM runners"))
        runners.get_or_create(conn, ADA, ADA, "Ada", START)
        runners.change(conn, ADA, zone="Europe/Berlin", plan=week)
        plan.changed(conn, ADA, START)
        life = Life(conn)
        for deed, value in [*deeds, ("wait", 4000)]:
            life.do(deed, value)
    made.dispose()
