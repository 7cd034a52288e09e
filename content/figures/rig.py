"""From joint angles to the place of every bone, and whether a body can do that."""

from collections.abc import Collection, Iterator, Mapping

from content.figures.body import ANKLE_HEIGHT, LOADED, PARTS, POINTS, SEGMENTS, TOE_HEIGHT, Segment
from content.figures.vectors import (
    Mat,
    Vec,
    add,
    compose,
    mirrored,
    rotation,
    sub,
    transpose,
    turn,
)

Pose = Mapping[str, float]  # degrees by "<side>.<motion>", "bend", "nod"; the pelvis in cm
Frames = dict[str, tuple[Mat, Vec]]  # rotation and origin of each segment, by "<side>.<segment>"

PLANTED_HEIGHT = {"foot": ANKLE_HEIGHT, "toes": TOE_HEIGHT}
SIDES = ("left", "right")


def flip(v: Vec, side: str) -> Vec:
    """Return a place given for the left side on the side that is asked for."""
    return (v[0], -v[1], v[2]) if side == "right" else v


def key(name: str, side: str) -> str:
    """Return what a paired thing is called on a side, or its plain name for no side."""
    return f"{side}.{name}" if side else name


def _bones() -> Iterator[tuple[Segment, str]]:
    for segment in SEGMENTS:
        for side in SIDES if segment.paired else ("",):
            yield segment, side


BONES = tuple(_bones())


def solve(pose: Pose, plant: str = "", tilt: float = 0.0) -> Frames:
    """Return the frames of a pose; a planted segment lies on the floor at x = y = 0.

    `tilt` is how far the planted foot leans toes down, in degrees (heel on a book).
    """
    hips = (pose.get("pelvis_x", 0.0), 0.0, pose.get("pelvis_z", 0.0))
    frames: Frames = {"pelvis": (rotation((0, 1, 0), pose.get("pelvis_pitch", 0.0)), hips)}
    for bone, side in BONES:
        above = key(bone.parent, side)
        stand, origin = frames[above if above in frames else bone.parent]
        way = stand
        for motion in bone.motions:
            angle = pose.get(key(motion.name, side), 0.0)
            if angle:
                step = rotation(motion.axis, angle)
                way = compose(way, mirrored(step) if side == "right" else step)
        frames[key(bone.name, side)] = (way, add(origin, turn(stand, flip(bone.joint, side))))
    return _planted(frames, plant, tilt) if plant else frames


def _planted(frames: Frames, plant: str, tilt: float) -> Frames:
    way, origin = frames[plant]
    level = compose(rotation((0, 1, 0), tilt), transpose(way)) if tilt else transpose(way)
    spot = (0.0, 0.0, PLANTED_HEIGHT[plant.partition(".")[2]])
    moved = {
        name: (compose(level, r), add(turn(level, sub(p, origin)), spot))
        for name, (r, p) in frames.items()
    }
    if not tilt:
        return moved
    side = plant.partition(".")[0]
    rise = (0.0, 0.0, -lowest(moved, {key("foot", side), key("toes", side)}))
    return {name: (r, add(p, rise)) for name, (r, p) in moved.items()}


def point(frames: Frames, name: str) -> Vec:
    """Return where a named point of the body is, such as "right.heel", in cm."""
    side, _, what = name.rpartition(".")
    segment, place = POINTS[what]
    way, origin = frames[key(segment, side)]
    return add(origin, turn(way, flip(place, side)))


def lowest(frames: Frames, only: Collection[str] = ()) -> float:
    """Return the height of the lowest bit of flesh in cm, of some segments or of all."""
    low = float("inf")
    for part in PARTS:
        for side in ("",) if part.segment in frames else SIDES:
            name = key(part.segment, side)
            if part.role == "stretch" or (only and name not in only):
                continue
            way, origin = frames[name]
            for x, y, z, r in part.spheres:
                centre = add(origin, turn(way, flip((x, y, z), side)))
                low = min(low, centre[2] - r)
    return low


def breaches(pose: Pose, loaded: Collection[str] = ()) -> list[str]:
    """Return a sentence for each joint that leaves its range; `loaded` sides carry weight."""
    found = []
    for bone, side in BONES:
        for motion in bone.motions:
            low, high = motion.low, motion.high
            if side in loaded and motion.name in LOADED:
                low, high = LOADED[motion.name]
            angle = pose.get(key(motion.name, side), 0.0)
            if not low - 1e-6 <= angle <= high + 1e-6:
                found.append(f"{key(motion.name, side)} {angle:.1f} is outside {low:g}..{high:g}")
    return found
