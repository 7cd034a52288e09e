"""Knee-to-wall over time, one line a side, each with the band within which nothing changed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from content.figures import palette, svg
from content.figures.camera import Spot

# Two results differ for real when they are 1.9 cm apart (smallest real change for one person
# measuring again, meta-analysis), so with half of it on each side: when their bands do not meet.
_BAND = 0.95
_USUAL = (10.0, 13.0)  # cm: where most adults are (cohort: 12, SD 2.8)
_LEFT, _RIGHT, _TOP, _FLOOR = 92.0, 526.0, 100.0, 436.0  # the plot, px
_SIDES = {"left": palette.MOTION, "right": palette.WORKING}

Scale = Callable[[date, float], Spot]


@dataclass(frozen=True, slots=True)
class Measure:
    """One knee-to-wall result: the day, the side ("left" or "right") and the median in cm."""

    day: date
    side: str
    centimetres: float


def chart(measures: Sequence[Measure]) -> str:
    """Return the chart as SVG, in the place the card keeps for it."""
    if not measures:
        return svg.words((360, 270), "Not measured yet", 26, palette.SOFT, weight="normal")
    days = sorted({m.day for m in measures})
    values = [m.centimetres for m in measures]
    low, high = int(min(*values, 9.0) - _BAND), int(max(*values, 13.0) + _BAND) + 1
    span = (days[-1] - days[0]).days or 1

    def spot(day: date, value: float) -> Spot:
        x = _LEFT + 24 + (day - days[0]).days / span * (_RIGHT - _LEFT - 48)
        return x, _FLOOR - (value - low) / (high - low) * (_FLOOR - _TOP)

    art = _grid(days, low, high, spot)
    lines = {side: [m for m in measures if m.side == side] for side in _SIDES}
    lines = {side: own for side, own in lines.items() if own}
    art += "".join(_band(own, spot, _SIDES[side]) for side, own in lines.items())
    art += "".join(_line(own, spot, side) for side, own in lines.items())
    return art + _ends(lines, spot)


def _grid(days: Sequence[date], low: int, high: int, spot: Scale) -> str:
    top, bottom = spot(days[0], _USUAL[1])[1], spot(days[0], _USUAL[0])[1]
    tint = palette.mix("#FFFFFF", palette.CONTACT, 0.1)
    art = svg.rect(_LEFT, top, _RIGHT - _LEFT, bottom - top, tint)
    for value in range(low + low % 2, high + 1, 2):
        y = spot(days[0], value)[1]
        art += svg.stroke(f"M{_LEFT} {svg.n(y)}H{_RIGHT}", "#E3EAEE", 2)
        art += svg.words((_LEFT - 12, y + 7), f"{value}", 20, palette.SOFT, "end", "normal")
    art += svg.words((_LEFT + 8, top + 22), "most people", 18, palette.CONTACT, "start", "normal")
    for day, anchor in {days[-1]: "end", days[0]: "start"}.items():
        x = spot(day, low)[0]
        art += svg.words((x, 472), f"{day.day} {day:%b}", 20, palette.SOFT, anchor, "normal")
    return art


def _band(own: Sequence[Measure], spot: Scale, colour: str) -> str:
    over = [spot(m.day, m.centimetres + _BAND) for m in own]
    under = [spot(m.day, m.centimetres - _BAND) for m in reversed(own)]
    if len(own) == 1:
        (x, y0), (_, y1) = over[0], under[0]
        over, under = [(x - 14, y0), (x + 14, y0)], [(x + 14, y1), (x - 14, y1)]
    return f'<path d="{svg.polygon([*over, *under])}" fill="{colour}" opacity="0.14"/>'


def _line(own: Sequence[Measure], spot: Scale, side: str) -> str:
    spots = [spot(m.day, m.centimetres) for m in own]
    art = svg.stroke(svg.polyline(spots), _SIDES[side], 5) if len(spots) > 1 else ""
    for x, y in spots:  # discs for the left, squares for the right: colour is not the only sign
        if side == "left":
            art += svg.fill(svg.disc((x, y, 7)), "#FFFFFF", _SIDES[side], 4)
        else:
            art += svg.rect(x - 7, y - 7, 14, 14, _SIDES[side], 2)
    return art


def _ends(lines: dict[str, list[Measure]], spot: Scale) -> str:
    """Return each side's last value beside its line, moved apart where they would touch."""
    ends = sorted((spot(own[-1].day, own[-1].centimetres)[1], side) for side, own in lines.items())
    places = [y for y, _ in ends]
    if len(places) == 2 and places[1] - places[0] < 60:
        middle = sum(places) / 2
        places = [middle - 30, middle + 30]
    art = ""
    for y, (_, side) in zip(places, ends, strict=True):
        first, last = lines[side][0].centimetres, lines[side][-1].centimetres
        says = f"{side.capitalize()} {last:g}"
        art += svg.words((_RIGHT + 10, y), says, 25, _SIDES[side], "start")
        if len(lines[side]) > 1:
            was = f"was {first:g}"
            art += svg.words((_RIGHT + 10, y + 24), was, 20, palette.SOFT, "start", "normal")
    return art
