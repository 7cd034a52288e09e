"""Callback data is packed and read as one declaration says."""

from dataclasses import dataclass
from datetime import date, time
from typing import Annotated, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.taps.tap import As, Tap

Verb = Literal["start", "snooze"]


@dataclass(frozen=True, slots=True)
class Card(Tap, prefix="card"):
    card: int
    verb: Verb


@dataclass(frozen=True, slots=True)
class Day(Tap, prefix="day:of"):
    day: date
    zone: Annotated[str, r"[\w/+-]{1,40}"]
    word: str | None = None
    verb: Verb | None = None


@dataclass(frozen=True, slots=True)
class Clock(Tap, prefix="clock"):
    wall: time
    lead: Annotated[int, (10, 20)] | None = None


@dataclass(frozen=True, slots=True)
class Ahead(Tap, prefix="ahead"):
    minutes: Annotated[int, range(-720, 841)]


@dataclass(frozen=True, slots=True)
class Minutes(Tap, prefix="long"):
    minutes: Annotated[int, As(r"for-\d{1,3}", lambda text: int(text[4:]), "for-{}".format)]


@dataclass(frozen=True, slots=True)
class Bare(Tap, prefix="bare"):
    pass


WORDS = st.from_regex(r"[a-z0-9_-]{1,8}", fullmatch=True)


@given(st.integers(0, 10**18 - 1), st.sampled_from(["start", "snooze"]))
def test_a_card_is_read_as_it_was_packed(card: int, verb: Verb) -> None:
    tap = Card(card, verb)
    assert tap.pack() == f"card:{card}:{verb}"
    assert Card.unpack(tap.pack()) == tap


@given(st.dates(), st.sampled_from(["UTC", "America/Port-au-Prince", "Etc/GMT+5"]), WORDS)
def test_a_day_is_read_as_it_was_packed_with_and_without_its_last_parts(
    day: date, zone: str, word: str
) -> None:
    for tap in (Day(day, zone), Day(day, zone, word), Day(day, zone, word, "start")):
        assert Day.unpack(tap.pack()) == tap


@given(st.times().map(lambda one: one.replace(second=0, microsecond=0)))
def test_a_time_of_day_is_read_as_it_was_packed(wall: time) -> None:
    for tap in (Clock(wall), Clock(wall, 20)):
        assert Clock.unpack(tap.pack()) == tap
    assert Clock(time(6, 45), 10).pack() == "clock:0645:10"


@given(st.integers(-720, 840))
def test_a_number_of_a_range_is_read_as_it_was_packed(minutes: int) -> None:
    assert Ahead(minutes).pack() == f"ahead:{minutes}"
    assert Ahead.unpack(f"ahead:{minutes}") == Ahead(minutes)


def test_a_value_travels_as_its_field_says() -> None:
    assert Minutes(75).pack() == "long:for-75"
    assert Minutes.unpack("long:for-75") == Minutes(75)
    assert Minutes.unpack("long:75") is None


def test_a_button_without_parts_is_its_prefix() -> None:
    assert Bare().pack() == "bare"
    assert Bare.unpack("bare") == Bare()


@pytest.mark.parametrize(
    "data",
    [
        "card:1",
        "card:1:stop",
        "card:x:start",
        "card:1:start:2",
        "cards:1:start",
        "",
        "card:1:start\n",
    ],
)
def test_data_of_another_shape_is_nothing(data: str) -> None:
    assert Card.unpack(data) is None


@pytest.mark.parametrize("data", ["clock:2500", "clock:0660", "clock:645", "clock:0645:15"])
def test_a_time_or_number_that_there_is_not_is_nothing(data: str) -> None:
    assert Clock.unpack(data) is None


@pytest.mark.parametrize("data", ["ahead:-721", "ahead:841", "ahead:--5", "ahead:²"])
def test_a_number_out_of_its_range_is_nothing(data: str) -> None:
    assert Ahead.unpack(data) is None


def test_a_day_that_there_is_not_is_nothing() -> None:
    assert Day.unpack("day:of:2026-02-30:UTC") is None


@pytest.mark.parametrize(
    "tap",
    [
        Day(date(2026, 1, 1), "x" * 40, "y" * 32),
        Day(date(2026, 1, 1), "no zone"),
        Day(date(2026, 1, 1), "UTC", None, "start"),
        Card(-1, "start"),
        Clock(time(6, 45, 30)),
        Clock(time(6, 45), 15),
        Ahead(841),
    ],
)
def test_what_does_not_fit_is_refused_where_it_is_made(tap: Tap) -> None:
    with pytest.raises(ValueError, match="is no data of a"):
        tap.pack()
