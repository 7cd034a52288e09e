"""Telegram fails in the middle of a rush: what is of use afterwards is said, and hardly twice."""

from pathlib import Path

import pytest

from bot.sandbox.faults import Kind
from bot.transport.pace import OVERALL_BURST
from tests.scale.outages import Makes, mixed, of_all, of_chats, of_token, outage
from tests.scale.test_kills import FULL, SHORT, report

PER_SECOND = 100  # so that 3,000 take half a minute

CASES = {
    "502": of_all(Kind.ANSWER),
    "reset before": of_all(Kind.RESET),
    "reset after": of_all(Kind.RESET, carried=True, share=0.3),
    "hangs": of_all(Kind.HANG, carried=True, share=0.3, seconds=8),
    "mixed": mixed,
    "429 of three chats": of_chats,
    "429 of the token": of_token,
}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize(
    ("size", "seconds"),
    [pytest.param(200, 15, marks=SHORT), pytest.param(3000, 15, marks=FULL)],
)
async def test_an_outage_in_a_rush_loses_nothing_that_is_still_of_use(
    tmp_path: Path, name: str, size: int, seconds: float
) -> None:
    per_second = 30 if size < 1000 else PER_SECOND
    found = await outage(tmp_path, size, CASES[name], seconds, per_second)
    report(f"{name}, {seconds:g} s: {found}")
    assert found.toll.lost == set()
    assert len(found.toll.doubles) <= found.answers_lost
    assert found.busiest <= per_second + OVERALL_BURST


@pytest.mark.scale
@pytest.mark.parametrize("name", ["502", "reset before"])
async def test_a_minute_and_a_half_without_telegram_loses_nothing(
    tmp_path: Path, name: str
) -> None:
    makes: Makes = CASES[name]
    found = await outage(tmp_path, 200, makes, 90)
    report(f"{name}, 90 s: {found}")
    assert found.toll.lost == set()
    assert len(found.toll.doubles) <= found.answers_lost
    assert found.busiest <= 30 + OVERALL_BURST
