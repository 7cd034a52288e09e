"""Two-bone reaching: the joint angles that put a foot or a hand where it belongs.

All of it happens in the plane that faces the camera from the side (x forward, z up).
"""

import math
from collections.abc import Mapping

from content.figures.body import BALL, FOREARM, HEEL, SHANK, THIGH, TOE_HEIGHT, UPPER_ARM
from content.figures.rig import Frames

Flat = tuple[float, float]  # x forward and z up, cm


def pitch_of(frames: Frames, segment: str) -> float:
    """Return how far a segment leans forward, in degrees."""
    way = frames[segment][0]
    return math.degrees(math.atan2(way[0][2], way[2][2]))


def ankle_over(pivot: str, x: float, lift: float, pitch: float) -> Flat:
    """Return the ankle of a foot that pivots on its heel or ball, toes up by `pitch` degrees.

    `x` is where that heel or ball stands, `lift` how high above the floor it is.
    """
    c, s = math.cos(math.radians(pitch)), math.sin(math.radians(pitch))
    px, pz, height = (BALL[0], BALL[2], TOE_HEIGHT)
    if pivot == "heel":
        px, pz, height = HEEL[0], HEEL[2], HEEL[3]
    return x - (px * c - pz * s), height + lift - (px * s + pz * c)


def leg(frames: Frames, side: str, ankle: Flat, pitch: float) -> Mapping[str, float]:
    """Return hip, knee and ankle angles that hold the foot at a place, toes up by `pitch`."""
    hip = frames[f"{side}.thigh"][1]
    knee, swing = _two_bones((hip[0], hip[2]), ankle, THIGH, SHANK)
    ahead = swing + _corner((hip[0], hip[2]), ankle, THIGH, SHANK)
    return {
        f"{side}.hip": ahead + pitch_of(frames, "pelvis"),
        f"{side}.knee": knee,
        f"{side}.dorsiflexion": pitch - (ahead - knee),
    }


def arm(frames: Frames, side: str, wrist: Flat, hand: float | None) -> Mapping[str, float]:
    """Return shoulder, elbow and wrist angles; `hand` is where the fingers point (0 is down)."""
    top = frames[f"{side}.upper_arm"][1]
    elbow, swing = _two_bones((top[0], top[2]), wrist, UPPER_ARM, FOREARM)
    ahead = swing - _corner((top[0], top[2]), wrist, UPPER_ARM, FOREARM)
    lean = pitch_of(frames, "trunk")
    angles = {f"{side}.shoulder": ahead + lean, f"{side}.elbow": elbow}
    if hand is not None:
        angles[f"{side}.wrist"] = hand - (ahead + elbow)
    return angles


def _span(root: Flat, end: Flat, a: float, b: float) -> float:
    return min(math.hypot(end[0] - root[0], end[1] - root[1]), a + b - 0.01)


def _two_bones(root: Flat, end: Flat, a: float, b: float) -> tuple[float, float]:
    """Return the bend of the middle joint and the direction of the end (0 is straight down)."""
    d = _span(root, end, a, b)
    bend = 180 - math.degrees(math.acos((a * a + b * b - d * d) / (2 * a * b)))
    return bend, math.degrees(math.atan2(end[0] - root[0], root[1] - end[1]))


def _corner(root: Flat, end: Flat, a: float, b: float) -> float:
    d = _span(root, end, a, b)
    return math.degrees(math.acos((a * a + d * d - b * b) / (2 * a * d)))
