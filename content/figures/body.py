"""The body as data: joints, limits and flesh, in cm and degrees, stature 172 cm.

x points forward, y to the left, z up. Everything paired is given for the left side.
"""

from dataclasses import dataclass

from content.figures.vectors import Vec

Sphere = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Motion:
    """One way a joint moves: its axis and how far it goes, in degrees."""

    name: str
    axis: Vec
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Segment:
    """A bone: the segment it hangs on, the joint's place there, and the joint's motions."""

    name: str
    parent: str
    joint: Vec
    motions: tuple[Motion, ...]
    paired: bool = True


@dataclass(frozen=True, slots=True)
class Part:
    """Flesh on a segment: the hull of its spheres, or of each neighbouring pair (`chain`)."""

    segment: str
    role: str
    spheres: tuple[Sphere, ...]
    chain: bool = False


def limb(segment: str, *spheres: Sphere) -> Part:
    """Return a limb that follows its spheres; two more between each pair make it smooth."""
    fine: list[Sphere] = []
    for i, b in enumerate(spheres[:-1]):
        a, c, d = spheres[max(i - 1, 0)], spheres[i + 1], spheres[min(i + 2, len(spheres) - 1)]
        fine += [b, _between((a, b, c, d), 1 / 3), _between((a, b, c, d), 2 / 3)]
    return Part(segment, "skin", (*fine, spheres[-1]), chain=True)


def _between(four: tuple[Sphere, Sphere, Sphere, Sphere], u: float) -> Sphere:
    """Return the sphere at `u` on the way from the second to the third (Catmull-Rom)."""
    weights = (-u + 2 * u**2 - u**3, 2 - 5 * u**2 + 3 * u**3, u + 4 * u**2 - 3 * u**3, u**3 - u**2)
    x, y, z, r = (
        sum(w * sphere[k] for w, sphere in zip(weights, four, strict=True)) / 2 for k in range(4)
    )
    return x, y, z, r


_SIDE, _BACK, _AHEAD, _UP = (0.0, 1.0, 0.0), (0.0, -1.0, 0.0), (1.0, 0.0, 0.0), (0.0, 0.0, 1.0)
# The subtalar axis rises 42 degrees and leans 16 degrees to the midline (Inman, 1976), so that
# inversion swings the toes in as it turns the sole in.
_SUBTALAR = (-0.714, 0.205, -0.669)

THIGH, SHANK, UPPER_ARM, FOREARM = 42.0, 41.5, 29.0, 25.0
ANKLE_HEIGHT = 7.2
HEEL: Sphere = (-4.4, 0, -3.9, 3.3)
BALL: Vec = (12.3, 0, -5.6)
TOE_HEIGHT = ANKLE_HEIGHT + BALL[2]
KNEECAP = 5.75  # from the knee's axis to the skin in front of it

# Limits: usual active range of healthy adults (AAOS), rounded; see LOADED for a planted foot.
SEGMENTS = (
    Segment("trunk", "pelvis", (0, 0, 9), (Motion("bend", _SIDE, -25, 60),), paired=False),
    Segment("head", "trunk", (0.5, 0, 42), (Motion("nod", _SIDE, -45, 45),), paired=False),
    Segment(
        "upper_arm",
        "trunk",
        (-1, 17.5, 35),
        (Motion("shoulder_abduction", _AHEAD, -30, 150), Motion("shoulder", _BACK, -60, 180)),
    ),
    Segment("forearm", "upper_arm", (0, 0, -UPPER_ARM), (Motion("elbow", _BACK, 0, 145),)),
    Segment("hand", "forearm", (0, 0, -FOREARM), (Motion("wrist", _BACK, -80, 80),)),
    Segment(
        "thigh",
        "pelvis",
        (0, 9, 0),
        (
            Motion("hip_abduction", _AHEAD, -25, 45),
            Motion("hip_turn", _UP, -35, 45),
            Motion("hip", _BACK, -25, 125),
        ),
    ),
    Segment("shank", "thigh", (0, 0, -THIGH), (Motion("knee", _SIDE, 0, 145),)),
    Segment(
        "foot",
        "shank",
        (0, 0, -SHANK),
        (Motion("dorsiflexion", _BACK, -50, 20), Motion("inversion", _SUBTALAR, -15, 35)),
    ),
    Segment("toes", "foot", BALL, (Motion("toe_extension", _BACK, -30, 70),)),
)
# Body weight takes a planted ankle further than its own muscles do (weight-bearing lunge).
LOADED = {"dorsiflexion": (-50.0, 45.0), "toe_extension": (-30.0, 75.0)}
ROOT = ("pelvis_x", "pelvis_z", "pelvis_pitch")

PARTS = (
    Part(
        "pelvis",
        "shorts",
        ((0, 7.5, 3, 9.6), (0, -7.5, 3, 9.6), (-1.5, 7, -1, 10), (-1.5, -7, -1, 10)),
    ),
    Part("trunk", "skin", ((-1.5, 0, 37, 5.4), (0.8, 0, 47, 4.9))),
    Part(
        "trunk",
        "shirt",
        (
            (0.3, 6.5, -4, 8.4),
            (0.3, -6.5, -4, 8.4),
            (0.2, 8, 20, 9.4),
            (0.2, -8, 20, 9.4),
            (-1.5, 13, 34.5, 5.4),
            (-1.5, -13, 34.5, 5.4),
        ),
    ),
    Part(
        "trunk",
        "shirt",
        ((-1.5, 14, 34, 5.4), (-1.5, -14, 34, 5.4), (-2, 4.5, 39, 3.6), (-2, -4.5, 39, 3.6)),
    ),
    Part("head", "skin", ((1.2, 0, 13, 8.9), (4.4, 0, 6.2, 5.6), (0, 0, 9, 7.6))),
    Part("head", "skin", ((9.2, 0, 10.5, 1.2), (10.6, 0, 8.4, 0.9))),
    Part(
        "head",
        "hair",
        ((-1.2, 3, 14.6, 7.6), (-1.2, -3, 14.6, 7.6), (2.6, 0, 18.2, 5.4), (-2.6, 0, 10, 7.2)),
    ),
    Part("upper_arm", "skin", ((0, 0, 0, 4.9), (0, 0, -UPPER_ARM, 3.7))),
    Part("upper_arm", "shirt", ((0, 0, 0.4, 5.7), (0, 0, -13, 5.1))),
    limb("forearm", (0, 0, 0, 3.8), (0.3, 0, -7, 3.9), (0, 0, -FOREARM, 2.5)),
    Part(
        "hand",
        "skin",
        ((0, 0, 0, 2.5), (0.6, 2.0, -7.5, 1.6), (0.6, -2.0, -7.5, 1.6), (1, 0, -15.5, 1.2)),
    ),
    Part("hand", "skin", ((0, 0, -2, 1.6), (4.2, 0.5, -8, 1.1))),
    limb(
        "thigh",
        (0, 0, 0, 8.3),
        (0.9, 0, -14, 7.7),
        (1.0, 0, -24, 7.0),
        (0.7, 0, -34, 6.1),
        (0.3, 0, -THIGH, 5.4),
    ),
    Part("thigh", "shorts", ((0, 0, 0.5, 9.4), (0.9, 0, -20, 8.5))),
    limb(
        "shank",
        (0.3, 0, 0, 5.4),
        (-0.4, 0, -5, 5.3),
        (-1.3, 0, -11, 5.75),
        (-1.5, 0, -17, 5.4),
        (-1.0, 0, -24, 4.55),
        (-0.5, 0, -32, 3.75),
        (0, 0, -38, 3.45),
        (0, 0, -SHANK, 3.55),
    ),
    Part("shank", "stretch", ((-2.8, 0, -8, 2.3), (-3.1, 0, -14, 2.6), (-2.2, 0, -23, 1.5))),
    Part("foot", "skin", ((0, 0, -0.5, 3.7), HEEL, (4.5, 0.2, -2.6, 3.3))),
    Part(
        "foot",
        "skin",
        (
            (1, 0, -0.6, 3.4),
            (4.5, -0.6, -3.4, 2.5),
            (12.3, -2.4, -5.1, 2.1),
            (10.6, 2.6, -5.6, 1.6),
        ),
    ),
    Part("toes", "skin", ((0, -2.5, 0.35, 1.95), (4.9, -2.6, -0.25, 1.35))),
    Part("toes", "skin", ((-0.2, -0.4, 0.2, 1.6), (4.9, -0.5, -0.6, 1.0))),
    Part("toes", "skin", ((-0.6, 0.9, 0, 1.5), (4.2, 0.9, -0.65, 0.95))),
    Part("toes", "skin", ((-1.1, 2.0, -0.1, 1.4), (3.2, 2.3, -0.7, 0.9))),
    Part("toes", "skin", ((-1.7, 2.9, -0.1, 1.4), (1.9, 3.6, -0.7, 0.9))),
)

# Shoes lie over the feet and reach no lower, so that whoever stands in them stands where they did.
SHOES = (
    Part("foot", "skin", ((-4.7, 0, -3.4, 3.4), (-2.6, 0, 0.2, 2.9), (4.2, 0, -2.2, 3.4))),
    Part("foot", "skin", ((-4.4, 0, -3.9, 3.4), (4.2, 0, -2.2, 3.4), (12.3, 0, -4.1, 2.8))),
    Part("toes", "skin", ((0, 0, 1.5, 2.8), (4.4, 0, 1.2, 2.2))),
    Part("foot", "tread", ((-7.0, 0, -5.7, 1.3), (-3.8, 0, -5.9, 1.3), (12.3, 0, -5.5, 1.3))),
    Part("toes", "tread", ((0, 0, 0.1, 1.3), (6.0, 0, 1.2, 1.0))),
)

# The sole's outline seen from below: x forward, y away from the other foot.
SOLE = (
    (-6.4, -0.2), (-5.9, -2.0), (-4.0, -2.9), (-1.5, -2.7), (3, -1.6), (7.5, -2.6),
    (10.5, -4.2), (12.9, -4.2), (13.4, -2.5), (12.6, 0.2), (11.6, 2.6), (10, 3.2),
    (7, 2.4), (3, 2.1), (-1.5, 2.2), (-4, 2.7), (-5.9, 1.7),
)  # fmt: skip
TOE_PRINTS = (
    (16.2, -2.6, 1.9), (16.6, -0.2, 1.15), (15.9, 1.3, 1.1), (14.7, 2.7, 1.0), (13.1, 3.9, 1.0),
)  # fmt: skip

# Points a picture may name: the segment they sit on and their place there.
POINTS: dict[str, tuple[str, Vec]] = {
    "ankle": ("foot", (0, 0, 0)),
    "heel": ("foot", (-4.4, 0, -ANKLE_HEIGHT)),
    "ball": ("toes", (0, 0, -TOE_HEIGHT)),
    "second_toe": ("toes", (5.9, -1.0, -0.4)),
    "toe_tip": ("toes", (6.25, -2.6, -1.6)),
    "knee": ("shank", (0, 0, 0)),
    "mid_shank": ("shank", (0, 0, -20)),
    "calf": ("shank", (-6.6, 0, -14)),
    "low_calf": ("shank", (-5.4, 0, -22)),
    "hip": ("thigh", (0, 0, 0)),
    "palm": ("hand", (0, 0, -8)),
    "finger": ("hand", (1, 0, -16.5)),
}
