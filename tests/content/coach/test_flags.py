"""R0 and the limits: what a flag keeps away, what lifts it, and where a drill begins again."""

from datetime import timedelta

import pytest

from content.coach.flags import covers, seated_ceiling
from content.events import Limits
from tests.content.coach.stories import LIBRARY, Story, at_level

A_AND_B = [flag.id for flag in LIBRARY.flags.values() if flag.tier in "AB"]
C = [flag.id for flag in LIBRARY.flags.values() if flag.tier == "C"]


@pytest.mark.parametrize("flag", A_AND_B)
def test_a_and_b_offer_nothing_until_a_clinician_has_checked(flag: str) -> None:
    story = Story().session("seated_rotation").flag(flag).later(days=100)
    assert story.clear(flag, "calm").plan().blocked == "flag"
    assert story.plan(asked=True).drills == ()
    assert story.clear(flag).plan().blocked is None


@pytest.mark.parametrize("flag", C)
def test_c_leaves_the_seated_circles_when_asked_for(flag: str) -> None:
    story = Story().flag(flag)
    assert story.plan().blocked == "flag"
    assert [one.drill for one in story.plan(asked=True).drills] == ["seated_rotation"]


def test_the_seated_circles_under_a_flag_must_be_free_of_pain() -> None:
    story = Story().session("seated_rotation", right={"felt": "stretch", "score": 1}).flag("RC0")
    assert story.later(days=3).plan(asked=True).drills == ()


def test_a_flag_the_library_does_not_know_counts_as_an_emergency() -> None:
    story = Story().flag("RX9")
    assert story.state.blocks["RX9"].tier == "A"
    assert story.plan(asked=True).blocked == "flag"


def test_one_of_two_flags_lifted_still_blocks() -> None:
    assert Story().flag("RB1").flag("RC1").clear("RB1").plan().blocked == "flag"


def test_after_a_flag_drills_begin_again_low_and_rise_late() -> None:
    story = at_level("seated_rotation", 4).flag("RB1").later(days=5).clear("RB1")
    assert story.level("seated_rotation") == 1
    assert story.level("heel_raises") == 1
    for expected in (1, 1, 2):
        story.session("seated_rotation").fine().later(days=1)
        assert story.level("seated_rotation") == expected


def test_a_tier_c_flag_brings_down_only_what_it_kept_away() -> None:
    story = at_level("seated_rotation", 4).flag("RC0").clear("RC0")
    assert story.level("seated_rotation") == 4
    assert story.level("standing_circles") == 1
    assert Story().flag("RC2").clear("RC2").level("calf_foam_roll") == 1


def test_nothing_grows_while_a_flag_is_up() -> None:
    story = Story().flag("RC0")
    for _ in range(3):
        story.session("seated_rotation").fine().later(days=1)
    assert story.level("seated_rotation") == 2


def calm_days(story: Story, days: int) -> Story:
    for _ in range(days):
        story.later(days=1).walking(0)
    return story


def test_seven_symptom_free_days_lift_what_they_may() -> None:
    assert calm_days(Story().flag("RC4"), 6).clear("RC4", "calm").plan().blocked == "flag"
    assert calm_days(Story().flag("RC4"), 7).clear("RC4", "calm").plan().blocked is None
    assert calm_days(Story().flag("RC1"), 30).clear("RC1", "calm").plan().blocked == "flag"


def test_a_symptom_begins_the_seven_days_anew() -> None:
    story = calm_days(Story().flag("RC5"), 6).walking(1)
    assert calm_days(story, 6).clear("RC5", "calm").plan().blocked == "flag"
    story = calm_days(Story().flag("RC5"), 6).morning(right="stiff")
    assert calm_days(story, 6).clear("RC5", "calm").plan().blocked == "flag"


@pytest.mark.parametrize("flag", ["RD1", "RD2", "RD5", "RD6", "RD7", "RD8"])
def test_limits_that_come_first_offer_nothing(flag: str) -> None:
    plan = Story().limits(flag).plan()
    assert plan.blocked == "limit"
    assert plan.reasons[0].flag == flag


def test_limits_replace_the_earlier_ones() -> None:
    assert Story().limits("RD2").limits().plan().blocked is None


def test_a_clinician_may_lift_a_limit() -> None:
    story = Story().limits("RD2").clear("RD2")
    assert story.plan().blocked is None
    assert story.limits("RD2", "RD3").plan().blocked is None


def test_blood_thinners_leave_the_roller_out() -> None:
    assert Story().offers("calf_foam_roll")
    assert not Story().limits("RD3").offers("calf_foam_roll")


def test_some_medicines_keep_stretch_and_raises_low() -> None:
    story = at_level("heel_raises", 4).limits("RD4").session("heel_walks").fine().later(days=3)
    (one,) = (one for one in story.plan("desk").drills if one.drill == "heel_raises")
    assert (one.rung, one.judged, one.reasons[0].flag) == (2, 4, "RD4")


@pytest.mark.parametrize(("flag", "months"), [("RD1", 6), ("RD4", 3)])
def test_some_limits_end_by_themselves(flag: str, months: int) -> None:
    story = Story()
    since = story.now.date() - timedelta(days=30)
    story.events.append(Limits(story.now, story.now.date(), (flag,), ((flag, since),)))
    before = story.later(days=months * 30 - 35).plan().reasons
    assert any(reason.flag == flag for reason in before) or flag == "RD4"
    assert story.later(days=12).plan().blocked is None


def test_no_word_lifts_what_keeps_the_programme_from_the_under_aged() -> None:
    story = Story().limits("RD5").clear("RD5")
    assert story.plan().blocked == "limit"
    assert story.limits().plan().blocked is None


def test_who_falls_easily_keeps_the_drills_that_begin_on_a_chair() -> None:
    falls = LIBRARY.flags["RD9"]
    for drill in LIBRARY.drills.values():
        seated = seated_ceiling(drill)
        assert covers(falls, drill) == (seated < 0) == drill.rungs[0].weight_bearing
        assert not any(rung.weight_bearing for rung in drill.rungs[: seated + 1])
        assert seated == drill.top or drill.rungs[seated + 1].weight_bearing
    story = Story().limits("RD9")
    assert story.offers("seated_rotation")
    assert not story.offers("knee_to_wall_rock")
