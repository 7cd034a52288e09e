"""The morning after, walked: asked once, with a reason, on its card or before the next session."""

from typing import cast

import pytest

from scheduler.when import local
from storage import ahead
from tests.bot.walking import FLAGS
from tests.bot.world import Phone, World

pytestmark = pytest.mark.usefixtures("unhurried")

LEFT = "How is the left ankle this morning?"
RIGHT = "How is the right ankle this morning?"
WALKING = "Any pain when you walk right now?"


async def finish(phone: Phone) -> None:
    """Do every step of a practice, and feel nothing."""
    while "Done" in phone.labels:
        await phone.tap("Done")
    await phone.tap("Nothing")
    assert "That's it for now." in phone.last.text


async def loaded(dorsi: World) -> Phone:
    """Return a runner who walked on their heels after Tuesday's run."""
    phone = dorsi.phone()
    await phone.come_in()
    await dorsi.jump(hours=20)
    await phone.say("/today")
    await phone.tap("Rest day", "Start")
    await finish(phone)
    return phone


async def coming(dorsi: World) -> list[str]:
    """Return what will come, as `kind weekday time`."""
    due = await dorsi.dorsi.db.run(ahead.of, 1, dorsi.clock.now())
    return [f"{one.kind} {local(one.due, 'Europe/Vienna'):%a %H:%M}" for one in due]


async def answers(phone: Phone) -> list[tuple[str, str]]:
    """Return the mornings that are kept, as (side, answer)."""
    events = cast("list[dict[str, dict[str, str]]]", (await phone.kept())["events"])
    bodies = [one["body"] for one in events if cast("str", one["kind"]) == "morning"]
    return [(body["side"], body["answer"]) for body in bodies]


async def comes(dorsi: World, when: str) -> None:
    due = await dorsi.next_reminder()
    assert f"{local(due, 'Europe/Vienna'):%a %H:%M}" == when


async def test_the_morning_after_a_loading_day_is_asked_at_eight(dorsi: World) -> None:
    phone = await loaded(dorsi)
    assert "morning Wed 08:00" in await coming(dorsi)
    await comes(dorsi, "Wed 08:00")
    assert phone.last.text.startswith(LEFT)
    assert not phone.last.silent
    await phone.tap("As usual")
    assert phone.last.text.startswith(RIGHT)
    await phone.tap("As usual")
    assert phone.last.text == "Good to know, thank you."
    assert await answers(phone) == [("left", "usual"), ("right", "usual")]
    assert "morning" not in " ".join(await coming(dorsi))


async def test_the_plan_lists_the_question_among_the_reminders(dorsi: World) -> None:
    phone = await loaded(dorsi)
    await phone.say("/plan")
    assert "Tomorrow 08:00 · how the ankle is" in phone.last.text


async def test_a_morning_is_never_asked_without_a_reason(dorsi: World) -> None:
    phone = dorsi.phone()
    await phone.come_in()
    await dorsi.jump(hours=20)
    await phone.say("/today")
    await phone.tap("Rest day", "1-min version")
    await finish(phone)
    assert await coming(dorsi) == ["pre Thu 06:25", "post Thu 07:25"]
    await dorsi.jump(days=1)
    await phone.say("/today")
    await phone.tap("Start")
    assert "Done" in phone.labels


async def test_the_card_before_a_run_asks_first_and_no_other_message_comes(dorsi: World) -> None:
    phone = dorsi.phone()
    await phone.come_in()
    await phone.say("/today")
    await phone.tap("Start")
    await finish(phone)
    assert await coming(dorsi) == ["pre Tue 06:25", "post Tue 07:25"]
    await comes(dorsi, "Tue 06:25")
    card = phone.last
    await phone.tap("Start")
    assert phone.last.text.startswith(LEFT)
    await phone.tap("As usual", "As usual")
    assert phone.last.text.startswith(WALKING)
    await phone.tap("No, or up to 2")
    assert "Done" in phone.labels
    assert phone.last.message_id == card.message_id
    assert len(await answers(phone)) == 2


async def test_a_run_put_before_eight_later_on_takes_the_question_along(dorsi: World) -> None:
    phone = await loaded(dorsi)
    await phone.say("/run")
    await phone.tap("Type a time")
    await phone.say("06:30")
    await comes(dorsi, "Wed 06:10")
    count = len(phone.runner.messages)
    await dorsi.jump(hours=1, minutes=55)
    messages = phone.runner.messages[count:]
    assert [one.text.splitlines()[0] for one in messages] == ["Welcome back."]


async def test_no_run_after_all_leaves_the_question_to_the_next_session(dorsi: World) -> None:
    phone = dorsi.phone()
    await phone.come_in()
    await phone.say("/today")
    await phone.tap("Start")
    await finish(phone)
    await comes(dorsi, "Tue 06:25")
    await phone.tap("No run today")
    await dorsi.jump(hours=8)
    await phone.say("/today")
    await phone.tap("Start")
    assert phone.last.text.startswith("How was the left ankle this morning?")


async def test_an_unanswered_morning_is_asked_again_at_every_start_until_then(
    dorsi: World,
) -> None:
    phone = await loaded(dorsi)
    await comes(dorsi, "Wed 08:00")
    for _ in range(2):
        await phone.say("/today")
        await phone.tap("Start")
        assert phone.last.text.startswith(LEFT)
        await phone.tap("Ask me another time")
        assert "Done" in phone.labels
        await phone.tap("Stop")
    assert await answers(phone) == []
    await phone.say("/today")
    await phone.tap("Start", "As usual", "As usual")
    assert "Done" in phone.labels


async def test_answered_at_a_start_the_nudge_is_taken_back(dorsi: World) -> None:
    phone = await loaded(dorsi)
    await dorsi.jump(hours=22, minutes=30)
    assert "morning Wed 08:00" in await coming(dorsi)
    await phone.say("/today")
    await phone.tap("Start", "As usual", "As usual")
    assert await coming(dorsi) == ["pre Thu 06:25", "post Thu 07:25"]


async def test_sore_six_or_more_opens_the_red_flags(dorsi: World) -> None:
    phone = await loaded(dorsi)
    await comes(dorsi, "Wed 08:00")
    await phone.tap("Sore 6 or more")
    assert FLAGS in phone.last.text
    assert await answers(phone) == [("left", "very_sore")]
    await phone.tap("None of these", "None of these")
    await phone.say("/today")
    await phone.tap("Start")
    assert phone.last.text.startswith(RIGHT)


@pytest.mark.parametrize("answer", ["Sore 3–5", "Stiff over 30 min"])
async def test_a_bad_morning_makes_the_drills_smaller_and_the_day_easy(
    dorsi: World, answer: str
) -> None:
    phone = await loaded(dorsi)
    await comes(dorsi, "Wed 08:00")
    await phone.tap(answer, "As usual")
    await phone.say("/today")
    assert "Heel" not in phone.last.text
    await phone.say("/why")
    await phone.tap("why:heel_walks")
    assert "A size smaller: the left ankle was" in phone.last.text


async def test_a_double_tap_is_one_answer_and_says_so(dorsi: World) -> None:
    phone = await loaded(dorsi)
    await comes(dorsi, "Wed 08:00")
    twice = [phone.runner.tap_nowait(phone.last, "As usual") for _ in range(2)]
    for query in twice:
        assert await phone.runner.answer(query)
    await dorsi.settled()
    assert await answers(phone) == [("left", "usual")]
    assert "answered already" in phone.last.text


async def test_the_question_of_another_morning_counts_no_more(dorsi: World) -> None:
    phone = await loaded(dorsi)
    await comes(dorsi, "Wed 08:00")
    await dorsi.jump(hours=15)
    await dorsi.jump(hours=2)
    card = next(one for one in phone.runner.messages if one.text.startswith(LEFT))
    await phone.answered("As usual", card)
    assert card.text == "That was about another morning."
    assert await answers(phone) == []


async def test_after_noon_the_question_is_no_longer_sent(dorsi: World) -> None:
    phone = await loaded(dorsi)
    count = len(phone.runner.messages)
    await dorsi.jump(hours=28, minutes=59)
    await dorsi.jump(hours=1)
    assert len(phone.runner.messages) == count


async def test_a_forged_answer_or_a_forged_snooze_changes_nothing(dorsi: World) -> None:
    phone = await loaded(dorsi)
    await comes(dorsi, "Wed 08:00")
    card = phone.last
    number = max(one["id"] for one in cast("list[dict[str, int]]", (await phone.kept())["nudges"]))
    for data in (
        "morning:2026-11-25:both:usual",
        "morning:2026-11-25:left:fine",
        "morning:2026-11-25:left:later",
        "morning:2026-11-25:left:later:never:mat:full",
        f"nudge:{number}:start",
        f"nudge:{number}:snooze",
    ):
        await phone.forge(data, card)
        assert phone.last.buttons, data
    assert await answers(phone) == []
    assert await coming(dorsi) == ["pre Thu 06:25", "post Thu 07:25"]


async def test_a_red_flag_keeps_the_question_away(dorsi: World) -> None:
    phone = await loaded(dorsi)
    await phone.say("/stop")
    await phone.tap("5", "Yes, this is so")
    assert "morning" not in " ".join(await coming(dorsi))
    count = len(phone.runner.messages)
    await dorsi.jump(hours=25)
    assert len(phone.runner.messages) == count
