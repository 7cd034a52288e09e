"""Shapes as SVG text are exact."""

import math
import re

from content.figures import svg


def test_hull_of_one_circle_is_a_disc() -> None:
    assert svg.hull([(10, 10, 5)]) == svg.disc((10, 10, 5))


def test_hull_ignores_a_circle_inside_another() -> None:
    assert svg.hull([(0, 0, 10), (1, 0, 3)]) == svg.hull([(0, 0, 10)])


def test_hull_of_two_circles_is_two_arcs_and_two_tangents() -> None:
    data = svg.hull([(0, 0, 10), (30, 0, 10)])
    assert data.count("A") == 2
    assert data == "M0.0 10.0A10.0 10.0 0 0 1 0.0 -10.0L30.0 -10.0A10.0 10.0 0 0 1 30.0 10.0Z"


def test_every_corner_of_a_hull_lies_on_one_of_its_circles() -> None:
    circles = [(0.0, 0.0, 8.0), (30.0, 10.0, 4.0), (12.0, 25.0, 6.0)]
    corners = re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", svg.hull(circles))
    assert len(corners) == 3
    for x, y in corners:
        assert any(abs(math.dist((float(x), float(y)), c[:2]) - c[2]) < 0.15 for c in circles)


def test_text_from_outside_is_escaped() -> None:
    assert "<b>" not in svg.words((0, 0), "<b>&", 10, "#000000")


def test_numbers_never_show_a_negative_zero() -> None:
    assert svg.n(-0.01) == "0.0"
