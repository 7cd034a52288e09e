"""Bad and unexpected input gets one clear sentence with an example, and nothing is lost."""

import pytest

from bot.sandbox.chats import Message
from bot.screens import limits
from content.library import load
from tests.bot.assertions import has_a_way_on
from tests.bot.world import Phone, World

pytestmark = pytest.mark.usefixtures("unhurried")

HOME: tuple[str, ...] = ()
RUN = ("/run", "run:at")
WEEK = ("/plan", "plan:times", "plan:time:all")
REST = ("/plan", "plan:reminders", "plan:rest")
DESK = ("/plan", "plan:reminders", "plan:desk")
LONG = ("/plan", "plan:times", "plan:length")
QUIET = ("/settings", "set:quiet")
CITY = ("/settings", "set:zone")
WALL = ("/check", "check:knee_to_wall", "check:knee_to_wall:left_on")

NO_TIME = "as a time. Type it like 6:45 or 18:30."
NO_RUN = "as a run's length. Type it like 75 or 1h30, from 5 min to 10 h."
NO_HOURS = "as hours. Type them like 22-6 or 21:30-6:30."
NO_LENGTH = "Type the distance from toe to wall, like 9.5 (up to 30 cm)."
NO_CITY = "Try the biggest city near you, like Vienna or Lagos."
NO_ANSWER = "I only understand buttons and a few words. /today has your drills, /help the rest."

# What was asked, what is typed, and the sentence that answers it.
TYPED = {
    "an hour after midnight's end": (RUN, "25:00", f"I can't read “25:00” {NO_TIME}"),
    "letters for a time": (RUN, "asdf", f"I can't read “asdf” {NO_TIME}"),
    "a half of other digits": (RUN, "٦:", f"I can't read “٦:” {NO_TIME}"),
    "the sixtieth minute": (RUN, "6:60", f"I can't read “6:60” {NO_TIME}"),
    "a negative time": (RUN, "-6:45", f"I can't read “-6:45” {NO_TIME}"),
    "a huge number": (RUN, "9" * 40, f"I can't read “{'9' * 30}” {NO_TIME}"),
    "a time with a story": (RUN, "6:45" + " " * 30 + "or so", NO_TIME),
    "thirteen in the afternoon": (RUN, "13 pm", NO_TIME),
    "a time in HTML": (RUN, "<b>6:45</b>", f"I can't read “<b>6:45</b>” {NO_TIME}"),
    "an emoji for a time": (WEEK, "🕖", f"I can't read “🕖” {NO_TIME}"),
    "a dot for a time": (WEEK, ".", f"I can't read “.” {NO_TIME}"),
    "a novel for a time": (REST, "run " * 1000, NO_TIME),
    "an unknown command for a time": (DESK, "/dance", f"I can't read “/dance” {NO_TIME}"),
    "an age for a run": (LONG, "11 h", f"I can't read “11 h” {NO_RUN}"),
    "a moment for a run": (LONG, "4", f"I can't read “4” {NO_RUN}"),
    "a distance for a run": (LONG, "10 km", f"I can't read “10 km” {NO_RUN}"),
    "hours beyond the day": (QUIET, "99-99", f"I can't read “99-99” {NO_HOURS}"),
    "half of the quiet hours": (QUIET, "22", f"I can't read “22” {NO_HOURS}"),
    "three hours": (QUIET, "22-6-7", f"I can't read “22-6-7” {NO_HOURS}"),
    "words for hours": (QUIET, "at night", f"I can't read “at night” {NO_HOURS}"),
    "no city": (CITY, "Xyzzy", f"I don't know “Xyzzy”. {NO_CITY}"),
    "a number for a city": (CITY, "12345678", f"I don't know “12345678”. {NO_CITY}"),
    "a city with a sting": (CITY, "'; DROP TABLE runners; --", NO_CITY),
    "a city without letters": (CITY, "🏙", f"I don't know “🏙”. {NO_CITY}"),
    "nine metres": (WALL, "900 cm", f"I can't use “900 cm”. {NO_LENGTH}"),
    "less than nothing": (WALL, "-4", f"I can't use “-4”. {NO_LENGTH}"),
    "nothing at all": (WALL, "0", f"I can't use “0”. {NO_LENGTH}"),
    "a length in words": (WALL, "nine and a half", f"I can't use “nine and a half”. {NO_LENGTH}"),
    "a length for engineers": (WALL, "1e9", f"I can't use “1e9”. {NO_LENGTH}"),
    "a length in yards": (WALL, "1 yd", f"I can't use “1 yd”. {NO_LENGTH}"),
    "an unknown command": (HOME, "/dance", NO_ANSWER),
    "a command of another bot": (HOME, "/today@another_bot", NO_ANSWER),
    "a kind word": (HOME, "thank you", NO_ANSWER),
    "a start with 64 letters": (HOME, f"/start {'x' * 64}", "Good to see you, Ada."),
    "a start that names the bot": (HOME, "/start@dorsi_sandbox_bot", "Good to see you, Ada."),
}


async def ask(phone: Phone, way: tuple[str, ...]) -> None:
    """Come in, and go to a question by commands and taps."""
    await phone.come_in()
    for step in way:
        await (phone.say(step) if step.startswith("/") else phone.tap(step))


@pytest.mark.parametrize("kind", TYPED)
async def test_what_cannot_be_read_is_answered_with_an_example(world: World, kind: str) -> None:
    way, typed, answer = TYPED[kind]
    phone = world.phone()
    await ask(phone, way)
    before = await phone.kept()
    told = await phone.say(typed)
    assert answer in told.text
    assert has_a_way_on(told)
    assert await phone.kept() == before


@pytest.mark.parametrize(
    ("way", "typed", "answer"),
    [
        (RUN, "18.30", "Run: today 18:30"),
        (RUN, "7 pm", "Run: today 19:00"),
        (WEEK, "0710", "Tue, Thu, Sat 07:10"),
        (REST, "20h15", "Rest-day drill at 20:15."),
        (LONG, "1h30", "Runs of 90 min"),
        (QUIET, "21:30 – 6:30", "Quiet hours: 21:30–06:30"),
        (CITY, "lagos", "Lagos, Nigeria: 12:00 there now"),
        (WALL, "4 in", "So far: 10 cm."),
        (WALL, "9,6", "So far: 9.5 cm."),
    ],
)
async def test_after_a_bad_answer_the_question_still_takes_a_good_one(
    world: World, way: tuple[str, ...], typed: str, answer: str
) -> None:
    phone = world.phone()
    await ask(phone, way)
    await phone.say("asdf")
    assert answer in (await phone.say(typed)).text


@pytest.mark.parametrize(
    ("what", "said"),
    [("sticker", NO_ANSWER), ("photo", NO_ANSWER), ("document", "The only files I can read")],
)
async def test_what_is_no_text_is_answered_with_a_way_on(
    world: World, what: str, said: str
) -> None:
    phone = world.phone()
    await ask(phone, RUN)
    before = await phone.kept()
    assert said in (await send(phone, what)).text
    assert await phone.kept() == before
    assert "Run: today 18:30" in (await phone.say("18:30")).text


async def send(phone: Phone, what: str) -> Message:
    """Send something that is no text; return the answer."""
    runner = phone.runner
    if what == "sticker":
        return await phone.after(await runner.sticker())
    if what == "photo":
        return await phone.after(await runner.photo(caption="6:45"))
    return await phone.after(await runner.document("plan.pdf", b"%PDF"))


async def test_an_edited_message_changes_nothing(world: World) -> None:
    phone = world.phone()
    await ask(phone, RUN)
    mine = await phone.runner.say("18:30")
    await phone.after(mine)
    before, count = await phone.kept(), len(phone.runner.messages)
    await phone.runner.edit(mine, "19:30")
    await phone.say("/help")
    assert await phone.kept() == before
    assert len(phone.runner.messages) == count + 2


@pytest.mark.parametrize("spot", [(91.0, 0.0), (0.0, 181.0)])
async def test_a_place_off_the_map_is_answered_with_an_example(
    world: World, spot: tuple[float, float]
) -> None:
    phone = world.phone()
    await ask(phone, CITY)
    before = await phone.kept()
    told = await phone.after(await phone.runner.location(*spot))
    assert "Type your city instead, like Vienna." in told.text
    assert await phone.kept() == before


async def test_a_place_at_sea_has_the_time_of_its_sea(world: World) -> None:
    phone = world.phone()
    await ask(phone, CITY)
    told = await phone.after(await phone.runner.location(0.0, -150.0))
    told = await phone.runner.wait(lambda me: me.last if "there now" in me.last.text else None)
    assert "UTC-10: 01:00 there now" in told.text


@pytest.mark.parametrize("step", ["hello", "consent", "limits", "flags"])
async def test_a_place_at_the_wrong_question_asks_that_question_again(
    world: World, step: str
) -> None:
    phone = world.phone()
    taps = ("I understand", "Yes, keep my answers", *["None of these"] * len(limits.pages(load())))
    there = {"hello": 0, "consent": 1, "limits": 2, "flags": len(taps)}[step]
    await phone.say("/start")
    await phone.tap(*taps[:there])
    asked, before = phone.last.text, await phone.kept()
    told = await phone.after(await phone.runner.location(48.2, 16.4))
    assert told.text == asked
    assert await phone.kept() == before
