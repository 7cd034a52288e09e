"""I27: every word of the content that a runner could read stands on some screen of the chat."""

from collections.abc import Iterator
from datetime import timedelta
from importlib.util import find_spec
from pathlib import Path

import pytest

from content.drill import Drill
from content.events import Report
from content.flag import Flag
from content.library import load
from content.practice.actions import FAULTS
from storage import events
from tests.bot.reader import Reader
from tests.bot.world import World, running_world

pytestmark = pytest.mark.usefixtures("unhurried")

LIBRARY = load()
FIRST = next(iter(LIBRARY.drills))
RED = [flag for flag in LIBRARY.flags.values() if flag.tier != "D"]
# A quick look at one; the long suite reads them all.
each_flag = pytest.mark.parametrize(
    "flag",
    [RED[0], *(pytest.param(flag, marks=pytest.mark.long) for flag in RED[1:])],
    ids=lambda flag: flag.id,
)


def words(drill: Drill) -> Iterator[str]:
    """Yield what a runner could read of a drill; nothing is smaller than its top rung but rungs."""
    yield from (drill.name, drill.short, drill.about, drill.source, drill.finish)
    yield from (fix for fault, fix in drill.faults.items() if fault in FAULTS)
    for number, rung in enumerate(drill.rungs):
        yield from (rung.name, rung.told(rung.dose), drill.setup_at(number), *rung.cues)
        yield from (drill.which_at(number, side) for side in ("left", "right"))
        if number < drill.top:
            yield rung.smaller


@pytest.mark.parametrize("name", LIBRARY.drills)
async def test_every_word_of_a_drill_is_read_in_its_practice(world: World, name: str) -> None:
    drill = LIBRARY.drills[name]
    reader = await Reader.arrive(world)
    phone = reader.phone
    for rung in range(len(drill.rungs)):
        await reader.at_a_step(drill, rung, "right")
        await reader.at_a_step(drill, rung)
        await phone.tap("How")
        await reader.tap_through("Read on")
    await reader.at_a_step(drill, drill.start)
    await reader.tap_through("Done")
    await phone.tap("Sore", ":back", "Nothing")
    for fault in (one for one in drill.faults if one in FAULTS):
        await reader.at_a_step(drill, drill.top)
        await phone.tap("More", "My form", LIBRARY.faults[fault].label)
    for rung in range(drill.top):
        await reader.at_a_step(drill, rung, pinched=True)
    assert reader.missed(words(drill)) == []


@pytest.mark.parametrize("name", LIBRARY.checks)
async def test_every_word_of_a_check_is_read_at_it(world: World, name: str) -> None:
    check = LIBRARY.checks[name]
    reader = await Reader.arrive(world)
    phone = reader.phone
    for choice in check.choices:
        await phone.say("/check")
        await phone.tap(f"check:{name}")
        if "About it" in phone.labels:
            await phone.tap("About it", "Back to it")
        if check.kind == "measured":
            await phone.tap("Left first")
            for _ in range(3):
                await phone.say("9")
            await phone.tap(f":{choice.id}")
        else:
            await phone.tap(choice.label)
    await phone.say("/learn")
    await phone.tap("All sources")
    await reader.tap_through("More sources")
    told = [check.name, check.about, check.question, check.source, *check.steps]
    answers = [word for choice in check.choices for word in (choice.label, choice.reply)]
    assert reader.missed([*told, *answers]) == []


async def test_every_lesson_fault_and_source_is_read_behind_learn(world: World) -> None:
    reader = await Reader.arrive(world)
    phone = reader.phone
    for lesson in LIBRARY.lessons.values():
        await phone.say("/learn")
        await phone.tap(lesson.title)
        await reader.tap_through("Its source")
    await phone.say("/learn")
    await phone.tap("Form slips")
    lessons = [
        word
        for lesson in LIBRARY.lessons.values()
        for word in (lesson.title, lesson.text, lesson.source)
    ]
    faults = [word for one in LIBRARY.faults.values() for word in (one.label, one.fix)]
    assert reader.missed([*lessons, *faults]) == []


async def test_every_cue_is_read_on_a_card_before_a_run(world: World) -> None:
    reader = await Reader.arrive(world)
    phone = reader.phone
    for _ in range(4 * len(LIBRARY.cues)):
        if not reader.missed(cue.text for cue in LIBRARY.cues.values()):
            break
        await world.next_reminder()
        if "Start" in phone.labels and "minute" in phone.last.text:
            await phone.tap("1 minute")
    assert reader.missed(cue.text for cue in LIBRARY.cues.values()) == []


@each_flag
async def test_every_red_flag_is_read_where_it_is_asked_told_and_listed(
    world: World, flag: Flag
) -> None:
    reader = await Reader.arrive(world)
    phone = reader.phone
    await phone.say("/stop")
    while flag.ask not in phone.last.text:
        await phone.tap("None of these")
    line = next(line for line in phone.last.text.splitlines() if line.endswith(flag.ask))
    await phone.tap(line.partition(".")[0], "Yes, this is so")
    await phone.say("/safety")
    told = flag.told(LIBRARY.safety.emergency)
    assert reader.missed([flag.ask, flag.label, told]) == []


@pytest.mark.xfail(
    find_spec("bot.screens.limits") is None, reason="comes with limits as questions", strict=True
)
async def test_every_limit_is_read_where_it_is_asked(world: World) -> None:
    reader = await Reader.walk_in(world)
    assert reader.missed([limit.ask for limit in LIBRARY.limits]) == []


async def test_every_promise_and_warning_is_read(tmp_path: Path) -> None:
    safety = LIBRARY.safety
    async with running_world(tmp_path, contact="ada@example.org") as whole:
        reader = await Reader.walk_in(whole)
        phone = reader.phone
        await phone.say("/privacy")
        await reader.tap_through("Who runs this")
        await phone.say("/safety")
        await reader.at_a_step(LIBRARY.drills["seated_rotation"], 1)
        await phone.tap("More", "Normal stretch", "More", "A click", "Painless click")
        await phone.tap("It pinches", "Done")
        assert "Where was it?" in phone.last.text
        await hurt(whole)
        await phone.say("/safety")
        await phone.tap("A doctor checked it", "Not yet")
        referred = safety.refer.format(drill=LIBRARY.drills[FIRST].name)
        contact = safety.contact.format(contact="ada@example.org")
        told = [*safety.disclaimer, safety.consent, safety.pain, *safety.normal.values()]
        assert reader.missed([*told, safety.privacy, safety.safety, contact, referred]) == []


async def hurt(whole: World) -> None:
    """Let a drill have hurt in several sessions, so that it is out until it is looked at."""
    for session in range(4):
        at = whole.clock.now() - timedelta(days=8 - 2 * session)
        for side in ("left", "right"):
            sore = Report(
                at, at.date(), 90 + session, "rest", FIRST, side, 0, 0, "done", "ache", score=4
            )
            await whole.services.db.transaction(events.add, 1, sore)
