"""Places and their zones: from a typed name of a city, a state, a country or a zone.

This is the door: what is behind it is imported when a runner is first asked where they are.
"""

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scheduler.places.lookup import Found, Spot

LONGEST = 64  # characters of what is looked up


def find(typed: str, now: datetime) -> "Found":
    """Return the places whose whole name was typed, else those that are spelled nearly so."""
    from scheduler.places import lookup  # noqa: PLC0415

    return lookup.find(typed, now)


def spot(place: int) -> "Spot | None":
    """Return a place by its GeoNames id, None where there is none."""
    from scheduler.places import lookup  # noqa: PLC0415

    return lookup.spot(place)


def of_zone(zone: str) -> "Spot":
    """Return a zone as a place: its city, and the country that it is the zone of."""
    from scheduler.places import lookup  # noqa: PLC0415

    return lookup.of_zone(zone)
