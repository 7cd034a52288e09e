"""The close-up: the working leg large, in its room, with the marks that explain it."""

from dataclasses import replace
from functools import lru_cache

from content.figures import marks, palette, props, skin, svg
from content.figures.body import KNEECAP
from content.figures.camera import Camera, Spot
from content.figures.marks import SIZE, Label
from content.figures.motion import way_of
from content.figures.recipe import Scene, Travel
from content.figures.rig import point
from content.figures.skin import Look
from content.figures.stage import TOES_END, Shot, Staged, at_range, staged, wall_at
from content.figures.svg import Circle
from content.figures.vectors import Vec

ROUND = 22.0  # corner of the close-up's window, px
_EDGE = palette.mix(palette.WORKING, "#000000", 0.28)
_ABOVE = 0.5  # a loop smaller than this would hide behind the foot, so it is drawn over it
_PALER = 0.22  # the leg in the close-up steps back behind the foot
_MET = 2.5  # px between knee and wall that look like contact
_NO_ROOM = 40.0  # px that are too few for an arrow


def close_up(
    shot: Shot, stage: Staged, t: float
) -> tuple[str, list[Label], list[tuple[Circle, ...]]]:
    """Return the close-up as SVG, its labels, and the circles of the body in it."""
    scene, close, camera = shot.scene, shot.scene.close, camera_of(shot, stage)
    sides = ("left", "right") if close.both else ("right",)
    leg = frozenset(
        part if "." in part else f"{side}.{part}" for side in sides for part in close.show
    )
    feet = frozenset(f"{side}.{part}" for side in sides for part in ("foot", "toes"))
    look = Look(
        camera,
        palette.PANEL,
        working(scene),
        leg | feet,
        stretch(shot, stage),
        _EDGE,
        _PALER,
        scene.shoes,
    )
    art = svg.rect(*close.window, palette.PANEL, ROUND) + _room(shot, camera, stage, t)
    body, circles = skin.drawn(stage.frames, look)
    art += body
    foot = "".join(skin.sole(stage.frames, look, side) for side in sides)
    if scene.marks.loop:
        foot = skin.drawn(stage.frames, replace(look, show=feet, stretch=0, paler=0))[0] + foot
        way = _loop(shot, camera, scene.marks.loop, stage)
        art += foot + way if shot.range < _ABOVE else way + foot
    else:
        art += foot
    over, labels = _over(shot, camera, stage)
    return art + over, labels, circles


def camera_of(shot: Shot, stage: Staged | None = None) -> Camera:
    """Return the close-up's camera; what it looks at stays where it is when the loop begins.

    A camera that follows goes along the floor with the ankle of a foot that steps.
    """
    close = shot.scene.close
    look = close.look if not isinstance(close.look, str) else first_point(shot, close.look)
    if close.follow and stage:
        look = (look[0] + point(stage.frames, "right.ankle")[0], look[1], look[2])
    return Camera(*close.eye, look, close.at, close.scale)


@lru_cache(maxsize=512)
def first_point(shot: Shot, name: str) -> Vec:
    """Return where a named point is when the loop begins, in cm."""
    return point(staged(shot, 0).frames, name)


def working(scene: Scene) -> frozenset[str]:
    """Return the segments that are drawn in the working colour."""
    sides = ("left", "right") if scene.working == "both" else ("right",)
    return frozenset(f"{side}.{part}" for side in sides for part in ("foot", "toes"))


def stretch(shot: Shot, stage: Staged) -> float:
    """Return how strongly the calf lights up: most where the pose is held."""
    if not shot.scene.stretch:
        return 0.0
    now = stage.moment
    return shot.range if now.left is not None else 0.3


def _room(shot: Shot, camera: Camera, stage: Staged, t: float) -> str:
    """Return floor, wall, book and roller behind the close-up's leg."""
    scene = shot.scene
    art = ""
    floor = camera.spot((0, 0, 0))[1] + 2
    if scene.close.floor:
        art += svg.rect(0, floor, SIZE, SIZE, palette.FLOOR)
        here = camera.look[0]
        art += props.ticks(scene, camera, t, (here - 80, here + 80), 14)
    if scene.wall and scene.wall.meets:
        edge = camera.spot((wall_at(shot), 0, 0))[0]
        art += svg.rect(edge, 0, SIZE, floor, palette.WALL)
    if scene.tilt:
        art += props.book(camera)
    return art + props.roller(scene, camera, stage)


def _loop(shot: Shot, camera: Camera, name: str, stage: Staged) -> str:
    half = 0.5 if shot.scene.both_ways else 1.0
    way = marks.trace(shot, camera, name, half)
    ghost = marks.trace(_full(shot), camera, name, half) if shot.range < 1 else ()
    return marks.loop(way, ghost, backwards=stage.moment.way == "back")


@lru_cache(maxsize=256)
def _full(shot: Shot) -> Shot:
    """Return the same shot at its full range, for the dotted way behind a smaller one."""
    return at_range(shot, 1.0)


def _over(shot: Shot, camera: Camera, stage: Staged) -> tuple[str, list[Label]]:
    """Return the marks over the close-up and their labels."""
    scene, now = shot.scene, stage.moment
    art = marks.touch(stage, camera, scene.marks.touch, props.BOOK if scene.tilt else 0)
    labels: list[Label] = []
    if scene.marks.loop:
        art += marks.dot(camera.spot(point(stage.frames, scene.marks.loop)), shot.range < _ABOVE)
    if scene.marks.travel:
        art += travel(shot, camera, stage, scene.marks.travel)
    if scene.wall and scene.wall.meets:
        sign, met = _knee_to_wall(shot, camera, stage)
        art, labels = art + sign, labels + met
    if scene.marks.ruler:
        measure, says = marks.ruler(camera, TOES_END, shot.gap, shot.label)
        art, labels = art + measure, labels + says
    if scene.marks.ring and now.left is not None:
        ring, seconds = marks.countdown(scene.marks.ring, now.left, now.whole)
        art, labels = art + ring, [*labels, seconds, *marks.repeated(scene.marks.ring, shot.times)]
    return art, labels


def _knee_to_wall(shot: Shot, camera: Camera, stage: Staged) -> tuple[str, list[Label]]:
    """Return the arrow from knee to wall, or the sign that they have met."""
    knee = point(stage.frames, "right.knee")
    wall, height = camera.spot((wall_at(shot), 0, knee[2]))
    skin_edge = camera.spot((knee[0] + KNEECAP, 0, 0))[0]
    if wall - skin_edge < _MET:
        sign, label = marks.met((wall, height))
        return sign, [label]
    if wall - skin_edge < _NO_ROOM:
        return "", []
    middle = (skin_edge + wall) / 2 - 6
    return marks.arrow([(skin_edge + 8, height), (middle, height), (wall - 20, height)], ()), []


def travel(
    shot: Shot, camera: Camera, stage: Staged, mark: Travel, head: float = marks.HEAD
) -> str:
    """Return the arrow of the way to the extreme, turned round on the way back."""
    now = stage.moment
    if now.way not in ("out", "back"):
        return ""
    key = now.key
    while way_of(shot.keys, key) != "out":
        key -= 1
    way = _stroke_of(shot, camera, mark, key)
    ghost = _stroke_of(_full(shot), camera, mark, key) if shot.range < 1 else ()
    return marks.arrow(way if now.way == "out" else way[::-1], ghost, head)


@lru_cache(maxsize=512)
def _stroke_of(shot: Shot, camera: Camera, mark: Travel, key: int) -> tuple[Spot, ...]:
    """Return the way of a point to a key's pose, on the picture and beside the body."""
    keys = shot.keys
    start = sum(k.take + k.hold for k in keys[: key % len(keys)])
    frames = (staged(shot, start + keys[key].take * k / 24).frames for k in range(25))
    spots = (camera.spot(point(f, mark.point)) for f in frames)
    return tuple((x + mark.shift[0], y + mark.shift[1]) for x, y in spots)
