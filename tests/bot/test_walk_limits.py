"""The limits, walked: asked as questions, some with their month, and lifted by a word only."""

import pytest

from content.history import Cleared
from storage import reports
from tests.bot.manners import faults
from tests.bot.world import Phone, World

pytestmark = pytest.mark.usefixtures("unhurried")

HEAD = "Is any of this true for you?"
# Counted from a month that is asked; November is the month it is.
ASKED = {
    "RD1": ["November", "October", "September", "August", "July", "June", "May"],
    "RD4": ["November", "October", "September", "August"],
    "RD7": ["November", "October"],
}
NOTHING = "No drills right now."


async def at_the_gate(dorsi: World) -> Phone:
    """Return a runner at the first page of limits."""
    phone = dorsi.phone()
    await phone.say("/start")
    await phone.tap("I understand", "Yes, keep my answers")
    assert HEAD in phone.last.text
    return phone


async def in_settings(dorsi: World) -> Phone:
    """Return a runner at the limits of the settings."""
    phone = dorsi.phone()
    await phone.come_in()
    await phone.say("/settings")
    await phone.tap("Limits")
    return phone


async def to(phone: Phone, data: str) -> None:
    """Turn pages until one has a button, and tap it."""
    while data not in {one.data for one in phone.last.buttons}:
        await phone.tap(phone.last.buttons[-2 if "Back" in phone.labels else -1].data)
    await phone.tap(data)


async def come_in(phone: Phone) -> None:
    """Go on from the limits to the end of the first minute."""
    while HEAD in phone.last.text:
        await phone.tap(phone.last.buttons[-1].data)
    if "hello:limits:told" in {one.data for one in phone.last.buttons}:
        await phone.tap("Go on")
    await phone.none()
    await phone.tap("12:00", "Paris", "06:45")
    assert "All set." in phone.last.text


async def held(phone: Phone) -> dict[str, str]:
    """Return the limits told last, each with the date it counts from."""
    events = (await phone.kept())["events"]
    assert isinstance(events, list)
    told = [one["body"] for one in events if one["kind"] == "limits"]
    return dict(told[-1]["since"]) if told else {}


async def test_the_questions_are_read_whole_and_none_is_the_plain_last_answer(
    dorsi: World,
) -> None:
    phone = await at_the_gate(dorsi)
    read = ""
    while HEAD in phone.last.text:
        assert faults(phone.last) == []
        read += phone.last.text
        last = phone.last.buttons[-1]
        assert (last.text, last.style) == ("None of these", "")
        await phone.tap("None of these")
    assert all(flag.ask in read for flag in dorsi.dorsi.library.limits)


@pytest.mark.parametrize("limit", ["RD1", "RD2", "RD6", "RD7", "RD8"])
async def test_a_limit_that_needs_a_clinician_offers_no_drill(dorsi: World, limit: str) -> None:
    phone = await at_the_gate(dorsi)
    flag = dorsi.dorsi.library.flags[limit]
    await to(phone, f"hello:add:{limit}")
    if limit in ASKED:
        assert "In which month was it?" in phone.last.text
        assert phone.labels == [*ASKED[limit], "Longer ago", "I mis-tapped"]
        await phone.tap("November")
    assert any(label.startswith("✓") for label in phone.labels)
    while HEAD in phone.last.text:
        await phone.tap(phone.last.buttons[-1].data)
    assert flag.told("").partition(".")[0] in phone.last.text
    assert dorsi.dorsi.library.safety.running[flag.running] in phone.last.text
    assert faults(phone.last) == []
    await come_in(phone)
    assert "paused" in phone.last.text
    for _ in range(2):
        await phone.say("/today")
        assert NOTHING in phone.last.text
        assert flag.label in phone.last.text
        await phone.forge("today:go:rest:mat:minute")
        assert NOTHING in phone.last.text


async def test_every_limit_at_once_is_told_on_one_screen(dorsi: World) -> None:
    phone = await at_the_gate(dorsi)
    for flag in dorsi.dorsi.library.limits:
        if flag.programme:
            await to(phone, f"hello:add:{flag.id}")
            if flag.id in ASKED:
                await phone.tap("October")
    while HEAD in phone.last.text:
        await phone.tap(phone.last.buttons[-1].data)
    assert "more: /settings has them all." in phone.last.text
    assert faults(phone.last) == []


async def test_a_blood_clot_keeps_the_roller_away(dorsi: World) -> None:
    ada, ben = await at_the_gate(dorsi), dorsi.phone(2, "Ben")
    await to(ada, "hello:add:RD3")
    await come_in(ada)
    await ben.come_in()
    for phone in (ada, ben):
        await phone.say("/settings")
        await phone.tap("What I have", "Roller")
        await phone.say("/today")
        await phone.tap("After a run")
    assert "Calf foam roll" in ben.last.text
    assert "Calf foam roll" not in ada.last.text


async def test_a_month_is_kept_as_its_last_day_and_one_long_ago_not_at_all(dorsi: World) -> None:
    phone = await at_the_gate(dorsi)
    await to(phone, "hello:add:RD4")
    await phone.tap("September")
    assert await held(phone) == {"RD4": "2026-09-30"}
    await to(phone, "hello:add:RD1")
    await phone.tap("Longer ago")
    assert await held(phone) == {"RD4": "2026-09-30"}
    await come_in(phone)
    assert "First reminder" in phone.last.text


async def test_a_double_tap_on_a_number_is_one(dorsi: World) -> None:
    phone = await at_the_gate(dorsi)
    page = phone.last
    queries = [phone.runner.forge_nowait(page, "hello:add:RD2") for _ in range(2)]
    for query in queries:
        await phone.runner.answer(query)
    await dorsi.settled()
    assert list(await held(phone)) == ["RD2"]
    assert "✓ 2" in phone.labels
    queries = [phone.runner.forge_nowait(page, "hello:off:RD2") for _ in range(2)]
    for query in queries:
        await phone.runner.answer(query)
    await dorsi.settled()
    assert "2" in phone.labels
    assert HEAD in phone.last.text


async def test_a_tick_goes_at_once_only_while_it_is_fresh(dorsi: World) -> None:
    phone = await at_the_gate(dorsi)
    await phone.tap("2", "✓ 2")
    assert "2" in phone.labels
    await phone.tap("2")
    await dorsi.jump(minutes=11)
    await phone.tap("✓ 2")
    assert "What has changed?" in phone.last.text
    assert phone.labels == ["A doctor says I can", "Nothing, keep it"]
    await phone.tap("Nothing, keep it")
    assert "✓ 2" in phone.labels


async def test_a_limit_is_added_by_a_tap_and_says_what_it_changes(dorsi: World) -> None:
    phone = await in_settings(dorsi)
    await to(phone, "limits:add:RD4")
    await phone.tap("October")
    assert "stay gentle for three months" in phone.last.text
    assert dorsi.dorsi.library.safety.running["easy"] in phone.last.text
    assert faults(phone.last) == []
    await phone.tap("Back to my limits")
    assert "✓ 4" in phone.labels


async def test_a_fresh_limit_is_taken_back_as_if_never_tapped(dorsi: World) -> None:
    phone = await in_settings(dorsi)
    await to(phone, "limits:add:RD6")
    await phone.tap("I mis-tapped")
    assert not any("✓" in label for label in phone.labels)
    assert "Start" in [one.text for one in (await phone.say("/today")).buttons]


async def test_no_limit_is_a_toggle(dorsi: World) -> None:
    phone = await in_settings(dorsi)
    ways = {
        "RD1": ["It is over", "A doctor says I can"],
        "RD2": ["A doctor says I can"],
        "RD3": ["A doctor says I can"],
        "RD4": ["It is over", "A doctor says I can"],
        "RD5": ["I'm 18 now"],
        "RD6": ["It is over", "A doctor says I can"],
        "RD7": ["It is over", "A doctor says I can"],
        "RD8": ["A doctor says I can"],
        "RD9": ["It is over", "A doctor says I can"],
    }
    for limit, way in ways.items():
        await phone.forge(f"limits:add:{limit}")
        if limit in ASKED:
            await phone.tap("November")
        await dorsi.jump(minutes=11)
        before = await phone.kept()
        await phone.forge(f"limits:off:{limit}")
        assert phone.labels == [*way, "Nothing, keep it"]
        assert faults(phone.last) == []
        await phone.forge(f"limits:mistap:{limit}")
        assert phone.labels == [*way, "Nothing, keep it"]
        assert await phone.kept() == before
        if "It is over" not in way:
            await phone.forge(f"limits:since:{limit}:ago")
            assert (await phone.kept() == before) == (limit != "RD5")
        await phone.say("/settings")
        await phone.tap("Limits")


async def test_what_is_over_goes_and_what_counts_from_a_month_asks_which(dorsi: World) -> None:
    phone = await in_settings(dorsi)
    await phone.forge("limits:add:RD6")
    await phone.forge("limits:off:RD6")
    await phone.tap("It is over")
    assert "Start" in [one.text for one in (await phone.say("/today")).buttons]
    await phone.forge("limits:add:RD1")
    await phone.tap("November")
    await phone.forge("limits:off:RD1")
    await phone.tap("It is over", "May")
    assert await held(phone) == {"RD1": "2026-05-31"}
    assert NOTHING in (await phone.say("/today")).text
    await phone.forge("limits:off:RD1")
    await phone.tap("It is over", "Longer ago")
    assert "Start" in [one.text for one in (await phone.say("/today")).buttons]


async def test_a_clinicians_word_needs_its_day_and_lifts_a_limit(dorsi: World) -> None:
    phone = await in_settings(dorsi)
    await phone.forge("limits:add:RD2")
    await phone.forge("limits:off:RD2")
    await phone.tap("A doctor says I can")
    assert "said you can exercise? When?" in phone.last.text
    await phone.tap("Not yet")
    assert NOTHING in (await phone.say("/today")).text
    await phone.forge("safety:clear:RD2")
    await phone.tap("Yesterday")
    assert "reminders are back" in phone.last.text
    assert "Start" in [one.text for one in (await phone.say("/today")).buttons]


async def test_a_limit_without_a_pause_is_lifted_and_said_so(dorsi: World) -> None:
    phone = await in_settings(dorsi)
    await phone.forge("limits:add:RD3")
    await phone.forge("safety:clear:RD3")
    await phone.tap("Earlier")
    assert "Blood clot or thinners holds no more." in phone.last.text
    await phone.tap("Back to my limits")
    assert not any("✓" in label for label in phone.labels)


@pytest.mark.parametrize("seen", ["today", None])
async def test_a_limit_that_was_lifted_and_is_told_again_holds_again(
    dorsi: World, seen: str | None
) -> None:
    phone = await in_settings(dorsi)
    await phone.forge("limits:add:RD2")
    if seen:
        await phone.forge(f"safety:seen:RD2:{seen}")
    else:  # as it was told before it was asked when
        now = dorsi.clock.now()
        event = Cleared(now, now.date(), "RD2", "clinician")
        await dorsi.dorsi.db.run(reports.add, 1, event)
    assert "Start" in [one.text for one in (await phone.say("/today")).buttons]
    await phone.forge("limits:add:RD2")
    assert NOTHING in (await phone.say("/today")).text


async def test_who_falls_easily_sits(dorsi: World) -> None:
    phone = await in_settings(dorsi)
    await phone.forge("limits:add:RD9")
    assert "Only seated drills" in phone.last.text
    await phone.say("/today")
    assert "Start" in phone.labels
    assert "Standing ankle circles" not in phone.last.text
