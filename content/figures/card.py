"""The progress card: knee-to-wall per side with its error band, sore days, weeks kept.

No screen shows it yet: it is made for the pictures of `/progress`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from content.figures import palette, pixels, svg
from content.figures.chart import Measure, chart

_WIDTH, _HEIGHT = 720, 900
_WEEKS = 12  # as many as stay legible on a phone
_STEP = 52.0  # px from week to week


@dataclass(frozen=True, slots=True)
class Week:
    """One week: its Monday, whether it was kept (None while it runs), and its sore days."""

    monday: date
    kept: bool | None
    sore_days: int


@dataclass(frozen=True, slots=True)
class Progress:
    """What the card shows, oldest first; the last 12 weeks are drawn."""

    measures: tuple[Measure, ...]
    weeks: tuple[Week, ...]


def card(progress: Progress) -> bytes:
    """Return the card as PNG, 720 x 900."""
    weeks = progress.weeks[-_WEEKS:]
    art = _sheet(16, 478, "Knee to wall", "cm · higher is freer") + chart(progress.measures)
    over = sum(week.kept is not None for week in weeks)
    sore, kept = sum(week.sore_days for week in weeks), sum(week.kept is True for week in weeks)
    art += _sheet(510, 184, "Sore days", f"{sore} in {len(weeks)} weeks") + _sore(weeks)
    art += _sheet(710, 174, "Weeks kept", f"{kept} of {over}") + _kept(weeks)
    return pixels.png(svg.page(_WIDTH, _HEIGHT, art, palette.BACKGROUND))


def _sheet(y: float, height: float, title: str, note: str) -> str:
    art = svg.rect(16, y, _WIDTH - 32, height, "#FFFFFF", 26)
    art += svg.words((44, y + 50), title, 30, palette.TEXT, "start")
    return art + svg.words((_WIDTH - 44, y + 50), note, 22, palette.SOFT, "end", "normal")


def _place(i: int) -> float:
    return 74 + i * _STEP


def _sore(weeks: Sequence[Week]) -> str:
    art = ""
    for i, week in enumerate(weeks):
        tall = 6 + week.sore_days * 9
        shade = palette.mix("#C9D6DD", "#8A4B7F", min(1.0, week.sore_days / 4))
        art += svg.rect(_place(i) - 18, 664 - tall, 36, tall, shade, min(8, tall / 2))
        if week.sore_days:
            spot = (_place(i), 657 - tall)
            art += svg.words(spot, f"{week.sore_days}", 19, palette.SOFT, weight="normal")
    return art + _dates(weeks, 686)


def _kept(weeks: Sequence[Week]) -> str:
    art = ""
    for i, week in enumerate(weeks):
        disc = svg.disc((_place(i), 806, 18))
        if week.kept:
            art += svg.fill(disc, palette.CONTACT)
            art += svg.words((_place(i), 814), "✓", 22, "#FFFFFF")
        else:
            ring = palette.MOTION if week.kept is None else palette.QUIET
            art += svg.fill(disc, "#FFFFFF", ring, 4)
    return art + _dates(weeks, 860)


def _dates(weeks: Sequence[Week], y: float) -> str:
    marked = {0: "start", len(weeks) - 1: "end"} if len(weeks) > 1 else {0: "start"}
    art = ""
    for i, anchor in marked.items():
        if i < len(weeks):
            x = _place(i) + (-18 if anchor == "start" else 18)
            day = weeks[i].monday
            art += svg.words((x, y), f"{day.day} {day:%b}", 19, palette.SOFT, anchor, "normal")
    return art
