"""Many moments on one page, for authors and for the documents."""

from collections.abc import Iterable, Sequence

from content.figures import index, palette, pixels, shelf, shots, svg
from content.figures.figure import Figure
from content.figures.marks import SIZE
from content.figures.picture import draw
from content.figures.stage import Shot, at_range, telling

_GAP = 6


def contact(pages: Sequence[str], columns: int, zoom: float = 0.5) -> bytes:
    """Return pictures (SVG) side by side as one PNG, `zoom` pixels for each of their units."""
    rows = -(-len(pages) // columns)
    cell = SIZE + _GAP
    art = "".join(
        f'<svg x="{i % columns * cell}" y="{i // columns * cell}" width="{SIZE}" height="{SIZE}"'
        f' viewBox="0 0 {SIZE} {SIZE}">{page}</svg>'
        for i, page in enumerate(pages)
    )
    return pixels.png(svg.page(columns * cell, rows * cell, art, palette.WALL), zoom)


def strip(drill: str, side: str, rung: int | None, share: float | None) -> bytes:
    """Return eight moments of each rung of a drill (or of one), at another range if wanted."""
    rungs = range(len(shelf.takes(drill)))
    if not rungs:
        raise ValueError(f"{drill} has no [picture] section")
    if rung is not None and rung not in rungs:
        raise ValueError(f"{drill} has the rungs 0 to {rungs[-1]}, and no {rung}")
    rows = [shots.shot(drill, each, side) for each in (rungs if rung is None else (rung,))]
    if share is not None:
        rows = [at_range(shot, share) for shot in rows]
    return contact([page for shot in rows for page in moments(shot, 8)], 8)


def every(figures: Iterable[Figure]) -> bytes:
    """Return the telling moment of every picture, those that look the same once."""
    once = {index.fingerprint(figure): figure for figure in figures}
    rows = [shots.of(figure) for figure in once.values()]
    return contact([draw(shot, telling(shot)).svg for shot in rows], 9, 0.36)


def moments(shot: Shot, count: int) -> list[str]:
    """Return a loop's pictures at even distances in time."""
    return [draw(shot, shot.seconds * i / count).svg for i in range(count)]
