"""A picture does what its words say."""

from itertools import pairwise

import pytest

from content.figures import rig, shots, stage
from content.figures.body import ANKLE_HEIGHT, SHOES, TOE_HEIGHT
from content.figures.reach import pitch_of
from content.figures.rig import point
from content.figures.stage import Shot, Staged, staged
from content.library import load


def _through(shot: Shot, count: int = 40) -> list[Staged]:
    return [staged(shot, shot.seconds * k / count) for k in range(count)]


def _hips(now: Staged) -> float:
    return rig.lowest(now.frames, {"pelvis"})


def test_the_first_rung_on_the_roller_keeps_the_hips_on_the_floor() -> None:
    assert all(abs(_hips(now)) < 1 for now in _through(shots.shot("calf_foam_roll", 1, "right")))


@pytest.mark.parametrize("rung", [2, 3, 4])
def test_later_rungs_on_the_roller_keep_the_hips_up(rung: int) -> None:
    assert all(_hips(now) > 8 for now in _through(shots.shot("calf_foam_roll", rung, "left")))


def test_two_hands_are_round_the_calf() -> None:
    for now in _through(shots.shot("calf_foam_roll", 0, "right")):
        calf = point(now.frames, "right.calf")
        for side in rig.SIDES:
            palm = point(now.frames, f"{side}.palm")
            assert abs(palm[0] - calf[0]) < 16
            assert abs(palm[2] - calf[2]) < 12


def test_every_hold_of_the_stretch_is_told_as_often_as_it_is_done() -> None:
    for i, rung in enumerate(load().drills["calf_stretch"].rungs):
        shot = shots.shot("calf_stretch", i, "right")
        straight, bent = (key.pose["right.knee"] for key in shot.keys if key.count)
        assert straight < 5
        assert bent > 15
        assert shot.times == rung.dose.reps


@pytest.mark.parametrize("rung", range(9))
def test_raises_go_up_in_two_seconds_and_down_in_three(rung: int) -> None:
    keys = shots.shot("heel_raises", rung, "right").keys
    assert sum(key.take for key in keys if key.way == "out") == 2
    assert sum(key.take for key in keys if key.way != "out") == pytest.approx(3)


def test_who_comes_down_on_one_leg_went_up_on_two() -> None:
    shot = shots.shot("heel_raises", 5, "right")
    rising, lowering = staged(shot, 1.5), staged(shot, 3.5)
    left = {"left.foot", "left.toes"}
    assert rig.lowest(rising.frames, left) == pytest.approx(0, abs=0.3)
    assert rig.lowest(lowering.frames, left) > 3


def test_a_heel_walker_is_upright_with_the_toes_up_all_the_way() -> None:
    lifts = []
    for now in _through(shots.shot("heel_walks", 2, "both")):
        assert abs(pitch_of(now.frames, "trunk")) < 8
        assert abs(pitch_of(now.frames, "head")) < 5
        lifts += [placed.pitch for placed in now.feet]
    assert min(lifts) > 10
    assert sum(lifts) / len(lifts) > 18


def test_a_heel_walkers_steps_are_short_and_unhurried() -> None:
    scene = shots.shot("heel_walks", 2, "both").scene
    assert 2 / scene.seconds <= 2.5
    assert 20 < stage.pace(scene) * scene.seconds / 2 < 35


def test_shoes_reach_no_lower_than_the_feet_in_them() -> None:
    for part in SHOES:
        floor = -ANKLE_HEIGHT if part.segment == "foot" else -TOE_HEIGHT
        assert min(z - r for _, _, z, r in part.spheres) >= floor - 0.15, part


def test_a_lunge_steps_forward_and_back_to_standing_then_backward() -> None:
    seen = _through(shots.shot("lunge", 0, "right"), 110)
    apart = [point(s.frames, "right.ball")[0] - point(s.frames, "left.ball")[0] for s in seen]
    places = [round(far / 68) for far in apart]
    order = [places[0], *(b for a, b in pairwise(places) if a != b)]
    assert order == [0, 1, 0, -1, 0]
    carried = [s.feet[0].lift for s, far in zip(seen, apart, strict=True) if 20 < abs(far) < 48]
    assert min(carried) > 3


def test_the_other_foot_stays_during_a_lunge() -> None:
    spots = [point(s.frames, "left.ball") for s in _through(shots.shot("lunge", 0, "right"))]
    assert max(x for x, _, _ in spots) - min(x for x, _, _ in spots) < 0.3
