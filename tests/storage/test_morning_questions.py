"""The question on the morning after: one nudge a day, withdrawn, moved along, or not made."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import Connection, text

from scheduler.recurrence import Rhythm
from scheduler.reminders import Quiet
from storage import migrations, pauses, runners, runs
from storage.db import Db
from storage.reminders import forecast, morning_questions, outbox, planner, snoozing
from tests.storage.passing_time import ADA, NOW, TUESDAY, kinds, play, set_up

pytestmark = pytest.mark.usefixtures("ada")

# Wednesday 08:00 in Berlin, a day without a run; Tuesday's card comes at 06:25.
WEDNESDAY = date(2026, 3, 4)
EIGHT = datetime(2026, 3, 4, 7, 0, tzinfo=UTC)
NOON = EIGHT + timedelta(hours=4)
DAY = timedelta(days=1)


async def waiting(db: Db) -> list[datetime]:
    """Return when the questions that wait will come."""
    return [one.due for one in await db.transaction(forecast.of, ADA, NOW) if one.kind == "morning"]


async def test_it_comes_once_at_eight_and_the_plan_goes_on(db: Db) -> None:
    assert await db.transaction(morning_questions.wish, ADA, WEDNESDAY, NOW)
    assert not await db.transaction(morning_questions.wish, ADA, WEDNESDAY, NOW)
    said = await play(db, NOW, EIGHT + DAY)
    assert kinds(said) == [
        ("pre", "Tue 05:25"),
        ("post", "Tue 06:25"),
        ("morning", "Wed 07:00"),
        ("pre", "Thu 05:25"),
        ("post", "Thu 06:25"),
    ]
    assert not await db.transaction(morning_questions.wish, ADA, WEDNESDAY, NOW), (
        "once said is said"
    )


async def test_it_is_useful_until_noon(db: Db) -> None:
    await db.transaction(runners.change, ADA, plan=Rhythm())
    await db.transaction(planner.reconcile, ADA, NOW)
    await db.transaction(morning_questions.wish, ADA, WEDNESDAY, NOW)
    (due,) = (await db.transaction(outbox.claim, NOON - timedelta(seconds=1))).due
    assert (due.kind, due.deadline) == ("morning", NOON)
    assert (await db.transaction(outbox.claim, NOON + timedelta(minutes=2))).due == ()


@pytest.mark.parametrize(
    ("quiet", "due"),
    [
        (Quiet(time(22), time(6)), [EIGHT]),
        (Quiet(time(22), time(9, 30)), [EIGHT + timedelta(minutes=90)]),
        (Quiet(time(0), time(0)), [EIGHT]),
        (Quiet(time(3), time(12)), []),
    ],
)
async def test_it_waits_for_eight_and_for_the_quiet_hours(
    db: Db, quiet: Quiet, due: list[datetime]
) -> None:
    await db.transaction(runners.change, ADA, quiet=quiet)
    assert await db.transaction(morning_questions.wish, ADA, WEDNESDAY, NOW) is bool(due)
    assert await waiting(db) == due


async def test_a_card_before_a_run_that_morning_takes_it_along(db: Db) -> None:
    tuesday = WEDNESDAY - DAY
    assert not await db.transaction(morning_questions.wish, ADA, tuesday, NOW)
    assert await db.transaction(morning_questions.rides, ADA, tuesday, "Europe/Berlin")
    (card,) = await db.transaction(runs.upcoming, ADA, NOW)
    await db.transaction(runs.cancel, ADA, card.id, NOW)
    assert not await db.transaction(morning_questions.rides, ADA, tuesday, "Europe/Berlin")
    assert await db.transaction(morning_questions.wish, ADA, tuesday, NOW)


async def test_a_card_later_in_the_day_leaves_it_alone(db: Db) -> None:
    (card,) = await db.transaction(runs.upcoming, ADA, NOW)
    await db.transaction(runs.move, ADA, card.id, TUESDAY + timedelta(hours=5), NOW)
    assert await db.transaction(morning_questions.wish, ADA, WEDNESDAY - DAY, NOW)


async def test_it_is_withdrawn_when_answered_elsewhere(db: Db) -> None:
    await db.transaction(morning_questions.wish, ADA, WEDNESDAY, NOW)
    await db.transaction(morning_questions.withdraw, ADA)
    assert await waiting(db) == []
    await db.transaction(morning_questions.wish, ADA, WEDNESDAY, NOW)
    assert await waiting(db) == [EIGHT]


async def test_another_zone_moves_it_and_other_changes_keep_it(db: Db) -> None:
    await db.transaction(morning_questions.wish, ADA, WEDNESDAY, NOW)
    await db.transaction(runners.change, ADA, lead=30)
    await db.transaction(planner.reconcile, ADA, NOW)
    assert await waiting(db) == [EIGHT]
    await db.transaction(runners.change, ADA, zone="America/New_York")
    await db.transaction(planner.reconcile, ADA, NOW)
    assert await waiting(db) == [EIGHT + timedelta(hours=6)]


async def test_a_pause_and_a_red_flag_keep_it_away(db: Db) -> None:
    await db.transaction(morning_questions.wish, ADA, WEDNESDAY, NOW)
    await db.transaction(pauses.pause, ADA, NOW + 7 * DAY, NOW)
    assert await waiting(db) == []
    assert not await db.transaction(morning_questions.wish, ADA, WEDNESDAY, NOW)
    await db.transaction(pauses.resume, ADA, NOW)
    assert await db.transaction(morning_questions.wish, ADA, WEDNESDAY, NOW)
    await db.transaction(runners.change, ADA, stopped=True)
    await db.transaction(planner.reconcile, ADA, NOW)
    assert await waiting(db) == []
    assert not await db.transaction(morning_questions.wish, ADA, WEDNESDAY, NOW)


async def test_it_cannot_be_put_off_and_nobody_unknown_has_one(db: Db) -> None:
    await db.transaction(morning_questions.wish, ADA, WEDNESDAY, NOW)
    (one,) = [due for due in await db.transaction(forecast.of, ADA, NOW) if due.kind == "morning"]
    assert await db.transaction(snoozing.snooze, ADA, one.id, EIGHT + timedelta(minutes=15)) is None
    assert not await db.transaction(morning_questions.wish, 404, WEDNESDAY, NOW)


async def test_the_migration_keeps_every_nudge_and_never_gives_an_id_twice(changing: Db) -> None:
    await set_up(changing)
    await changing.transaction(morning_questions.wish, ADA, WEDNESDAY, NOW)
    (last,) = [
        due.id for due in await changing.transaction(forecast.of, ADA, NOW) if due.kind == "morning"
    ]
    others = [
        due for due in await changing.transaction(forecast.of, ADA, NOW) if due.kind != "morning"
    ]
    await changing.migrate("0001")

    def none_asks(conn: Connection) -> bool:
        asked = "SELECT count(*) FROM nudges WHERE kind = 'morning'"
        return not conn.scalar(text(asked))

    assert await changing.transaction(none_asks)
    await changing.migrate(migrations.HEAD)
    assert list(await changing.transaction(forecast.of, ADA, NOW)) == others
    await set_up(changing, 2)
    await changing.transaction(morning_questions.wish, ADA, WEDNESDAY, NOW)
    made = [due.id for who in (ADA, 2) for due in await changing.transaction(forecast.of, who, NOW)]
    assert max(made) > last
    assert last not in made
