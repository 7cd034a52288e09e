"""Old chats go on: buttons and questions of commit 777ed54, and older ones, are still answered."""

import logging
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.app import wire
from storage import runners
from tests.bot.assertions import faults
from tests.bot.world import Phone, World, running_world
from tests.fixtures.house.reading import LEFT_AT, buttons, chats, database, expected, exported
from tests.months.living import Steady

pytestmark = pytest.mark.usefixtures("unhurried")

NAMES = {number: told["name"] for number, told in expected().items()}
NUMBERS = {name: number for number, name in NAMES.items()}
# Who taps which group of buttons: all of them at home, and most with nothing told.
TAPS = {
    "hello": "Bea", "zone": "Cem", "d1": "Eva", "how": "Finn", "more": "Gia",
    "halt": "Hal", "here": "Ida", "roller": "Eli", "today": "Fay", "nudge": "Gus",
    "run": "Hua", "plan": "Jan", "ics": "Rex", "pause": "Liv", "week": "Mio",
    "morning": "Wim", "flags": "Pam", "safety": "Qi", "limits": "Sam", "check": "Tia",
    "learn": "Udo", "why": "Tom", "set": "Uma", "page": "Kai", "older": "Zoe",
    "delete": "Jon",
}  # fmt: skip
# Meant nothing any more even then: answered as any old button, in a message of its own.
GONE = {"set:limit:RD3"}
# Long lists that mostly lead to one answer each, and are walked elsewhere at their own time.
LONG = ("d1", "today", "morning")
QUICK = tuple(group for group in TAPS if group not in LONG)
groups = pytest.mark.parametrize(
    "groups", [QUICK, pytest.param(LONG, marks=pytest.mark.long)], ids=["quick", "long"]
)
# What is typed where a runner was left, by where that is.
WORDS = {
    "zone": "Paris",
    "days": "6:50",
    "city": "Paris",
    "quiet": "21:30-6:30",
    "pause": "20 Jan",
    "run": "18:00",
    "plan:length": "50",
    "plan:minutes": "50",
    "plan:long:6:": "90",
    "plan": "18:00",
    "measure": "9",
}


@pytest.fixture
async def house(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> AsyncIterator[World]:
    """Go on from the database of then; whatever is logged as an error is one."""
    database(tmp_path / "dorsi.db")
    async with running_world(tmp_path, clock=Steady(LEFT_AT)) as whole:
        yield whole
    assert [one for one in caplog.records if one.levelno >= logging.ERROR] == []


async def shown(whole: World, name: str, data: list[str]) -> Phone:
    """Return a runner's phone with an old message that has these buttons."""
    phone = whole.phone(NUMBERS[name], name)
    phone.runner.chat.known = True
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("·", callback_data=one)] for one in data])
    await whole.services.bot.send_message(NUMBERS[name], "An old message", reply_markup=markup)
    return phone


async def answers(whole: World, name: str, data: list[str]) -> dict[str, str]:
    """Tap one button after the other on an old message; return how each answer begins."""
    phone = await shown(whole, name, data)
    message, begins = phone.last, {}
    for one in data:
        told = await phone.forge(one, message)
        assert faults(told) == [], one
        begins[one] = told.text.splitlines()[0]
    return begins


async def step(whole: World, name: str) -> str:
    """Return what a runner's next words answer."""
    who = await whole.services.db.transaction(runners.get, NUMBERS[name])
    assert who is not None
    return who.awaiting


@groups
async def test_a_button_of_then_is_answered_as_it_was(house: World, groups: list[str]) -> None:
    then = exported("answers")["groups"]
    for group in groups:
        data = [one for one in buttons()[group] if one not in GONE]
        assert await answers(house, TAPS[group], data) == {one: then[group][one] for one in data}


async def test_a_button_that_means_nothing_any_more_says_so(house: World) -> None:
    told = await answers(house, "Kai", sorted(GONE))
    assert set(told.values()) == {"That button is from an earlier message."}


def test_every_group_of_buttons_has_somebody_who_taps_it() -> None:
    assert TAPS.keys() == buttons().keys() == exported("answers")["groups"].keys()


async def test_every_button_of_then_has_a_handler_of_its_own(house: World) -> None:
    kinds = [kind for same in wire(house.services).kinds.values() for kind, _ in same]
    lines = [line for group in buttons().values() for line in group]
    assert len(lines) > 400
    assert {one for one in lines if not any(each.unpack(one) for each in kinds)} == GONE


async def test_everybody_who_was_there_taps_on(house: World) -> None:
    for number, screens in chats().items():
        first = screens[-1][0]
        told = await answers(house, NAMES[number], [first])
        assert told[first] == exported("answers")["chats"][str(number)][first], NAMES[number]


@pytest.mark.long
async def test_everybody_who_was_there_taps_all_they_see(house: World) -> None:
    for number, screens in chats().items():
        told = await answers(house, NAMES[number], screens[-1])
        assert told == exported("answers")["chats"][str(number)], NAMES[number]


async def test_what_was_asked_of_everybody_is_answered_in_their_words(house: World) -> None:
    asked = {name: await step(house, name) for name in NAMES.values()}
    waiting = {
        name: next(words for start, words in WORDS.items() if where.startswith(start))
        for name, where in asked.items()
        if any(where.startswith(start) for start in WORDS)
    }
    assert len(waiting) >= 20
    for name, words in waiting.items():
        told = await (await shown(house, name, ["today"])).say(words)
        assert faults(told) == [], name
        assert await step(house, name) != asked[name], name
