"""Which kinds of reminders come while everything rests, is stopped, or nobody answers."""

from datetime import timedelta

import pytest
from sqlalchemy import Connection, delete

from scheduler.kinds import KINDS, Kind
from scheduler.reminders import Nudge
from storage import runners, runs
from storage import tables as rows
from storage.db import Db
from storage.reminders import outbox, run_rows
from storage.runners import RunnerFields
from tests.storage.passing_time import ADA, NOW, set_up

HOUR = timedelta(hours=1)
QUESTIONS: set[Kind] = {"morning", "seen"}
SITUATIONS: dict[str, tuple[RunnerFields, set[Kind]]] = {
    "as ever": ({"stopped": False}, set(KINDS) - {"over"}),
    "a rest": ({"resting_until": NOW + 24 * HOUR}, QUESTIONS | {"week"}),
    "a stop": ({"stopped": True}, {"seen"}),
    "a long silence": ({"ignored": 5, "offered": True, "reminded": NOW - HOUR}, QUESTIONS),
    "a runner who left": ({"away": True}, set()),
}


def one_of_each(conn: Connection) -> None:
    """Let a reminder of every kind be due now, those of a run before runs still to come."""
    made = [runs.add(conn, ADA, NOW + hour * HOUR, NOW) for hour in range(1, len(KINDS) + 1)]
    conn.execute(delete(rows.nudges))
    for (kind, rules), run in zip(KINDS.items(), made, strict=True):
        of_run = run.id if run and rules.run else None
        run_rows.add_nudges(conn, ADA, of_run, "now", [Nudge(kind, NOW, NOW + HOUR)])


@pytest.mark.parametrize("situation", SITUATIONS)
async def test_only_what_a_time_is_for_comes_then(db: Db, situation: str) -> None:
    fields, comes = SITUATIONS[situation]
    await set_up(db)
    await db.transaction(one_of_each)
    await db.transaction(runners.change, ADA, **fields)
    claim = await db.transaction(outbox.claim, NOW)
    assert {due.kind for due in claim.due} == comes
    assert {kind for kind, _ in claim.settled} == set(KINDS) - comes
