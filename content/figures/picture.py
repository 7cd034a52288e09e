"""The whole picture: a small body, a ring round what matters, and that large beside it."""

from dataclasses import dataclass

from content.figures import marks, palette, props, skin, svg
from content.figures.camera import Camera, Spot
from content.figures.closeup import ROUND, close_up, first_point, stretch, travel, working
from content.figures.marks import SIZE, Label
from content.figures.recipe import Close, Scene
from content.figures.rig import point
from content.figures.skin import Look
from content.figures.stage import Shot, Staged, staged
from content.figures.svg import Circle

_HEAD = 9.0  # px, the head of an arrow beside the small body


@dataclass(frozen=True, slots=True)
class Drawing:
    """A finished picture: its SVG, its labels, and the body's circles they must keep clear of."""

    svg: str
    labels: tuple[Label, ...]
    body: tuple[tuple[Circle, ...], ...]


def draw(shot: Shot, t: float) -> Drawing:
    """Return the picture of a shot at `t` seconds of its loop."""
    scene, mirror = shot.scene, shot.side == "left"
    stage = staged(shot, t)
    inside, labels, body = close_up(shot, stage, t)
    art = inside + _window(scene.close) + _whole(shot, stage, t)
    if scene.close.phone:
        art += props.phone(scene.close.window)
    x, y, scale = scene.badge
    art += marks.badge((x, y), scale, "both" if scene.working == "both" else "right")
    if mirror:
        art = f'<g transform="translate({SIZE},0) scale(-1,1)">{art}</g>'
    art += "".join(label.art(mirror) for label in labels)
    return Drawing(svg.page(SIZE, SIZE, art, palette.BACKGROUND), tuple(labels), tuple(body))


def _window(close: Close) -> str:
    """Return the background with a rounded hole: cheaper than a clip and just as exact."""
    x, y, w, h = close.window
    r = ROUND
    corner = f"A{r} {r} 0 0 1"
    hole = (
        f"M{x + r} {y}H{x + w - r}{corner} {x + w} {y + r}V{y + h - r}{corner} {x + w - r} {y + h}"
        f"H{x + r}{corner} {x} {y + h - r}V{y + r}{corner} {x + r} {y}Z"
    )
    return (
        f'<path fill-rule="evenodd" fill="{palette.BACKGROUND}" d="M0 0H{SIZE}V{SIZE}H0Z{hole}"/>'
    )


def _whole(shot: Shot, stage: Staged, t: float) -> str:
    """Return the small body with the ring, and the beam from there to the close-up."""
    scene, small = shot.scene, shot.scene.small
    camera = Camera(90, 7, (0, 0, 0), small.at, small.scale)
    ringed = (
        point(stage.frames, small.ring) if scene.close.follow else first_point(shot, small.ring)
    )
    middle = camera.spot(ringed)
    art = _beam(scene, middle) if small.radius else ""
    art += props.ground(scene, camera, t) + props.furniture(shot, camera, stage)
    glow = stretch(shot, stage)
    look = Look(camera, palette.BACKGROUND, working(scene), stretch=glow, shoes=scene.shoes)
    art += skin.drawn(stage.frames, look)[0]
    if small.radius:
        art += svg.stroke(svg.disc((*middle, small.radius)), palette.MOTION, 3.5)
    if scene.marks.body:
        art += travel(shot, camera, stage, scene.marks.body, _HEAD)
    return art


def _beam(scene: Scene, middle: Spot) -> str:
    """Return the light from the ring to the close-up above or beside it."""
    (x, y), out = middle, scene.small.radius
    left, top, _, height = scene.close.window
    foot = top + height
    if left > 20:
        beam = [(x, y - out), (left, top + ROUND), (left, foot - ROUND), (x, y + out)]
    else:
        beam = [(x - out + 1, y), (x - out - 16, foot), (x + out + 16, foot), (x + out - 1, y)]
    return svg.fill(svg.polygon(beam) + svg.disc((x, y, out)), palette.PANEL)
