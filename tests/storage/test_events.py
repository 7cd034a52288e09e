"""Every kind of event comes back as it was told, in the order of its time."""

from datetime import UTC, date, datetime, timedelta
from typing import get_args

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.events import Cleared, Event, Flagged, Limits, Measured, Morning, Sorer
from storage import events as event_store
from storage import runners
from storage.db import Db
from storage.events import Mark, Told

NOW = datetime(2026, 3, 2, 5, 0, 0, 123456, tzinfo=UTC)
LATER = NOW + timedelta(seconds=1)
DAY = date(2026, 3, 2)

_INSTANTS = st.integers(-(10**15), 10**15).map(lambda us: NOW + timedelta(microseconds=us))
_SHARED = {"at": _INSTANTS, "day": st.dates()}
_EVENTS: st.SearchStrategy[Event] = st.one_of(
    st.builds(Measured, **_SHARED, centimetres=st.floats(0, 40)),
    *(st.builds(kind, **_SHARED) for kind in get_args(Event) if kind is not Measured),
)


async def test_history_is_in_the_order_of_time_then_of_telling(db: Db) -> None:
    await db.transaction(runners.get_or_create, 1, 1, "Ada", NOW)
    told: list[Event] = [
        Flagged(NOW, DAY, "RB2"),
        Cleared(NOW, DAY, "RB2", "clinician"),
        Limits(NOW, DAY, ("RD1",), (("RD1", DAY),)),
        Sorer(NOW, DAY, None),
    ]
    for event in told:
        await db.transaction(event_store.add, 1, event)
    earlier = Morning(NOW - timedelta(days=1), DAY, "left", "sore")
    await db.transaction(event_store.add, 1, earlier)
    assert await db.transaction(event_store.history, 1) == (earlier, *told)
    assert await db.transaction(event_store.history, 2) == ()


async def test_since_gives_what_is_new(db: Db) -> None:
    await db.transaction(runners.get_or_create, 1, 1, "Ada", NOW)
    old, new = Sorer(NOW, DAY, "left"), Measured(LATER, DAY, "left", 9.5, "front")
    first = await db.transaction(event_store.add, 1, old)
    assert await db.transaction(event_store.since, 1, Mark()) == (Told(first, old, open=False),)
    mark = Mark().after(await db.transaction(event_store.entries, 1, Mark()))
    second = await db.transaction(event_store.add, 1, new)
    assert await db.transaction(event_store.since, 1, mark) == (Told(second, new, open=False),)
    further = mark.after(await db.transaction(event_store.entries, 1, mark))
    assert await db.transaction(event_store.since, 1, further) == ()


async def test_a_mark_holds_until_something_comes_in_before_it(db: Db) -> None:
    await db.transaction(runners.get_or_create, 1, 1, "Ada", NOW)
    assert await db.transaction(event_store.holds, 1, Mark())
    await db.transaction(event_store.add, 1, Sorer(NOW, DAY, "left"))
    await db.transaction(event_store.add, 1, Sorer(NOW + timedelta(days=2), DAY, None))
    mark = Mark().after(await db.transaction(event_store.entries, 1, Mark()))
    await db.transaction(event_store.add, 1, Sorer(NOW + timedelta(days=3), DAY, "right"))
    assert await db.transaction(event_store.holds, 1, mark)
    await db.transaction(event_store.add, 1, Sorer(NOW + timedelta(days=2), DAY, "right"))
    assert not await db.transaction(event_store.holds, 1, mark)


async def test_no_mark_holds_for_a_runner_who_was_deleted_and_came_back(db: Db) -> None:
    await db.transaction(runners.get_or_create, 1, 1, "Ada", NOW)
    await db.transaction(event_store.add, 1, Sorer(NOW, DAY, "left"))
    mark = Mark().after(await db.transaction(event_store.entries, 1, Mark()))
    await db.transaction(runners.delete, 1)
    assert not await db.transaction(event_store.holds, 1, mark)
    await db.transaction(runners.get_or_create, 1, 1, "Ada", NOW)
    await db.transaction(event_store.add, 1, Sorer(NOW, DAY, "left"))
    assert not await db.transaction(event_store.holds, 1, mark)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(events=st.lists(_EVENTS, max_size=6))
async def test_any_event_survives(db: Db, events: list[Event]) -> None:
    await db.transaction(runners.get_or_create, 1, 1, "Ada", NOW)
    for event in events:
        await db.transaction(event_store.add, 1, event)
    wanted = sorted(events, key=lambda event: event.at)
    assert list(await db.transaction(event_store.history, 1)) == wanted
    await db.transaction(runners.delete, 1)
