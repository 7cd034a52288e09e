"""Every picture could be a real body, on every frame."""

import math
from itertools import pairwise

import pytest

from content.figures import Figure, film, shelf, shots, variants
from content.figures.closeup import camera_of
from content.figures.marks import trace
from content.figures.stage import Shot, at_range, staged
from tests.content.figures import sound

_WORDS = {"coin": 0.25, "small": 0.45, "medium": 0.7, "full": 1.0}


def _drawn_once(figures: list[Figure]) -> list[Figure]:
    """Leave out left sides, which are mirror images, and rungs that look like another."""
    wanted = [f for f in figures if f.side != "left"]
    once = {(repr(shelf.takes(f.drill)[f.rung]), f.drill, f.place): f for f in wanted}
    return list(once.values())


ONCE = _drawn_once(variants())


def _name(figure: Figure) -> str:
    return f"{figure.drill}-{figure.rung}{figure.place}"


def _shot(figure: Figure) -> Shot:
    return shots.of(figure)


@pytest.mark.parametrize("figure", ONCE, ids=_name)
def test_key_moments_are_sound(figure: Figure) -> None:
    shot = _shot(figure)
    moments = [shot.seconds * k / 7 for k in range(7)]
    if shot.scene.moves == "ease":
        ends = [sum(k.take + k.hold for k in shot.keys[: i + 1]) for i in range(len(shot.keys))]
        moments += [end - 0.001 for end in ends]
    assert [fault for t in moments for fault in sound.faults(shot, t)] == []


@pytest.mark.long
@pytest.mark.parametrize("figure", ONCE, ids=_name)
def test_every_frame_is_sound(figure: Figure) -> None:
    shot = _shot(figure)
    ticks = film.schedule(shot)
    assert {fault for k in ticks for fault in sound.faults(shot, k / film.RATE)} == set()


@pytest.mark.parametrize("centimetres", [0.5, 3, 8.5, 12, 16, 22])
def test_knee_meets_the_wall_at_the_runners_own_distance(centimetres: float) -> None:
    shot = shots.shot("knee_to_wall", 0, "right", centimetres)
    assert [f for k in range(9) for f in sound.faults(shot, shot.seconds * k / 9)] == []
    assert shot.label == f"{centimetres:g} cm"


@pytest.mark.parametrize("figure", [f for f in ONCE if _shot(f).scene.plant], ids=_name)
def test_a_planted_foot_stays_where_it_is(figure: Figure) -> None:
    shot = _shot(figure)
    spots = [staged(shot, shot.seconds * k / 12).frames[shot.scene.plant][1] for k in range(12)]
    assert all(math.dist(spot, spots[0]) < 0.05 for spot in spots)


def _area(shot: Shot) -> float:
    way = trace(shot, camera_of(shot), shot.scene.marks.loop, 0.5)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(way))) / 2


@pytest.mark.parametrize(("drill", "rung"), [("seated_rotation", 4), ("standing_circles", 4)])
def test_a_smaller_range_traces_a_smaller_area(drill: str, rung: int) -> None:
    whole = shots.shot(drill, rung, "right")
    areas = [_area(at_range(whole, share)) for share in _WORDS.values()]
    assert all(a < 0.8 * b for a, b in pairwise(areas))


def _bend(shot: Shot) -> float:
    angles = [staged(shot, shot.seconds * k / 40).pose["right.dorsiflexion"] for k in range(40)]
    return max(angles) - min(angles)


@pytest.mark.parametrize(
    ("drill", "smaller", "larger"),
    [
        ("knee_to_wall_rock", 1, 3),
        ("knee_to_wall_rock", 3, 4),
        ("calf_stretch", 0, 1),
        ("heel_raises", 1, 2),
    ],
)
def test_a_lower_rung_bends_the_ankle_less(drill: str, smaller: int, larger: int) -> None:
    assert _bend(shots.shot(drill, smaller, "right")) < 0.9 * _bend(
        shots.shot(drill, larger, "right")
    )


def test_a_joint_past_its_limit_is_found() -> None:
    whole = shots.shot("seated_rotation", 4, "right")
    assert any("dorsiflexion" in fault for fault in sound.faults(at_range(whole, 1.3), 0.0))
