"""Around a run, walked: the card before it, the card after it, and what `/run` offers."""

import re

import pytest

from bot.sandbox.chats import Message
from scheduler.wall_clock import local
from tests.bot.assertions import faults
from tests.bot.scenarios import start
from tests.bot.world import Phone, World

pytestmark = pytest.mark.usefixtures("unhurried")


async def ran_into(world: World, card: str) -> Phone:
    """Return a runner whose first run's card has just come: "pre" at 06:25, "post" at 07:25."""
    phone = world.phone()
    await phone.come_in()
    await comes(world, "Tue 06:25")
    if card == "post":
        await comes(world, "Tue 07:25")
    return phone


async def comes(world: World, when: str) -> None:
    """Jump to the next reminder and see that it comes at this time of the runner's."""
    due = await world.next_reminder()
    assert f"{local(due, 'Europe/Vienna'):%a %H:%M}" == when


def cards(phone: Phone) -> list[Message]:
    """Return the messages that came with a sound."""
    return [one for one in phone.runner.messages if one.from_bot and not one.silent]


async def test_the_card_starts_the_warm_up_after_one_question(world: World) -> None:
    phone = await ran_into(world, "pre")
    assert re.match(r"Run at 06:45 · \d minutes? for the ankles\n", phone.last.text)
    assert "One thing to think of on this run:" in phone.last.text
    await start(phone, "Start")
    assert "Any pain when you walk right now?" in phone.last.text
    await start(phone, "No, or up to 2")
    assert "Done" in phone.labels
    assert phone.last in cards(phone)


async def test_the_card_has_a_one_minute_version(world: World) -> None:
    phone = await ran_into(world, "pre")
    await start(phone, "1 minute", "No, or up to 2")
    assert phone.last.text.endswith("●○")


async def test_a_snoozed_card_comes_back_and_the_second_time_offers_a_minute(
    world: World,
) -> None:
    phone = await ran_into(world, "pre")
    await phone.tap("Snooze 15")
    assert "I'm back at 06:40." in phone.last.text
    await comes(world, "Tue 06:40")
    assert "Run at 06:45" in phone.last.text
    await phone.tap("Snooze 15")
    assert phone.labels[0] == "1-minute version"
    await phone.tap("In 15 min")
    assert "Then it would be too late to be useful." in phone.last.text
    await start(phone, "1 minute", "No, or up to 2")
    assert "Done" in phone.labels


async def test_a_snoozed_card_begun_before_its_time_does_not_come_again(world: World) -> None:
    phone = await ran_into(world, "post")
    await start(phone, "Snooze 15", "Start now")
    assert "Done" in phone.labels
    await comes(world, "Thu 06:25")


async def test_a_warm_up_begun_before_its_time_keeps_the_card_after_the_run(
    world: World,
) -> None:
    phone = await ran_into(world, "pre")
    await start(phone, "Snooze 15", "Start now", "No, or up to 2")
    assert "Done" in phone.labels
    await comes(world, "Tue 07:25")


async def test_after_the_run_leaves_the_warm_up_and_keeps_the_other_card(world: World) -> None:
    phone = await ran_into(world, "pre")
    await phone.tap("Snooze 15")
    await comes(world, "Tue 06:40")
    await phone.tap("Snooze 15", "After the run")
    assert "Enjoy your run." in phone.last.text
    await comes(world, "Tue 07:25")


async def test_the_third_snooze_is_not_today_without_blame(world: World) -> None:
    phone = await ran_into(world, "post")
    await phone.tap("Snooze 15")
    await comes(world, "Tue 07:40")
    await phone.tap("Snooze 15")
    assert "After the run" not in phone.labels
    await phone.tap("In 15 min")
    await comes(world, "Tue 07:55")
    await phone.tap("Snooze 15")
    assert phone.last.text == "All right, not today. See you next time."
    await comes(world, "Thu 06:25")


async def test_a_run_moved_by_a_tap_moves_both_cards(world: World) -> None:
    phone = await ran_into(world, "pre")
    await phone.tap("Run moved")
    assert "Your run today 06:45 moves" in phone.last.text
    await phone.tap("30 min later")
    assert "Run: today 07:15" in phone.last.text
    assert "reminder comes at 06:55" in phone.last.text
    await comes(world, "Tue 06:55")
    assert "Run at 07:15" in phone.last.text
    await comes(world, "Tue 07:55")
    assert "Welcome back." in phone.last.text
    await comes(world, "Thu 06:25")


async def test_a_run_moved_by_a_typed_time_moves_both_cards(world: World) -> None:
    phone = await ran_into(world, "pre")
    await phone.tap("Run moved")
    await phone.say("18h30")
    assert "Run: today 18:30" in phone.last.text
    await comes(world, "Tue 18:10")
    await comes(world, "Tue 19:10")


async def test_no_run_takes_both_cards_back(world: World) -> None:
    phone = await ran_into(world, "pre")
    card = phone.last
    await phone.tap("No run today")
    assert "No run, no reminders for it." in phone.last.text
    await comes(world, "Thu 06:25")
    assert len(cards(phone)) == 2
    await phone.forge("nudge:1:start", card)
    assert "That card is not up to date any more" in card.text


async def test_a_warm_up_card_tapped_after_the_run_began_is_for_now(world: World) -> None:
    phone = await ran_into(world, "pre")
    await world.jump(minutes=30)
    await start(phone, "Start")
    assert "Done" in phone.labels
    assert "walk right now" not in phone.last.text


async def test_the_card_after_a_run_starts_the_wind_down(world: World) -> None:
    phone = await ran_into(world, "post")
    assert "Welcome back." in phone.last.text
    await start(phone, "Start")
    assert "Done" in phone.labels


async def test_still_running_waits_a_quarter_of_an_hour(world: World) -> None:
    phone = await ran_into(world, "post")
    await phone.tap("Still running")
    assert "I'm back at 07:40." in phone.last.text
    await comes(world, "Tue 07:40")
    await phone.tap("Didn't run")
    assert "See you next time." in phone.last.text
    await comes(world, "Thu 06:25")


async def test_a_run_soon_has_no_card_and_offers_the_warm_up_at_once(world: World) -> None:
    phone = world.phone()
    await phone.come_in()
    await phone.say("/run")
    card = phone.last
    for query in [phone.runner.tap_nowait(card, "In 15 min") for _ in range(2)]:
        assert await phone.runner.answer(query)
    await world.settled()
    assert "Run: today 12:15" in card.text
    runs = (await phone.kept())["runs"]
    assert [one["planned"] for one in runs] == ["2026-11-24", None]  # type: ignore[attr-defined]
    await start(phone, "Start", "No, or up to 2")
    assert "Done" in phone.labels
    await comes(world, "Mon 12:55")


async def test_a_run_in_an_hour_has_both_cards(world: World) -> None:
    phone = world.phone()
    await phone.come_in()
    await phone.say("/run")
    await phone.tap("In an hour")
    assert "reminder comes at 12:40" in phone.last.text
    await comes(world, "Mon 12:40")
    await comes(world, "Mon 13:40")
    await comes(world, "Tue 06:25")


async def test_a_run_in_the_quiet_hours_says_that_no_reminder_comes(world: World) -> None:
    phone = world.phone()
    await phone.come_in()
    await phone.say("/run")
    await phone.tap("Type a time")
    await phone.say("5 am")
    assert "Run: tomorrow 05:00" in phone.last.text
    assert "No reminder before it: it would come in quiet hours." in phone.last.text


async def test_the_next_run_can_be_moved_or_called_off(world: World) -> None:
    phone = world.phone()
    await phone.come_in()
    await phone.say("/run")
    assert "Next run: tomorrow 06:45" in phone.last.text
    assert "That is in 18 h" in phone.last.text
    await phone.tap("Moved", "1 h later")
    assert "Run: tomorrow 07:45" in phone.last.text
    await phone.say("/run")
    await phone.tap("Not this one")
    await comes(world, "Thu 06:25")


@pytest.mark.parametrize(("tap", "said"), [("I'm back", "Welcome back."), ("Didn't run", "No run")])
async def test_a_run_under_way_is_ended_by_hand_and_its_card_does_not_come(
    world: World, tap: str, said: str
) -> None:
    phone = await ran_into(world, "pre")
    await world.jump(minutes=40)
    await phone.say("/run")
    assert "Out since 06:45" in phone.last.text
    await phone.tap(tap)
    assert said in phone.last.text
    await comes(world, "Thu 06:25")


# Typed where a run's time is asked; it is Monday noon in Paris.
TYPED = {
    "18:30 Uhr": "today 18:30",
    "18 Uhr": "today 18:00",
    "６：３０": "tomorrow 06:30",  # noqa: RUF001
    "6：30": "tomorrow 06:30",  # noqa: RUF001
    "24:00": "tomorrow 00:00",
    "noon": "tomorrow 12:00",
    "Sat 8:00": "Saturday 08:00",
    "in 2 hours": "today 14:00",
    "6 30": "tomorrow 06:30",
    "kl. 18.30": "today 18:30",
    "18時30分": "today 18:30",
    "12 Dec 8:00": "12 December 08:00",
}


async def test_a_runs_time_is_read_as_it_is_written_in_many_countries(world: World) -> None:
    phone = world.phone()
    await phone.come_in()
    for typed, told in TYPED.items():
        await phone.say("/run")
        await phone.tap("Type a time")
        assert f"Run: {told}" in (await phone.say(typed)).text, typed


async def test_half_six_is_a_question_with_every_answer_as_a_button(world: World) -> None:
    phone = world.phone()
    await phone.come_in()
    await phone.say("/run")
    await phone.tap("Type a time")
    told = await phone.say("half six")
    answers = ["Today 17:30", "Today 18:30", "Tomorrow 05:30", "Tomorrow 06:30"]
    assert phone.labels == answers
    assert faults(told) == []
    await phone.tap("Today 18:30")
    assert "Run: today 18:30" in phone.last.text


async def test_half_six_is_asked_about_in_the_plan_too(world: World) -> None:
    phone = world.phone()
    await phone.come_in()
    await phone.say("/plan")
    await phone.tap("Times", "All of them")
    await phone.say("half six")
    assert phone.labels == ["05:30", "06:30", "17:30", "18:30"]
    await phone.tap("17:30")
    assert "Tue, Thu, Sat 17:30" in phone.last.text
