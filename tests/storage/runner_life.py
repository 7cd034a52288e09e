"""A runner's life on one connection, and what must hold whatever happens in it."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from functools import cache
from itertools import takewhile

from sqlalchemy import Connection, Engine, select

from scheduler.calendars import PlannedRun
from scheduler.reminders import MORNING_RUN, before
from scheduler.wall_clock import local, local_day
from storage import activity, imports, pauses, runners, runs
from storage import tables as rows
from storage.base import Base
from storage.db import engine
from storage.reminders import followups, morning_questions, outbox, planner, snoozing
from storage.reminders.due import DueReminder
from storage.runners import RunnerFields
from tests.storage.passing_time import next_look

ADA = 1
START = datetime(2026, 3, 27, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)
# By then before its start a run of the plan has its card: the longest lead and an hour.
AHEAD = timedelta(hours=4)


@cache
def _memory() -> Engine:
    made = engine("sqlite://")
    with made.begin() as conn:
        Base.metadata.create_all(conn)
    return made


@contextmanager
def nobody() -> Iterator[Connection]:
    """Lend a connection to a database without a row; nothing is left behind."""
    with _memory().connect() as conn, conn.begin() as transaction:
        yield conn
        transaction.rollback()


@dataclass
class Life:
    """What was said to a runner, and what they asked for."""

    conn: Connection
    now: datetime = START
    answering: bool = False
    last: int = 0
    said: Counter[tuple[int | str | None, str]] = field(default_factory=Counter)
    wished: Counter[int] = field(default_factory=Counter)
    put_off: Counter[tuple[int | None, str]] = field(default_factory=Counter)
    by_hand: set[int] = field(default_factory=set)
    tapped: set[int] = field(default_factory=set)

    def runner(self) -> runners.Runner:
        found = runners.get(self.conn, ADA)
        assert found is not None
        return found

    def do(self, deed: str, value: object) -> None:
        """Wait, or do something, which like every tap is a sign of life."""
        if deed == "wait" and isinstance(value, int):
            self.wait(value * MINUTE)
        elif deed == "answering":
            self.answering = bool(value)
        else:
            activity.came(self.conn, ADA, self.now)
            getattr(self, deed)(value)
            # A pause or a rest that ended without a word is no sign of life, so look again.
            self.wait(SECOND)

    def change(self, values: RunnerFields) -> None:
        runners.change(self.conn, ADA, **values)
        planner.reconcile(self.conn, ADA, self.now)

    def move(self, minutes: int) -> None:
        card = self._card()
        if card and runs.move(self.conn, ADA, card.id, self.now + minutes * MINUTE, self.now):
            self._asked_for(card.id)

    def add(self, minutes: int) -> None:
        made = runs.add(self.conn, ADA, self.now + minutes * MINUTE, self.now)
        assert made is not None
        self._asked_for(made.id)

    def cancel(self, _: object) -> None:
        if card := self._card():
            runs.cancel(self.conn, ADA, card.id, self.now)

    def finish(self, _: object) -> None:
        card = self._card()
        if card and runs.finished(self.conn, ADA, card.id, self.now):
            self.by_hand.add(card.id)

    def snooze(self, minutes: int) -> None:
        if later := snoozing.snooze(self.conn, ADA, self.last, self.now + minutes * MINUTE):
            self.put_off[later.run, later.kind] += 1

    def bring(self, found: list[tuple[str, int, bool]]) -> None:
        """Import a calendar of (uid, minutes from now, called off)."""
        read = [
            PlannedRun(uid, self.now + minutes * MINUTE, None, "Run", cancelled)
            for uid, minutes, cancelled in found
        ]
        imports.keep(self.conn, ADA, read, self.now)
        imports.apply(self.conn, ADA, self.now)
        for card in self.conn.execute(select(rows.runs).where(rows.runs.c.uid.is_not(None))):
            self._asked_for(card.id)

    def pause(self, minutes: int) -> None:
        pauses.pause(self.conn, ADA, self.now + minutes * MINUTE, self.now)

    def resume(self, _: object) -> None:
        pauses.resume(self.conn, ADA, self.now)

    def stop(self, stopped: bool) -> None:
        pauses.stop(self.conn, ADA, stopped, self.now)

    def rest(self, minutes: int) -> None:
        runners.change(self.conn, ADA, resting_until=self.now + minutes * MINUTE)

    def wish(self, days: int) -> None:
        day = local_day(self.now, str(self.runner().zone)) + timedelta(days=days)
        morning_questions.wish(self.conn, ADA, day, self.now)

    def _card(self) -> runs.Run | None:
        coming = runs.upcoming(self.conn, ADA, self.now)
        return runs.current(self.conn, ADA, self.now) or next(iter(coming), None)

    def _asked_for(self, run: int) -> None:
        self.wished[run] += 1
        self.by_hand.add(run)

    def wait(self, length: timedelta) -> None:
        """Let time pass, with a look whenever there is something to say or to look after."""
        end = self.now + length
        while self.now < end:
            self.now = min(end, max(next_look(self.conn) or end, self.now + SECOND))
            while due := outbox.claim(self.conn, self.now).due:
                for one in due:
                    self.hear(one)
            while followups.tend(self.conn, self.now):
                pass
            self.the_plan_goes_on()

    def hear(self, due: DueReminder) -> None:
        """Check that this may be said now, note it, and answer it if that is the mood."""
        runner = self.runner()
        assert due.due <= self.now < due.deadline
        assert due.kind != "pre" or (due.start is not None and self.now < due.start)
        assert (runner.stopped, runner.gone, runner.away) == (False,) * 3, "nothing is wanted"
        if due.kind not in {"morning", "week"}:
            assert self.now >= (runner.resting_until or self.now), "everything rests"
        if due.run not in self.by_hand:
            assert self.now >= (runner.paused_until or self.now), "in a pause"
        self._not_in_the_night(due, runner)
        self._not_too_often(due)
        message = self.said.total()
        assert outbox.mark_sent(self.conn, [(due, message)], self.now) == 1
        self.last = due.id
        if self.answering:
            activity.came(self.conn, ADA, self.now)
            followups.answered(self.conn, ADA, due.id, self.now)
            self.tapped.add(due.id)

    def _not_in_the_night(self, due: DueReminder, runner: runners.Runner) -> None:
        if due.kind == "morning":
            assert time(8) <= local(self.now, due.zone).time() < time(12)
        asked = False
        if due.kind == "pre" and due.start and runner.quiet.early:
            asked = local(due.start, due.zone).time() < MORNING_RUN
        assert asked or not runner.quiet.holds(self.now, due.zone), "in the quiet hours"

    def _not_too_often(self, due: DueReminder) -> None:
        if due.times_sent and not due.snoozes:
            assert self.runner().follow_up
            assert due.kind in {"pre", "post"}
            assert (due.times_sent, due.id in self.tapped) == (1, False), "that was answered"
        what = due.run or str(local_day(due.due, due.zone))
        self.said[what, due.kind] += 1
        # A run that is moved begins its nudges anew, and they know of no snooze any more.
        most = 2 * (1 + self.wished[due.run or 0]) + self.put_off[due.run, due.kind]
        if due.run is None:
            most = 1 + due.snoozes
        assert self.said[what, due.kind] <= most, "said more often than asked for"

    def the_plan_goes_on(self) -> None:
        """Check that every run of the plan in the next hours has its card and reminder."""
        runner = self.runner()
        if runner.stopped or runner.gone or runner.away:
            return
        zone, after = str(runner.zone), max(self.now, runner.paused_until or self.now)
        made = {card.planned: card for card in self.conn.execute(select(rows.runs))}
        there = {(row.run, row.kind) for row in self.conn.execute(select(rows.nudges))}
        soon = takewhile(lambda one: one.start <= after + AHEAD, runner.plan.after(zone, after))
        for one in soon:
            card = made.get(one.name)
            assert card is not None, f"{one.name} was lost"
            if card.state != "open" or card.moved or card.start <= self.now:
                continue
            assert (card.start, card.minutes) == (one.start, one.minutes or runner.run_minutes)
            assert (card.id, "post") in there or (card.id, "over") in there, "no end"
            if before(one.start, runner.lead, zone, runner.quiet, after):
                assert (card.id, "pre") in there, f"no reminder of {one.name}"
        ahead = runs.upcoming(self.conn, ADA, self.now)
        planned = [run for run in ahead if run.planned and not run.moved]
        assert planned or not runner.plan or self._nothing_left(), "the plan goes on"

    def _nothing_left(self) -> bool:
        """Tell whether a run is under way, whose end makes the next card."""
        return runs.current(self.conn, ADA, self.now) is not None
