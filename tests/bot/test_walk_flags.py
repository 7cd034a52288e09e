"""Red flags, walked: asked in short pages, confirmed, the verdict alone, and everything paused."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.sandbox.chats import Message
from content.coach import asking
from storage import nudges
from tests.bot.manners import faults
from tests.bot.walking import FLAGS, begun, found, raised
from tests.bot.world import Phone, World, world

pytestmark = pytest.mark.usefixtures("unhurried")


async def next_nudge(dorsi: World) -> object:
    """Return when the next nudge would be said, None if none will."""
    return await dorsi.dorsi.db.run(nudges.next_due)


def meant(dorsi: World, key: str) -> str:
    """Return what a flag's verdict says."""
    library = dorsi.dorsi.library
    flag = library.flags[key]
    return f"{flag.told(library.safety.emergency)}\n\n{library.safety.running[flag.running]}"


async def test_every_page_of_every_token_is_short_and_ends_with_a_plain_no(dorsi: World) -> None:
    phone = dorsi.phone()
    await phone.come_in()
    await phone.say("/stop")
    library = dorsi.dorsi.library
    for token in (asking.ALL, "any-A", *asking.FITS, *(f"{one}-A" for one in asking.FITS)):
        asked: list[str] = []
        page = token
        while page:
            told = await phone.forge(f"flags:page:{page}:999999999999999999")
            assert faults(told) == []
            *numbers, none = told.buttons
            assert (none.text, none.style) == ("None of these", "")
            assert len(numbers) <= 6
            asked += [one.data.split(":")[2] for one in numbers]
            page = asking.following(library, page)
        assert len(set(asked)) == len(asked)
        assert asked == [key for one in asking.pages(library, token) for key in one]


async def test_stop_asks_all_of_them_the_emergencies_first(dorsi: World) -> None:
    phone = dorsi.phone()
    await phone.come_in()
    await phone.say("/stop")
    read, tiers = "", ""
    while "None of these" in phone.labels:
        read += phone.last.text
        tiers += "".join(one.data[11] for one in phone.last.buttons[:-1])
        await phone.tap("None of these")
    red = [flag for flag in dorsi.dorsi.library.flags.values() if flag.tier != "D"]
    assert all(flag.ask in read for flag in red)
    assert tiers == "".join(flag.tier for flag in red)
    assert phone.last.text == "Noted. If something changes, /stop is always there."


async def test_a_mistap_is_taken_back_and_nothing_is_kept(dorsi: World) -> None:
    phone = await begun(dorsi)
    await phone.say("/stop")
    before = await phone.kept()
    number = await found(phone, "RB7")
    page = phone.last.text
    await phone.tap(number)
    assert dorsi.dorsi.library.flags["RB7"].ask in phone.last.text
    await phone.tap("I mis-tapped")
    assert phone.last.text == page
    await phone.none()
    assert "Seated ankle rotation" in phone.last.text
    assert await phone.kept() == before


async def test_a_verdict_stands_alone_and_stops_everything(dorsi: World) -> None:
    phone = await begun(dorsi)
    await phone.say("/stop")
    await phone.tap(await found(phone, "RB1"))
    asked = phone.last
    await phone.tap("Yes, this is so")
    assert asked.text == f"Noted: {dorsi.dorsi.library.flags['RB1'].label}."
    assert asked.buttons == []
    verdict = phone.last
    assert verdict.message_id > asked.message_id
    assert verdict.text == meant(dorsi, "RB1")
    assert phone.labels == ["I mis-tapped", "What is paused"]
    await phone.tap("What is paused")
    assert verdict.text == meant(dorsi, "RB1")
    kept = await phone.kept()
    assert [one["open"] for one in kept["practices"]] == [False]  # type: ignore[attr-defined]
    count = len(phone.runner.messages)
    for _ in range(4):
        await dorsi.jump(days=1)
    assert ["Have you been seen?" in one.text for one in phone.runner.messages[count:]] == [True]


@pytest.mark.parametrize("tier", ["A", "B", "C"])
async def test_each_verdict_says_what_it_means_for_running(dorsi: World, tier: str) -> None:
    phone = dorsi.phone()
    await phone.come_in()
    for flag in dorsi.dorsi.library.flags.values():
        if flag.tier == tier:
            await raised(phone, flag.id)
            assert phone.last.text == meant(dorsi, flag.id)
            assert faults(phone.last) == []
            assert ("What is paused" in phone.labels) == (tier != "A")


async def test_a_double_tap_on_yes_is_one_flag_and_one_verdict(dorsi: World) -> None:
    phone = dorsi.phone()
    await phone.come_in()
    await phone.say("/stop")
    await phone.tap(await found(phone, "RB1"))
    count = len(phone.runner.messages)
    yes = next(one.data for one in phone.last.buttons if one.data.startswith("flags:yes:"))
    page = phone.last
    for query in [phone.runner.forge_nowait(page, yes) for _ in range(2)]:
        await phone.runner.answer(query)
    await dorsi.settled()
    assert len(phone.runner.messages) == count + 1
    events = (await phone.kept())["events"]
    assert [one["kind"] for one in events] == ["flagged"]  # type: ignore[attr-defined]
    await phone.tap("I mis-tapped")
    assert "Start" in [one.text for one in (await phone.say("/today")).buttons]


async def test_a_verdict_that_was_lost_is_told_again(dorsi: World) -> None:
    phone = dorsi.phone()
    await phone.come_in()
    await raised(phone, "RB1")
    count = len(phone.runner.messages)
    await dorsi.jump(minutes=1)
    await phone.forge("flags:yes:RB1:all:0")
    assert len(phone.runner.messages) == count + 1
    assert phone.last.text == meant(dorsi, "RB1")


async def test_a_mistap_after_yes_counts_for_ten_minutes(dorsi: World) -> None:
    phone = dorsi.phone()
    await phone.come_in()
    due = await next_nudge(dorsi)
    await raised(phone, "RA1")
    await dorsi.jump(minutes=9)
    await phone.tap("I mis-tapped")
    assert phone.last.text.startswith("Taken back")
    assert await next_nudge(dorsi) == due
    await raised(phone, "RA1")
    verdict: Message = phone.last
    await dorsi.jump(minutes=11)
    await phone.answered("I mis-tapped", verdict)
    assert verdict.text == meant(dorsi, "RA1")
    assert "more than ten minutes ago, so I keep it" in phone.last.text
    assert "days without trouble" not in phone.last.text
    assert "No drills right now." in (await phone.say("/today")).text


async def test_a_flag_that_days_lift_says_so_to_a_late_mistap(dorsi: World) -> None:
    phone = await raised(await begun(dorsi), "RC5")
    await dorsi.jump(minutes=11)
    await phone.tap("I mis-tapped")
    assert "It also ends after 7 days without trouble" in phone.last.text


async def test_a_mistap_of_what_is_lifted_says_so(dorsi: World) -> None:
    phone = await raised(await begun(dorsi), "RB1")
    verdict = phone.last
    await phone.say("/safety")
    await phone.tap("A doctor checked it", "Today")
    await phone.answered("I mis-tapped", verdict)
    assert verdict.text == "That one pauses nothing any more."


async def test_one_of_two_flags_taken_back_leaves_the_other(dorsi: World) -> None:
    phone = dorsi.phone()
    await phone.come_in()
    await raised(phone, "RB1")
    await raised(phone, "RC0")
    await phone.tap("I mis-tapped")
    assert phone.last.text == "Taken back. Something else is still paused."


async def test_nothing_asks_for_drills_while_a_flag_holds(dorsi: World) -> None:
    phone = await raised(await begun(dorsi), "RB1")
    await phone.say("/today")
    assert "No drills right now." in phone.last.text
    assert "Start" not in phone.labels
    await phone.say("/plan")
    assert "Paused: /safety says why." in phone.last.text
    await phone.say("/run")
    await phone.tap("In an hour")
    assert "Drills and reminders are paused: /safety says why." in phone.last.text
    await dorsi.jump(hours=2)
    await phone.say("/run")
    await phone.tap("I'm back")
    assert "Drills are paused: /safety says why." in phone.last.text
    for forged in ("today:go:rest:mat:full", "today:go:rest:mat:minute", "today:gentle:rest:mat:x"):
        assert "No drills right now." in (await phone.forge(forged)).text


async def test_tier_c_leaves_the_seated_circles_on_request(dorsi: World) -> None:
    phone = await raised(await begun(dorsi), "RC5")
    assert await next_nudge(dorsi) is None
    await phone.say("/today")
    assert "No drills right now." in phone.last.text
    await phone.tap("Gentle seated circles")
    assert "Seated ankle rotation" in phone.last.text
    await phone.tap(":done", ":done", "Nothing")
    assert "That's it for now." in phone.last.text


async def asked_by_walking(dorsi: World, answer: str = "6 or more") -> Phone:
    """Return a runner whose walking hurts too much for a run, at the flags."""
    phone = dorsi.phone()
    await phone.come_in()
    await dorsi.next_reminder()
    await phone.tap("Start", answer)
    assert phone.last.text.startswith("No run and no drills today")
    assert FLAGS in phone.last.text
    return phone


@pytest.mark.parametrize("answer", ["6 or more", "I'm limping"])
async def test_strong_walking_pain_asks_the_flags_once_and_leaves_a_way_out(
    dorsi: World, answer: str
) -> None:
    phone = await asked_by_walking(dorsi, answer)
    assert faults(phone.last) == []
    await phone.none()
    for _ in range(2):
        assert phone.last.text.startswith("No run, no drills today.")
        assert "Tomorrow I ask again." in phone.last.text
        assert phone.labels == ["It is better now", "My plan", "Something is wrong"]
        await phone.say("/today")
    await phone.tap("Something is wrong")
    assert FLAGS in phone.last.text


async def test_walking_that_got_better_is_asked_again(dorsi: World) -> None:
    phone = await asked_by_walking(dorsi)
    await phone.none()
    await phone.tap("It is better now", "I'm limping")
    assert FLAGS in phone.last.text
    await phone.none()
    await phone.tap("It is better now", "No, or up to 2")
    assert "Done" in phone.labels


async def test_the_next_day_it_is_a_day_like_others(dorsi: World) -> None:
    phone = await asked_by_walking(dorsi)
    await phone.none()
    await dorsi.jump(days=1)
    assert "Start" in [one.text for one in (await phone.say("/today")).buttons]


async def test_a_practice_that_was_left_ends_with_strong_walking_pain(dorsi: World) -> None:
    phone = await begun(dorsi)
    step = phone.last
    await dorsi.next_reminder()
    await phone.tap("Start", "6 or more")
    assert FLAGS in phone.last.text
    assert (await phone.answered(":done", step)).text == "This practice is over."


async def test_a_practice_under_way_ends_with_a_new_limit(dorsi: World) -> None:
    phone = await begun(dorsi)
    step = phone.last
    await phone.say("/settings")
    await phone.tap("Limits", "limits:add:RD3")
    assert "No foam rolling for you" in phone.last.text
    assert (await phone.answered(":done", step)).text == "This practice is over."


async def test_walking_pain_of_three_to_five_makes_an_easy_day(dorsi: World) -> None:
    phone = dorsi.phone()
    await phone.come_in()
    await dorsi.next_reminder()
    await phone.tap("Start", "3 to 5")
    assert "An easy day" in phone.last.text
    assert "coin-size" in phone.last.text


async def test_the_emergency_number_is_the_one_that_is_set(tmp_path: Path) -> None:
    async with world(tmp_path, emergency_number="112") as dorsi:
        phone = dorsi.phone()
        await phone.say("/stop")
        await phone.tap("1", "Yes, this is so")
        assert "Call 112 now" in phone.last.text


async def test_a_stranger_is_told_what_it_means_and_nothing_is_kept(dorsi: World) -> None:
    phone = dorsi.phone()
    await phone.say("/stop")
    await phone.tap("1", "Yes, this is so")
    assert "Call your local emergency number now" in phone.last.text
    assert (await phone.kept())["runner"] == {"last_seen": None}
    await phone.tap("I mis-tapped")
    assert "Hello Ada" in phone.last.text


async def test_buttons_of_an_earlier_list_still_stop_everything(dorsi: World) -> None:
    phone = dorsi.phone()
    await phone.come_in()
    await phone.forge("flags:tap:RB5:0")
    assert "Is this so?" in phone.last.text
    await phone.forge("flags:yes:RB1:7")
    assert phone.last.text == meant(dorsi, "RB1")
    assert (await next_nudge(dorsi)) is not None
    assert await next_nudge(dorsi) > dorsi.clock.now() + timedelta(hours=20)  # type: ignore[operator]
