"""The pictures of drills and checks: drawn from data, one loop for each rung and side.

The progress card is no part of this face: whoever shows it (`/progress`, once it is a picture)
imports `content.figures.card`, so that a start does not.
"""

from pathlib import Path
from typing import Literal

from content.figures import index, pixels, sheet, shelf, shots
from content.figures.figure import Figure
from content.figures.picture import draw
from content.figures.stage import telling

__all__ = [
    "Figure",
    "draw_for_author",
    "figure",
    "name",
    "path",
    "render",
    "still",
    "variants",
]

_ZOOM = 1.5  # pixels for each unit of the picture: 720 x 720


def figure(
    drill: str, rung: int, side: Literal["left", "right", "both"], place: str = ""
) -> Figure | None:
    """Return the picture of a rung on a side ("both" where both feet work), None without one.

    At the desk it is the picture for a chair, where the rung has one of its own.
    """
    takes = shelf.takes(drill)
    if not 0 <= rung < len(takes):
        return None
    where: Literal["", "desk"] = "desk" if place == "desk" and takes[rung].desk else ""
    if shelf.scene(drill, takes[rung].scene).working == "both":
        return Figure(drill, rung, "both", where)
    return Figure(drill, rung, "right" if side == "both" else side, where)


def variants(drills: tuple[str, ...] = ()) -> list[Figure]:
    """Return every picture the content needs, or those of some drills and checks."""
    every: list[Figure] = []
    for drill in drills or tuple(shelf.sections()):
        for rung in range(len(shelf.takes(drill))):
            pair = [figure(drill, rung, s, p) for p in ("", "desk") for s in ("left", "right")]
            every += [each for each in dict.fromkeys(pair) if each]
    return every


def name(figure: Figure) -> str:
    """Return a short key that changes when what is drawn changes, for caches and file names."""
    return index.name(figure)


def path(figure: Figure) -> Path | None:
    """Return the ready-made loop of a picture, or None if it was not rendered."""
    return index.path(figure)


def still(
    figure: Figure,
    t: float | None = None,
    *,
    centimetres: float | None = None,
    inches: bool = False,
) -> bytes:
    """Return one moment of a picture as PNG, 720 x 720: at `t` seconds, or the telling one.

    `centimetres` is the runner's own distance from toes to wall, for knee-to-wall pictures;
    `inches` is how it is told.
    """
    at = figure.place
    shot = shots.shot(figure.drill, figure.rung, figure.side, centimetres, place=at, inches=inches)
    moment = telling(shot) if t is None else t
    return pixels.png(draw(shot, moment).svg, _ZOOM)


def render(figure: Figure, out: Path) -> None:
    """Write the loop of a picture as MP4; needs the `figures` extra, which the bot has not."""
    from content.figures.film import mp4  # noqa: PLC0415  # PyAV is there at build time only

    out.write_bytes(mp4(shots.of(figure)))


def draw_for_author(
    drill: str, side: str = "right", rung: int | None = None, share: float | None = None
) -> bytes:
    """Return a strip of moments of one picture as PNG, for whoever writes its data."""
    return sheet.strip(drill, side, rung, share)
