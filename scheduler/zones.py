"""Time zone lookup: by the time it is there, by a city's name, or by a location.

The cities, countries and regions come from the tables of the tz database itself (public domain),
as the tzdata package carries them: zone.tab, zonenow.tab and iso3166.tab.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from importlib import resources

from scheduler.wall_clock import local, zone_names

# What people call a country that iso3166.tab calls otherwise.
_ALSO = {
    "us": "united states",
    "usa": "united states",
    "america": "united states",
    "england": "britain uk",
    "scotland": "britain uk",
    "wales": "britain uk",
    "holland": "netherlands",
    "korea": "korea south",
    "uae": "united arab emirates",
}


@dataclass(frozen=True, slots=True)
class City:
    """A city that stands for its zone; `region` is the country or the area that shares it."""

    name: str
    region: str
    zone: str


def _rows(table: str) -> Iterator[list[str]]:
    text = (resources.files("tzdata") / "zoneinfo" / table).read_text("utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def city(zone: str) -> str:
    """Return the city that stands for a zone."""
    return zone.rsplit("/", 1)[-1].replace("_", " ")


@cache
def cities() -> tuple[City, ...]:
    """Return the principal cities of the tz database, one for each zone of each country."""
    countries = dict(_rows("iso3166.tab"))
    return tuple(City(city(zone), countries[code], zone) for code, _, zone, *_ in _rows("zone.tab"))


@cache
def _shared() -> tuple[City, ...]:
    return tuple(City(city(zone), region, zone) for _, _, zone, region in _rows("zonenow.tab"))


def offset(zone: str, now: datetime) -> timedelta:
    """Return how far clocks in `zone` are ahead of UTC at the instant `now`."""
    return local(now, zone).utcoffset() or timedelta()


def offsets(now: datetime) -> tuple[timedelta, ...]:
    """Return every offset from UTC that people live by at the instant `now`, rising."""
    return tuple(sorted({offset(city.zone, now) for city in _shared()}))


def are_alike(zone: str, other: str, now: datetime) -> bool:
    """Tell whether two zones' clocks show the same time now and in each week of the next year."""
    weeks = [now + timedelta(weeks=week) for week in range(53)]
    return all(offset(zone, then) == offset(other, then) for then in weeks)


def cities_at(ahead: timedelta, now: datetime) -> tuple[City, ...]:
    """Return a city for each kind of time `ahead` of UTC now: the same today, other clock changes.

    The region says who shares that city's clock ("central Europe (CET/CEST)").
    """
    return tuple(city for city in _shared() if offset(city.zone, now) == ahead)


def _plain(text: str) -> str:
    spread = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c if c.isalnum() else " " for c in spread if c.isascii()).split())


def find(typed: str, limit: int = 8) -> tuple[City, ...]:
    """Return the cities whose name, country or zone is what was typed, the best match first."""
    wanted = _plain(typed[:64])
    wanted = _ALSO.get(wanted, wanted)
    if not wanted:
        return ()
    ranked = []
    for place, city in enumerate(cities()):
        name, region, zone = _plain(city.name), _plain(city.region), _plain(city.zone)
        if wanted in {name, region, zone}:
            rank = 0
        elif name.startswith(wanted):
            rank = 1
        elif region.startswith(wanted) or wanted in region.split():
            rank = 2
        elif len(wanted) > 2 and wanted in name:
            rank = 3
        else:
            continue
        ranked.append((rank, place, city))
    return tuple(city for _, _, city in sorted(ranked, key=lambda found: found[:2])[:limit])


def at(latitude: float, longitude: float) -> str | None:
    """Return the zone of a place on earth in degrees, None where we know none.

    The position is looked up and forgotten; nothing is kept of it.
    """
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        return None
    import tzfpy  # noqa: PLC0415 - 5 MB of borders, needed only when a location is shared

    zone: str = tzfpy.get_tz(longitude, latitude)
    return zone if zone in zone_names() else None
