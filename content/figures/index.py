"""Which loop belongs to which figure; a name changes when what is drawn changes."""

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from content.figures import shelf, shots
from content.figures.figure import Figure
from content.figures.picture import draw
from content.figures.stage import Shot

LOOPS = Path(__file__).with_name("loops")
INDEX = LOOPS / "index.json"
_EDITION = 1  # of film.py: raise it when loops are to be encoded anew though they look the same
# Moments of a loop whose drawing makes the name: enough to notice any change of data or look.
_SAMPLES = (0.0, 0.11, 0.31, 0.47, 0.73)


@cache
def read() -> Mapping[str, str]:
    """Return the name of every rendered figure, by "drill/rung/side", or "…/desk"."""
    if not INDEX.exists():
        return {}
    rendered: dict[str, str] = json.loads(INDEX.read_text(encoding="utf-8"))
    return rendered


def key(figure: Figure) -> str:
    """Return what a figure is called in the index."""
    return f"{figure.drill}/{figure.rung}/{figure.side}" + (f"/{figure.place}" * bool(figure.place))


def name(figure: Figure) -> str:
    """Return the name of a figure's loop, from the index or, if new, from its drawing."""
    return read().get(key(figure)) or fingerprint(figure)


@cache
def path(figure: Figure) -> Path | None:
    """Return the rendered loop of a figure, if there is one."""
    loop = LOOPS / f"{read().get(key(figure))}.mp4"
    return loop if loop.exists() else None


@cache
def fingerprint(figure: Figure) -> str:
    """Return scene, side and a hash of the drawing: figures that look the same share it."""
    shot = shots.of(figure)
    take = shelf.takes(figure.drill)[figure.rung]
    owner, _, own = (take.desk if figure.place else take.scene).rpartition("/")
    return f"{owner or figure.drill}-{own}-{figure.side}-{_hash(shot)}"


def _hash(shot: Shot) -> str:
    drawn = hashlib.sha256(f"{_EDITION} {shot.seconds:.2f}".encode())
    for share in _SAMPLES:
        drawn.update(draw(shot, shot.seconds * share).svg.encode())
    return drawn.hexdigest()[:10]
