"""No reference leads nowhere: links, headings, pages, files and decisions that a text names."""

import importlib
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("bot", "content", "scheduler", "storage", "tests", "docs")
# Everything somebody wrote to be read by people who build, host or judge Dorsi.
WRITTEN = sorted(
    path
    for path in (*ROOT.glob("*.md"), *(one for room in ROOMS for one in (ROOT / room).rglob("*")))
    if path.suffix in {".py", ".toml", ".md"}
)
TEXTS = [path for path in WRITTEN if path.suffix == ".md"]

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)", re.DOTALL)
PAGE = re.compile(r"\bdocs/[\w/.-]*\w(?:#[\w-]+)?")
FILE = re.compile(r"`((?:bot|content|scheduler|storage|tests|docs)/[\w./-]+)(?:::\w+)?`")
ADR = re.compile(r"\bADRs?\s+(\d+)(?:(?:\s*[–-]\s*|,\s*|\s+and\s+)(\d+))*")
# References by number to a text that has none.
LOST = re.compile(r"(?i)\bcoaching(?:\.md`?)?,?\s+(?:section\s+)?\d|\bsections? \d")


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def prose(path: Path) -> str:
    """Return a text without its fenced examples."""
    return re.sub(r"(?ms)^```.*?^```", "", path.read_text("utf-8"))


@cache
def anchors(path: Path) -> frozenset[str]:
    """Return the anchors of a page's headings, as they are made for a link."""
    heads = re.findall(r"(?m)^#+ (.+)$", prose(path))
    return frozenset(re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads)


def is_there(path: Path, anchor: str) -> bool:
    return path.exists() and (not anchor or (path.is_file() and anchor in anchors(path)))


def lost_links(path: Path) -> Iterator[str]:
    """Yield the links of a text that lead to no file or heading here."""
    for link in LINK.findall(prose(path)):
        file, _, anchor = link.partition("#")
        if "://" not in link and not is_there(path.parent / file if file else path, anchor):
            yield link


def resolved(dotted: str) -> Any:
    """Return what a dotted name names: a module, or something in one."""
    parts = dotted.split(".")
    for count in range(len(parts), 0, -1):
        try:
            found: Any = importlib.import_module(".".join(parts[:count]))
        except ModuleNotFoundError:
            continue
        for part in parts[count:]:
            found = getattr(found, part)
        return found
    raise ModuleNotFoundError(dotted)


def is_named_rightly(told: str) -> bool:
    """Tell whether a file, a heading of it or a name in it (`bot/app.wire`) is there."""
    file, _, anchor = told.partition("#")
    if is_there(ROOT / file, anchor):
        return True
    try:
        return resolved(file.replace("/", ".")) is not None
    except (ModuleNotFoundError, AttributeError):
        return False


def decisions(text: str) -> Iterator[int]:
    """Yield the numbers of the decisions a text names: "ADR 3", "ADR 18-20", "ADR 12 and 13"."""
    for found in ADR.finditer(text):
        yield from (int(number) for number in re.findall(r"\d+", found[0]))


@pytest.mark.parametrize("path", TEXTS, ids=name)
def test_every_link_leads_somewhere(path: Path) -> None:
    assert list(lost_links(path)) == []


def test_every_page_and_file_that_is_named_is_there() -> None:
    texts = [(path, path.read_text("utf-8")) for path in WRITTEN if path != Path(__file__)]
    told = [
        (one, name(path))
        for path, text in texts
        for one in (*PAGE.findall(text), *FILE.findall(text))
    ]
    assert len(told) > 100
    assert [(one, where) for one, where in told if not is_named_rightly(one)] == []


def test_every_decision_that_is_named_is_there() -> None:
    there = {int(path.name[:4]) for path in (ROOT / "docs/adr").glob("*.md")}
    told = [(name(path), one) for path in WRITTEN for one in decisions(path.read_text("utf-8"))]
    assert len(told) > 10
    assert [one for one in told if one[1] not in there] == []


def test_no_text_is_named_by_the_number_of_a_part() -> None:
    me = Path(__file__)
    lost = [(name(path), LOST.findall(path.read_text("utf-8"))) for path in WRITTEN if path != me]
    assert [one for one in lost if one[1]] == []


def test_the_checks_see_what_they_forbid(tmp_path: Path) -> None:
    bad = tmp_path / "bad.md"
    bad.write_text("# One head\n[a](#one-head) [b](#two) [c](gone.md) [d](https://example.org)\n")
    assert list(lost_links(bad)) == ["#two", "gone.md"]
    assert list(decisions("ADR 3, ADR 18–20 and ADR 12 and 13")) == [3, 18, 20, 12, 13]
    assert LOST.search("(coaching, section 4)")
    assert LOST.search("(coaching, 9.1)")
    assert LOST.search("what section 9 makes of it")
    assert is_named_rightly("content/coach.replay")
    assert is_named_rightly("docs/coaching.md#mornings")
    assert not is_named_rightly("docs/coaching.md#evenings")
    assert not is_named_rightly("content/coach/mornings.nowhere")
    assert PAGE.findall("see docs/coaching.md#mornings.") == ["docs/coaching.md#mornings"]
