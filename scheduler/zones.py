"""Time zone lookup: by the time it is there, by an abbreviation, or by a location.

The cities, countries and regions come from the tables of the tz database itself (public domain),
as the tzdata package carries them: zone.tab, zonenow.tab and iso3166.tab.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from importlib import resources

from scheduler.wall_clock import local, zone_names


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


def today(zone: str) -> str:
    """Return what a zone is called today ("Asia/Kolkata" of "Asia/Calcutta")."""
    links = (resources.files("tzdata") / "zoneinfo" / "tzdata.zi").read_text("utf-8")
    old = re.search(rf"^L (\S+) {re.escape(zone)}$", links, re.MULTILINE)
    known = {one.zone for one in cities()}
    return old[1] if old and zone not in known and old[1] in known else zone


def of_country(code: str) -> tuple[str, ...]:
    """Return the zones of a country by its code of two letters."""
    return tuple(zone for there, _, zone, *_ in _rows("zone.tab") if there == code)


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


def cities_called(abbreviation: str) -> tuple[City, ...]:
    """Return a city for each kind of time that goes by an abbreviation such as "CET"."""
    named = re.compile(rf"\b{re.escape(abbreviation)}\b")
    return tuple(city for city in _shared() if named.search(city.region))


def cities_at(ahead: timedelta, now: datetime) -> tuple[City, ...]:
    """Return a city for each kind of time `ahead` of UTC now: the same today, other clock changes.

    The region says who shares that city's clock ("central Europe (CET/CEST)").
    """
    return tuple(city for city in _shared() if offset(city.zone, now) == ahead)


def at(latitude: float, longitude: float) -> str | None:
    """Return the zone of a place on earth in degrees, None where we know none.

    The position is looked up and forgotten; nothing is kept of it.
    """
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        return None
    import tzfpy  # noqa: PLC0415 - 5 MB of borders, needed only when a location is shared

    zone: str = tzfpy.get_tz(longitude, latitude)
    return zone if zone in zone_names() else None
