"""The first minute, walked: interrupted anywhere, with flags, by every way to a zone."""

import pytest

from tests.bot.scenarios import found
from tests.bot.world import Phone, World

pytestmark = pytest.mark.usefixtures("unhurried")

# The questions of the way in, and the tap that answers each; "" says no to every page of it.
WAY = (
    ("Hello Ada, I'm Dorsi.", "I understand"),
    ("May I keep your answers", "Yes, keep my answers"),
    ("Is any of this true for you?", ""),
    ("Is any of this true right now?", ""),
    ("What time is it where you are?", "12:00"),
    ("Whose clock do you share?", "Paris"),
    ("When do you run?", "06:45"),
)
# The second screen of a question goes back to its first one.
FIRST = {5: 4}
LIMITS, FLAGS, ZONE, DAYS = 2, 3, 4, 6


async def go(phone: Phone, first: int, last: int) -> None:
    """Answer the questions of the way in from one up to another."""
    for question, tap in WAY[first:last]:
        assert question in phone.last.text
        if tap:
            await phone.tap(tap)
        while (not tap and question in phone.last.text) or "And any of these?" in phone.last.text:
            await phone.tap("None of these")


async def come_to(phone: Phone, question: int) -> None:
    """Go as far as one of the questions of the way in."""
    await phone.say("/start")
    await go(phone, 0, question)
    assert WAY[question][0] in phone.last.text


@pytest.mark.parametrize("left_at", range(len(WAY)))
async def test_left_anywhere_it_goes_on_at_the_same_question_after_a_restart(
    world: World, left_at: int
) -> None:
    phone = world.phone()
    await come_to(phone, left_at)
    await world.jump(days=3)
    await world.restart()
    again = FIRST.get(left_at, left_at)
    for opened in ("/start", "/today"):
        await phone.say(opened)
        assert WAY[again][0] in phone.last.text
    await go(phone, again, len(WAY))
    assert "All set." in phone.last.text


async def test_a_button_of_an_earlier_question_asks_the_present_one(world: World) -> None:
    phone = world.phone()
    await come_to(phone, 0)
    old = phone.last
    await come_to(phone, FLAGS)
    await phone.answered("I understand", old)
    assert WAY[FLAGS][0] in old.text


async def test_a_no_to_keeping_answers_keeps_nothing(world: World) -> None:
    phone = world.phone()
    await come_to(phone, 1)
    await phone.tap("No thanks")
    assert "Nothing about you was kept." in phone.last.text
    assert (await phone.kept())["runner"] == {"last_seen": None}
    await phone.tap("Ask me again")
    assert WAY[0][0] in phone.last.text


async def test_under_eighteen_there_is_no_programme(world: World) -> None:
    phone = world.phone()
    await come_to(phone, LIMITS)
    await tell(phone, "RD5")
    assert "Dorsi is made for adults" in phone.last.text
    for opened in ("/start", "/today", "/run"):
        assert "Dorsi is made for adults" in (await phone.say(opened)).text
    await phone.tap("Delete my data", "Yes, delete it all")
    assert (await phone.kept())["runner"] == {"last_seen": None}


async def tell(phone: Phone, *limits: str) -> None:
    """Tap some limits, each on its page, and go on past the last page."""
    while "hello:limits:" in str([one.data for one in phone.last.buttons]):
        there = {one.data for one in phone.last.buttons}
        await phone.tap(*(data for key in limits if (data := f"hello:add:{key}") in there))
        await phone.tap(phone.last.buttons[-1].data)


async def test_who_was_too_young_goes_on_when_of_age(world: World) -> None:
    phone = world.phone()
    await come_to(phone, LIMITS)
    await tell(phone, "RD5")
    await world.jump(days=400)
    await phone.say("/start")
    assert "I mis-tapped" not in phone.labels
    await phone.tap("I'm 18 now", "Not yet")
    assert "Dorsi is made for adults" in phone.last.text
    await phone.tap("I'm 18 now", "Yes, I'm 18 or older")
    await go(phone, LIMITS, len(WAY))
    assert "All set." in phone.last.text
    assert "Start" in [one.text for one in (await phone.say("/today")).buttons]


async def test_a_tap_on_under_eighteen_can_be_taken_back_for_ten_minutes(world: World) -> None:
    phone = world.phone()
    await come_to(phone, LIMITS)
    await tell(phone, "RD5")
    await phone.tap("I mis-tapped")
    assert WAY[LIMITS][0] in phone.last.text
    await tell(phone, "RD5")
    mistap = phone.last
    await world.jump(minutes=11)
    await phone.answered("I mis-tapped", mistap)
    assert "Dorsi is made for adults" in phone.last.text


async def test_an_emergency_in_the_first_minute_leads_nowhere_but_back(world: World) -> None:
    phone = world.phone()
    await come_to(phone, FLAGS)
    list_ = phone.last
    await phone.tap(await found(phone, "RA1"), "Yes, this is so")
    assert list_.text == f"Noted: {world.services.library.flags['RA1'].label}."
    assert list_.buttons == []
    assert phone.labels == ["I mis-tapped"]
    await phone.tap("I mis-tapped")
    assert "Change" not in phone.labels  # no zone was given yet
    assert phone.last.text.startswith("Taken back")
    assert WAY[FLAGS][0] in phone.last.text
    await go(phone, FLAGS, len(WAY))
    assert "First reminder" in phone.last.text


async def test_a_flag_in_the_first_minute_goes_on_later_without_drills_or_reminders(
    world: World,
) -> None:
    phone = world.phone()
    await come_to(phone, FLAGS)
    await phone.tap(await found(phone, "RB1"), "Yes, this is so")
    verdict = phone.last
    said = verdict.text
    assert said.startswith("Stop running and every drill.")
    await phone.tap("Set up the rest later")
    assert "/start goes on" in phone.last.text
    await phone.answered("Set up the rest later", verdict)
    assert verdict.text == said
    await phone.tap("Go on now")
    await go(phone, ZONE, len(WAY))
    assert "First reminder" not in phone.last.text
    await phone.say("/today")
    assert "No drills right now." in phone.last.text


async def test_a_shared_place_gives_the_zone_and_is_forgotten(world: World) -> None:
    phone = world.phone()
    await come_to(phone, ZONE)
    await phone.tap("Share place")
    await phone.after(await phone.runner.location(27.7172, 85.3240))
    await phone.runner.wait(lambda me: WAY[DAYS][0] in me.last.text)
    assert "Kathmandu, Nepal: 16:45 there now, on Monday." in phone.last.text
    assert "27.7" not in str(await phone.kept())
    assert "85.3" not in str(await phone.kept())


@pytest.mark.parametrize(
    ("typed", "noted"),
    [
        ("lagos", "Lagos, Nigeria: 12:00 there now"),
        ("São Paulo", "São Paulo, Brazil: 08:00 there now"),
        ("  VIENNA ", "Vienna, Austria: 12:00 there now"),
    ],
)
async def test_a_typed_city_gives_the_zone(world: World, typed: str, noted: str) -> None:
    phone = world.phone()
    await come_to(phone, ZONE)
    await phone.say(typed)
    assert noted in phone.last.text
    assert WAY[DAYS][0] in phone.last.text


async def test_a_country_with_many_clocks_asks_which(world: World) -> None:
    phone = world.phone()
    await come_to(phone, ZONE)
    await phone.say("USA")
    assert "Which one is it?" in phone.last.text
    await phone.tap("New York City, New York · 06:00")
    assert "New York City, New York, United States: 06:00 there now" in phone.last.text


async def test_a_time_between_the_hours_is_on_the_second_screen(world: World) -> None:
    phone = world.phone()
    await come_to(phone, ZONE)
    await phone.tap("Half hours", "16:45")
    assert "Kathmandu" in phone.last.text
    await phone.tap("None of these", "Half hours", "Full hours")
    assert "12:00" in phone.labels


async def test_the_first_reminder_told_is_of_a_run(world: World) -> None:
    phone = world.phone()
    await world.jump(days=5)  # a Saturday: what looks back on the week comes before the next run
    assert "First reminder: Tue 06:25 for your 06:45 run." in (await phone.come_in()).text


async def test_days_and_a_typed_time_of_ones_own(world: World) -> None:
    phone = world.phone()
    await come_to(phone, DAYS)
    await phone.tap("✓Tu", "✓Th", "✓Sa")
    assert "Pick at least one day first." in phone.last.text
    await phone.say("5:50 am")
    assert "Pick at least one day first." in phone.last.text
    await phone.tap("Su")
    await phone.say("7.10")
    assert "First reminder: Sun 06:50 for your 07:10 run." in phone.last.text
