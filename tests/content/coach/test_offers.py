"""What the coach offers: never above the ladder, never while something forbids it, always a why."""

from datetime import timedelta
from typing import Any, get_args

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.coach import Context, Plan, State, plan, why
from content.coach.detraining import level_on
from content.drill import Gear, Moment, Place
from tests.content.coach.random_histories import sessions, walks
from tests.content.coach.stories import LIBRARY, RULES, asking

QUICK = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
contexts = st.tuples(
    st.sampled_from(get_args(Moment)),
    st.sampled_from(get_args(Place)),
    st.sets(st.sampled_from(get_args(Gear))),
    st.booleans(),
    st.integers(0, 72),
)


def offered(state: State, last: Any, context: Any) -> tuple[Context, Plan]:
    moment, place, gear, minute, hours = context
    now = last.at + timedelta(hours=hours)
    asked = Context(now, now.date(), moment, place, frozenset(gear), minute)
    return asked, plan(asking(), state, asked)


@given(walk=walks, context=contexts)
@QUICK
def test_every_plan_keeps_its_bounds(walk: Any, context: Any) -> None:
    history, state = sessions(walk, asking())
    asked, today = offered(state, history[-1], context)
    assert today.reasons
    assert len(today.drills) <= (1 if asked.minute else 3)
    assert len({one.drill for one in today.drills}) == len(today.drills)
    assert bool(today.drills) == (today.blocked is None)
    for one in today.drills:
        drill = LIBRARY.drills[one.drill]
        rung = drill.rungs[one.rung]
        assert one.rung <= one.judged == level_on(state, drill, RULES, asked.day)
        assert one.dose.volume() <= rung.dose.volume()
        assert one.dose.within(rung.dose) == one.dose
        assert asked.place in rung.places
        assert one.reasons
        assert (one.sides == ()) == (rung.legs == "both")
        assert asked.moment != "before" or drill.kind != "loading"
    two_stay = asked.moment != "before" and len(today.drills) <= RULES.choice.fewest
    if not asked.minute and not two_stay:  # only two at their longest may take longer
        assert today.seconds <= RULES.choice.at(asked.moment).minutes * 60


@given(walk=walks, context=contexts)
@QUICK
def test_nothing_is_offered_that_rests(walk: Any, context: Any) -> None:
    history, state = sessions(walk, asking())
    asked, today = offered(state, history[-1], context)
    if any(block.drill is None for block in state.blocks.values()):
        assert today.blocked == "flag"
    if state.rest_until and asked.now < state.rest_until:
        assert today.drills == ()
    for one in today.drills:
        track = state.tracks.get(one.drill)
        assert f"R18:{one.drill}" not in state.blocks
        for side in one.sides or ("left", "right"):
            until = track.ankle(side).rest_until if track else None
            assert until is None or until <= asked.now
        if days := state.loaded.get(one.drill):
            assert asked.day.toordinal() >= days[-1] + 2
            assert sum(day > asked.day.toordinal() - 7 for day in days) < 4


@given(walk=walks, context=contexts)
@QUICK
def test_every_reason_is_a_sentence(walk: Any, context: Any) -> None:
    history, state = sessions(walk, asking())
    asked, today = offered(state, history[-1], context)
    for reason in (*today.reasons, *(one for drill in today.drills for one in drill.reasons)):
        sentence = why(LIBRARY, reason, asked.day)
        assert sentence.endswith(".")
        assert len(sentence) <= 200
        assert "{" not in sentence
        assert "None" not in sentence


@given(walk=walks, context=contexts)
@QUICK
def test_the_same_question_gets_the_same_answer(walk: Any, context: Any) -> None:
    history, state = sessions(walk, asking())
    assert offered(state, history[-1], context) == offered(state.copy(), history[-1], context)
