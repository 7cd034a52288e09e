"""Which red flags are asked after a report, in pages short enough to be read.

A token names what is asked, for a button's data: parts joined by dashes ("calf-A": what fits the
calf, then the emergencies), and a number for a later page of it ("all-2").
"""

from collections.abc import Iterable, Iterator
from typing import get_args

from content.events import Where
from content.flag import Flag
from content.library import Library

Pages = tuple[tuple[str, ...], ...]

# Every red flag there is, for /stop and the first minute.
ALL = "all"
# What is asked where no place is known, or none of the flags fits it.
ANYWHERE = "any"
FITS = ("numb", "twist", *get_args(Where))
NOWHERE = ("RB1", "RB2", "RB3", "RB5")
# The emergencies, which are asked after what fits wherever pain is strong.
EMERGENCIES = "A"
# Strong pain with no place told: on walking, or in the morning.
STRONG = f"{ANYWHERE}-{EMERGENCIES}"
# [own] Flags on one page, and characters of their questions: what is left of 600 is for the rest.
MOST = 6
ROOM = 480


def token(
    where: Where | None, *, numb: bool = False, twist: bool = False, strong: bool = False
) -> str:
    """Return what to ask after a report; `strong` is pain of 6 and more."""
    fits = "numb" if numb else "twist" if twist else where or ANYWHERE
    return f"{fits}-{EMERGENCIES}" if strong else fits


def pages(library: Library, token: str) -> Pages:
    """Return the flags a token asks, page after page, from its own page on; none twice.

    Each part begins a page. A token that means nothing has none.
    """
    parts, page = _read(token)
    asked: list[tuple[str, ...]] = []
    for part in parts:
        flags = _of(library, part)
        if not flags:
            return ()
        there = {key for one in asked for key in one}
        new = (flag for flag in flags if flag.id not in there)
        asked += [tuple(flag.id for flag in one) for one in paged(new)]
    return tuple(asked)[page:]


def following(library: Library, token: str) -> str:
    """Return the token of the page after this one, "" after the last."""
    parts, page = _read(token)
    more = len(pages(library, token)) > 1
    return "-".join([*parts, str(page + 1)]) if more else ""


def place(library: Library, token: str) -> tuple[int, int]:
    """Return which page this is, from 1, and how many there are."""
    parts, page = _read(token)
    return page + 1, len(pages(library, "-".join(parts)))


def paged(questions: Iterable[Flag], room: int = ROOM) -> Iterator[tuple[Flag, ...]]:
    """Yield questions in pages, in their order: at most six, and no more words than fit."""
    page: list[Flag] = []
    for one in questions:
        if page and (len(page) == MOST or sum(map(_length, (*page, one))) > room):
            yield tuple(page)
            page = []
        page.append(one)
    if page:
        yield tuple(page)


def _length(flag: Flag) -> int:
    """Return the length of a question's line, with its number, its tick and the line break."""
    return len(flag.ask) + len("1. ✓ \n")


def _read(token: str) -> tuple[list[str], int]:
    *parts, last = token.split("-")
    return (parts, int(last)) if parts and last.isdecimal() else ([*parts, last], 0)


def _of(library: Library, part: str) -> list[Flag]:
    """Return the flags of one part: all, a tier's, those that fit, or those that fit anywhere."""
    red = [flag for flag in library.flags.values() if flag.tier != "D"]
    if part == ALL:
        return red
    if part in {"A", "B", "C"}:
        return [flag for flag in red if flag.tier == part]
    if part == ANYWHERE:
        return [flag for flag in red if flag.id in NOWHERE]
    fitting = [flag for flag in red if part in flag.fits]
    return fitting or (_of(library, ANYWHERE) if part in FITS else [])
