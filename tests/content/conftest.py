"""A copy of content that a test may change."""

import shutil
from pathlib import Path

import pytest

from content.library import HERE


@pytest.fixture
def content_copy(tmp_path: Path) -> Path:
    """Return a folder with all files of content, to be changed at will."""
    for name in ("drills", "checks", "learn"):
        shutil.copytree(HERE / name, tmp_path / name)
    for path in HERE.glob("*.toml"):
        shutil.copy(path, tmp_path)
    return tmp_path
