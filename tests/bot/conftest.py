"""What the walks share: a world of their own each."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.bot.world import World, world


@pytest.fixture
async def dorsi(tmp_path: Path) -> AsyncIterator[World]:
    async with world(tmp_path) as whole:
        yield whole
