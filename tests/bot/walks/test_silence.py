"""A runner who does not answer hears less and less, and all is as planned again after one tap."""

import pytest

from storage.reminders import outbox
from tests.bot.assertions import faults
from tests.bot.passing_time import diary, passes
from tests.bot.world import Phone, World

pytestmark = pytest.mark.usefixtures("unhurried")

# From Monday 23 November at noon, with runs on Tuesday, Thursday and Saturday at 06:45.
SILENCE = [
    "Tue 24 Nov 06:25 before",
    "Tue 24 Nov 06:34 before, again",
    "Tue 24 Nov 07:25 after",
    "Tue 24 Nov 08:25 after, again",
    "Thu 26 Nov 06:25 before",
    "Thu 26 Nov 06:34 before, again",
    # Three ignored: only the card that belongs to what was begun, an offer, and half as many.
    "Thu 26 Nov 07:25 after",
    "Sat 28 Nov 06:25 offer",
    "Thu 03 Dec 06:25 before",
    "Thu 03 Dec 07:25 after",
    # Five ignored: one session a week.
    "Thu 10 Dec 06:25 before",
    "Thu 10 Dec 07:25 after",
    "Thu 17 Dec 06:25 before",
    "Thu 17 Dec 07:25 after",
    # Thirty days: one a fortnight. Sixty: goodbye.
    "Thu 31 Dec 06:25 before",
    "Thu 31 Dec 07:25 after",
    "Thu 14 Jan 06:25 before",
    "Thu 14 Jan 07:25 after",
    "Sat 23 Jan 06:25 goodbye",
]
CARDS = ["06:25 before", "07:25 after"]


async def at_home(world: World) -> Phone:
    """Return a runner who came in on Monday 23 November at noon."""
    phone = world.phone()
    await phone.come_in()
    return phone


async def test_half_a_year_of_silence_reads_like_this(world: World) -> None:
    phone = await at_home(world)
    await passes(world, days=180)
    assert diary(phone)[1:] == SILENCE
    assert [fault for one in phone.runner.messages if one.from_bot for fault in faults(one)] == []
    assert await world.services.db.transaction(outbox.next_due) is None


LATER = pytest.mark.long


@pytest.mark.parametrize(
    "days", [4, 20, 70, *(pytest.param(days, marks=LATER) for days in (9, 45, 120))]
)
async def test_one_tap_and_the_plan_is_served_as_before(world: World, days: int) -> None:
    phone = await at_home(world)
    await passes(world, days=days)
    came = (await phone.say("/start")).message_id
    await passes(world, days=7)
    sessions = [line for line in diary(phone, came) if line[11:] in CARDS]
    assert [line[:3] for line in sessions[:3]] in (
        ["Tue", "Tue", "Thu"],
        ["Thu", "Thu", "Sat"],
        ["Sat", "Sat", "Tue"],
    )


async def test_a_tap_on_a_card_of_last_week_is_a_sign_of_life(world: World) -> None:
    phone = await at_home(world)
    await passes(world, days=18)
    old = next(one for one in reversed(phone.runner.messages) if "Welcome back." in one.text)
    await phone.answered("Didn't run", old)
    came = phone.last.message_id
    await passes(world, days=2)
    assert [line[11:] for line in diary(phone, came)[:3:2]] == CARDS


async def test_a_follow_up_comes_once_and_takes_the_first_cards_buttons(world: World) -> None:
    phone = await at_home(world)
    await passes(world, hours=18, minutes=30)
    first = phone.last
    assert first.text.startswith("Run at 06:45")
    await passes(world, minutes=5)
    assert diary(phone)[-1] == "Tue 24 Nov 06:34 before, again"
    assert (first.buttons, phone.labels[0]) == ([], "1-minute version")
    await passes(world, minutes=55)
    await phone.tap("Didn't run")
    await passes(world, hours=20)
    assert len(diary(phone)) == 4


async def test_a_follow_up_leads_where_it_says(world: World) -> None:
    phone = await at_home(world)
    await passes(world, hours=18, minutes=35)
    await phone.tap("1-minute version", "No, or up to 2")
    assert "Done" in phone.labels
    await passes(world, hours=2)
    assert diary(phone)[-1] == "Tue 24 Nov 08:25 after, again"
    await phone.tap("Not today")
    assert phone.last.text == "All right, not today. See you next time."


@pytest.mark.parametrize("deed", ["Snooze 15", "Run moved", "/today", "/help"])
async def test_nothing_follows_up_a_runner_who_is_there(world: World, deed: str) -> None:
    phone = await at_home(world)
    await passes(world, hours=18, minutes=26)
    await (phone.say(deed) if deed.startswith("/") else phone.tap(deed))
    await passes(world, minutes=25)
    assert not any(line.endswith("before, again") for line in diary(phone))


async def test_a_card_that_comes_while_they_tap_is_not_followed_up(world: World) -> None:
    phone = await at_home(world)
    await passes(world, hours=18, minutes=24, seconds=30)
    await phone.say("/help")
    await passes(world, minutes=1)
    await phone.say("/pause")
    await phone.tap("1 week")
    count = len(phone.runner.messages)
    await passes(world, days=2)
    assert len(phone.runner.messages) == count


async def test_without_follow_ups_each_session_is_said_once(world: World) -> None:
    phone = await at_home(world)
    await phone.say("/settings")
    await phone.tap("Follow-up off")
    await passes(world, days=1)
    assert [line[11:] for line in diary(phone)[2:]] == CARDS


@pytest.mark.parametrize(
    ("button", "said"),
    [
        ("Other times", "Which"),
        ("Fewer days", "Your week"),
        ("Pause 1–4 weeks", "A break from reminders?"),
        ("It's fine as it was", "Your week"),
    ],
)
async def test_every_way_out_of_the_offer_works(world: World, button: str, said: str) -> None:
    phone = await at_home(world)
    await passes(world, days=4, hours=20)
    assert phone.last.text.startswith("Do my reminders come at a bad time?")
    await phone.tap(button)
    assert phone.last.text.startswith(said)
    came = phone.last.message_id
    await passes(world, days=3)
    assert [line[11:] for line in diary(phone, came)[:3:2]] == CARDS


async def test_the_offer_comes_again_only_after_a_new_silence(world: World) -> None:
    phone = await at_home(world)
    await passes(world, days=25)
    await phone.say("/today")
    await passes(world, days=25)
    offers = [line for line in diary(phone) if line.endswith("offer")]
    assert len(offers) == 2


async def test_goodbye_leads_back(world: World) -> None:
    phone = await at_home(world)
    await passes(world, days=90)
    assert phone.last.text.startswith("I'll be quiet from here on.")
    await phone.tap("Back to my ankles")
    assert "Start" in phone.labels
    came = phone.last.message_id
    await passes(world, days=3)
    assert [line[11:] for line in diary(phone, came)[:3:2]] == CARDS


async def test_a_pause_is_no_silence(world: World) -> None:
    phone = await at_home(world)
    await phone.say("/pause")
    await phone.tap("Until a date")
    came = (await phone.say("25 Feb")).message_id
    await passes(world, days=95)
    assert diary(phone, came)[0] == "Thu 25 Feb 06:25 before"


async def test_a_runner_with_an_urgent_flag_is_asked_one_thing_in_a_hundred_days(
    world: World,
) -> None:
    phone = await at_home(world)
    await passes(world, hours=18, minutes=30)
    await phone.say("/stop")
    await phone.forge("flags:tap:RB1:0")
    await phone.tap("Yes, this is so")
    count = len(phone.runner.messages)
    await passes(world, days=100)
    assert ["Have you been seen?" in one.text for one in phone.runner.messages[count:]] == [True]
