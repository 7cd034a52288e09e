"""The worked example of the documents is a picture that works."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from content.figures import shelf, shots
from tests.content.figures import sound

DOCS = Path(__file__).parents[3] / "docs" / "figures.md"


@pytest.fixture
def example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Lay the example on a shelf of its own and return its drill's name."""
    blocks = re.findall(r"```toml\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    (tmp_path / "example.toml").write_text(blocks[0], encoding="utf-8")
    assert tomllib.loads(blocks[0])
    monkeypatch.setattr(shelf, "FOLDERS", (tmp_path,))
    cached = (shelf.sections, shelf.takes, shelf.scene, shots.shot)
    for each in cached:
        each.cache_clear()
    yield "example"
    for each in cached:
        each.cache_clear()


@pytest.mark.parametrize("rung", [0, 1])
def test_the_worked_example_draws_a_sound_picture(example: str, rung: int) -> None:
    shot = shots.shot(example, rung, "left")
    assert [fault for k in range(9) for fault in sound.faults(shot, shot.seconds * k / 9)] == []


def test_the_worked_example_holds_longer_on_its_second_rung(example: str) -> None:
    assert shots.shot(example, 1, "right").seconds == shots.shot(example, 0, "right").seconds + 5
