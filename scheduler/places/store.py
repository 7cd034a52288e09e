"""Reading the places file: names, places and regions, straight from a zip archive on disk.

The archive is opened for one question and closed again, so that it costs no memory between them.
`python -m scheduler.places` makes it; docs/places.md says from what.
"""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).with_name("places.zip")
# Ids of places that are kept in one member of the archive.
IDS_A_MEMBER = 40_000


class Place(NamedTuple):
    """A city: its GeoNames id, name, country, state (both as GeoNames codes), people and zone."""

    id: int
    name: str
    country: str
    state: str
    people: int
    zone: str


class Region(NamedTuple):
    """A country or state: its code, its English name, and its largest place in each zone."""

    code: str
    name: str
    places: tuple[int, ...]


def member_of_name(folded: str) -> str:
    """Return which member of the archive has a folded name."""
    key = folded[:2] if folded[0].isascii() else f"{ord(folded[0]):x}"
    return f"names/{key.strip()}" if ord(folded[0]) < 0x3000 else f"names/{ord(folded[0]) >> 6:x}"


def member_of_place(place: int) -> str:
    """Return which member of the archive has a place."""
    return f"places/{place // IDS_A_MEMBER}"


class Atlas:
    """An open archive."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._members = frozenset(archive.namelist())
        self._places: dict[str, dict[int, Place]] = {}
        self._regions: dict[str, Region] | None = None

    def refs(self, folded: str) -> tuple[str, ...]:
        """Return what a folded name means: ids of places, and codes of regions after an "@"."""
        start = f"{folded}\t"
        found = (line for line in self._lines(member_of_name(folded)) if line.startswith(start))
        return tuple(next(found, "\t").split("\t")[1].split(",")) if folded else ()

    def names(self, prefix: str) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield each folded name in a member whose key starts so, with what it means."""
        for member in sorted(self._members):
            if member.startswith(f"names/{prefix}"):
                for line in self._lines(member):
                    name, _, refs = line.partition("\t")
                    yield name, tuple(refs.split(","))

    def large(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield each folded name of a large city, with what it means."""
        for line in self._lines("large"):
            name, _, refs = line.partition("\t")
            yield name, tuple(refs.split(","))

    def place(self, number: int) -> Place | None:
        """Return a place by its GeoNames id."""
        member = member_of_place(number)
        if member not in self._places:
            rows = (line.split("\t") for line in self._lines(member))
            self._places[member] = {
                int(key): Place(int(key), name, country, state, int(people), zone)
                for key, name, country, state, people, zone in rows
            }
        return self._places[member].get(number)

    def region(self, code: str) -> Region | None:
        """Return a country ("US") or one of its states ("US.TX") by its code."""
        if self._regions is None:
            rows = (line.split("\t") for line in self._lines("regions"))
            self._regions = {
                code: Region(code, name, tuple(map(int, places.split(",") if places else ())))
                for code, name, places in rows
            }
        return self._regions.get(code)

    def _lines(self, member: str) -> list[str]:
        if member not in self._members:
            return []
        return self._archive.read(member).decode().split("\n")


@contextmanager
def opened() -> Iterator[Atlas]:
    """Open the places for one question."""
    with zipfile.ZipFile(FILE) as archive:
        yield Atlas(archive)
