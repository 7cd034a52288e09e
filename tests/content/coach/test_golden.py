"""The golden cases of the coaching rules: a level, what each side reports, the next level."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.content.coach.stories import Story, at_level

CALF = {"felt": "ache", "where": "calf", "score": 4}
ACHE = {"felt": "ache", "where": "inside", "score": 3}
FRONT = {"felt": "pinch", "where": "front", "score": 1}
CORD = {"felt": "sharp", "where": "cord", "score": 2, "outcome": "stopped"}
STIFF = {"felt": "stiff", "score": 1}
KNEE = {"felt": "nothing", "fault": "knee"}
NO_REPORT = {"outcome": "skipped"}


def once_clean(story: Story, drill: str) -> Story:
    return story.session(drill).fine().later(days=1)


def right(told: dict[str, Any]) -> Callable[[Story, str], Story]:
    return lambda story, drill: story.session(drill, right=told)


def clean_then_right(told: dict[str, Any]) -> Callable[[Story, str], Story]:
    return lambda story, drill: once_clean(story, drill).session(drill, right=told)


def pinch_at(*rungs: int) -> Callable[[Story, str], Story]:
    told = FRONT | {"pinched": rungs, "lowest": min(rungs)}
    return lambda story, drill: story.session(drill, right=told)


def twice_clean_then_off(days: int) -> Callable[[Story, str], Story]:
    return lambda story, drill: once_clean(story, drill).session(drill).later(days=days)


def worse_week(story: Story, drill: str) -> Story:
    """Three calm sessions in one week, three with pain 1 and 2 in the next: all clean."""
    for score in (0, 0, 0, 1, 2, 2):
        told = {"felt": "stretch", "score": score, "planned": 4}
        story.session(drill, told, told, lowest=3).later(days=2)
    return story


GOLDEN = [
    ("both clean, 1st of two", "seated_rotation", 2, lambda s, d: s.session(d), 2),
    ("both clean, 2nd of two", "seated_rotation", 2, lambda s, d: once_clean(s, d).session(d), 3),
    ("L clean (2nd), R stiff", "seated_rotation", 2, clean_then_right(STIFF), 2),
    ("L clean, R front pinch", "seated_rotation", 3, right(FRONT | {"pinched": (3,)}), 2),
    ("R pinches at 3 and at the shrunk 2", "seated_rotation", 3, pinch_at(3, 2), 1),
    ("R knee drifted", "seated_rotation", 3, right(KNEE), 2),
    ("R ache 3", "standing_circles", 3, right(ACHE), 2),
    ("R calf ache 4, as usual", "heel_raises", 3, lambda s, d: right(CALF)(s, d).fine(), 3),
    ("... morning 4", "heel_raises", 3, lambda s, d: right(CALF)(s, d).morning("fine", "sore"), 2),
    (
        "... stiff 45 min",
        "heel_raises",
        3,
        lambda s, d: right(CALF)(s, d).morning(None, "stiff"),
        2,
    ),
    ("... morning unknown", "heel_raises", 3, right(CALF), 3),
    ("R sharp heel cord, pain 2", "heel_raises", 4, right(CORD), 1),
    ("R pain 7", "heel_walks", 4, right({"felt": "ache", "score": 7}), 2),
    ("R pain 9", "heel_walks", 4, right({"felt": "ache", "score": 9}), 1),
    ("R no report", "seated_rotation", 3, clean_then_right(NO_REPORT), 3),
    ("second clean, then 20 days off", "seated_rotation", 4, twice_clean_then_off(20), 3),
    ("second clean, then 35 days off", "seated_rotation", 4, twice_clean_then_off(35), 2),
    ("second clean, then 50 days off", "seated_rotation", 5, twice_clean_then_off(50), 2),
    ("clean, weekly mean up", "seated_rotation", 4, worse_week, 3),
]


@pytest.mark.parametrize(("case", "drill", "level", "tell", "then"), GOLDEN)
def test_golden_case(
    case: str, drill: str, level: int, tell: Callable[[Story, str], Story], then: int
) -> None:
    story = tell(at_level(drill, level), drill)
    assert story.level(drill) == then, case


def test_left_ache_settled_while_right_has_its_second_clean_session_holds() -> None:
    story = Story().session("heel_raises", CALF).fine().later(days=1)
    story.session("heel_raises", CALF).fine()
    assert story.level("heel_raises") == 2


@pytest.mark.parametrize("flag", ["RA1", "RB1"])
def test_red_flag_offers_nothing(flag: str) -> None:
    story = Story().session("seated_rotation").later(days=1).flag(flag)
    assert not any(story.offers(drill) for drill in ("seated_rotation", "calf_foam_roll"))
    assert story.plan().blocked == "flag"


@pytest.mark.parametrize(
    ("told", "drill", "hours"),
    [
        (CORD, "heel_raises", 48),
        ({"felt": "ache", "score": 7}, "heel_walks", 48),
        (CALF | {"where": "heel"}, "heel_raises", 48),
    ],
)
def test_a_cut_loading_drill_rests_first(told: dict[str, Any], drill: str, hours: int) -> None:
    story = at_level(drill, 3).session(drill, right=told).fine().later(hours=-15)
    resting = story.later(hours=hours - 1)
    assert not resting.offers(drill)


def test_loading_waits_for_the_unanswered_morning() -> None:
    story = at_level("heel_raises", 3).session("heel_raises", right=CALF).later(days=2)
    assert not story.offers("heel_raises")
    assert not story.offers("heel_walks")
    asked = story.later(days=-1).morning(right="fine")
    assert asked.offers("heel_walks")


def test_a_morning_nobody_asks_about_any_more_keeps_no_loading_away() -> None:
    story = at_level("heel_raises", 3).session("heel_raises", right=CALF).later(days=3)
    assert story.level("heel_raises") == 3
    assert story.offers("heel_walks")
