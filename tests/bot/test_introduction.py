"""Telegram is told the menu and a line about the bot once, by whichever process is first."""

import asyncio

import pytest

from bot import introduction
from bot.introduction import ABOUT, introduce
from bot.sandbox.faults import Fault, Kind
from bot.screens.learn import MENU
from storage import facts
from tests.bot.world import World


def said(world: World) -> list[str]:
    return [one.method for one in world.telegram.calls if one.method.startswith("setMy")]


async def introduced(world: World) -> None:
    """Wait until the start's own introduction is over, and begin to count."""
    while await world.services.db.transaction(facts.get, "introduced") is None:  # noqa: ASYNC110
        await asyncio.sleep(0)
    world.telegram.calls.clear()


async def test_a_start_introduces_the_bot_once(world: World) -> None:
    await introduced(world)
    menu = await world.services.bot.get_my_commands()
    assert [(one.command, one.description) for one in menu] == list(MENU)
    assert (await world.services.bot.get_my_description()).description == ABOUT
    await introduce(world.services)
    await world.restart()
    await introduce(world.services)
    assert said(world) == []


async def test_a_new_version_introduces_it_anew(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await introduced(world)
    monkeypatch.setattr(introduction, "ABOUT", "Something new.")
    await introduce(world.services)
    await introduce(world.services)
    assert said(world) == ["setMyCommands", "setMyShortDescription", "setMyDescription"]


async def test_what_telegram_did_not_hear_is_said_again_at_the_next_start(world: World) -> None:
    await introduced(world)
    await world.services.db.transaction(facts.put, "introduced", "an older version")
    with world.telegram.faults.during(Fault(Kind.ANSWER, method=["setMyDescription"])):
        await introduce(world.services)
    world.telegram.calls.clear()
    await introduce(world.services)
    assert said(world) == ["setMyCommands", "setMyShortDescription", "setMyDescription"]
