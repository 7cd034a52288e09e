"""Finding the zone of a typed city, state, country, zone name or offset.

Nothing is guessed: a whole name of one plausible place is sure, anything else is a question.
What plausible means stands in docs/places.md.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from scheduler import zones
from scheduler.places import LONGEST
from scheduler.places.folding import fold
from scheduler.places.nearly import nearly
from scheduler.places.store import Atlas, Place, opened
from scheduler.wall_clock import zone_names

# [own] A namesake counts beside the largest place of a name if it has a tenth of its
# people, or a quarter of a million: a runner may well live there then.
FRACTION, MANY = 10, 250_000
# How many last words may say the country or the state ("Cambridge United Kingdom").
QUALIFYING = 4

_OFFSET = re.compile(
    r"(?:UTC|GMT|Z)?\s*(?P<sign>[+\-−–])\s*(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?",
    re.IGNORECASE,
)
_ZERO = {"utc", "gmt", "z", "zulu", "utc 0", "gmt 0"}
_UNIQUE = 5  # letters of a zone's name without a slash that is no abbreviation


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as it is said: what it is called, what it belongs to, its zone and its size.

    `country` is its GeoNames code with its state's ("US.TX"); a `whole` country or state was named.
    """

    id: int | None
    name: str
    region: str
    country: str
    zone: str
    people: int = 0
    whole: bool = False

    @property
    def called(self) -> str:
        """Return its name with what it belongs to."""
        return f"{self.name}, {self.region}" if self.region else self.name


@dataclass(frozen=True, slots=True)
class Found:
    """What typed words can mean, the most populous first; `sure` if it is one place only.

    `near` tells that no name is spelled so, and these are only like it.
    """

    spots: tuple[Spot, ...] = ()
    sure: bool = False
    near: bool = False
    clocks: tuple[zones.City, ...] = ()


def find(typed: str, now: datetime) -> Found:
    """Return the places whose whole name was typed, else those that are spelled nearly so."""
    text = " ".join(typed[:LONGEST].split())
    if not fold(text):
        return Found(clocks=_at_offset(text, now))
    if (zone := _zone(text)) is not None:
        return Found((of_zone(zone),), sure=True)
    if by_clock := _at_offset(text, now) or _abbreviated(text):
        return Found(clocks=by_clock)
    with opened() as atlas:
        spots = _named(atlas, text, now)
        if spots is None:
            return Found(_by_size(_spots(atlas, nearly(atlas, fold(text)), now)), near=True)
        likely = plausible(spots)
        if all(zones.are_alike(one.zone, likely[0].zone, now) for one in likely):
            return Found(likely[:1], sure=True)
        return Found(spots)


def plausible(spots: Sequence[Spot]) -> tuple[Spot, ...]:
    """Return those of one name, the most populous first, that a runner may mean by it alone."""
    most = spots[0].people
    return tuple(
        one for one in spots if one.whole or one.people >= MANY or one.people * FRACTION >= most
    )


def spot(place: int) -> Spot | None:
    """Return a place by its GeoNames id."""
    with opened() as atlas:
        found = atlas.place(place)
        return None if found is None else _spot(atlas, found)


def of_zone(zone: str) -> Spot:
    """Return a zone as a place: its city, and the country that it is the zone of."""
    if at_sea := re.fullmatch(r"Etc/GMT([+-])(\d+)", zone):  # POSIX counts westwards
        return Spot(None, f"UTC{'-' if at_sea[1] == '+' else '+'}{at_sea[2]}", "", "", zone)
    known = zones.today(zone)
    country = next((one.region for one in zones.cities() if one.zone == known), "")
    return Spot(None, zones.city(known), country, "", zone)


def _zone(text: str) -> str | None:
    """Return the zone whose whole name was typed; a name without a slash may be a country's."""
    if "/" not in text:
        return None
    wanted = text.replace(" ", "_").casefold()
    return next((zone for zone in zone_names() if zone.casefold() == wanted), None)


def _at_offset(text: str, now: datetime) -> tuple[zones.City, ...]:
    """Return the cities whose clock is that far from UTC now ("UTC+2", "+05:30")."""
    if fold(text) in _ZERO:
        return zones.cities_at(timedelta(), now)
    match = _OFFSET.fullmatch(text.lower())
    if match is None:
        return ()
    ahead = timedelta(hours=int(match["hours"]), minutes=int(match["minutes"] or 0))
    return zones.cities_at(ahead if match["sign"] == "+" else -ahead, now)


def _abbreviated(text: str) -> tuple[zones.City, ...]:
    """Return the cities whose clock is called so in summer or winter ("CET", "EST")."""
    return zones.cities_called(text.upper()) if text.isalpha() and len(text) < _UNIQUE else ()


def _named(atlas: Atlas, text: str, now: datetime) -> tuple[Spot, ...] | None:
    """Return the places of a name, the most populous first; None where nothing is called so."""
    name, *qualifiers = (part for part in map(fold, re.split(r"[,(;/]", text)) if part)
    if not qualifiers:
        if spots := _called(name, _spots(atlas, atlas.refs(name), now)):
            return _by_size(spots)
        return _with_last_words(atlas, name.split(), now)
    spots = _spots(atlas, atlas.refs(name), now)
    for qualifier in qualifiers:
        spots = _within(spots, atlas.refs(qualifier)) or spots
    return _by_size(spots) if spots else None


def _called(name: str, spots: Sequence[Spot]) -> list[Spot]:
    """Return the places that go by that name today, and much larger ones it is also a name of.

    So Cologne is Köln, not the village in Italy, and Islamabad is not the old name of Chittagong.
    """
    own = [one for one in spots if one.whole or f"{fold(one.name)} ".startswith(f"{name} ")]
    most = FRACTION * max((one.people for one in own), default=0)
    return own + [one for one in spots if one not in own and one.people >= most]


def _with_last_words(atlas: Atlas, words: Sequence[str], now: datetime) -> tuple[Spot, ...] | None:
    """Return the places of a name with its country or state behind it: "Portland OR"."""
    for names in range(len(words) - 1, max(0, len(words) - 1 - QUALIFYING), -1):
        within = atlas.refs(" ".join(words[names:]))
        spots = _spots(atlas, atlas.refs(" ".join(words[:names])), now)
        if found := _within(spots, within):
            return _by_size(found)
    return None


def _within(spots: Iterable[Spot], regions: Iterable[str]) -> list[Spot]:
    """Return the places that lie in one of these countries or states."""
    codes = {one[1:] for one in regions if one.startswith("@")}
    return [one for one in spots if codes & {one.country, one.country.partition(".")[0]}]


def _spots(atlas: Atlas, refs: Iterable[str], now: datetime) -> list[Spot]:
    """Return every place that is meant; of a country and a state one for each of their zones."""
    found: dict[int | str, Spot] = {}
    for ref in refs:
        if ref.startswith("@"):
            found |= {one.id or one.zone: one for one in _of_region(atlas, ref[1:], now)}
        elif ref and (place := atlas.place(int(ref))):
            found[place.id] = _spot(atlas, place)
    return list(found.values())


def _of_region(atlas: Atlas, code: str, now: datetime) -> list[Spot]:
    region = atlas.region(code)
    if region is None:
        return []
    official = zones.of_country(code[:2])
    places = [place for one in region.places if (place := atlas.place(one))]
    official_only = [place for place in places if place.zone in official] or places
    spots = [_spot(atlas, place) for place in official_only]
    if "." not in code:
        known = {one.zone for one in spots}
        spots += [
            Spot(None, zones.city(zone), region.name, code, zone)
            for zone in official
            if zone not in known
        ]
    return _one_a_clock(spots, now)


def _one_a_clock(spots: Iterable[Spot], now: datetime) -> list[Spot]:
    """Return the first of those whose clocks go alike for a year."""
    kept: list[Spot] = []
    for one in spots:
        if not any(zones.are_alike(one.zone, other.zone, now) for other in kept):
            kept.append(one)
    most = max((one.people for one in kept), default=0)
    # Who names a country may live in any of its zones, however few do.
    return [replace(one, people=max(one.people, most // FRACTION), whole=True) for one in kept]


def _spot(atlas: Atlas, place: Place) -> Spot:
    country = atlas.region(place.country)
    state = atlas.region(f"{place.country}.{place.state}")
    named = country.name if country else place.country
    region = f"{state.name}, {named}" if state else named
    code = f"{place.country}.{place.state}"
    return Spot(place.id, place.name, region, code, place.zone, place.people)


def _by_size(spots: Iterable[Spot]) -> tuple[Spot, ...]:
    return tuple(sorted(spots, key=lambda one: (-one.people, one.name, one.zone)))
