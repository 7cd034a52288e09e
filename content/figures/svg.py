"""Shapes as SVG text."""

import math
from collections.abc import Iterable, Sequence
from html import escape

from content.figures.camera import Spot

Circle = tuple[float, float, float]

FONT = "DejaVu Sans"
_LOOKS = 48  # directions in which a hull is sampled; the corners between them are then exact
_ANGLES = [2 * math.pi * k / _LOOKS for k in range(_LOOKS)]
_WAYS = [(math.cos(angle), math.sin(angle)) for angle in _ANGLES]


def n(value: float) -> str:
    """Return a number with one decimal place, never a negative zero."""
    text = f"{value:.1f}"
    return "0.0" if text == "-0.0" else text


def polygon(spots: Iterable[Spot]) -> str:
    """Return the path data of a closed polygon."""
    return polyline(spots) + "Z"


def polyline(spots: Iterable[Spot]) -> str:
    """Return the path data of an open line."""
    return "M" + "L".join(f"{n(x)} {n(y)}" for x, y in spots)


def smooth(spots: Sequence[Spot]) -> str:
    """Return the path data of a closed, rounded outline through the spots (Catmull-Rom)."""
    count = len(spots)
    data = [f"M{n(spots[0][0])} {n(spots[0][1])}"]
    for i in range(count):
        a, b, c, d = (spots[(i + k) % count] for k in (-1, 0, 1, 2))
        out = (b[0] + (c[0] - a[0]) / 6, b[1] + (c[1] - a[1]) / 6)
        into = (c[0] - (d[0] - b[0]) / 6, c[1] - (d[1] - b[1]) / 6)
        data.append("C" + " ".join(f"{n(x)} {n(y)}" for x, y in (out, into, c)))
    return "".join(data) + "Z"


def hull(circles: Sequence[Circle]) -> str:
    """Return the path data of the convex hull of circles: arcs joined by their tangents."""
    if len(circles) == 2:
        return _capsule(circles[0], circles[1])
    turns = [_farthest(circles, way) for way in _WAYS]
    corners = [k for k in range(_LOOKS) if turns[k] != turns[k - 1]]
    if not corners:
        return disc(circles[turns[0]])
    data = []
    for k, after in zip(corners, corners[1:] + corners[:1], strict=True):
        circle = circles[turns[k]]
        start = _tangent(circles[turns[k - 1]], circle, k)
        end = _tangent(circle, circles[turns[after]], after)
        data.append(_arc(circle, start, end, wide=(end - start) % (2 * math.pi) > math.pi))
    return "M" + "L".join(data) + "Z"


def _capsule(a: Circle, b: Circle) -> str:
    """Return the hull of two circles, which limbs are made of, without looking for corners."""
    apart = math.dist(a[:2], b[:2])
    if apart <= abs(a[2] - b[2]):
        return disc(max(a, b, key=lambda circle: circle[2]))
    way = math.atan2(b[1] - a[1], b[0] - a[0])
    half = math.acos((a[2] - b[2]) / apart)
    first = _arc(a, way + half, way - half, wide=half < math.pi / 2)
    return f"M{first}L{_arc(b, way - half, way + half, wide=half > math.pi / 2)}Z"


def _arc(circle: Circle, start: float, end: float, *, wide: bool) -> str:
    x, y, r = circle
    return (
        f"{n(x + r * math.cos(start))} {n(y + r * math.sin(start))}A{n(r)} {n(r)} 0 {wide:d} 1"
        f" {n(x + r * math.cos(end))} {n(y + r * math.sin(end))}"
    )


def disc(circle: Circle) -> str:
    """Return the path data of one circle."""
    x, y, r = circle
    half = f"A{n(r)} {n(r)} 0 1 1"
    return f"M{n(x - r)} {n(y)}{half} {n(x + r)} {n(y)}{half} {n(x - r)} {n(y)}Z"


def _farthest(circles: Sequence[Circle], way: Spot) -> int:
    ux, uy = way
    reach = [x * ux + y * uy + r for x, y, r in circles]
    return reach.index(max(reach))


def _tangent(a: Circle, b: Circle, k: int) -> float:
    """Return the angle at which the hull leaves `a` for `b`, near the sampled direction `k`."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    near = 2 * math.pi * (k - 0.5) / _LOOKS
    apart = math.hypot(dx, dy)
    if apart == 0 or abs(a[2] - b[2]) > apart:
        return near
    angle = math.atan2(dy, dx) - math.acos((a[2] - b[2]) / apart)
    return angle if abs(math.remainder(angle - near, 2 * math.pi)) < 0.2 else near


def fill(data: str, colour: str, edge: str = "", width: float = 1.6) -> str:
    """Return a filled path, with an outline where a colour for it is given."""
    line = f' stroke="{edge}" stroke-width="{width}" stroke-linejoin="round"' if edge else ""
    return f'<path d="{data}" fill="{colour}"{line}/>'


def stroke(data: str, colour: str, width: float, dash: str = "") -> str:
    """Return a line with round ends and joins."""
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<path d="{data}" fill="none" stroke="{colour}" stroke-width="{width}"'
        f' stroke-linecap="round" stroke-linejoin="round"{dashes}/>'
    )


def rect(x: float, y: float, w: float, h: float, colour: str, round_by: float = 0) -> str:
    """Return a rectangle, with rounded corners if wanted."""
    corner = f' rx="{n(round_by)}"' if round_by else ""
    return f'<rect x="{n(x)}" y="{n(y)}" width="{n(w)}" height="{n(h)}"{corner} fill="{colour}"/>'


def words(
    spot: Spot, text: str, size: float, colour: str, anchor: str = "middle", weight: str = "bold"
) -> str:
    """Return text standing on a spot; `anchor` is start, middle or end, `weight` bold or normal."""
    return (
        f'<text x="{n(spot[0])}" y="{n(spot[1])}" font-family="{FONT}" font-size="{n(size)}"'
        f' font-weight="{weight}" text-anchor="{anchor}" fill="{colour}">{escape(text)}</text>'
    )


def page(width: int, height: int, inside: str, colour: str) -> str:
    """Return a whole SVG document on a coloured ground."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"'
        f' width="{width}" height="{height}">{rect(0, 0, width, height, colour)}{inside}</svg>'
    )
