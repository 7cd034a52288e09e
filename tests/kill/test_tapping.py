"""The bot is killed while it takes waiting taps: each of them has its effect and its screen."""

from pathlib import Path

import pytest

from tests.kill.tapping import tap_and_kill

SEED = 20_261_127


@pytest.mark.long
async def test_fifty_kills_lose_no_tap_on_sqlite(tmp_path: Path) -> None:
    count = await tap_and_kill(tmp_path, kills=50, runners=150, seed=SEED)
    print(f"seed {SEED}: {count}")  # noqa: T201 - the count is what one wants to know
    assert count.taps > 1000
    assert count.hit > 10, "most kills hit a bot that had nothing under way"
    assert count.lost == []
    assert count.stale == []
