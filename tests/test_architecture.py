"""The two paths of the architecture lead where they say, and are short enough to be walked."""

import importlib
import re
from pathlib import Path

import pytest

PAGE = Path(__file__).parent.parent / "docs/architecture.md"
STEP = re.compile(r"`((?:bot|content|scheduler|storage)/[\w/]+)\.(\w+)`")
MOST_FILES = 8


def steps(path: str) -> list[tuple[str, str]]:
    """Return the modules and names of a path's numbered steps."""
    section = PAGE.read_text("utf-8").split(f"## {path}\n")[1].split("\n## ")[0]
    numbered = "\n".join(re.findall(r"(?ms)^\d\. .*?(?=^\d\. |\n\n|\Z)", section))
    return [(module.replace("/", "."), name) for module, name in STEP.findall(numbered)]


@pytest.mark.parametrize("path", ["A tap", "A due nudge"])
def test_a_path_names_what_is_there_in_at_most_eight_files(path: str) -> None:
    found = [(module, name) for module, name in steps(path) if name not in {"py", "toml"}]
    assert len(found) >= 6
    for module, name in found:
        assert hasattr(importlib.import_module(module), name), f"{module}.{name}"
    assert len({module for module, _ in found}) <= MOST_FILES
