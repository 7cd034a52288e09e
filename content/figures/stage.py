"""The body on the stage: a shot's pose at a moment, with its hands, feet and props in place."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

from content.figures import motion, reach, rig
from content.figures.body import PARTS
from content.figures.motion import Moment
from content.figures.recipe import Foot, Gait, Hand, Key, Scene
from content.figures.rig import Frames, Pose
from content.figures.vectors import Vec, add, turn

_STILL_AT = 0.17  # share of a circle shown by a still: toes up and on their way in


@dataclass(frozen=True, eq=False)
class Shot:
    """A scene with its range, hold and distance chosen, ready to be drawn."""

    scene: Scene
    keys: tuple[Key, ...]
    side: str
    range: float = 1.0
    gap: float = 0.0
    label: str = ""
    times: int = 1

    @property
    def seconds(self) -> float:
        """Return how long the loop is."""
        if self.scene.moves == "ease":
            return motion.length(self.keys)
        return self.scene.seconds * (2 if self.scene.both_ways else 1)


def at_range(shot: Shot, share: float) -> Shot:
    """Return the same shot at another share of its scene's full range."""
    rest = shot.scene.rest or shot.scene.keys[0].pose
    keys = tuple(
        own.model_copy(update={"pose": motion.scaled(whole.pose, rest, share)})
        for own, whole in zip(shot.keys, shot.scene.keys, strict=True)
    )
    return replace(shot, keys=keys, range=share)


@dataclass(frozen=True, slots=True)
class Placed:
    """A foot that was given a place: how high its heel or ball is there, and its toes' lift."""

    foot: Foot
    lift: float
    pitch: float


@dataclass(frozen=True, slots=True)
class Staged:
    """Where every bone is at one moment, and the pose and the feet that put it there."""

    moment: Moment
    pose: Pose
    frames: Frames
    feet: tuple[Placed, ...] = ()


def moment(shot: Shot, t: float) -> Moment:
    """Return the moment of a shot at `t` seconds."""
    scene = shot.scene
    if scene.moves == "ease":
        return motion.eased(shot.keys, t)
    return motion.rounded(shot.keys, scene.seconds, scene.both_ways, t)


def staged(shot: Shot, t: float) -> Staged:
    """Return the body at `t` seconds: first the joints, then the feet, then the hands."""
    scene = shot.scene
    now = moment(shot, t)
    pose = {**scene.pose, **now.angles}
    if scene.roller:
        pose["right.hip"] = _hip_on_roller(pose, scene.roller.radius, roller_at(scene, pose))
    if "air" in pose:
        low = rig.lowest(_solved(scene, pose))
        pose["pelvis_z"] = pose.get("pelvis_z", 0.0) + max(0.0, pose["air"]) - low
    feet = tuple(_walking(scene, t, pose) if scene.gait else _placed(shot, now, pose))
    for each in feet:
        foot, pitch = each.foot, each.pitch
        ankle = reach.ankle_over(foot.on, foot.x, each.lift, pitch)
        pose |= reach.leg(_solved(scene, pose), foot.side, ankle, pitch)
        if foot.on == "ball":
            pose[f"{foot.side}.toe_extension"] = -pitch
    for hand in scene.hands:
        for side in rig.SIDES if hand.side == "both" else (hand.side,):
            frames = _solved(scene, pose)
            pose |= reach.arm(frames, side, _wrist(shot, frames, hand, side, pose), hand.turn)
    return Staged(now, pose, _solved(scene, pose), feet)


def telling(shot: Shot) -> float:
    """Return the moment that says most: the first hold or extreme, or early in a circle."""
    if shot.scene.moves == "round":
        return shot.scene.seconds * _STILL_AT
    outs = [i for i in range(len(shot.keys)) if motion.way_of(shot.keys, i) == "out"]
    first = next((i for i, key in enumerate(shot.keys) if key.count), outs[0])
    before = sum(key.take + key.hold for key in shot.keys[:first])
    return before + shot.keys[first].take + (0.01 if shot.keys[first].hold else -0.01)


def wall_at(shot: Shot) -> float:
    """Return where the wall stands: at its own x, or `gap` cm before the planted toes."""
    wall = shot.scene.wall
    if wall is None:
        return 0.0
    return wall.x if wall.x is not None else TOES_END + shot.gap


def pace(scene: Scene) -> float:
    """Return how fast the ground passes under a walker, in cm a second."""
    gait = scene.gait
    return (gait.lands - gait.leaves) / (gait.stance * scene.seconds) if gait else scene.pace


def roller_at(scene: Scene, pose: Pose) -> float:
    """Return where the roller lies: it rolls half as far as the leg on top of it."""
    return (scene.roller.x if scene.roller else 0.0) + pose.get("pelvis_x", 0.0) / 2


def off_roller(frames: Frames, x: float, radius: float) -> float:
    """Return how far the working calf is from a roller on the floor at `x`, in cm."""
    calf = spheres(frames, "right.shank")
    return min(math.hypot(c[0] - x, c[2] - radius) - r for c, r in calf) - radius


def front(frames: Frames, segment: str) -> float:
    """Return how far forward a segment's flesh reaches, in cm."""
    return max(x + r for (x, _, _), r in spheres(frames, segment))


def spheres(frames: Frames, name: str) -> list[tuple[Vec, float]]:
    """Return centre and radius of a segment's flesh."""
    side, _, segment = name.rpartition(".")
    way, origin = frames[name]
    return [
        (add(origin, turn(way, rig.flip((x, y, z), side))), r)
        for part in PARTS
        if part.segment == segment and part.role != "stretch"
        for x, y, z, r in part.spheres
    ]


def _solved(scene: Scene, pose: Pose) -> Frames:
    return rig.solve(pose, scene.plant, scene.tilt)


TOES_END = front(rig.solve({}, "right.foot"), "right.toes")


def _placed(shot: Shot, now: Moment, pose: Pose) -> Iterator[Placed]:
    """Yield the feet of a scene where they stand, or where they are on a step."""
    for foot in shot.scene.feet:
        step = f"{foot.side}.step"
        there = foot.model_copy(update={"x": foot.x + pose.get(step, 0.0)})
        lift = foot.lift * motion.carried(shot.keys, now, step)
        yield Placed(there, lift, pose.get(f"{foot.side}.pitch", 0.0))


def _walking(scene: Scene, t: float, pose: Pose) -> Iterator[Placed]:
    """Yield the feet of a walker, the toes as high as legs and ankles take them."""
    for side, phase in (("right", 0.0), ("left", 0.5)):
        if scene.gait is None:
            return
        x, lift = _step(scene.gait, (t / scene.seconds + phase) % 1)
        frames, pitch = _solved(scene, pose), scene.gait.toes_up
        for _ in range(12):  # the knee bends with the toes; half the way each time settles it
            bend = reach.leg(frames, side, reach.ankle_over("heel", x, lift, pitch), pitch)
            pitch += (scene.gait.toes_up - bend[f"{side}.dorsiflexion"]) / 2
        yield Placed(Foot(side=side, x=x), lift, pitch)


def _step(gait: Gait, u: float) -> tuple[float, float]:
    """Return a heel's place and its height: back with the ground, then forward through the air."""
    if u < gait.stance:
        return gait.lands + (gait.leaves - gait.lands) * u / gait.stance, 0.0
    part = (u - gait.stance) / (1 - gait.stance)
    ease = part * part * part * (part * (6 * part - 15) + 10)
    return (
        gait.leaves + (gait.lands - gait.leaves) * ease,
        gait.lift * math.sin(math.pi * part) ** 2,
    )


def _wrist(shot: Shot, frames: Frames, hand: Hand, side: str, pose: Pose) -> reach.Flat:
    if hand.wall is not None:
        x, z = wall_at(shot), hand.wall
    elif hand.point is not None:
        x, _, z = rig.point(frames, hand.point)
    else:
        x, z = hand.at or (0.0, 0.0)
    return (
        x + hand.shift[0] + pose.get(f"{side}.reach_x", 0.0),
        z + hand.shift[1] + pose.get(f"{side}.reach_z", 0.0),
    )


def _hip_on_roller(pose: Pose, radius: float, x: float) -> float:
    """Return the hip angle at which the working calf just rests on the roller."""
    low, high = 40.0, 120.0
    for _ in range(24):
        hip = (low + high) / 2
        above = off_roller(rig.solve({**pose, "right.hip": hip}), x, radius) > 0
        low, high = (low, hip) if above else (hip, high)
    return (low + high) / 2
