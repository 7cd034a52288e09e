"""A few pictures as golden text: a change of the drawing is seen, and has to be wanted.

After a wanted change: `DORSI_GOLDEN=write pytest tests/content/figures/test_golden.py`, look at
the files as pictures, and commit them.
"""

import os
from pathlib import Path
from typing import Literal

import pytest

from content.figures import figure, shots
from content.figures.picture import draw

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize(
    ("drill", "rung", "side", "t"),
    [
        ("seated_rotation", 1, "right", 1.0),
        ("seated_rotation", 4, "left", 1.0),
        ("heel_raises", 6, "left", 2.0),
        ("knee_to_wall", 0, "right", 1.0),
        ("heel_walks", 2, "both", 0.2),
    ],
)
def test_a_picture_is_drawn_as_before(
    drill: str, rung: int, side: Literal["left", "right", "both"], t: float
) -> None:
    wanted = figure(drill, rung, side)
    assert wanted is not None
    svg = draw(shots.shot(wanted.drill, wanted.rung, wanted.side), t).svg
    kept = GOLDEN / f"{drill}-{rung}-{side}.svg"
    if os.environ.get("DORSI_GOLDEN") == "write":
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(svg + "\n", encoding="utf-8")
    assert svg + "\n" == kept.read_text(encoding="utf-8")
