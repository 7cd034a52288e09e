"""The body as shapes: far limbs first and paler, each limb cut out of what lies behind it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from content.figures import palette, svg
from content.figures.body import PARTS, SHOES, SOLE, Part
from content.figures.camera import Camera
from content.figures.rig import SIDES, Frames, flip, key
from content.figures.svg import Circle
from content.figures.vectors import add, dot, turn

_HALO = 3.0  # px of background round a limb, so that it stands out from the body behind it
_FADE = 0.45  # how far the far limbs go towards the background
_LIMBS = {
    "arm": ("upper_arm", "forearm", "hand"),
    "leg": ("thigh", "shank", "foot", "toes"),
}
_TRUNK = ("pelvis", "trunk", "head")
_SOLE_LIGHT = 0.38
_SHOD = (*(part for part in PARTS if part.segment not in ("foot", "toes")), *SHOES)
_HAND_EDGE = 0.4  # hands on a leg need an outline: they are of one colour
_CLOTHES = {("upper_arm", "shirt"), ("thigh", "shorts")}


@dataclass(frozen=True, slots=True)
class Look:
    """How the body is shown: by which camera, on which ground, and what of it."""

    camera: Camera
    ground: str
    working: frozenset[str]
    show: frozenset[str] = frozenset()
    stretch: float = 0.0
    edge: str = ""
    paler: float = 0.0
    shoes: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """One part on the picture: its circles in pixels, its path data, colour and outline."""

    part: Part
    circles: tuple[Circle, ...]
    data: str
    colour: str
    edge: str
    depth: float


def drawn(frames: Frames, look: Look) -> tuple[str, list[tuple[Circle, ...]]]:
    """Return the body as SVG and the circles of each of its parts, for whoever must miss them."""
    middle = look.camera.see(frames["pelvis"][1])[2]
    groups = []
    for segments, side in _groups():
        shapes = list(_shapes(frames, look, segments, side))
        if not shapes:
            continue
        root = look.camera.see(frames[key(segments[0], side)][1])[2] - middle if side else 0.0
        groups.append((root, side, shapes))
    groups.sort(key=lambda group: group[0])
    art = [_painted(side, shapes, root, look) for root, side, shapes in groups]
    return "".join(art), [s.circles for _, _, shapes in groups for s in shapes]


def _groups() -> Iterator[tuple[tuple[str, ...], str]]:
    yield _TRUNK, ""
    for side in SIDES:
        for segments in _LIMBS.values():
            yield segments, side


def _shapes(frames: Frames, look: Look, segments: tuple[str, ...], side: str) -> Iterator[Shape]:
    for part in _SHOD if look.shoes else PARTS:
        name = key(part.segment, side)
        if part.segment not in segments or (look.show and name not in look.show):
            continue
        if part.role == "stretch" and not (look.stretch and side == "right"):
            continue
        way, origin = frames[name]
        seen = [
            (look.camera.see(add(origin, turn(way, flip((x, y, z), side)))), r)
            for x, y, z, r in part.spheres
        ]
        circles = tuple((s[0], s[1], r * look.camera.scale) for s, r in seen)
        depth = sum(s[2] for s, _ in seen) / len(seen)
        colour, edge = _paint(part, name, look)
        yield Shape(part, circles, _outline(part, circles), colour, edge, depth)


def _paint(part: Part, name: str, look: Look) -> tuple[str, str]:
    skin = palette.mix(palette.BODY["skin"], look.ground, look.paler)
    if part.role == "stretch":
        colour = palette.mix(skin, palette.STRETCH, look.stretch)
        return colour, palette.mix(colour, "#5A2A00", 0.55) if look.edge else ""
    if part.role == "tread":
        return palette.BODY["tread"], ""
    if part.segment == "hand" and look.edge:
        return skin, palette.mix(skin, "#000000", _HAND_EDGE)
    if name in look.working:
        toes = part.segment == "toes" and not look.shoes
        return palette.WORKING, look.edge if toes else ""
    if part.segment == "upper_arm" and part.role == "shirt":
        return palette.mix(palette.BODY["shirt"], "#FFFFFF", 0.14), ""
    return skin if part.role == "skin" else palette.BODY[part.role], ""


def _outline(part: Part, circles: tuple[Circle, ...]) -> str:
    if not part.chain:
        return svg.hull(circles)
    return "".join(svg.hull(pair) for pair in pairwise(circles))


def _painted(side: str, shapes: list[Shape], root: float, look: Look) -> str:
    far = max(0.0, min(1.0, -root / 9)) * _FADE if side else 0.0
    art = []
    if side:
        rims = (s for s in shapes if (s.part.segment, s.part.role) not in _CLOTHES)
        wider = "".join(
            _outline(s.part, tuple((x, y, r + _HALO) for x, y, r in s.circles)) for s in rims
        )
        art.append(svg.fill(wider, look.ground))
    if look.show:
        shapes = sorted(shapes, key=lambda s: round(s.depth))
    flesh = (svg.fill(s.data, palette.mix(s.colour, look.ground, far), s.edge) for s in shapes)
    return "".join([*art, *flesh])


def sole(frames: Frames, look: Look, side: str) -> str:
    """Return the lighter patch under a foot, if the sole faces the camera."""
    way, origin = frames[key("foot", side)]
    if look.shoes or dot(turn(way, (0, 0, -1)), look.camera.axes[2]) <= 0:
        return ""
    rim = [
        look.camera.spot(add(origin, turn(way, flip((x * 0.96 + 0.1, y * 0.86, -6.4), side))))
        for x, y in SOLE
    ]
    return svg.fill(svg.smooth(rim), palette.mix(palette.WORKING, "#FFFFFF", _SOLE_LIGHT))
