"""Only the flags that fit are asked, in pages that can be read, the emergencies first or last."""

from dataclasses import replace
from typing import get_args

import pytest

from content.coach import asking
from content.events import Where
from content.flag import Flag
from tests.content.coach.stories import LIBRARY

PLACES: tuple[Where, ...] = get_args(Where)
# where · what is asked first (docs/coaching/safety.md#the-flags, and flags.toml's `fits`)
TABLE = """
front    RB3 RB6 RC5
cord     RB1 RB2
heel     RB1 RB2 RC1
back     RB6 RC1 RC5
inside   RB3 RB4 RC5
outside  RB3 RB4 RC5
calf     RA3 RB1 RB5
shin     RA3 RC1 RC2
arch     RC0 RC1
numb     RB7 RB8 RC0
twist    RB3 RB4
any      RB1 RB2 RB3 RB5
"""
EMERGENCIES = ("RA1", "RA2", "RA3", "RA4")


def token(fit: str, *, strong: bool) -> str:
    """Return the token of a report."""
    if fit in {"numb", "twist"}:
        return asking.token(None, numb=fit == "numb", twist=fit == "twist", strong=strong)
    place = next((one for one in PLACES if one == fit), None)
    return asking.token(place, strong=strong)


@pytest.mark.parametrize("row", TABLE.strip().splitlines())
def test_after_a_report_only_what_fits_is_asked_and_after_strong_pain_the_emergencies(
    row: str,
) -> None:
    fit, *flags = row.split()
    assert asking.pages(LIBRARY, token(fit, strong=False)) == (tuple(flags),)
    rest = tuple(key for key in EMERGENCIES if key not in flags)
    assert asking.pages(LIBRARY, token(fit, strong=True)) == (tuple(flags), rest)


def test_every_place_has_its_row() -> None:
    assert {row.split()[0] for row in TABLE.strip().splitlines()} == {*asking.FITS, "any"}


def test_a_place_that_nothing_fits_asks_what_fits_anywhere() -> None:
    flags = {
        key: flag.model_copy(update={"fits": tuple(one for one in flag.fits if one != "arch")})
        for key, flag in LIBRARY.flags.items()
    }
    bare = replace(LIBRARY, flags=flags)
    assert asking.pages(bare, "arch") == (asking.NOWHERE,)


def test_stop_asks_every_red_flag_in_its_order() -> None:
    pages = asking.pages(LIBRARY, asking.ALL)
    asked = [key for page in pages for key in page]
    assert asked == [key for key, flag in LIBRARY.flags.items() if flag.tier != "D"]
    assert all(len(page) <= asking.MOST for page in pages)
    assert pages[0][:4] == EMERGENCIES


def test_a_token_leads_from_page_to_page_to_its_end() -> None:
    for begin in (asking.ALL, asking.STRONG, "shin-A", "cord"):
        pages = asking.pages(LIBRARY, begin)
        page, seen = begin, []
        while page:
            seen.append(asking.pages(LIBRARY, page)[0])
            assert asking.place(LIBRARY, page) == (len(seen), len(pages))
            assert len(f"flags:none:{page}:{10**18}") <= 64
            page = asking.following(LIBRARY, page)
        assert tuple(seen) == pages


@pytest.mark.parametrize("made_up", ["", "-", "D", "RB1", "all-9", "all-x", "cord-A-9", "moon"])
def test_a_token_that_means_nothing_asks_nothing(made_up: str) -> None:
    assert asking.pages(LIBRARY, made_up) == ()
    assert asking.following(LIBRARY, made_up) == ""


def test_a_page_holds_no_more_words_than_fit() -> None:
    long = [
        Flag.model_validate(LIBRARY.flags["RC0"].model_dump() | {"ask": "x" * 140})
        for _ in range(7)
    ]
    assert [len(page) for page in asking.paged(long)] == [3, 3, 1]
    short = [one.model_copy(update={"ask": "x"}) for one in long]
    assert [len(page) for page in asking.paged(short)] == [6, 1]
    assert list(asking.paged([])) == []
