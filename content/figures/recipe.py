"""The data of a picture: what a `[picture]` section may say, checked when it is read.

Angles are degrees, lengths cm, times seconds; places on the picture are pixels of a 480 x 480
square. Every scene is written for the right side; the left is its mirror image.
"""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from content.figures.body import POINTS, ROOT, SEGMENTS
from content.figures.rig import SIDES

_JOINTS = {f"{s}.{m.name}" for b in SEGMENTS if b.paired for m in b.motions for s in SIDES}
_MIDDLE = {m.name for b in SEGMENTS if not b.paired for m in b.motions}
# A foot's lean and its step from where it stands, the way of the hands, and how high above the
# floor the lowest point is.
_GUIDES = {f"{side}.{way}" for side in SIDES for way in ("pitch", "step", "reach_x", "reach_z")}
_GUIDES |= {"air"}
POSABLE = _JOINTS | _MIDDLE | set(ROOT) | _GUIDES


def flat(pose: Mapping[str, Any]) -> dict[str, float]:
    """Return a pose by full names: `both = { knee = 3 }` means the left and the right knee."""
    angles: dict[str, float] = {}
    for name, value in pose.items():
        if not isinstance(value, Mapping):
            angles[name] = value
            continue
        for side in SIDES if name == "both" else (name,):
            angles |= {f"{side}.{motion}": angle for motion, angle in value.items()}
    unknown = sorted(set(angles) - POSABLE)
    if unknown:
        raise ValueError(f"no joint is called {', '.join(unknown)}")
    return angles


def _known(name: str) -> str:
    side, _, what = name.rpartition(".")
    if side not in SIDES or what not in POINTS:
        raise ValueError(f"no point is called {name}; say left or right and one of {list(POINTS)}")
    return name


Angles = Annotated[dict[str, float], BeforeValidator(flat)]
Point = Annotated[str, AfterValidator(_known)]
Place = tuple[float, float]


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Key(_Data):
    """A pose, how long the way there takes, and how long it is held; `count` shows the hold.

    The way is "out" to the extreme or "back" from it; if unsaid, every second key is "out".
    """

    pose: Angles
    take: float = Field(0, ge=0)
    hold: float = Field(0, ge=0)
    count: bool = False
    way: Literal["out", "back", "none", ""] = ""


class Foot(_Data):
    """A foot that stands on its heel or ball at a place; the leg follows it.

    `lift` is how high it is carried on its way where a key gives it another `step`.
    """

    side: Literal["left", "right"]
    on: Literal["heel", "ball"] = "heel"
    x: float
    lift: float = 0


class Hand(_Data):
    """A hand that reaches a place, a height on the wall, or a point of the body."""

    side: Literal["left", "right", "both"] = "both"
    at: Place | None = None
    wall: float | None = None
    point: Point | None = None
    shift: Place = (0, 0)
    turn: float | None = None


class Wall(_Data):
    """A wall ahead (or behind): `gap` cm from the toes, or at `x`; `meets` if a knee touches it."""

    gap: float = 10
    x: float | None = None
    meets: bool = False
    behind: bool = False


class Gait(_Data):
    """Walking on the heels, on the spot over moving ground: where a heel lands and leaves.

    The ankles stay bent by `toes_up`; how far the toes are off the ground follows from the legs.
    """

    lands: float
    leaves: float
    stance: float = Field(gt=0, lt=1)
    lift: float
    toes_up: float


class Roller(_Data):
    """A foam roller under the working calf: where it lies when the body is at x = 0."""

    x: float
    radius: float = 7.4


class Small(_Data):
    """The whole body: its place and scale, the ring round what the close-up shows, the ground."""

    at: Place
    scale: float
    ring: Point
    radius: float
    ground: Place


class Close(_Data):
    """The close-up: its window (x, y, width, height), its camera and what it shows.

    `show` names parts of the working leg, or with a side ("left.hand") parts of the other.
    With `follow` the camera goes along with a foot that steps.
    """

    window: tuple[float, float, float, float]
    eye: Place = (90, 0)
    look: Point | tuple[float, float, float] = (0, 0, 0)
    at: Place
    scale: float
    show: tuple[str, ...] = ("thigh", "shank")
    both: bool = False
    follow: bool = False
    floor: bool = True
    phone: bool = False


class Travel(_Data):
    """An arrow along the way a point takes, drawn beside the body; `shift` is in pixels."""

    point: Point
    shift: Place


class Marks(_Data):
    """What is drawn over the close-up: the traced loop or way, contact, the seconds of a hold.

    `body` is an arrow beside the small body instead.
    """

    loop: Point | Literal[""] = ""
    travel: Travel | None = None
    body: Travel | None = None
    touch: tuple[Point, ...] = ()
    ring: Place | None = None
    ruler: bool = False


class Scene(_Data):
    """One moving picture before range, side and dose are chosen."""

    posture: str
    pose: Angles = {}
    working: Literal["right", "both"] = "right"
    plant: Literal["", "left.foot", "right.foot", "right.toes"] = ""
    tilt: float = 0
    moves: Literal["ease", "round"] = "ease"
    seconds: float = Field(0, ge=0)
    both_ways: bool = False
    rest: Angles = {}
    keys: tuple[Key, ...] = Field(min_length=1)
    feet: tuple[Foot, ...] = ()
    hands: tuple[Hand, ...] = ()
    wall: Wall | None = None
    chair: tuple[float, float, float] | None = None
    roller: Roller | None = None
    gait: Gait | None = None
    pace: float = 0
    stretch: bool = False
    shoes: bool = False
    small: Small
    close: Close
    marks: Marks = Marks()
    badge: tuple[float, float, float]


class Take(_Data):
    """What a rung shows: a scene at a range, with its own hold and share of the distance.

    `times` is how often each counted hold is done before the next one; `desk` is the scene shown
    to a runner who sits at a desk.
    """

    scene: str
    desk: str = ""
    range: float = Field(1, gt=0, le=1)
    hold: float | None = None
    times: int = Field(1, ge=1)
    share: float = Field(1, gt=0, le=1)


class Section(_Data):
    """A whole `[picture]` section: what each rung shows, and the scenes that are shown.

    A scene is checked with what it is like, and so as it is when both are laid over each other.
    """

    rungs: tuple[Take, ...] = Field(min_length=1)
    scenes: dict[str, dict[str, Any]] = {}
