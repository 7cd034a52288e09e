"""Whether a picture can be true: joints, floor, wall, roller and labels, at any moment."""

import math
from collections.abc import Iterator, Sequence

from content.figures import rig
from content.figures.marks import SIZE, Label
from content.figures.picture import Drawing, draw
from content.figures.rig import SIDES, point
from content.figures.stage import (
    Shot,
    Staged,
    front,
    off_roller,
    roller_at,
    spheres,
    staged,
    wall_at,
)
from content.figures.svg import Circle

_TOUCH = 0.3  # cm: nearer than this is contact, deeper than this is inside
_HAND = 2.5  # cm a hand's bones may be from what its skin touches
_CLEAR = 2.0  # px between a label and the body
_LOOKS = tuple((math.cos(math.pi * k / 16), math.sin(math.pi * k / 16)) for k in range(32))


def faults(shot: Shot, t: float) -> list[str]:
    """Return a sentence for everything that is wrong with a shot at `t` seconds."""
    stage = staged(shot, t)
    return [
        *rig.breaches(stage.pose, _loaded(shot, stage)),
        *_floor(shot, stage),
        *_standing(shot, stage),
        *_wall(shot, stage),
        *_roller(shot, stage),
        *_labels(draw(shot, t)),
    ]


def _loaded(shot: Shot, stage: Staged) -> list[str]:
    """Return the sides whose foot carries weight; a heel walk lifts the toes by muscle alone."""
    if shot.scene.gait:
        return []
    feet = {side: {f"{side}.foot", f"{side}.toes"} for side in SIDES}
    return [side for side in SIDES if rig.lowest(stage.frames, feet[side]) < _TOUCH]


def _floor(shot: Shot, stage: Staged) -> Iterator[str]:
    low = rig.lowest(stage.frames)
    above = max(0.0, stage.pose.get("air", 0.0)) + _TOUCH
    if not -_TOUCH <= low <= above:
        yield f"the lowest point is {low:.2f} cm above the floor"
    if shot.scene.tilt:
        heel = min(z - r for (_, _, z), r in spheres(stage.frames, "right.foot"))
        if abs(heel) > _TOUCH:
            yield f"the ball of the foot is {heel:.2f} cm above the floor before the book"


def _standing(shot: Shot, stage: Staged) -> Iterator[str]:
    """Yield feet that should stand still and do not."""
    if shot.scene.plant == "right.toes" and point(stage.frames, "right.ball")[2] > _TOUCH:
        yield "the planted toes have left the floor"
    for placed in stage.feet:
        if placed.lift or shot.scene.gait:
            continue
        foot = placed.foot
        x, _, z = point(stage.frames, f"{foot.side}.{foot.on}")
        lean = abs(placed.pitch) / 15  # the skin rolls a little
        if abs(z) > _TOUCH + 0.2 * lean or (foot.on == "ball" and abs(x - foot.x) > _TOUCH):
            yield f"the {foot.side} {foot.on} stands at {x:.1f}, {z:.1f} and not at {foot.x:g}, 0"


def _wall(shot: Shot, stage: Staged) -> Iterator[str]:
    wall = shot.scene.wall
    if wall is None or wall.behind:
        return
    x = wall_at(shot)
    deepest = max(front(stage.frames, name) for name in stage.frames)
    if deepest > x + _TOUCH + _HAND:
        yield f"the body reaches {deepest - x:.1f} cm into the wall"
    knee = front(stage.frames, "right.shank")
    held = stage.moment.way == "" and stage.moment.key % 2 == 1
    if wall.meets and (knee > x + _TOUCH or (held and knee < x - _TOUCH)):
        yield f"the knee is {x - knee:.2f} cm from the wall"
    for hand in shot.scene.hands:
        for side in SIDES if hand.side == "both" else (hand.side,):
            away = x - front(stage.frames, f"{side}.hand")
            if hand.wall is not None and abs(away) > _HAND:
                yield f"the {side} hand is {away:.1f} cm from the wall"


def _roller(shot: Shot, stage: Staged) -> Iterator[str]:
    roller = shot.scene.roller
    if roller is None:
        return
    away = off_roller(stage.frames, roller_at(shot.scene, stage.pose), roller.radius)
    if abs(away) > _TOUCH:
        yield f"the calf is {away:.2f} cm from the roller"


def _labels(drawing: Drawing) -> Iterator[str]:
    signs = [label for label in drawing.labels if label.text != "✓"]  # it sits on the knee
    for i, label in enumerate(signs):
        left, top, right, bottom = label.box()
        if min(left, top) < 0 or max(right, bottom) > SIZE:
            yield f"the label {label.text} leaves the picture"
        if any(_overlap(label, part) for part in drawing.body):
            yield f"the label {label.text} covers the body"
        for other in signs[i + 1 :]:
            a, b = label.box(), other.box()
            if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]:
                yield f"the labels {label.text} and {other.text} overlap"


def _overlap(label: Label, part: Sequence[Circle]) -> bool:
    """Return whether a label's box meets the hull of circles: no line can part them."""
    left, top, right, bottom = label.box()
    box = [(x, y) for x in (left, right) for y in (top, bottom)]
    return all(
        max(x * u + y * v + r for x, y, r in part) > min(x * u + y * v for x, y in box) - _CLEAR
        for u, v in _LOOKS
    )
