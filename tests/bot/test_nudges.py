"""One tick, on the real Telegram of the tests: in order, in time, once, and whatever fails."""

import asyncio
from datetime import time, timedelta
from typing import Any

import pytest
from telegram.error import TimedOut

from bot.reminders import dispatcher as ticking
from bot.reminders.dispatcher import tick
from bot.transport.aiohttp_request import AiohttpRequest
from content.events import Sorer
from scheduler.recurrence import Rhythm
from scheduler.reminders import Quiet
from storage import events, runners
from storage.reminders import outbox
from tests.bot.passing_time import diary, passes
from tests.bot.settled_runners import settled
from tests.bot.world import World

pytestmark = pytest.mark.usefixtures("unhurried")

NIGHT = Quiet(time(0), time(0))
# From Monday noon in Paris, where the world begins.
CARD, RUN = timedelta(hours=18, minutes=25), timedelta(hours=18, minutes=45)


def sent(world: World) -> list[Any]:
    """Return the chats that messages were sent to, in order."""
    return [one.params["chat_id"] for one in world.telegram.calls if one.method == "sendMessage"]


async def state(world: World, runner: int = 1) -> list[str]:
    """Return the states of a runner's nudges before runs, the oldest first."""
    kept = (await world.phone(runner).kept())["nudges"]
    assert isinstance(kept, list)
    return [one["state"] for one in kept if one["kind"] == "pre"]


async def test_a_nudge_leaves_within_two_seconds_of_its_minute(world: World) -> None:
    phone = await settled(world)
    due = world.clock.now() + CARD
    due = due.replace(second=0, microsecond=0)
    world.clock.jump(due - world.clock.now() - timedelta(seconds=0.2))
    await phone.runner.wait(lambda me: me.messages)
    late = (world.clock.now() - due).total_seconds()
    assert 0 <= late <= 2


async def test_what_is_useless_soonest_is_said_first(world: World) -> None:
    one = {"plan": Rhythm.weekly({1: time(6, 45)})}
    later = {"plan": Rhythm.weekly({1: time(6, 59)}), "lead": 34}
    await settled(world, 1, rest_drill=time(6, 25), plan=Rhythm())
    await settled(world, 2, **later)
    await settled(world, 3, desk_break=time(6, 25), plan=Rhythm())
    await settled(world, 4, **one)
    await settled(world, 5, plan=Rhythm.weekly({1: time(5, 45)}), quiet=NIGHT)
    await passes(world, hours=17, minutes=26)  # the last one's card before the run, at 05:25
    await world.jump(hours=1)
    assert sent(world) == [5, 4, 2, 3, 5, 1]


async def test_what_is_late_is_dropped_with_one_line(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    for number in (1, 2, 3):
        await settled(world, number)
    await world.jump(seconds=RUN.total_seconds())
    assert sent(world) == []
    assert [one.getMessage() for one in caplog.records if "late" in one.getMessage()] == [
        "3 nudges came too late to be useful and were dropped"
    ]
    assert await state(world) == ["late", "waiting"], "and the next one is there"


async def test_a_runner_who_left_holds_nobody_up(world: World) -> None:
    left, there = await settled(world, 1), await settled(world, 2)
    left.runner.chat.blocked = True
    await world.jump(seconds=CARD.total_seconds())
    assert len(diary(there)) == 1
    assert await state(world, 1) == ["skipped"]
    world.telegram.refused.clear()
    await world.jump(days=7)
    assert world.telegram.refused == [], "nothing more is tried"
    left.runner.chat.blocked = False
    left.runner.unblock()
    await world.settled()
    assert await world.services.db.transaction(outbox.next_due) is not None


@pytest.mark.usefixtures("short_pauses")
async def test_a_flood_wait_is_sat_out(world: World) -> None:
    phone = await settled(world)
    world.telegram.flood(1)
    await world.jump(seconds=CARD.total_seconds())
    assert len(diary(phone)) == 1
    world.telegram.refused.clear()


async def test_what_telegram_refuses_is_not_said_again_and_again(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    phone = await settled(world)
    phone.runner.chat.known = False
    await world.jump(seconds=CARD.total_seconds())
    assert "was refused: Chat not found" in caplog.text
    assert await state(world) == ["skipped"]
    world.telegram.refused.clear()


async def test_a_dead_line_loses_nothing(world: World) -> None:
    phone = await settled(world)
    port = int(world.telegram.url.rpartition(":")[2])
    await world.telegram.stop()
    await world.jump(seconds=CARD.total_seconds())
    assert diary(phone) == []
    await world.telegram.start(port=port)
    await world.jump(seconds=2)
    assert diary(phone) == ["Tue 24 Nov 06:25 before"]


async def test_a_card_that_may_have_arrived_is_said_once_more_and_not_a_third_time(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    phone = await settled(world, follow_up=True)
    real = AiohttpRequest.do_request

    async def never_answered(self: AiohttpRequest, url: str, *args: Any, **kwargs: Any) -> Any:
        answer = await real(self, url, *args, **kwargs)
        if url.endswith("/sendMessage"):
            raise TimedOut
        return answer

    monkeypatch.setattr(AiohttpRequest, "do_request", never_answered)
    await world.jump(seconds=CARD.total_seconds())
    assert "outcome unknown" in caplog.text
    await passes(world, minutes=30)
    assert diary(phone) == ["Tue 24 Nov 06:25 before", "Tue 24 Nov 06:34 before"]
    meters = world.services.meters
    counted = [
        meters.value("dorsi_nudges_total", kind="pre", outcome=how)
        for how in ("unknown", "repeated")
    ]
    assert counted == [2, 1]
    runner = await world.services.db.transaction(runners.get, 1)
    assert runner is not None
    assert runner.ignored == 0, "nobody knows whether there was anything to ignore"


async def test_a_crash_before_the_note_says_it_twice_at_most(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    phone = await settled(world)

    def crash(*_: object) -> int:
        raise OSError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(outbox, "mark_sent", crash)
        await world.jump(seconds=CARD.total_seconds())
    assert "Nudge 1 failed" in caplog.text
    await world.jump(seconds=30)
    assert len(diary(phone)) == 1, "its lease still holds"
    await world.jump(seconds=31)
    await world.jump(minutes=10)
    assert len(diary(phone)) == 2
    assert "Nudge 1 was on its way before" in caplog.text


async def test_one_runners_broken_answers_hold_nobody_up_and_not_that_runner_either(
    world: World,
) -> None:
    habits = {"summary": True, "plan": Rhythm.weekly({6: time(17)}), "run_minutes": 60}
    phones = [await settled(world, number, **habits) for number in (1, 2)]
    told = Sorer(world.clock.now(), world.clock.now().date(), "left")
    await world.services.db.transaction(events.add, 1, told)
    await world.services.db.transaction(
        lambda conn: conn.exec_driver_sql("UPDATE events SET body = '{}'")
    )
    await world.jump(days=6, hours=6, seconds=1)
    assert [diary(phone)[-1] for phone in phones] == ["Sun 29 Nov 18:00 after"] * 2


async def test_a_tick_that_hangs_is_given_up_and_nothing_is_lost(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = await settled(world)
    world.clock.jump(CARD)
    with monkeypatch.context() as patch:
        patch.setattr(ticking, "HANGS", 0.05)
        patch.setattr(AiohttpRequest, "do_request", _never)
        with pytest.raises(TimeoutError):
            await tick(world.services)
    await world.jump(seconds=61)
    assert diary(phone) == ["Tue 24 Nov 06:26 before"]


async def _never(*_: object, **__: object) -> None:
    await asyncio.Event().wait()
