"""A started sandbox, a runner who wrote to the bot, and two ways to call the API."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import ClientSession
from telegram import Bot

from bot.sandbox.delivery import Delivery
from bot.sandbox.runner import Runner
from bot.sandbox.telegram import Telegram
from tests.bot.sandbox.calling import Api, library_bot, serving
from tests.bot.sandbox.delivering import Set
from tests.bot.sandbox.receiver import Receiver, receiving


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


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    """Return a program on this machine that receives webhooks."""
    async with receiving() as one:
        yield one


@pytest.fixture
def set_up(api: Api, telegram: Telegram, receiver: Receiver) -> Set:
    """Return a function that sets the webhook to the receiver and returns its delivery."""

    async def set_webhook(**params: Any) -> Delivery:
        await api("setWebhook", url=receiver.url, **params)
        assert telegram.state.delivery
        return telegram.state.delivery

    return set_webhook
