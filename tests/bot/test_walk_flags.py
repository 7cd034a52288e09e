"""Red flags, walked: tapped, confirmed, the result alone, everything paused, and the way back."""

from pathlib import Path

import pytest

from storage import nudges
from tests.bot.walking import FLAGS, begun
from tests.bot.world import Phone, World, world

pytestmark = pytest.mark.usefixtures("unhurried")

POP = "A snap or pop, or like a kick in the back of the leg, even if walking works"


async def flagged(dorsi: World, page: str, number: str) -> Phone:
    """Return a runner who confirmed a flag in the middle of a practice."""
    phone = await begun(dorsi)
    await phone.say("/stop")
    if page == "C":
        await phone.tap("None of these")
    await phone.tap(number)
    assert "Is this so?" in phone.last.text
    await phone.tap("Yes, this is so")
    return phone


async def next_nudge(dorsi: World) -> object:
    """Return when the next nudge would be said, None if none will."""
    return await dorsi.dorsi.db.run(nudges.next_due)


async def test_a_mistap_is_taken_back_and_nothing_is_kept(dorsi: World) -> None:
    phone = await begun(dorsi)
    await phone.say("/stop")
    before = await phone.kept()
    await phone.tap("5")
    assert POP in phone.last.text
    await phone.tap("I mis-tapped")
    assert FLAGS in phone.last.text
    await phone.tap("None of these", "None of these")
    assert "Seated ankle rotation · Left" in phone.last.text
    assert await phone.kept() == before


async def test_no_to_every_flag_says_nothing_about_how_it_is(dorsi: World) -> None:
    phone = dorsi.phone()
    await phone.come_in()
    await phone.say("/stop")
    await phone.tap("None of these", "None of these")
    assert phone.last.text == "Noted. If something changes, /stop is always there."


async def test_a_flag_shows_its_result_alone_and_stops_everything(dorsi: World) -> None:
    phone = await flagged(dorsi, "AB", "5")
    assert phone.last.text == dorsi.dorsi.library.flags["RB1"].result
    kept = await phone.kept()
    assert [one["open"] for one in kept["practices"]] == [False]  # type: ignore[attr-defined]
    assert await next_nudge(dorsi) is None
    count = len(phone.runner.messages)
    await dorsi.jump(days=2)
    assert len(phone.runner.messages) == count


async def test_nothing_asks_for_drills_while_a_flag_holds(dorsi: World) -> None:
    phone = await flagged(dorsi, "AB", "5")
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


async def test_a_clinicians_word_brings_drills_and_reminders_back_low(dorsi: World) -> None:
    phone = await flagged(dorsi, "AB", "5")
    await phone.say("/safety")
    assert POP in phone.last.text
    await phone.tap("A pop or a kick", "Not yet", "A pop or a kick", "Yes, a clinician said so")
    assert "We start again at the gentle end, and reminders are back." in phone.last.text
    assert await next_nudge(dorsi) is not None
    await phone.tap("What's for today")
    assert "coin-size" in phone.last.text
    assert "Beginning low again after the pause." in phone.last.text


async def test_two_flags_need_two_words(dorsi: World) -> None:
    phone = await flagged(dorsi, "AB", "5")
    await phone.say("/stop")
    await phone.tap("9", "Yes, this is so")
    await phone.tap("What is paused", "A pop or a kick", "Yes, a clinician said so")
    assert "Something else is still paused." in phone.last.text
    assert await next_nudge(dorsi) is None


async def test_every_flag_at_once_still_fits_a_screen(dorsi: World) -> None:
    phone = dorsi.phone()
    await phone.come_in()
    for flag in dorsi.dorsi.library.flags.values():
        if flag.tier != "D":
            await phone.forge(f"flags:yes:{flag.id}:0")
    await phone.say("/safety")
    assert "And 14 more." in phone.last.text
    assert len(phone.last.text) <= 1100


async def test_tier_c_leaves_the_seated_circles_on_request(dorsi: World) -> None:
    phone = await flagged(dorsi, "C", "6")
    assert phone.last.text == dorsi.dorsi.library.flags["RC5"].result
    assert await next_nudge(dorsi) is None
    await phone.say("/today")
    assert "No drills right now." in phone.last.text
    await phone.tap("Gentle seated circles")
    assert "Seated ankle rotation" in phone.last.text
    await phone.tap(":done", ":done", "Nothing")
    assert "That's it for now." in phone.last.text


async def test_seven_calm_days_lift_what_may_lift_so(dorsi: World) -> None:
    phone = await flagged(dorsi, "C", "6")
    for calm in range(1, 8):
        await dorsi.jump(days=1)
        await phone.say("/safety")
        await phone.tap("No trouble today")
        assert (f"{calm} so far." in phone.last.text) == (calm < 7)
    assert "7 calm days: you can lift it now." in phone.last.text
    await phone.tap("Gives way or locks")
    assert "reminders are back" in phone.last.text
    assert await next_nudge(dorsi) is not None


@pytest.mark.parametrize("answer", ["6 or more", "I'm limping"])
async def test_strong_walking_pain_before_a_run_opens_the_flags_with_no_run_today(
    dorsi: World, answer: str
) -> None:
    phone = dorsi.phone()
    await phone.come_in()
    await dorsi.next_reminder()
    await phone.tap("Start", answer)
    assert phone.last.text.startswith("No run and no drills today")
    assert FLAGS in phone.last.text


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
    await phone.tap("Limits", "Blood clot or thinners")
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


async def test_without_a_number_the_runner_knows_which(dorsi: World) -> None:
    phone = dorsi.phone()
    await phone.say("/stop")
    await phone.tap("1", "Yes, this is so")
    assert "Call your local emergency number now" in phone.last.text
    assert (await phone.kept())["runner"] == {"last_seen": None}
    await phone.tap("Set up the rest")
    assert "Hello Ada" in phone.last.text
