"""What is in the room: floor, wall, chair, book and roller, seen by a camera."""

import math
from collections.abc import Iterable

from content.figures import palette, svg
from content.figures.camera import Camera
from content.figures.recipe import Scene
from content.figures.stage import Shot, Staged, roller_at, wall_at
from content.figures.stage import pace as pace_of
from content.figures.svg import Circle

_DEEP = 22.0  # half the depth of floor and wall in the whole-body view, cm
BOOK = 2.0  # height of the book under the heel, cm
_SEAT = 4.0  # thickness of a chair's seat, cm
_TICK = 40.0  # distance of the marks on moving ground, cm


def ground(scene: Scene, camera: Camera, t: float) -> str:
    """Return the floor of the whole-body view, with marks that pass below a walker."""
    x0, x1 = scene.small.ground
    art = _box(camera, (x0, x1), (-_DEEP, _DEEP), (-2.2, -1.2), palette.FLOOR)
    return art + ticks(scene, camera, t, (x0 + 3, x1 - 3), 0.0)


def ticks(scene: Scene, camera: Camera, t: float, span: tuple[float, float], down: float) -> str:
    """Return the marks on the ground under a walker, moving at the walker's own pace."""
    pace = pace_of(scene)
    if not pace and not scene.close.follow:
        return ""
    first = math.ceil((span[0] + pace * t) / _TICK)
    last = math.floor((span[1] + pace * t) / _TICK)
    lines = []
    for k in range(first, last + 1):
        x, y = camera.spot((k * _TICK - pace * t, 0, -1.7))
        lines.append(f"M{svg.n(x - 7)} {svg.n(y + down)}h14")
    return svg.stroke("".join(lines), palette.BACKGROUND, 3)


def furniture(shot: Shot, camera: Camera, stage: Staged) -> str:
    """Return wall, chair, book and roller as they stand behind the body."""
    scene = shot.scene
    art = ""
    if scene.wall:
        x = wall_at(shot)
        thick = (x - 3, x - 1) if scene.wall.behind else (x + 1, x + 3)
        art += _box(camera, thick, (-_DEEP, _DEEP), (0, 172), palette.WALL)
    if scene.chair:
        x0, x1, top = scene.chair
        seat = (top - _SEAT + 1, top - 1)
        art += _box(camera, (x0 + 1, x0 + 2), (-16, 16), (1, top), palette.QUIET)
        art += _box(camera, (x1 - 4, x1 - 3), (-16, 16), (1, top), palette.QUIET)
        art += _box(camera, (x0 - 1, x0 + 1), (-16, 16), (top, top + 42), palette.QUIET)
        art += _box(camera, (x0, x1), (-18, 18), seat, palette.WALL)
    if scene.tilt:
        art += book(camera)
    if scene.roller:
        art += roller(scene, camera, stage)
    return art


def phone(window: tuple[float, float, float, float]) -> str:
    """Return a phone round the close-up, filming: its body, its button and the red light."""
    x, y, w, h = window
    body = svg.n(w + 16), svg.n(h + 16)
    art = (
        f'<rect x="{svg.n(x - 8)}" y="{svg.n(y - 8)}" width="{body[0]}" height="{body[1]}" rx="30"'
        f' fill="none" stroke="{palette.TEXT}" stroke-width="16"/>'
    )
    art += svg.rect(x + w + 14, y + 60, 5, 46, palette.TEXT, 2)
    return art + svg.fill(svg.disc((x + 26, y + 26, 9)), palette.WORKING)


def book(camera: Camera) -> str:
    """Return the book of 2 cm that lies under the heel."""
    low, high = camera.spot((-10.5, 0, 0)), camera.spot((3.5, 0, BOOK))
    x, y, w, h = low[0], high[1], high[0] - low[0], low[1] - high[1]
    pages = svg.rect(
        x + w * 0.06, y + h * 0.24, w * 0.94, h * 0.52, palette.mix(palette.PROP, "#FFFFFF", 0.35)
    )
    return svg.rect(x, y, w, h, palette.PROP, h * 0.2) + pages


def roller(scene: Scene, camera: Camera, stage: Staged) -> str:
    """Return the foam roller, turned as far as it has rolled."""
    if scene.roller is None:
        return ""
    radius = scene.roller.radius
    x = roller_at(scene, stage.pose)
    near, far = camera.spot((x, -20, radius)), camera.spot((x, 14, radius))
    size = radius * camera.scale
    art = svg.fill(svg.hull([(*near, size), (*far, size)]), palette.PROP)
    art += svg.fill(svg.disc((*near, size * 0.55)), palette.mix(palette.PROP, "#FFFFFF", 0.45))
    turned = (x - scene.roller.x) / radius
    dots: Iterable[Circle] = (
        (
            near[0] + math.cos(turned + k * math.pi / 3) * size * 0.78,
            near[1] + math.sin(turned + k * math.pi / 3) * size * 0.78,
            size * 0.09,
        )
        for k in range(6)
    )
    dark = palette.mix(palette.PROP, "#000000", 0.25)
    return art + svg.fill("".join(svg.disc(spot) for spot in dots), dark)


def _box(
    camera: Camera,
    along: tuple[float, float],
    across: tuple[float, float],
    up: tuple[float, float],
    colour: str,
) -> str:
    corners = [camera.spot((x, y, z)) for x in along for y in across for z in up]
    return svg.fill(svg.hull([(x, y, camera.scale) for x, y in corners]), colour)
