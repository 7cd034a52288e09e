"""No kind and no state is compared as a literal: whoever must know asks their tables."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from scheduler.kinds import KINDS
from scheduler.states import ReminderState, RunState

ROOT = Path(__file__).parent.parent
TABLES = {"scheduler/kinds.py", "scheduler/states.py"}
# The sandbox knows Telegram only, and a migration speaks of the tables as they were.
ELSEWHERE = {"sandbox", "migrations"}
FILES = [
    path
    for room in ("bot", "scheduler", "storage")
    for path in sorted((ROOT / room).rglob("*.py"))
    if str(path.relative_to(ROOT)) not in TABLES and not ELSEWHERE & {*path.parts}
]
NAMES = {*KINDS, *ReminderState, *RunState}
# These words mean nothing else anywhere; the others are also buttons, moments and places.
PLAIN = {"pre", "post", "waiting", "sent", "answered", "ignored", "hushed", "late", "cancelled"}
COLUMNS = {"kind", "state"}


def called(node: ast.expr) -> str | None:
    """Return the last word of an expression: `state` of `one.c.state` and of `row["state"]`."""
    match node:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
        case ast.Subscript(slice=ast.Constant(value=str(name))):
            return name
        case _:
            return None


def literals(*nodes: ast.AST | None) -> set[str]:
    """Return the kinds and states that expressions name, themselves or in a collection."""
    found: set[str] = set()
    for node in nodes:
        match node:
            case ast.Constant(value=str(word)) if word in NAMES:
                found.add(word)
            case ast.Set(elts=inner) | ast.Tuple(elts=inner) | ast.List(elts=inner):
                found |= literals(*inner)
            case ast.MatchValue(value=value):
                found |= literals(value)
            case ast.MatchOr(patterns=patterns):
                found |= literals(*patterns)
    return found


def compared(tree: ast.AST) -> Iterator[set[str]]:
    """Yield the names of each place that compares or stores a kind or state as a literal."""
    for node in ast.walk(tree):
        match node:
            case ast.Compare(left=left, comparators=others):
                sides = [left, *others]
                found, asked = literals(*sides), {called(side) for side in sides}
                if found and (asked & COLUMNS or found & PLAIN):
                    yield found
            case ast.Match(subject=subject, cases=cases) if called(subject) in COLUMNS:
                yield literals(*(case.pattern for case in cases))
            case ast.Call(func=ast.Attribute(value=column), args=given) if (
                called(column) in COLUMNS
            ):
                yield literals(*given)
            case ast.keyword(arg=str(name), value=value) if name in COLUMNS:
                yield literals(value)
            case ast.Dict(keys=keys, values=values):
                named = zip(keys, values, strict=True)
                yield literals(
                    *(
                        value
                        for key, value in named
                        if isinstance(key, ast.Constant) and key.value in COLUMNS
                    )
                )


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_kind_or_state_is_compared_as_a_literal(path: Path) -> None:
    assert not any(compared(ast.parse(path.read_text("utf-8"))))


@pytest.mark.parametrize(
    "line",
    [
        'row.kind == "pre"',
        'row.kind in {"morning", "week"}',
        '"open" != run.state',
        'row["state"] == "over"',
        'became == "hushed"',
        'nudges.c.kind.not_in(["seen"])',
        'nudges.c.state.in_(("sent", "ignored"))',
        'update(nudges).values(state="answered")',
        'conn.execute(x, {"id": 1, "state": "waiting"})',
        'match nudge.kind:\n    case "desk" | "rest":\n        pass',
    ],
)
def test_the_check_sees_what_it_forbids(line: str) -> None:
    assert any(compared(ast.parse(line)))


@pytest.mark.parametrize(
    "line", ['verb == "open"', 'moment == "rest"', 'Nudge("pre", due, end)', "row.state == OPEN"]
)
def test_the_check_lets_other_words_be(line: str) -> None:
    assert not any(compared(ast.parse(line)))
