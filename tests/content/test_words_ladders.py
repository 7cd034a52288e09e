"""The ladders hold the numbers they were designed with."""

from itertools import pairwise
from typing import get_args

import pytest

from content.drill import Dose, Side, harder
from content.library import load

# Drill: start, then per rung sets x reps x directions, hold in s, metres, and the range.
# A stretch has two directions: the straight knee and the bent one.
LADDERS = {
    "seated_rotation": (
        2,
        "1x8x1 0 0 .25|1x8x2 0 0 .25|1x8x2 0 0 .45|1x8x2 0 0 .7|1x8x2 0 0 1|1x12x2 0 0 1",
    ),
    "standing_circles": (
        2,
        "1x12x2 0 0 .45|1x12x2 0 0 .45|1x20x2 0 0 .45|1x20x2 0 0 .7|1x20x2 0 0 1|1x20x2 0 0 1",
    ),
    "knee_to_wall_rock": (
        1,
        "1x8x1 0 0 .5|1x8x1 0 0 .5|1x12x1 0 0 .5|1x12x1 0 0 .75|1x12x1 0 0 1|1x12x1 3 0 1",
    ),
    "calf_stretch": (1, "1x2x2 20 0 .6|1x2x2 20 0 1|1x2x2 30 0 1|1x3x2 30 0 1|1x3x2 45 0 1"),
    "calf_foam_roll": (1, "1x1x1 30 0 .5|1x1x1 30 0 .5|1x1x1 30 0 1|1x2x1 30 0 1|1x2x1 60 0 1"),
    "heel_walks": (
        2,
        "2x10x1 0 0 1|2x10x1 0 0 1|1x1x1 0 10 1|1x1x1 0 20 1|2x1x1 0 20 1|3x1x1 0 20 1",
    ),
    "heel_raises": (
        2,
        "2x10x1 0 0 .5|2x10x1 0 0 .5|2x10x1 0 0 1|2x20x1 0 0 1|3x20x1 0 0 1"
        + "|3x8x1 0 0 1" * 2
        # past the founding dose: one leg, more of it
        + "|3x12x1 0 0 1|3x15x1 0 0 1",
    ),
}

BEFORE = {
    "seated_rotation": Dose(reps=5, directions=2),
    "standing_circles": Dose(reps=8, directions=2),
    "knee_to_wall_rock": Dose(reps=8),
}


def shown(dose: Dose, size: float) -> str:
    """Return a dose and its range as the table writes them."""
    share = f"{size:g}".removeprefix("0")
    return f"{dose.sets}x{dose.reps}x{dose.directions} {dose.hold} {dose.metres} {share}"


@pytest.mark.parametrize("name", LADDERS)
def test_a_ladder_has_its_numbers(name: str) -> None:
    drill = load().drills[name]
    start, rungs = LADDERS[name]
    assert drill.start == start
    assert [shown(rung.dose, rung.range) for rung in drill.rungs] == rungs.split("|")


@pytest.mark.parametrize("name", LADDERS)
def test_each_rung_is_harder_in_exactly_one_way(name: str) -> None:
    rungs = load().drills[name].rungs
    assert all(len(harder(*pair)) == 1 for pair in pairwise(rungs))


@pytest.mark.parametrize("name", LADDERS)
def test_the_dose_before_a_run_is_short(name: str) -> None:
    drill = load().drills[name]
    if name in BEFORE:
        assert drill.dose(drill.start, "before") == BEFORE[name]
    else:
        assert "before" not in drill.moments


def test_the_desk_is_seated_and_outdoors_has_no_floor_work() -> None:
    for drill in load().drills.values():
        for rung in drill.rungs:
            assert not (rung.weight_bearing and "desk" in rung.places), drill.id
            assert rung.weight_bearing or "outdoors" not in rung.places, drill.id


def test_before_a_run_nothing_loads() -> None:
    for drill in load().drills.values():
        assert drill.kind == "mobility" or "before" not in drill.moments, drill.id


def test_half_a_minute_stands_between_sets_of_loading_drills() -> None:
    for drill in load().drills.values():
        for rung in drill.rungs:
            several = drill.kind == "loading" and rung.dose.sets > 1
            assert rung.dose.rest == (30 if several else 0), (drill.id, rung.name)


def test_a_one_sided_step_says_what_that_side_does() -> None:
    for drill in load().drills.values():
        for number, rung in enumerate(drill.rungs):
            for side in get_args(Side):
                said = drill.which_at(number, side)
                assert (side in said.lower()) == (rung.legs == "each"), (drill.id, number)


def test_the_sides_are_told_in_the_same_words() -> None:
    for drill in load().drills.values():
        for which in (drill.which, *(rung.which for rung in drill.rungs)):
            words = {text.lower().replace(side, "*") for side, text in which.items()}
            assert len(words) == (1 if which else 0), drill.id


def test_hands_need_neither_a_mat_nor_a_roller() -> None:
    hands = load().drills["calf_foam_roll"].rungs[0]
    assert hands.needs == ()
    assert set(hands.places) == {"mat", "desk"}


def test_the_foot_stands_at_a_share_of_the_own_distance() -> None:
    rungs = load().drills["knee_to_wall_rock"].rungs
    assert [rung.wall for rung in rungs] == [0.5, 0.5, 0.5, 0.75, 1, 1]
    assert all(rung.wall in {0, rung.range} for rung in rungs)
    assert all("outdoors" in rung.places for rung in rungs)


def test_tempo_is_as_designed() -> None:
    tempo = {name: {rung.tempo for rung in drill.rungs} for name, drill in load().drills.items()}
    assert tempo["seated_rotation"] == {4}
    assert tempo["standing_circles"] == {3, 4}  # 4 where it is done sitting
    assert tempo["knee_to_wall_rock"] == {4}
    assert tempo["heel_raises"] == {5}
    assert tempo["heel_walks"] == {1, 3}  # metres walked, toe lifts


def test_loading_drills_name_the_part_they_load() -> None:
    loading = {drill.id for drill in load().drills.values() if drill.kind == "loading"}
    assert loading == {"heel_walks", "heel_raises"}


def test_nobody_rolls_a_spot_for_more_than_two_minutes() -> None:
    assert all(rung.dose.hold <= 120 for rung in load().drills["calf_foam_roll"].rungs)


def test_one_minute_versions_stay_short() -> None:
    for drill in load().drills.values():
        for number, rung in enumerate(drill.rungs):
            sides = 2 if rung.legs == "each" else 1
            dose = drill.dose(number, "after", minute=True)
            assert dose.seconds(rung.tempo) * sides <= 80, (drill.id, number)
