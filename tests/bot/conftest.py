"""What the walks share: a world of their own each, and waits that are no wait."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from telegram.error import RetryAfter

from bot.transport import rate_limiter
from tests.bot.world import World, running_world


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with running_world(tmp_path) as whole:
        yield whole


@pytest.fixture(autouse=True)
def edits_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the runners of tests, who tap faster than any thumb, see each of their screens."""
    monkeypatch.setattr(rate_limiter, "EDIT_BURST", 10_000)


@pytest.fixture
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a runner type faster than Telegram lets a bot answer, so that no test waits for it."""
    monkeypatch.setattr(rate_limiter, "CHAT_EVERY", 0.0)


@pytest.fixture
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the limiter take a second that Telegram asks it to pause for a fiftieth of one."""
    asked = rate_limiter.pause_of

    def pause_of(error: RetryAfter) -> timedelta:
        return asked(error) / 50

    monkeypatch.setattr(rate_limiter, "pause_of", pause_of)
    monkeypatch.setattr(rate_limiter, "MARGIN", 0.0)
