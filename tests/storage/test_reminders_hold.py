"""Whatever a runner does in whatever order: nothing early, late, in the night or twice."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.recurrence import Rhythm
from storage import runners
from storage.reminders import planner
from tests.scheduler.strategies import QUIETS, WALLS, rhythms
from tests.storage.runner_life import ADA, START, Life, nobody

_OPTIONAL = st.none() | WALLS
_CHANGES = st.one_of(
    st.fixed_dictionaries({"plan": rhythms()}),
    st.fixed_dictionaries({"zone": st.sampled_from(["Europe/Berlin", "America/Havana", "UTC"])}),
    st.fixed_dictionaries({"lead": st.integers(5, 180)}),
    st.fixed_dictionaries({"run_minutes": st.integers(5, 600)}),
    st.fixed_dictionaries({"quiet": QUIETS}),
    st.fixed_dictionaries({"rest_drill": _OPTIONAL, "desk_break": _OPTIONAL}),
    st.fixed_dictionaries({"follow_up": st.booleans(), "summary": st.booleans()}),
)
_ENTRIES = st.tuples(st.sampled_from("abc"), st.integers(-600, 9000), st.booleans())
_DEEDS = st.one_of(
    st.tuples(st.just("wait"), st.integers(1, 3000)),
    st.tuples(st.just("change"), _CHANGES),
    st.tuples(st.sampled_from(["move", "snooze", "add"]), st.integers(-60, 600)),
    st.tuples(st.sampled_from(["cancel", "finish", "resume"]), st.none()),
    st.tuples(st.sampled_from(["answering", "stop"]), st.booleans()),
    st.tuples(st.sampled_from(["pause", "rest"]), st.integers(0, 20_000)),
    st.tuples(st.just("bring"), st.lists(_ENTRIES, max_size=3)),
    st.tuples(st.just("wish"), st.integers(0, 2)),
)
_LIVES = st.lists(_DEEDS, min_size=3, max_size=25)


def live(rhythm: Rhythm, deeds: list[tuple[str, object]]) -> None:
    with nobody() as conn:
        runners.get_or_create(conn, ADA, ADA, "Ada", START)
        runners.change(conn, ADA, zone="Europe/Berlin", plan=rhythm)
        planner.reconcile(conn, ADA, START)
        life = Life(conn)
        for deed, value in [*deeds, ("wait", 4000)]:
            life.do(deed, value)


@settings(max_examples=60, deadline=None)
@given(rhythm=rhythms(), deeds=_LIVES)
def test_any_life_is_reminded_rightly(rhythm: Rhythm, deeds: list[tuple[str, object]]) -> None:
    live(rhythm, deeds)


@pytest.mark.long
@settings(max_examples=5000, deadline=None)
@given(rhythm=rhythms(), deeds=_LIVES)
def test_any_of_many_lives_is_reminded_rightly(
    rhythm: Rhythm, deeds: list[tuple[str, object]]
) -> None:
    live(rhythm, deeds)
