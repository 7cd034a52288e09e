"""The body's joints go where they should, and only as far as a body can."""

import pytest

from content.figures import rig
from content.figures.body import FOREARM, UPPER_ARM
from content.figures.reach import ankle_over, arm, leg
from content.figures.rig import breaches, lowest, point, solve


def test_a_standing_body_rests_on_its_soles() -> None:
    assert lowest(solve({}, "right.foot")) == pytest.approx(0, abs=0.05)


def test_dorsiflexion_brings_the_toes_towards_the_shin() -> None:
    assert (
        point(solve({"right.dorsiflexion": 15}), "right.toe_tip")[2]
        > point(solve({}), "right.toe_tip")[2] + 3
    )


@pytest.mark.parametrize(("side", "inwards"), [("left", -1), ("right", 1)])
def test_inversion_swings_the_toes_in(side: str, inwards: int) -> None:
    turned = point(solve({f"{side}.inversion": 25}), f"{side}.toe_tip")[1]
    assert (turned - point(solve({}), f"{side}.toe_tip")[1]) * inwards > 1


def test_the_sides_are_mirror_images() -> None:
    left = point(solve({"left.hip": 30, "left.inversion": 20}), "left.toe_tip")
    right = point(solve({"right.hip": 30, "right.inversion": 20}), "right.toe_tip")
    assert left == pytest.approx((right[0], -right[1], right[2]))


def test_a_joint_past_its_limit_is_named() -> None:
    assert breaches({"right.dorsiflexion": 25}) == ["right.dorsiflexion 25.0 is outside -50..20"]


def test_body_weight_takes_a_planted_ankle_further() -> None:
    assert breaches({"right.dorsiflexion": 40}, ["right"]) == []


@pytest.mark.parametrize("pitch", [-40.0, 0.0, 25.0])
def test_a_foot_on_its_heel_or_ball_touches_the_floor(pitch: float) -> None:
    pivot = "heel" if pitch >= 0 else "ball"
    ankle = ankle_over(pivot, 10, 0, pitch)
    pose = {"pelvis_x": 5.0, "pelvis_z": 84.0}
    reached = {**pose, **leg(solve(pose), "right", ankle, pitch)}
    if pivot == "ball":
        reached["right.toe_extension"] = -pitch
    frames = solve(reached)
    assert lowest(frames, {"right.foot", "right.toes"}) == pytest.approx(0, abs=0.2)


def test_a_hand_reaches_what_lies_within_the_arm() -> None:
    frames = solve({"pelvis_z": 90})
    shoulder = frames["right.upper_arm"][1]
    wanted = (shoulder[0] + 30, shoulder[2] - 20)
    hand = solve({"pelvis_z": 90, **arm(frames, "right", wanted, None)})["right.hand"][1]
    assert (hand[0], hand[2]) == pytest.approx(wanted)


def test_a_hand_stretches_towards_what_is_too_far() -> None:
    frames = solve({"pelvis_z": 90})
    shoulder = frames["right.upper_arm"][1]
    far = arm(frames, "right", (shoulder[0] + 200, shoulder[2]), None)
    hand = solve({"pelvis_z": 90, **far})["right.hand"][1]
    assert hand[0] - shoulder[0] == pytest.approx(UPPER_ARM + FOREARM, abs=0.1)


def test_every_bone_has_a_frame() -> None:
    assert len(solve({})) == len(rig.BONES) + 1
