"""A runner's zone is found by the time, a name or a place."""

from datetime import UTC, datetime, timedelta

import pytest

from scheduler.wall_clock import zone_names
from scheduler.zones import at, cities, cities_at, cities_called, offset, offsets, today

WINTER = datetime(2026, 1, 15, 12, tzinfo=UTC)
SUMMER = datetime(2026, 7, 15, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize("now", [WINTER, SUMMER])
def test_every_offset_leads_to_a_city_that_has_it(now: datetime) -> None:
    assert len(offsets(now)) > 30
    for ahead in offsets(now):
        found = cities_at(ahead, now)
        assert 1 <= len(found) <= 8
        assert all(offset(city.zone, now) == ahead for city in found)


def test_the_same_offset_may_be_another_city_in_summer() -> None:
    assert "Europe/Paris" in {city.zone for city in cities_at(HOUR, WINTER)}
    assert "Europe/Paris" in {city.zone for city in cities_at(2 * HOUR, SUMMER)}


def test_every_city_has_a_zone_we_know() -> None:
    assert len(cities()) > 400
    assert {city.zone for city in cities()} <= zone_names()


def test_an_abbreviation_is_of_every_kind_of_time_that_goes_by_it() -> None:
    assert {city.zone for city in cities_called("CET")} >= {"Europe/Paris", "Africa/Algiers"}
    assert cities_called("C") == ()


def test_a_zone_is_known_by_what_it_is_called_today() -> None:
    assert today("Asia/Calcutta") == "Asia/Kolkata"
    assert today("Europe/Paris") == "Europe/Paris"


@pytest.mark.parametrize(
    ("latitude", "longitude", "zone"),
    [
        (52.52, 13.40, "Europe/Berlin"),
        (-33.87, 151.21, "Australia/Sydney"),
        (27.72, 85.32, "Asia/Kathmandu"),
        (0.0, -140.0, "Etc/GMT+9"),
    ],
)
def test_a_place_has_its_zone(latitude: float, longitude: float, zone: str) -> None:
    assert at(latitude, longitude) == zone


@pytest.mark.parametrize("place", [(91.0, 0.0), (0.0, 181.0), (float("nan"), 0.0)])
def test_no_place_has_no_zone(place: tuple[float, float]) -> None:
    assert at(*place) is None
