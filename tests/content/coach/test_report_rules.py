"""What one report alone makes of its drill: every rule that speaks, and what each one does."""

from datetime import timedelta
from typing import Any

import pytest

from content.coach.patterns import matched
from content.coach.report_context import is_calm, is_left_out, known_pain
from content.coach.report_rules import Case, Effect, judge
from content.events import Report
from tests.content.coach.stories import MONDAY, RULES, Story, at_level, drill

HELD = Effect("R14")
ACHE = {"felt": "ache"}


def report(name: str, planned: int, words: dict[str, Any]) -> Report:
    one = Story().report(name, "right", planned=planned, **words).events[-1]
    assert isinstance(one, Report)
    return one


def effects(name: str, planned: int, words: dict[str, Any]) -> list[Effect]:
    one = report(name, planned, words)
    pain, patterns = known_pain(one, RULES), matched(one, RULES)
    return judge(Case(drill(name), one, pain, patterns, RULES))


def cut(rule: str, drop: int = 1, ceiling: int | None = None, rest: int = 0) -> Effect:
    """Return a cut that leaves no debt."""
    return Effect(rule, drop=drop, ceiling=ceiling, rest_hours=rest)


def deep(rule: str, drop: int, ceiling: int | None = None, rest: int = 0) -> Effect:
    """Return a cut of two rungs or more, which leaves a debt."""
    return Effect(rule, drop=drop, ceiling=ceiling, debt=True, rest_hours=rest)


R1 = Effect("R1", drop=3, debt=True, rest_all_hours=72)
R2 = deep("R2", 2, rest=48)
R5 = cut("R5", rest=24)
R7 = cut("R7", rest=48)
MOBILITY, LOADING = "seated_rotation", "heel_raises"
SPOKEN: list[tuple[str, int, dict[str, Any], list[Effect]]] = [
    (MOBILITY, 4, {"felt": "nothing"}, []),
    (MOBILITY, 4, {"felt": "stretch", "score": 2}, []),
    (MOBILITY, 4, ACHE | {"score": 2}, []),
    (MOBILITY, 4, ACHE | {"score": 3}, [R5]),
    (MOBILITY, 4, ACHE | {"score": 5}, [R5]),
    (MOBILITY, 4, ACHE | {"score": 6}, [R2, R5]),
    (MOBILITY, 4, ACHE | {"score": 7}, [R2, R5]),
    (MOBILITY, 4, ACHE | {"score": 8}, [R1, R2, R5]),
    (MOBILITY, 4, ACHE, [HELD]),
    (MOBILITY, 4, {"felt": "nothing", "outcome": "stopped"}, [HELD]),
    (MOBILITY, 4, {"felt": "nothing", "easier": True}, [HELD]),
    (MOBILITY, 4, {"felt": "stiff", "score": 2}, [Effect("R13")]),
    (MOBILITY, 4, {"felt": "stiff", "score": 3}, [R5]),
    (MOBILITY, 4, {"felt": "stiff"}, [Effect("R13"), HELD]),
    (MOBILITY, 4, {"felt": "nothing", "fault": "toes"}, [cut("R11")]),
    (MOBILITY, 4, {"felt": "click", "score": 1}, [cut("click")]),
    (MOBILITY, 4, {"felt": "click"}, []),
    (MOBILITY, 4, {"felt": "pinch", "score": 1, "pinched": (4,)}, [cut("R3", ceiling=3)]),
    (MOBILITY, 4, {"felt": "pinch", "score": 1, "pinched": (4, 3)}, [deep("R3", 1, ceiling=2)]),
    (MOBILITY, 4, {"felt": "pinch", "score": 1, "lowest": 0}, [deep("R3", 1, ceiling=0)]),
    (MOBILITY, 1, {"felt": "pinch", "score": 1, "pinched": (0,)}, [cut("R3", ceiling=0)]),
    (MOBILITY, 4, {"felt": "sharp", "where": "calf", "score": 1}, [deep("R4", 2, rest=48)]),
    (MOBILITY, 4, {"felt": "sharp", "score": 1}, [deep("R4", 2, ceiling=1, rest=48)]),
    (MOBILITY, 4, ACHE | {"where": "cord", "score": 1}, [deep("cord", 2, ceiling=1, rest=48)]),
    (MOBILITY, 4, ACHE | {"where": "shin", "score": 1}, []),
    (LOADING, 4, ACHE | {"where": "calf", "score": 2}, []),
    (LOADING, 4, ACHE | {"where": "calf", "score": 3}, [Effect("R6")]),
    (LOADING, 4, ACHE | {"where": "calf", "score": 5}, [Effect("R6")]),
    (LOADING, 4, ACHE | {"where": "calf", "score": 6}, [R2]),
    (LOADING, 4, ACHE | {"where": "heel", "score": 2}, []),
    (LOADING, 4, ACHE | {"where": "heel", "score": 3}, [R7]),
    (LOADING, 4, ACHE | {"where": "shin", "score": 3}, [R7]),
    (LOADING, 4, ACHE | {"where": "cord", "score": 3}, [deep("cord", 2, 1, 48), R7]),
    (LOADING, 4, {"felt": "pinch", "where": "front", "score": 3}, [cut("R3", ceiling=3), R7]),
    (LOADING, 4, ACHE | {"score": 3, "pinched": (4,)}, [cut("R3", ceiling=3), R7]),
    (LOADING, 4, {"felt": "sharp", "where": "calf", "score": 3}, [deep("R4", 2, rest=48), R7]),
    ("heel_walks", 4, ACHE | {"where": "shin", "score": 2}, [cut("shin")]),
]


@pytest.mark.parametrize(("name", "planned", "words", "spoken"), SPOKEN)
def test_every_rule_that_applies_speaks_and_no_other(
    name: str, planned: int, words: dict[str, Any], spoken: list[Effect]
) -> None:
    assert effects(name, planned, words) == spoken


@pytest.mark.parametrize(
    ("words", "pain"),
    [
        ({"felt": "nothing"}, 0),
        ({"felt": "click"}, 0),
        ({"felt": "stretch", "score": 2}, 2),
        ({"felt": "stiff"}, None),
        ({"felt": None}, None),
        ({"felt": "pinch", "strong": True}, 6),
        ({"felt": "pinch", "strong": True, "score": 9}, 9),
    ],
)
def test_pain_is_known_from_the_number_or_a_calm_word(
    words: dict[str, Any], pain: int | None
) -> None:
    assert known_pain(report(MOBILITY, 2, words), RULES) == pain


@pytest.mark.parametrize(
    ("words", "calm"),
    [
        ({"felt": "stretch", "score": 2}, True),
        ({"felt": "stretch", "score": 3}, False),
        ({"felt": "click"}, True),
        ({"felt": "click", "score": 1}, False),
        ({"felt": "stiff", "score": 0}, False),
        ({"felt": "nothing", "outcome": "stopped"}, False),
        ({"felt": "nothing", "easier": True}, False),
        ({"felt": "nothing", "pinched": (2,)}, False),
        ({"felt": "nothing", "fault": "knee"}, False),
    ],
)
def test_calm_is_nothing_wrong_at_all(words: dict[str, Any], calm: bool) -> None:
    one = report(MOBILITY, 2, words)
    assert is_calm(one, known_pain(one, RULES), RULES) is calm


@pytest.mark.parametrize(
    "told",
    [{"felt": "ache"}, {"fault": "knee"}, {"strong": True}, {"pinched": (2,)}, {"score": 4}],
)
def test_a_skip_that_tells_something_is_not_left_out(told: dict[str, Any]) -> None:
    assert is_left_out(report(MOBILITY, 2, {"outcome": "skipped"})) is True
    assert is_left_out(report(MOBILITY, 2, {"outcome": "skipped"} | told)) is False


def test_an_effect_never_lowers_below_the_gentlest_rung_nor_over_its_ceiling() -> None:
    assert [Effect("", drop=2).to(level) for level in (3, 1, 0)] == [1, 0, 0]
    assert [Effect("", drop=1, ceiling=1).to(level) for level in (4, 2, 1)] == [1, 1, 0]
    assert Effect("", ceiling=0).to(0) == 0


@pytest.mark.parametrize(
    ("told", "hours"), [({"score": 6}, 48), ({"score": 4}, 24), ({"score": 2}, None)]
)
def test_a_rest_is_counted_from_the_report(told: dict[str, Any], hours: int | None) -> None:
    story = Story().session(MOBILITY, right=ACHE | told)
    ankle = story.state.tracks[MOBILITY].right
    until = None if hours is None else MONDAY + timedelta(hours=hours)
    assert ankle.rest_until == until
    assert story.state.rest_until is None


def test_a_shorter_rest_never_ends_a_longer_one() -> None:
    story = Story().session(MOBILITY, right=ACHE | {"score": 6}).later(hours=1)
    story.session(MOBILITY, right=ACHE | {"score": 4})
    assert story.state.tracks[MOBILITY].right.rest_until == MONDAY + timedelta(hours=48)
    story.later(hours=4).session("calf_stretch", right=ACHE | {"score": 9})
    assert story.state.rest_until == MONDAY + timedelta(hours=77)


@pytest.mark.parametrize(
    ("words", "ended"),
    [
        ({"felt": "sharp", "outcome": "stopped"}, True),
        ({"felt": "nothing", "outcome": "stopped"}, False),
        ({"felt": "ache", "score": 4}, False),
        ({"felt": "pinch", "score": 1, "pinched": (4,)}, False),
        ({"felt": "pinch", "score": 1, "pinched": (4, 3)}, True),
    ],
)
def test_trouble_that_stopped_a_drill_ends_it_for_the_day(
    words: dict[str, Any], ended: bool
) -> None:
    story = at_level(MOBILITY, 4).session(MOBILITY, right=words)
    track = story.state.tracks[MOBILITY]
    assert (track.right.ended == story.now.date().toordinal()) is ended
    assert track.left.ended == -1
