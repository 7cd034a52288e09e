"""The host asks how Dorsi is doing; for everyone else there is no such command."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.bot.world import World, running_world

HOST = 7

pytestmark = pytest.mark.usefixtures("unhurried")


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with running_world(tmp_path, admin_ids=frozenset({HOST})) as whole:
        yield whole


async def test_a_host_sees_the_numbers(world: World) -> None:
    await world.phone(1).come_in()
    await world.next_reminder()
    told = await world.phone(HOST, "Grace").say("/stats")
    assert "Runners: 1\n" in told.text
    assert "Here in the last 7 days: 1 · 30 days: 1" in told.text
    assert "Sent: 1, of them ignored so far: 0" in told.text
    assert "Too late, so not sent: 0" in told.text
    assert "Paused: 0 · stopped by a flag: 0" in told.text
    assert "Waiting: 0, the oldest for 0 s" in told.text
    assert "processes: 1" in told.text
    assert "Database: 1 MB" in told.text


async def test_the_numbers_follow_what_happens(world: World) -> None:
    ada, grace = world.phone(1), world.phone(HOST, "Grace")
    await ada.come_in()
    await world.jump(days=1)
    told = await grace.say("/stats")
    assert "Too late, so not sent: 0" not in told.text, "the machine was off all morning"
    await ada.say("/pause")
    await ada.tap("1 week")
    told = await grace.say("/stats")
    assert "Paused: 1" in told.text
    assert "Due in the next hour: 0" in told.text


async def test_for_anyone_else_it_is_an_unknown_command(world: World) -> None:
    ada = world.phone(1)
    await ada.come_in()
    unknown = (await ada.say("/frobnicate")).text
    assert (await ada.say("/stats")).text == unknown


async def test_a_newcomer_is_not_told_of_it_either(world: World) -> None:
    ada = world.phone(1)
    unknown = (await ada.say("/frobnicate")).text
    assert (await ada.say("/stats")).text == unknown


async def test_it_stands_in_nobody_s_menu(world: World) -> None:
    await world.phone(HOST, "Grace").say("/stats")
    menus = [one for menu in world.telegram.state.commands.values() for one in menu]
    assert all(one["command"] != "stats" for one in menus)
