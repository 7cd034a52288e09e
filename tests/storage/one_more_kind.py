"""What becomes of a kind that was added: run by tests/test_kinds.py on a copy of the house."""

import json
import sys
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import create_engine, select
from sqlalchemy.schema import CreateTable

from bot.ops.metrics import Metrics
from bot.screens.cards import of_day
from scheduler.states import ReminderState
from storage import runners
from storage.base import Base
from storage.reminders import followups, forecast, outbox, planner, snoozing
from storage.tables import nudges as rows

NOW = datetime(2026, 3, 2, 5, tzinfo=UTC)
NOON = NOW.replace(hour=12)
MINUTE = timedelta(minutes=1)


def lived() -> dict[str, Any]:
    """Return what became of a runner's only reminder, of the kind that was added."""
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    meters = Metrics()
    with engine.begin() as conn:
        runners.get_or_create(conn, 1, 101, "Ada", NOW)
        planner.change(conn, 1, NOW, zone="UTC")
        coming = forecast.until(conn, 1, NOW, NOW + timedelta(days=7))
        (due,) = outbox.claim(conn, NOON).due
        outbox.mark_sent(conn, [(due, 7)], NOON)
        meters.sent(due.kind, 0.0)
        later = snoozing.snooze(conn, 1, due.id, NOON + 15 * MINUTE)
        assert later is not None
        (again,) = outbox.claim(conn, later.due).due
        outbox.mark_sent(conn, [(again, 8)], later.due)
        meters.settled(due.kind, ReminderState.EXPIRED, 1)
        while followups.tend(conn, later.deadline):
            pass
        who = runners.get(conn, 1)
        assert who is not None
        return {
            "check": f"'{due.kind}'" in str(CreateTable(rows).compile(engine)),
            "ahead": [one.kind for one in coming],
            "claimed": [due.kind],
            "words": of_day(due.id, due.kind).text,
            "state": conn.scalar(select(rows.c.state).where(rows.c.id == due.id)),
            "ignored": who.ignored,
            "snoozed by": (later.due - due.due) // MINUTE,
            "meter": meters.value("dorsi_nudges_total", kind=due.kind, outcome="late"),
        }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(lived()))
