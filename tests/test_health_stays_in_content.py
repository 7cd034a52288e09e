"""Health stays in content: no drill, flag, rule or pattern is named in the other rooms.

Whoever renames a drill's file, adds a flag or changes a rule reads content alone. What a screen or
a handler must know of one of them, it asks: `drill.asks_first`, `flag.is_urgent`, `plan.next_step`.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from content.coach.sentences import templates
from content.library import load

ROOT = Path(__file__).parent.parent
LIBRARY = load()
# The sandbox plays a runner; a migration speaks of the content of its own day.
LEFT_OUT = ("bot/sandbox/", "storage/migrations/")
FILES = [
    path
    for room in ("bot", "storage", "scheduler")
    for path in sorted((ROOT / room).rglob("*.py"))
    if not str(path.relative_to(ROOT)).startswith(LEFT_OUT)
]

# Ids that are no word of any language: they are looked for inside longer texts, too.
CODE = r"R[A-D]?\d+\w*|I\d+"
RULES = {*templates(), *LIBRARY.rules.cut}
IDS = {*LIBRARY.drills, *LIBRARY.flags, *(rule for rule in RULES if re.fullmatch(CODE, rule))}
# Patterns are called by everyday words: only a whole text that is one counts.
PATTERNS = {*LIBRARY.rules.pattern}
# What decides by the name of a rule or by a tier, instead of asking what it means.
DECIDING = {"rule", "tier"}

ALLOWED = {
    # Buttons that are called like a drill or a pattern, and mean a feeling or the way back.
    "bot/screens/practice.py": {"calf_stretch", "click", "back"},
    "bot/screens/step.py": {"back"},
    "bot/screens/run.py": {"back"},
    "bot/taps/run.py": {"back"},
    "bot/taps/practice.py": {"click"},
    # The question before a practice; its word stands in old buttons.
    "bot/practice_flow.py": {"calf"},
    "bot/handlers/today.py": {"calf"},
    # The host's own page tells the rule by its number.
    "bot/ops/explain.py": {".rule"},
    # The rule by which a calendar's entry repeats.
    "scheduler/calendars/reading.py": {".rule"},
}


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def texts(tree: ast.AST) -> Iterator[str]:
    """Yield every text of a file that is no docstring."""
    for node in ast.walk(tree):
        docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        for child in () if docstring else ast.iter_child_nodes(node):
            if isinstance(child, ast.Constant) and isinstance(child.value, str):
                yield child.value


def named(source: str) -> set[str]:
    """Return what of content a file names."""
    tree = ast.parse(source)
    found = {
        word
        for text in texts(tree)
        for word in (*re.findall(r"\w+", text), text)
        if word in IDS or re.fullmatch(CODE, word) or (word == text and word in PATTERNS)
    }
    asked = (node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute))
    return found | {f".{one}" for one in asked if one in DECIDING}


@pytest.mark.parametrize("path", FILES, ids=name)
def test_no_room_but_content_names_a_drill_a_flag_or_a_rule(path: Path) -> None:
    assert named(path.read_text("utf-8")) - ALLOWED.get(name(path), set()) == set()


def test_every_exception_is_needed() -> None:
    found = {name(path): named(path.read_text("utf-8")) for path in FILES}
    assert {path: found[path] for path in ALLOWED} == ALLOWED


def test_the_check_sees_what_it_forbids() -> None:
    bad = '''"""R1 and calf_stretch."""
def rolls(plan, here):
    "A docstring may say RB5."
    if plan.reasons[0].rule == "R1_walk" or plan.drills[0].drill == "heel_walks":
        return f"flags:tap:RB5:{here}", "front"
    return "The front of the ankle, once more."
'''
    assert named(bad) == {".rule", "R1_walk", "heel_walks", "RB5", "front"}
