"""What keeps every drill away keeps the reminders away too, whatever it came from."""

from datetime import datetime

import pytest

from storage import nudges
from tests.bot.walking import FLAGS, begun
from tests.bot.world import World

pytestmark = pytest.mark.usefixtures("unhurried")


async def next_nudge(dorsi: World) -> datetime | None:
    """Return when the next nudge would be said, None if none will."""
    return await dorsi.dorsi.db.run(nudges.next_due)


async def test_no_reminder_comes_while_a_limit_keeps_the_drills_away(dorsi: World) -> None:
    phone = dorsi.phone()
    await phone.come_in()
    before = await next_nudge(dorsi)
    await phone.say("/settings")
    await phone.tap("Limits", "Pregnant")
    assert await next_nudge(dorsi) is None
    await phone.tap("✓ Pregnant")
    assert await next_nudge(dorsi) == before


async def test_an_operation_ends_its_pause_by_itself(dorsi: World) -> None:
    phone = dorsi.phone()
    await phone.come_in()
    await phone.say("/settings")
    await phone.tap("Limits", "Leg surgery, 6 months")
    await dorsi.jump(days=179)
    assert "No drills right now." in (await phone.say("/today")).text
    assert await next_nudge(dorsi) is None
    await dorsi.jump(days=3)
    assert "Start" in [one.text for one in (await phone.say("/today")).buttons]
    assert await next_nudge(dorsi) is not None


async def test_a_clinicians_word_does_not_make_anyone_older(dorsi: World) -> None:
    phone = dorsi.phone()
    await phone.come_in()
    await phone.say("/settings")
    await phone.tap("Limits", "Under 18")
    await phone.forge("safety:cleared:RD5")
    assert "No drills right now." in (await phone.say("/today")).text
    await phone.say("/safety")
    await phone.tap("Under 18")
    assert "Your limits" in phone.last.text


async def test_severe_pain_that_lasts_to_the_next_day_pauses_the_reminders(dorsi: World) -> None:
    phone = await begun(dorsi)
    await phone.tap("Sharp pull", "Over heel", "9")
    assert FLAGS in phone.last.text
    assert await next_nudge(dorsi) is not None
    await dorsi.jump(days=1)
    await phone.forge("today:walk:before:mat:full:6")
    assert "No drills right now." in phone.last.text
    assert await next_nudge(dorsi) is None
    assert "Every drill on your feet" in (await phone.say("/safety")).text


async def test_red_flags_left_unanswered_come_before_the_next_step(dorsi: World) -> None:
    phone = await begun(dorsi)
    await phone.tap("It pinches", "It was strong: 6 or more", "Skip this", "Skip this")
    assert FLAGS in phone.last.text
    await phone.say("/today")
    await phone.tap("Go on")
    assert FLAGS in phone.last.text
    await phone.tap("None of these", "None of these")
    assert FLAGS not in phone.last.text
    assert "Done" in phone.labels
