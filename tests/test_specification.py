"""The specification is whole: each rule, pattern and flag is written down and leads to its code."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from content.coach.patterns import UNNAMED
from content.drill import Drill
from content.library import load
from tests.test_references import ROOT, WRITTEN, resolved

PAGES = [ROOT / "docs/coaching.md", *sorted((ROOT / "docs/coaching").glob("*.md"))]
LIBRARY = load()
RULES = LIBRARY.rules
# A rule may be named with what it did: `R8_undone`.
NAMED = re.compile(r"(?<![A-Za-z0-9_])(R\d{1,2}c?|I\d{1,2})(?![A-Za-z0-9])")
FLAG = re.compile(r"\bR[ABCD]\d\b")
# A mark stands at the end of a comment or in its beginning, after a blank.
MARK = re.compile(r"# (?:.* )?\[([A-Za-z]{2,4})\]")
CODE = re.compile(r"`([^`]+)`")
MINUS = "\N{MINUS SIGN}"
DOTTED = re.compile(r"(?:bot|content|scheduler|storage)(?:\.\w+)+")

Row = list[str]


def rows(page: Path, heading: str = "") -> Iterator[Row]:
    """Yield the cells of each row of a page's tables, of one heading's part only if it is given."""
    inside = not heading
    for line in page.read_text("utf-8").splitlines():
        if line.startswith("#") and heading:
            inside = line.lstrip("# ") == heading
        if inside and line.startswith("|") and not line.startswith("|---"):
            yield [cell.strip() for cell in line.strip("|").split("|")]


def page(name: str) -> Path:
    return ROOT / "docs/coaching" / f"{name}.md"


@cache
def defined() -> set[str]:
    """Return what has a row of its own: rules, invariants, flags."""
    return {row[0] for one in PAGES for row in rows(one) if one.name != "index.md"}


def index() -> dict[str, list[str]]:
    """Return the dotted names of each row of the index."""
    return {row[0].strip("`"): CODE.findall(row[1]) for row in rows(page("index"))}


def test_every_rule_and_invariant_named_anywhere_is_defined() -> None:
    named = {id_ for path in WRITTEN for id_ in NAMED.findall(path.read_text("utf-8"))}
    assert {"R0c", "R18", "I1", "I31"} <= named
    assert named - defined() == set()


def test_rules_and_invariants_are_numbered_without_a_gap() -> None:
    for letter, numbers in (("R", range(19)), ("I", range(1, 32))):
        assert {f"{letter}{number}" for number in numbers} <= defined()


def test_every_rule_and_pattern_leads_to_its_function() -> None:
    rules = {row[0] for row in rows(PAGES[0], "The rules") if NAMED.fullmatch(row[0])}
    found = index()
    assert rules | RULES.pattern.keys() <= found.keys()
    assert {name for name in found if NAMED.fullmatch(name)} == rules
    assert all(found[name] for name in rules | RULES.pattern.keys())


def names() -> list[str]:
    text = page("index").read_text("utf-8")
    return sorted({one for one in CODE.findall(text) if DOTTED.fullmatch(one)})


@pytest.mark.parametrize("dotted", names())
def test_a_name_of_the_index_is_there(dotted: str) -> None:
    assert resolved(dotted) is not None


def test_every_invariant_names_tests_that_are_there() -> None:
    for row in rows(page("invariants")):
        if NAMED.fullmatch(row[0]):
            told = [one.split("::") for one in CODE.findall(row[-1])]
            assert told, row[0]
            for file, name in told:
                tree = ast.parse((ROOT / file).read_text("utf-8"))
                assert name in {getattr(node, "name", "") for node in tree.body}, (row[0], name)


@pytest.mark.parametrize("drill", LIBRARY.drills.values(), ids=lambda drill: drill.id)
def test_a_ladder_is_told_as_its_file_has_it(drill: Drill) -> None:
    parts = page("drills").read_text("utf-8").split("\n## ")
    part = next(one for one in parts if f"\n`{drill.id}` · " in one)
    facts = next(line for line in part.splitlines() if line.startswith(f"`{drill.id}`"))
    assert f" · {drill.kind} · " in facts
    assert all(family in facts for family in drill.families)
    told = [line for line in part.splitlines() if re.match(r"\| \d", line)]
    assert told == [_rung(drill, number) for number in range(drill.top + 1)]


def _rung(drill: Drill, number: int) -> str:
    rung = drill.rungs[number]
    marks = " **S**" * (number == drill.start) + " ★" * (number == drill.founding)
    facts = ("W" if rung.weight_bearing else "", "E" if rung.end_range else "")
    cells = (f"{number}{marks}", rung.name, rung.told(rung.dose), *facts)
    return "|" + "|".join(f" {cell} ".replace("  ", " ") for cell in cells) + "|"


def test_the_cuts_are_those_of_the_file() -> None:
    told = {row[0]: row for row in rows(PAGES[0], "The rules")}
    for name, one in RULES.cut.items():
        if name in RULES.pattern:
            continue
        when, change, besides = told[name][1:4]
        assert f"{MINUS}{one.cut}" in change if one.cut else change == "hold", name
        assert not one.pain or f"pain {one.pain}" in when, name
        for hours in (one.rest_hours, one.rest_all_hours):
            assert not hours or f"{hours} h" in besides, name
    gaps = " or ".join(", ".join(str(gap.days) for gap in RULES.gap).rsplit(", ", 1))
    assert f"more than {gaps} days" in told["R12"][1]
    assert told["R12"][2].startswith(", ".join(f"{MINUS}{gap.cut}" for gap in RULES.gap))


def test_the_patterns_are_those_of_the_file() -> None:
    told = {row[0].strip("`"): row for row in rows(PAGES[0], "Patterns")}
    assert RULES.pattern.keys() == told.keys() - {"pattern"}
    for name, one in RULES.pattern.items():
        assert told[name][2] == (", ".join(one.families) or "none"), name
        assert all(felt in told[name][1] for felt in one.felt), name
        assert all(f"{felt} " in told[name][1] and UNNAMED[felt] for felt in one.unknown), name


def test_the_flags_are_those_of_the_file() -> None:
    told = {row[0]: row for row in rows(page("safety"), "The flags") if FLAG.fullmatch(row[0])}
    assert told.keys() == LIBRARY.flags.keys()
    for name, flag in LIBRARY.flags.items():
        amount = {"calm": f", {flag.days} days", "months": f", {flag.months}"}
        ends = flag.clear + amount.get(flag.clear, "")
        assert told[name][2:] == [", ".join(flag.fits), flag.running, ends], name


def test_every_flag_named_in_the_house_is_there() -> None:
    product = [one for one in WRITTEN if not one.is_relative_to(ROOT / "tests")]
    named = {id_ for path in product for id_ in FLAG.findall(path.read_text("utf-8"))}
    assert named == LIBRARY.flags.keys()


def test_every_mark_of_a_source_is_in_the_legend() -> None:
    legend = {row[0].strip("`[]") for row in rows(PAGES[0], "Marks")}
    files = [path for path in WRITTEN if path.suffix in {".py", ".toml"}]
    used = {mark for path in files for mark in MARK.findall(path.read_text("utf-8"))}
    assert {"own", "EXP", "seed", "MA", "RCT", "COH"} <= used
    assert used - legend == set()
