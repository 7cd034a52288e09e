"""The judge finds what is lost, twice, out of order, unseen and unanswered."""

import asyncio
from datetime import UTC, datetime

import pytest

from bot.sandbox.queries import Answer, Query
from tests.scale.candidates import Effect
from tests.scale.judge import Record, Tap, Verdict, inversions, judge, numbered

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)


def record(taps: int, *shown: int, answered: bool = True) -> Record:
    """Return what one runner tapped, a second each, and which marks were shown half of one on."""
    one = Record()
    for number in range(taps):
        answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        if answered:
            answer.set_result(Answer())
        one.taps[7].append(Tap(number, Query(f"7-{number}", 7, 1, "", NOON, answer)))
    one.shown[7] = [(at + 0.5, mark) for at, mark in enumerate(shown)]
    return one


def kept(*tags: int) -> list[Effect]:
    """Return rows with these tags; their marks count from 100."""
    return [Effect(7, 100 + at, tag) for at, tag in enumerate(tags)]


@pytest.mark.parametrize(
    ("tags", "faults"),
    [
        ((0, 1, 2), (0, 0, 0, 0, 0, 0)),
        ((0, 2), (1, 0, 0, 0, 0, 0)),
        ((0, 1, 1, 2), (0, 1, 0, 0, 0, 0)),
        ((0, 2, 1), (0, 0, 1, 1, 0, 0)),
    ],
)
async def test_what_was_kept_is_held_against_what_was_tapped(
    tags: tuple[int, ...], faults: tuple[int, ...]
) -> None:
    shown = [100 + at for at in range(len(tags))]
    assert judge(record(3, *shown), kept(*tags), modulus=24).faults == faults


async def test_a_last_screen_of_something_else_is_stale_and_a_spinner_that_turns_is_counted() -> (
    None
):
    verdict = judge(record(2, 100, answered=False), kept(0, 1), modulus=24)
    assert verdict.faults == (0, 0, 0, 0, 1, 1)
    assert verdict.waits == [0.5]
    assert not verdict.clean


async def test_screens_that_are_drawn_backwards_are_counted() -> None:
    verdict = judge(record(2, 101, 100), kept(0, 1), modulus=24)
    assert verdict.faults == (0, 0, 0, 1, 0, 1)


def test_numbers_are_told_from_tags_that_come_round_again() -> None:
    assert numbered([0, 1, 2, 3, 0, 2, 1, 3], modulus=4) == [0, 1, 2, 3, 4, 6, 5, 7]
    assert inversions([0, 1, 2, 3, 4, 6, 5, 7, 6]) == 1


def test_a_verdict_is_one_line() -> None:
    verdict = Verdict(taps=2, lost=1, waits=[0.5])
    assert str(verdict) == (
        "2 taps: 1 lost, 0 twice, 0 out of order, 0 screens backwards, 0 unanswered, 0 stale; "
        "p50/95/99/max 500/500/500/500 ms"
    )
