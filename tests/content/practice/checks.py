"""What must be true of a practice after every answer in it, checked without asking `heed`."""

from collections.abc import Callable
from dataclasses import replace

from content.coach import State, news
from content.coach.deliver import deliver
from content.coach.history import replay
from content.coach.plan import PlannedDrill
from content.coach.planner import blocking
from content.coach.today import look
from content.drill import Drill
from content.events import Report
from content.practice import Practice, from_json, heed, reports, to_json
from tests.content.coach.stories import LIBRARY
from tests.content.practice.driver import Sitting
from tests.content.practice.oracle import is_careful_after_trouble, is_of
from tests.content.practice.random_practices import living


def keeps_the_rules_of_the_next_practice(sitting: Sitting, _: str) -> None:
    """Check I23: what is on show, a practice that began now could show too."""
    if sitting.practice.ask == "step":
        assert forbidden(sitting) == ""


def forbidden(sitting: Sitting) -> str:
    """Return why a practice that began now would not have the step on show; "" if it would.

    The drill's own loading day in this practice is not held against it, and a retry is judged as
    if the pinch that led to it had not been told.
    """
    now, state = sitting.now_shown, sitting.state
    drill, own = LIBRARY.drills[now.drill], [one for one in sitting.rows if is_of(one, now)]
    if now.retry and {one.day for one in own} == {sitting.day}:
        others = [one for one in sitting.rows if one not in own]
        state = replay(LIBRARY, others, onto=sitting.before)
    today = look(LIBRARY, unloaded(state, sitting, drill), sitting.context)
    if found := blocking(today):
        return f"all blocked: {found}"
    got = deliver(today, drill, "left")
    if not isinstance(got, PlannedDrill):
        return f"kept away: {got}"
    if got.rung < now.rung:
        return f"rung {got.rung} at most: {got.reasons}"
    if drill.rungs[now.rung].legs == "both":
        return "an ankle rests, and both would work" if today.resting(drill) else ""
    return f"the {now.side} ankle rests" if got.sides and now.side not in got.sides else ""


def unloaded(state: State, sitting: Sitting, drill: Drill) -> State:
    """Return the state without the days on which this very practice loaded the drill."""
    own = {one.day.toordinal() for one in sitting.told() if one.drill == drill.id}
    if own.isdisjoint(state.loaded.get(drill.id, ())):
        return state
    state = state.copy()
    state.loaded[drill.id] = [day for day in state.loaded[drill.id] if day not in own]
    return state


def fits_the_place(sitting: Sitting, _: str) -> None:
    """Check that what is on show can be done where the runner is, with what they have."""
    if sitting.practice.ask != "step":
        return
    place, things = sitting.practice.place, sitting.gear
    rung = LIBRARY.drills[sitting.now_shown.drill].rungs[sitting.now_shown.rung]
    assert place in rung.places
    assert things.union({"wall"} if place == "outdoors" else ()).issuperset(rung.needs)


def gets_no_harder(sitting: Sitting, _: str) -> None:
    """Check I15, I24: no rung above the planned one, no dose above the planned or the ladder's."""
    practice = sitting.practice
    for step, said in zip(practice.steps, practice.said, strict=True):
        drill = LIBRARY.drills[step.drill]
        assert 0 <= said.lowest <= said.rung <= step.rung <= drill.top
        assert said.dose.within(drill.rungs[said.rung].dose) == said.dose
        planned = step.dose if said.rung == step.rung else None
        assert planned is None or said.dose.within(planned) == said.dose
        minute = drill.dose(said.rung, practice.moment, minute=True)
        assert minute.within(said.dose) == minute


def loses_nothing(sitting: Sitting, _: str) -> None:
    """Check that what is kept is what is told: never of a step that left, and never twice."""
    practice, kept = sitting.practice, sitting.told()
    told = reports(practice, sitting.now, sitting.day, sitting.number)
    same = [replace(one, at=sitting.now, day=sitting.day) for one in kept]
    assert sorted(same, key=key) == sorted(told, key=key)
    assert len({key(one) for one in kept}) == len(kept)
    assert from_json(to_json(practice)) == practice


def key(one: Report) -> tuple[str, str]:
    return one.drill, one.side


def is_over_when_it_is_over(sitting: Sitting, said: str) -> None:
    """Check I25: numbness, a twist and pain of 8 and more end it; what is over has no step."""
    practice = sitting.practice
    if said == "numb":
        assert practice.ask == "over"
    told = [one for one in practice.said if one.told]
    ends = any(one.felt == "numb" or (one.score or 0) >= 8 for one in told)
    assert practice.ask != "step" or not ends
    assert practice.ask != "step" or practice.said[practice.at].is_open
    assert practice.ask != "felt" or not any(one.is_open for one in practice.said)


def says_each_thing_once(sitting: Sitting, _: str) -> None:
    """Check that what was told of a drill is not told again, and that news has its words."""
    practice = sitting.practice
    told = [(one.rule, one.drill, one.smaller, one.ankle) for one in practice.told]
    assert len(set(told)) == len(told)
    assert set(practice.news) <= set(practice.told)
    assert bool(news(LIBRARY, practice.news, sitting.day)) == bool(practice.news)
    gone = {one.drill for one in practice.news if not (one.smaller or one.ankle)}
    if practice.ask == "step":
        assert gone.isdisjoint(drill for drill, _, _ in sitting.to_come())


def goes_only_down(before: Practice, after: Practice) -> None:
    """Check that what left stays away, no rung rises again, and no word is lost."""
    assert after.turn >= before.turn
    for was, now in zip(before.said, after.said, strict=True):
        assert now.left or not was.left
        assert now.rung <= was.rung
        assert now.lowest <= was.lowest
        assert now.told or not was.told
        assert now.pinched[: len(was.pinched)] == was.pinched


def is_heeded_once(sitting: Sitting, _: str) -> None:
    """Check that asking the coach again changes nothing: all it wants is done at once."""
    again = heed(sitting.practice, LIBRARY, sitting.state, sitting.context)
    assert again == sitting.practice


Check = Callable[[Sitting, str], None]
CHECKS: tuple[Check, ...] = (
    keeps_the_rules_of_the_next_practice,
    is_careful_after_trouble,
    fits_the_place,
    gets_no_harder,
    loses_nothing,
    is_over_when_it_is_over,
    says_each_thing_once,
    is_heeded_once,
)


def every_rule_is_kept(code: bytes) -> int:
    """Live a life, check every rule after every answer, and return how many answers there were."""
    answers, before = 0, None
    for sitting, said in living(code):
        for check in CHECKS:
            check(sitting, said)
        if said and before is not None:
            goes_only_down(before, sitting.practice)
        before = sitting.practice
        answers += bool(said)
    return answers
