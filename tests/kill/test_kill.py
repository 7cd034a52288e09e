"""The bot is killed in the middle of a rush: no nudge is lost, and hardly one comes twice."""

from pathlib import Path

import pytest

from tests.bench.databases import postgres
from tests.kill.killing import Toll, rush

SEED = 20_260_302


def check(toll: Toll, kills: int) -> None:
    """Hold a toll against what is promised, and print it."""
    print(f"seed {SEED}: {toll}")  # noqa: T201 - the count is what one wants to know
    assert len(toll.claimed) == kills
    assert toll.lost == set()
    assert len(toll.doubles) <= kills
    assert toll.most_at_once <= 1
    lives = {life for life, _, _ in toll.arrived}
    assert len(lives) > kills / 2, "most kills hit a bot that had not said a word yet"
    logged = {(life, nudge) for life, words in enumerate(toll.logged) for nudge in words}
    doubt = {(life, each) for life in range(kills + 1) for each in toll.may_come_twice(life)}
    # One that was warned of and killed again before it left is in doubt still.
    before = {(life, each) for life in range(1, kills + 1) for each in toll.claimed[life - 1]}
    assert doubt <= logged <= before
    numbers = {who: planted.id for who, planted in toll.nudges.items()}
    assert {numbers[who] for who, _ in toll.doubles} <= {nudge for _, nudge in doubt}


@pytest.mark.long
async def test_fifty_kills_lose_nothing_on_sqlite(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/dorsi.db"
    check(await rush(url, tmp_path, size=3000, kills=50, seed=SEED), kills=50)


@pytest.mark.long
async def test_ten_kills_lose_nothing_on_postgresql(tmp_path: Path) -> None:
    with postgres() as url:
        check(await rush(url, tmp_path, size=1000, kills=10, seed=SEED), kills=10)
