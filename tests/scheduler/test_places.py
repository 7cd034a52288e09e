"""What a runner types for where they are is taken at once, asked about, or means nothing."""

import subprocess
import sys
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from scheduler import places
from scheduler.places.building import build
from scheduler.places.folding import fold
from scheduler.places.lookup import Spot, plausible
from scheduler.places.store import FILE
from scheduler.wall_clock import zone_names
from scheduler.zones import today

NOW = datetime(2026, 11, 23, 11, tzinfo=UTC)
LINES = Path(__file__).with_name("typed_places.txt").read_text("utf-8").splitlines()


def rows(mark: str) -> Iterator[tuple[str, list[str]]]:
    """Yield (what is typed, zones) of the lines that begin with a mark."""
    for line in LINES:
        if line.startswith(f"{mark} "):
            typed, _, zones = line[2:].partition(" | ")
            yield typed, zones.split()


def offered(typed: str) -> set[str]:
    found = places.find(typed, NOW)
    assert not found.sure, typed
    return {one.zone for one in found.spots} | {one.zone for one in found.clocks}


def taken() -> Iterator[tuple[str, str]]:
    for line in LINES:
        if "/" in line.partition(" | ")[0] and line[0].isalpha():
            zone, _, names = line.partition(" | ")
            yield from ((name, zone) for name in names.split("; "))


def test_a_whole_name_of_one_place_is_taken_at_once() -> None:
    assert len(list(taken())) > 300
    for typed, zone in taken():
        found = places.find(typed, NOW)
        assert found.sure, (typed, found.spots)
        assert today(found.spots[0].zone) == zone, typed


def test_a_name_of_several_places_is_a_question_with_the_most_populous_first() -> None:
    for typed, zones in rows("?"):
        assert set(zones) <= offered(typed), typed
        people = [one.people for one in places.find(typed, NOW).spots]
        assert people == sorted(people, reverse=True)


def test_a_misspelled_name_is_never_taken_and_the_right_one_is_offered() -> None:
    for typed, zones in rows("~"):
        assert places.find(typed, NOW).near, typed
        assert set(zones) <= offered(typed), typed


def test_what_is_no_place_finds_nothing() -> None:
    for typed, _ in rows("-"):
        assert offered(typed) == set(), typed
    assert offered("x" * 10_000) == set()


def test_every_zone_can_be_typed_by_each_of_its_names() -> None:
    for zone in zone_names():
        if "/" in zone:
            assert places.find(zone.lower(), NOW).spots[0].zone == zone


def test_a_beginning_or_a_part_of_a_name_is_never_taken() -> None:
    for typed in ("kathm", "san franc", "angeles cit", "nchest", "johannesb"):
        assert not places.find(typed, NOW).sure, typed


@pytest.mark.parametrize(
    ("people", "count"),
    [([2_000_000, 25_000], 1), ([650_000, 67_000], 2), ([9_000_000, 300_000], 2), ([0, 0], 2)],
)
def test_a_hamlet_does_not_count_beside_a_metropolis(people: list[int], count: int) -> None:
    spots = [Spot(None, "X", "", "", "UTC", one) for one in people]
    assert len(plausible(spots)) == count


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("München", "MUNCHEN"),
        ("St. Pölten", "saint polten"),
        ("Ｔｏｋｙｏ", "tokyo"),
        ("Łódź", "lodz"),
        ("Xi’an", "Xian"),
        ("Winston-Salem", "winston salem"),
        ("İstanbul", "istanbul"),
    ],
)
def test_names_are_the_same_without_case_accents_and_width(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_the_places_are_small_and_closed_until_they_are_asked_for() -> None:
    assert FILE.stat().st_size < 6_000_000
    late = ("scheduler.places.", "rapidfuzz", "tzfpy")
    code = f"import bot.app, sys; print([m for m in sys.modules if m.startswith({late})])"
    done = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.long
def test_the_command_makes_the_places_file_that_is_kept(tmp_path: Path) -> None:
    made = build(tmp_path / "places.zip")
    with zipfile.ZipFile(made) as new, zipfile.ZipFile(FILE) as kept:
        assert new.namelist() == kept.namelist()
        assert all(new.read(name) == kept.read(name) for name in kept.namelist())
