"""Loops are short silent films that run at the drill's tempo."""

from itertools import pairwise
from pathlib import Path

import av
import pytest

from content import figures
from content.figures import Figure, film, index, shots


def test_what_moves_has_25_frames_a_second() -> None:
    assert len(list(film.schedule(shots.shot("seated_rotation", 4, "right")))) == 8 * film.RATE


def test_a_long_hold_has_a_frame_for_each_second() -> None:
    ticks = list(film.schedule(shots.shot("calf_stretch", 4, "right")))
    held = [tick for tick in ticks if 5 * film.RATE <= tick < 45 * film.RATE]
    assert [b - a for a, b in pairwise(held)] == [film.RATE] * 39


def test_a_quick_stride_is_shown_several_times() -> None:
    assert film.end_of(shots.shot("heel_walks", 2, "both")) == 3 * 20


def test_frames_that_look_the_same_are_drawn_once() -> None:
    shot = shots.shot("squat", 0, "both")
    assert len(list(film.pictures(shot))) < len(list(film.schedule(shot)))


def _check(loop: Path, seconds: float) -> None:
    with av.open(str(loop)) as film_file:
        assert not film_file.streams.audio
        stream = film_file.streams.video[0]
        assert (stream.width, stream.height, stream.codec.name) == (720, 720, "h264")
        assert stream.duration is not None
        assert stream.time_base is not None
        assert float(stream.duration * stream.time_base) == pytest.approx(seconds, abs=0.01)


@pytest.mark.parametrize("figure", figures.variants(), ids=index.key)
def test_a_loop_lasts_as_long_as_its_drill(figure: Figure) -> None:
    loop = figures.path(figure)
    assert loop is not None, "run make figures"
    _check(loop, film.end_of(shots.of(figure)) / film.RATE)


@pytest.mark.long
def test_a_loop_is_rendered_as_told(tmp_path: Path) -> None:
    out = tmp_path / "walk.mp4"
    figures.render(Figure("heel_walks", 2, "both"), out)
    _check(out, 2.4)
