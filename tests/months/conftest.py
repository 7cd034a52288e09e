"""The months are lived without Telegram's pace."""

import pytest

from bot.transport import rate_limiter


@pytest.fixture
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a runner tap faster than Telegram lets a bot answer, so that no test waits for it."""
    monkeypatch.setattr(rate_limiter, "CHAT_EVERY", 0.0)
