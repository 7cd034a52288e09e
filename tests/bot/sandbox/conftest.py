"""A started sandbox, a runner who wrote to the bot, and two ways to call the API."""

from collections.abc import AsyncIterator

import pytest
from aiohttp import ClientSession
from telegram import Bot

from bot.sandbox.runner import Runner
from bot.sandbox.telegram import Telegram
from tests.bot.sandbox.calling import Api, library_bot, serving


@pytest.fixture
async def telegram() -> AsyncIterator[Telegram]:
    """Return a Telegram that serves on a free port."""
    async with serving() as sandbox:
        yield sandbox


@pytest.fixture
async def runner(telegram: Telegram) -> Runner:
    """Return a runner who has started the bot; her message has been fetched."""
    ada = telegram.runner(7)
    await ada.say("/start")
    telegram.state.updates.drop()
    return ada


@pytest.fixture
async def api(telegram: Telegram) -> AsyncIterator[Api]:
    """Return raw calls over loopback HTTP."""
    async with ClientSession() as session:
        yield Api(telegram, session)


@pytest.fixture
async def bot(telegram: Telegram) -> AsyncIterator[Bot]:
    """Return python-telegram-bot's own Bot on the sandbox."""
    async with library_bot(telegram) as real:
        yield real
