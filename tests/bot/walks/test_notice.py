"""The disclaimer changed: a runner who agreed to the earlier one reads and agrees again."""

from dataclasses import replace

import pytest

from content import library
from tests.bot.world import Phone, World

pytestmark = pytest.mark.usefixtures("unhurried")

NOTICE = "My notice has changed."


async def raised(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Start Dorsi anew with the next version of the disclaimer."""
    before = library.load()
    newer = before.safety.model_copy(update={"version": before.safety.version + 1})
    monkeypatch.setattr(library, "load", lambda: replace(before, safety=newer))
    await world.restart()


async def agreed_to(phone: Phone) -> object:
    """Return the version a runner agreed to last."""
    runner = (await phone.kept())["runner"]
    assert isinstance(runner, dict)
    return runner["disclaimer"]


async def test_a_changed_disclaimer_is_read_and_agreed_to_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = world.phone()
    await phone.come_in()
    version = library.load().safety.version
    assert await agreed_to(phone) == f"{version}"
    await raised(world, monkeypatch)
    for command in ("/today", "/start", "/plan", "/run"):
        assert NOTICE in (await phone.say(command)).text
    assert all(line in phone.last.text for line in library.load().safety.disclaimer)
    assert await agreed_to(phone) == f"{version}"
    await phone.tap("I understand")
    assert "Good to see you, Ada." in phone.last.text
    assert await agreed_to(phone) == f"{version + 1}"
    await phone.tap("What's for today")
    assert "Start" in phone.labels


async def test_no_answer_counts_before_the_changed_disclaimer_is_agreed_to(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = world.phone()
    await phone.come_in()
    await phone.say("/today")
    await phone.tap("Start")
    await raised(world, monkeypatch)
    before = await phone.kept()
    await phone.tap("Done")
    assert NOTICE in phone.last.text
    assert await phone.kept() == before
    await phone.tap("I understand", "What's for today", "Go on")
    assert "Seated ankle rotation · Left" in phone.last.text


async def test_stop_and_ones_own_data_do_not_wait_for_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = world.phone()
    await phone.come_in()
    await raised(world, monkeypatch)
    assert "Is any of this true right now?" in (await phone.say("/stop")).text
    assert "Delete everything?" in (await phone.say("/delete")).text


async def test_half_way_through_the_first_minute_it_goes_on_where_it_was(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = world.phone()
    await phone.say("/start")
    await phone.tap("I understand", "Yes, keep my answers")
    await raised(world, monkeypatch)
    await phone.none()
    assert NOTICE in phone.last.text
    await phone.tap("I understand")
    assert "Is any of this true right now?" in phone.last.text
