"""What was asked is stored as a value, outlives a restart, and is answered in typed words."""

from datetime import time

import pytest

from bot.app import wire
from bot.screens.units import TapeMark
from bot.taps import asked
from bot.taps.asked import Question
from storage import runners
from tests.bot.assertions import faults
from tests.bot.settled_runners import settled
from tests.bot.world import World

pytestmark = pytest.mark.usefixtures("unhurried")

AT = time(6, 45)
# Every question as it is stored: these words stand in real databases.
STORED: dict[str, Question] = {
    "home": asked.AskedNothing(),
    "hello": asked.AskedHello(),
    "consent": asked.AskedConsent(),
    "limits": asked.AskedLimits(),
    "flags": asked.AskedFlags(),
    "young": asked.AskedAge(),
    "zone": asked.AskedZone(),
    "days": asked.AskedDays(),
    "city": asked.AskedCity(),
    "quiet": asked.AskedQuiet(),
    "pause": asked.AskedPause(),
    "run_time": asked.AskedRunTime(),
    "run_move:1": asked.AskedRunMove(1),
    "plan:set:1:0645": asked.AskedTime("1", AT),
    "plan:set:all:first": asked.AskedTimeOfAll(),
    "plan:set:1:new1": asked.AskedAnother("1", "new1"),
    "plan:length": asked.AskedUsualLength(),
    "plan:minutes:1:0645": asked.AskedRunLength("1", AT),
    "plan:long:6": asked.AskedLongTime(6),
    "plan:long:6:0800": asked.AskedLongLength(6, time(8)),
    "plan:rest": asked.AskedDaily("rest"),
    "plan:desk": asked.AskedDaily("desk"),
    "measure:left": asked.AskedWall("left"),
    "measure:left:c19-c20": asked.AskedWall("left", (TapeMark("cm", 19), TapeMark("cm", 20))),
    "measure:right:touch": asked.AskedTouch("right"),
}
# What is typed, words of the answer, and what is asked after it.
TYPED = {
    "zone": ("Vienna", "Vienna, Austria: 12:00 there now", "days"),
    "days": ("6:50", "All set.", "home"),
    "city": ("Vienna", "Vienna, Austria: 12:00 there now", "home"),
    "quiet": ("21-7", "Quiet hours: 21:00–07:00", "home"),
    "pause": ("20 Dec", "Reminders are paused", "home"),
    "run_time": ("18:00", "Run: today 18:00", "home"),
    "run_move:1": ("18:00", "Run: tomorrow 18:00", "home"),
    "plan:set:1:0645": ("18:00", "Tue 18:00\n", "home"),
    "plan:set:all:first": ("18:00", "Tue 18:00\n", "home"),
    "plan:set:1:new1": ("18:00", "Tue 06:45 and 18:00\n", "home"),
    "plan:length": ("50", "Runs of 50 min", "home"),
    "plan:minutes:1:0645": ("50", "Tue 06:45 (50 min)\n", "home"),
    "plan:long:6": ("8:00", "Sunday 08:00: how long is it?", "plan:long:6:0800"),
    "plan:long:6:0800": ("90", "Sun 08:00 (90 min)\n", "home"),
    "plan:rest": ("18:00", "Rest-day drill at 18:00", "home"),
    "plan:desk": ("15:00", "Desk break at 15:00", "home"),
    "measure:left": ("9.5", "Left ankle, second", "measure:left:c19"),
    "measure:left:c19-c20": ("10", "Left: 9.5, 10, 10 cm", "home"),
    "measure:right:touch": ("8", "Right 8 cm: your first test", "home"),
}
AGAIN = {"hello", "consent", "limits", "flags", "young"}  # asked again, whatever is typed


async def awaiting(world: World) -> str:
    kept = await world.services.db.transaction(runners.get, 1)
    assert kept is not None
    return kept.awaiting


@pytest.mark.parametrize("word", STORED)
def test_a_question_is_read_as_it_was_stored(word: str) -> None:
    assert STORED[word].pack() == word
    assert asked.read(word) == STORED[word]


def test_every_kind_of_question_is_among_these() -> None:
    assert {type(one) for one in STORED.values()} == {*asked.KINDS}
    assert STORED.keys() == {*TYPED, *AGAIN, "home"}


def test_no_word_is_read_as_two_kinds() -> None:
    for word in STORED:
        assert len([kind for kind in asked.KINDS if kind.unpack(word)]) == 1


def test_a_newcomer_is_asked_the_first_question(world: World) -> None:
    now = world.clock.now()
    fresh = runners.Runner(1, 1, "Ada", since=now, last_seen=now)
    assert asked.read(fresh.awaiting) == asked.AskedHello()


def test_every_question_has_who_takes_its_answer(world: World) -> None:
    assert wire(world.services).answered.keys() == {*asked.KINDS} - {asked.AskedNothing}


@pytest.mark.parametrize("word", TYPED)
async def test_a_question_outlives_a_restart_and_is_answered(world: World, word: str) -> None:
    typed, answer, after = TYPED[word]
    phone = await settled(world, awaiting=word)
    await world.restart()
    told = await phone.say("perhaps")
    assert faults(told) == []
    assert await awaiting(world) == word, "these words answer nothing"
    told = await phone.say(typed)
    assert faults(told) == []
    assert answer in told.text
    assert await awaiting(world) == after


@pytest.mark.parametrize("word", sorted(AGAIN))
async def test_a_question_for_taps_is_asked_again(world: World, word: str) -> None:
    phone = await settled(world, awaiting=word)
    await world.restart()
    first = (await phone.say("/start")).text
    assert (await phone.say("18:00")).text == first
    assert await awaiting(world) == word


@pytest.mark.parametrize("word", ["plan:dance", "run_move_12", "measure:left:9.5", "", "home:2"])
async def test_a_word_that_nobody_knows_asked_nothing(world: World, word: str) -> None:
    phone = await settled(world, awaiting=word)
    assert (await phone.say("18:00")).text.startswith("I only understand buttons")
    assert "For today" in (await phone.say("/today")).text
