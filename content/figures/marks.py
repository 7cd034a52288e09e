"""What is drawn over the body: the traced way, contact, the seconds of a hold, the ruler."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from content.figures import palette, svg
from content.figures.body import SOLE, TOE_PRINTS
from content.figures.camera import Camera, Spot
from content.figures.rig import point
from content.figures.stage import Shot, Staged, staged

SIZE = 480  # the picture's own units; rendered larger
HEAD = 15.0  # length of an arrow's head
RING = 40.0  # radius of the ring that shows a hold's seconds
_BEND = 6.0  # px: a way that bends less is drawn straight
_LIFTED = 0.6  # cm up from which a heel or ball no longer touches; a heel rolls a little


@dataclass(frozen=True, slots=True)
class Label:
    """A few characters on the picture: their middle, the text, its size and colour."""

    at: Spot
    text: str
    size: float
    colour: str
    round: float = 0.0  # radius of a ring drawn round the text

    def box(self) -> tuple[float, float, float, float]:
        """Return left, top, right and bottom; digits of this font are 0.7 em wide."""
        half = max(self.round, len(self.text) * self.size * 0.36)
        tall = max(self.round, self.size * 0.5)
        return self.at[0] - half, self.at[1] - tall, self.at[0] + half, self.at[1] + tall

    def art(self, mirror: bool) -> str:
        """Return the text as SVG, its place mirrored but not its letters."""
        x = SIZE - self.at[0] if mirror else self.at[0]
        return svg.words((x, self.at[1] + self.size * 0.36), self.text, self.size, self.colour)


@lru_cache(maxsize=512)
def trace(shot: Shot, camera: Camera, name: str, share: float = 1.0) -> tuple[Spot, ...]:
    """Return the way a point takes on the picture during the first `share` of the loop."""
    steps = 64
    span = shot.seconds * share
    frames = (staged(shot, span * k / steps).frames for k in range(steps + (share < 1)))
    return tuple(camera.spot(point(f, name)) for f in frames)


def loop(way: Sequence[Spot], ghost: Sequence[Spot], backwards: bool) -> str:
    """Return a closed way with heads that show its direction, before the full one as dots."""
    art = svg.stroke(svg.polygon(ghost), palette.GHOST, 3.5, "0.1 9") if ghost else ""
    art += svg.stroke(svg.polygon(way), palette.PANEL, 11)
    art += svg.stroke(svg.polygon(way), palette.MOTION, 6)
    ordered = way[::-1] if backwards else way
    size = max(4.5, min(9.0, _around(way) / 34))
    return art + "".join(_head(ordered, share, size) for share in (0.12, 0.37, 0.62, 0.87))


def dot(at: Spot, small: bool) -> str:
    """Return the ring that marks the point which draws the way."""
    return svg.fill(svg.disc((*at, 6 if small else 8)), "#FFFFFF", palette.MOTION, 4)


def arrow(way: Sequence[Spot], ghost: Sequence[Spot], size: float = HEAD) -> str:
    """Return an open way that ends in a head of a size, over the full one as dots."""
    art = svg.stroke(svg.polyline(ghost), palette.GHOST, 4, "0.1 10") if ghost else ""
    way = _straightened(way)
    (x0, y0), (x1, y1) = way[-3], way[-1]
    far = math.hypot(x1 - x0, y1 - y0) or 1.0
    u, v = (x1 - x0) / far, (y1 - y0) / far
    ahead, aside = size, size * 0.8
    head = [
        (x1 + u * ahead, y1 + v * ahead),
        (x1 - v * aside, y1 + u * aside),
        (x1 + v * aside, y1 - u * aside),
    ]
    return (
        art
        + svg.stroke(svg.polyline(way), palette.MOTION, round(size * 7 / 15))
        + svg.fill(svg.polygon(head), palette.MOTION, palette.MOTION, round(size * 4 / 15))
    )


def touch(stage: Staged, camera: Camera, names: Sequence[str], floor: float) -> str:
    """Return a green bar under each named point that is on the floor now."""
    art = ""
    for name in names:
        place = point(stage.frames, name)
        if place[2] < _LIFTED + floor:
            x, y = camera.spot((place[0], place[1], 0))
            art += svg.stroke(f"M{svg.n(x - 20)} {svg.n(y + 5)}h40", palette.CONTACT, 7)
    return art


def countdown(at: Spot, left: float, whole: float) -> tuple[str, Label]:
    """Return the ring that empties during a hold, and its seconds."""
    x, y = at
    art = svg.fill(svg.disc((x, y, RING)), palette.PANEL, palette.QUIET, 7)
    share = left / whole
    if share > 0.99:
        art = svg.fill(svg.disc((x, y, RING)), palette.PANEL, palette.MOTION, 8)
    elif share > 0:
        angle = 2 * math.pi * share - math.pi / 2
        end = f"{svg.n(x + RING * math.cos(angle))} {svg.n(y + RING * math.sin(angle))}"
        size = svg.n(RING)
        data = f"M{svg.n(x)} {svg.n(y - RING)}A{size} {size} 0 {int(share > 0.5)} 1 {end}"
        art += svg.stroke(data, palette.MOTION, 8)
    return art, Label(at, f"{math.ceil(left - 1e-6)}", 38, palette.TEXT, RING + 5)


def repeated(at: Spot, times: int) -> list[Label]:
    """Return what is said below the ring of a hold that is done several times."""
    return [Label((at[0], at[1] + RING + 28), f"{times} ×", 28, palette.MOTION)] * (times > 1)


def ruler(camera: Camera, toes: float, gap: float, text: str) -> tuple[str, list[Label]]:
    """Return the measure from the toes to the wall, a mark for each cm, and what it says."""
    (a, y), (b, _) = camera.spot((toes, 0, 0)), camera.spot((toes + gap, 0, 0))
    y += 26
    marks = "".join(
        f"M{svg.n(b + (a - b) * k / gap)} {svg.n(y)}v{11 if k % 5 == 0 else 6}"
        for k in range(int(gap) + 1)
    )
    art = svg.stroke(marks, palette.MOTION, 2)
    ends = f"M{svg.n(a)} {svg.n(y - 12)}v24M{svg.n(b)} {svg.n(y - 12)}v24"
    art += svg.stroke(f"{ends}M{svg.n(a)} {svg.n(y)}H{svg.n(b)}", palette.MOTION, 4)
    middle = min((a + b) / 2, SIZE - 24 - len(text) * 10)
    return art, [Label((middle, y + 34), text, 28, palette.MOTION)] if text else []


def met(at: Spot) -> tuple[str, Label]:
    """Return the sign that knee and wall have met."""
    spot = (at[0] - 2, at[1])
    return svg.fill(svg.disc((*spot, 15)), palette.CONTACT), Label(spot, "✓", 22, "#FFFFFF")


def badge(at: Spot, scale: float, working: str) -> str:
    """Return two soles seen from above, the working one filled: left is left."""
    art = ""
    for side, way in (("left", -1), ("right", 1)):
        middle = at[0] + way * 5.6 * scale
        colour = palette.WORKING if working in (side, "both") else palette.QUIET
        rim = [(middle + way * v * scale, at[1] - (u - 4) * scale) for u, v in SOLE]
        toes = [
            svg.disc((middle + way * v * scale, at[1] - (u - 4) * scale, r * scale))
            for u, v, r in TOE_PRINTS
        ]
        art += svg.fill(svg.smooth(rim) + "".join(toes), colour)
    return art


def _straightened(way: Sequence[Spot]) -> Sequence[Spot]:
    """Return a way as a straight line where it hardly bends: a calf over a roller trembles."""
    (x0, y0), (x1, y1) = way[0], way[-1]
    far = math.dist(way[0], way[-1]) or 1.0
    bend = max(abs((x - x0) * (y1 - y0) - (y - y0) * (x1 - x0)) / far for x, y in way)
    return way if bend > _BEND else [way[0], ((x0 + x1) / 2, (y0 + y1) / 2), way[-1]]


def _around(way: Sequence[Spot]) -> float:
    return sum(math.dist(a, b) for a, b in pairwise(way))


def _head(way: Sequence[Spot], share: float, size: float) -> str:
    k = int(share * len(way))
    (x0, y0), (x, y), (x1, y1) = way[k - 1], way[k], way[(k + 1) % len(way)]
    far = math.hypot(x1 - x0, y1 - y0) or 1.0
    u, v = (x1 - x0) / far * size, (y1 - y0) / far * size
    tip = [(x + u, y + v), (x - u * 0.6 - v, y - v * 0.6 + u), (x - u * 0.6 + v, y - v * 0.6 - u)]
    return svg.fill(svg.polygon(tip), palette.MOTION, palette.MOTION, 2)
