"""The engine's numbers: what the file may say, what it may leave out, and what is refused."""

import tomllib
from typing import Any

import pytest
from pydantic import ValidationError

from content.library import HERE
from content.rules import Cut, Gap, Pattern, Repeats, Rules, checked

TEXT = HERE / "rules.toml"
COUNTS = [
    "trend.days",
    "trend.up",
    "trend.reports",
    "gap.0.days",
    "gap.0.cut",
    "rise.clean",
    "rise.debt_from",
    "rise.window_days",
    "rise.mobility",
    "rise.loading",
    "out.running",
    "out.floor",
    "loading.gap_days",
    "loading.a_week",
    "pattern.front.repeats.times",
    "pattern.front.repeats.of",
    "choice.most",
    "choice.first_try_days",
    "choice.rest.minutes",
]
LEAST = [
    "cut.R1.pain",
    "cut.R1.cut",
    "cut.R1.at_most",
    "cut.R1.rest_hours",
    "cut.R1.rest_all_hours",
    "rise.debt",
    "pattern.front.repeats.days",
    "pattern.front.repeats.pain",
]
MOST = {
    "cut.R1.pain": 10,
    "cut.R1.cut": 6,
    "rise.window_days": 28,
    "pattern.front.repeats.pain": 10,
    "choice.most": 3,
}


def changed(key: str, value: float) -> Rules:
    """Return the file's numbers with one of them changed."""
    table: dict[str, Any] = tomllib.loads(TEXT.read_text(encoding="utf-8"))
    inner: Any = table
    *path, last = key.split(".")
    for part in path:
        inner = inner[int(part)] if isinstance(inner, list) else inner[part]
    inner[last] = value
    return checked(table)


@pytest.mark.parametrize(
    ("key", "least"), [*((key, 1) for key in COUNTS), *((key, 0) for key in LEAST)]
)
def test_a_number_below_its_least_is_refused(key: str, least: int) -> None:
    assert changed(key, least)
    with pytest.raises(ValidationError, match=key.rpartition(".")[2]):
        changed(key, least - 1)


@pytest.mark.parametrize(("key", "most"), MOST.items())
def test_a_number_above_its_most_is_refused(key: str, most: int) -> None:
    assert changed(key, most)
    with pytest.raises(ValidationError, match=key.rpartition(".")[2]):
        changed(key, most + 1)


def test_a_number_nobody_asked_for_is_refused() -> None:
    with pytest.raises(ValidationError, match=r"rise\.slow"):
        changed("rise.slow", 1)


@pytest.mark.parametrize(("key", "value"), [("gap.0.days", 28), ("gap.0.cut", 3), ("gap.1.cut", 3)])
def test_gaps_out_of_order_are_refused(key: str, value: int) -> None:
    with pytest.raises(ValidationError, match="short to long"):
        changed(key, value)


def test_gaps_may_cut_alike() -> None:
    assert changed("gap.0.cut", 2).gap[0].cut == changed("gap.0.days", 27).gap[1].cut == 2


def test_what_a_rule_leaves_out_does_nothing() -> None:
    assert Cut() == Cut(pain=0, cut=0, at_most=None, rest_hours=0, rest_all_hours=0)
    assert not Gap(days=1, cut=1).to_start
    repeats = Repeats(times=1, of=1)
    assert (repeats.days, repeats.felt, repeats.pain) == (0, (), 0)
    pattern = Pattern(where=(), felt=(), families=())
    assert (pattern.unknown, pattern.repeats) == ((), None)
    assert (pattern.at_most, pattern.instead) == ({}, {})
