"""The first minute, walked: interrupted anywhere, with limits and flags, by every way to a zone."""

import pytest

from tests.bot.world import Phone, World

pytestmark = pytest.mark.usefixtures("unhurried")

# The taps of the shortest way in, and the question each of them answers.
WAY = (
    ("Hello Ada, I'm Dorsi.", "I understand"),
    ("May I keep your answers", "Yes, keep my answers"),
    ("Is any of this true for you?", "None of these"),
    ("Is any of this true right now?", "None of these"),
    ("And any of these?", "None of these"),
    ("What time is it where you are?", "12:00"),
    ("Whose clock do you share?", "Paris"),
    ("When do you run?", "06:45"),
)
# The second screen of a question goes back to its first one.
FIRST = {4: 3, 6: 5}


async def come_to(phone: Phone, question: int) -> None:
    """Go as far as one of the questions of the way in."""
    await phone.say("/start")
    await phone.tap(*(tap for _, tap in WAY[:question]))
    assert WAY[question][0] in phone.last.text


@pytest.mark.parametrize("left_at", range(len(WAY)))
async def test_left_anywhere_it_goes_on_at_the_same_question_after_a_restart(
    dorsi: World, left_at: int
) -> None:
    phone = dorsi.phone()
    await come_to(phone, left_at)
    await dorsi.jump(days=3)
    await dorsi.restart()
    again = FIRST.get(left_at, left_at)
    for opened in ("/start", "/today"):
        await phone.say(opened)
        assert WAY[again][0] in phone.last.text
    for question, tap in WAY[again:]:
        assert question in phone.last.text
        await phone.tap(tap)
    assert "All set." in phone.last.text


async def test_a_button_of_an_earlier_question_asks_the_present_one(dorsi: World) -> None:
    phone = dorsi.phone()
    await come_to(phone, 0)
    old = phone.last
    await phone.say("/start")
    await phone.tap("I understand", "Yes, keep my answers", "None of these")
    await phone.answered("I understand", old)
    assert WAY[3][0] in old.text


async def test_a_no_to_keeping_answers_keeps_nothing(dorsi: World) -> None:
    phone = dorsi.phone()
    await come_to(phone, 1)
    await phone.tap("No thanks")
    assert "Nothing about you was kept." in phone.last.text
    assert (await phone.kept())["runner"] == {"last_seen": None}
    await phone.tap("Ask me again")
    assert WAY[0][0] in phone.last.text


@pytest.mark.parametrize("limit", ["RD1", "RD2", "RD6"])
async def test_a_limit_that_needs_a_clinician_offers_no_drill(dorsi: World, limit: str) -> None:
    phone = dorsi.phone()
    await come_to(phone, 2)
    await phone.tap(f"hello:limit:{limit}", "Go on with these", *(tap for _, tap in WAY[3:]))
    assert "All set." in phone.last.text
    await phone.say("/today")
    assert "No drills right now." in phone.last.text
    assert dorsi.dorsi.library.flags[limit].label in phone.last.text
    await phone.forge("today:go:rest:mat:minute")
    assert "No drills right now." in phone.last.text


async def test_a_blood_clot_keeps_the_roller_away(dorsi: World) -> None:
    ada, ben = dorsi.phone(1, "Ada"), dorsi.phone(2, "Ben")
    for phone, limits in ((ada, ("RD3",)), (ben, ())):
        await phone.say("/start")
        await phone.tap("I understand", "Yes, keep my answers")
        await phone.tap(*(f"hello:limit:{one}" for one in limits), "hello:limits")
        await phone.tap(*(tap for _, tap in WAY[3:]))
        await phone.say("/settings")
        await phone.tap("What I have", "Roller")
        await phone.say("/today")
        await phone.tap("After a run")
    assert "Calf foam roll" in ben.last.text
    assert "Calf foam roll" not in ada.last.text


async def test_steroids_are_kept_with_their_day_and_told_in_settings(dorsi: World) -> None:
    phone = dorsi.phone()
    await come_to(phone, 2)
    await phone.tap("hello:limit:RD4", "Go on with these", *(tap for _, tap in WAY[3:]))
    assert "2026-11-23" in str((await phone.kept())["events"])
    await phone.say("/settings")
    await phone.tap("Limits")
    assert "stay gentle for three months" in phone.last.text
    await phone.tap("✓ Antibiotic or steroids")
    assert "stay gentle for three months" not in phone.last.text


async def test_under_eighteen_there_is_no_programme(dorsi: World) -> None:
    phone = dorsi.phone()
    await come_to(phone, 2)
    await phone.tap("Under 18", "Go on with these")
    assert "Dorsi is made for adults" in phone.last.text
    for opened in ("/start", "/today", "/run"):
        assert "Dorsi is made for adults" in (await phone.say(opened)).text
    await phone.tap("Delete my data", "Yes, delete it all")
    assert (await phone.kept())["runner"] == {"last_seen": None}


async def test_a_flag_in_the_first_minute_goes_on_without_drills_or_reminders(
    dorsi: World,
) -> None:
    phone = dorsi.phone()
    await come_to(phone, 3)
    await phone.tap("5", "Yes, this is so")
    assert phone.last.text.startswith("Stop running and every drill.")
    await phone.tap("Set up the rest", *(tap for _, tap in WAY[5:]))
    assert "First reminder" not in phone.last.text
    await phone.say("/today")
    assert "No drills right now." in phone.last.text


async def test_a_shared_place_gives_the_zone_and_is_forgotten(dorsi: World) -> None:
    phone = dorsi.phone()
    await come_to(phone, 5)
    await phone.tap("Share place")
    await phone.after(await phone.runner.location(27.7172, 85.3240))
    await phone.runner.wait(lambda me: WAY[7][0] in me.last.text)
    assert "Noted: Asia/Kathmandu, where it is Mon 16:45." in phone.last.text
    assert "27.7" not in str(await phone.kept())
    assert "85.3" not in str(await phone.kept())


@pytest.mark.parametrize(
    ("typed", "noted"),
    [
        ("lagos", "Africa/Lagos, where it is Mon 12:00."),
        ("São Paulo", "America/Sao Paulo, where it is Mon 08:00."),
        ("  VIENNA ", "Europe/Vienna, where it is Mon 12:00."),
    ],
)
async def test_a_typed_city_gives_the_zone(dorsi: World, typed: str, noted: str) -> None:
    phone = dorsi.phone()
    await come_to(phone, 5)
    await phone.say(typed)
    assert f"Noted: {noted}" in phone.last.text
    assert WAY[7][0] in phone.last.text


async def test_a_country_with_many_clocks_asks_which(dorsi: World) -> None:
    phone = dorsi.phone()
    await come_to(phone, 5)
    await phone.say("USA")
    assert "Whose clock do you share?" in phone.last.text
    await phone.tap("New York")
    assert "Noted: America/New York, where it is Mon 06:00." in phone.last.text


async def test_a_time_between_the_hours_is_on_the_second_screen(dorsi: World) -> None:
    phone = dorsi.phone()
    await come_to(phone, 5)
    await phone.tap("Half hours", "16:45")
    assert "Kathmandu" in phone.last.text
    await phone.tap("None of these", "Half hours", "Full hours")
    assert "12:00" in phone.labels


async def test_the_first_reminder_told_is_of_a_run(dorsi: World) -> None:
    phone = dorsi.phone()
    await dorsi.jump(days=5)  # a Saturday: what looks back on the week comes before the next run
    assert "First reminder: Tue 06:25 for your 06:45 run." in (await phone.come_in()).text


async def test_days_and_a_typed_time_of_ones_own(dorsi: World) -> None:
    phone = dorsi.phone()
    await come_to(phone, 7)
    await phone.tap("✓Tu", "✓Th", "✓Sa")
    assert "Pick at least one day first." in phone.last.text
    await phone.say("5:50 am")
    assert "Pick at least one day first." in phone.last.text
    await phone.tap("Su")
    await phone.say("7.10")
    assert "First reminder: Sun 06:50 for your 07:10 run." in phone.last.text
