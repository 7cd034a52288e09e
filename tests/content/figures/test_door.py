"""The room's door: figures, names, loops and stills."""

import struct
import time
from pathlib import Path

import pytest

from content import figures
from content.figures import Figure, index, shelf
from content.library import load

PNG = b"\x89PNG\r\n\x1a\n"


def _size(png: bytes) -> tuple[int, int]:
    assert png.startswith(PNG)
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def test_every_rung_of_every_drill_has_a_picture_on_its_sides() -> None:
    for drill in load().drills.values():
        for i, rung in enumerate(drill.rungs):
            sides = {f.side for f in figures.variants((drill.id,)) if f.rung == i}
            assert sides == ({"both"} if rung.legs == "both" else {"left", "right"}), (drill.id, i)


def test_every_self_check_has_a_picture() -> None:
    for check in load().checks:
        assert figures.figure(check, 0, "left") is not None


def test_a_picture_lasts_as_long_as_the_drill_does() -> None:
    for drill in load().drills.values():
        for i, rung in enumerate(drill.rungs):
            shot = figures.shots.shot(drill.id, i, "right")
            held = [key.hold for key in shot.keys if key.count]
            assert set(held) <= {rung.dose.hold}, (drill.id, i)
            if not shot.scene.gait:
                own = shot.scene.seconds or sum(key.take for key in shot.keys)
                positions = rung.dose.directions if held else 1
                assert own == pytest.approx(rung.tempo * positions), (drill.id, i)


def test_what_has_no_picture_says_so() -> None:
    assert figures.figure("unknown", 0, "left") is None
    assert figures.figure("squat", 7, "both") is None


def test_rungs_that_look_the_same_share_one_loop() -> None:
    assert figures.name(Figure("heel_walks", 2, "both")) == figures.name(
        Figure("heel_walks", 5, "both")
    )


def test_at_the_desk_a_chair_is_shown_where_the_mat_would_be() -> None:
    for rung in range(6):
        there, here = (figures.figure("seated_rotation", rung, "left", p) for p in ("mat", "desk"))
        assert there is not None
        assert here is not None
        assert figures.name(there) != figures.name(here)
    assert figures.figure("heel_raises", 0, "both", "desk") == Figure("heel_raises", 0, "both")


def test_sides_and_ranges_have_loops_of_their_own() -> None:
    names = {
        figures.name(Figure("seated_rotation", rung, side))
        for rung in (1, 2, 3, 4)
        for side in ("left", "right")
    }
    assert len(names) == 8


def test_every_figure_has_its_loop_and_it_is_small() -> None:
    for figure in figures.variants():
        loop = figures.path(figure)
        assert loop is not None, f"{figure} has no loop: run make figures"
        assert loop.stat().st_size <= 150 * 1024, loop.name
    total = sum(file.stat().st_size for file in index.LOOPS.glob("*.mp4"))
    assert total <= 12 * 1024 * 1024


@pytest.mark.long
def test_every_loop_shows_what_is_drawn_now() -> None:
    stale = [f for f in figures.variants() if figures.name(f) != index.fingerprint(f)]
    assert stale == [], "run make figures"


@pytest.mark.parametrize("drill", ["seated_rotation", "heel_raises", "film_foot_strike"])
def test_loops_show_what_is_drawn_now(drill: str) -> None:
    figure = figures.variants((drill,))[-1]
    assert figures.name(figure) == index.fingerprint(figure), "run make figures"


def test_a_still_is_a_square_picture_and_quick() -> None:
    figure = Figure("knee_to_wall", 0, "left")
    figures.still(figure)
    started = time.process_time()
    picture = figures.still(figure, centimetres=9.5)
    assert _size(picture) == (720, 720)
    assert time.process_time() - started < 0.4  # 0.05 s alone; the machine may be busy


def test_stills_differ_by_side_and_by_distance() -> None:
    left, right = (figures.still(Figure("knee_to_wall", 0, side)) for side in ("left", "right"))
    own = figures.still(Figure("knee_to_wall", 0, "right"), centimetres=6)
    assert len({left, right, own}) == 3


def test_an_author_sees_a_strip_of_one_rung() -> None:
    width, height = _size(figures.draw_for_author("seated_rotation", "left", 2, 0.3))
    assert width > 7 * height


def test_an_author_is_told_which_rungs_there_are() -> None:
    with pytest.raises(ValueError, match="rungs 0 to 5, and no 9"):
        figures.draw_for_author("seated_rotation", "left", 9)
    with pytest.raises(ValueError, match=r"hop has no \[picture\] section"):
        figures.draw_for_author("hop")


def test_a_broken_section_is_refused_by_name(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "hop.toml").write_text(
        '[picture]\nrungs = [{ scene = "up" }]\n[picture.scenes.up]\nposture = "stand"\n'
        "keys = [{ pose = { right = { elbowe = 3 } } }]\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(shelf, "FOLDERS", (tmp_path,))
    for cached in (shelf.sections, shelf.takes, shelf.scene):
        cached.cache_clear()
    with pytest.raises(ValueError, match=r"hop: scenes.up.keys.0.pose: .*right.elbowe"):
        shelf.scene("hop", "up")
    for cached in (shelf.sections, shelf.takes, shelf.scene):
        cached.cache_clear()
