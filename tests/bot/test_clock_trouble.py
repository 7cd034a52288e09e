"""The machine's clock stands still, leaps or is set back: nothing is doubled, little is lost."""

from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection

from bot.sandbox.clock import Clock
from scheduler.recurrence import Rhythm
from storage import runners
from storage.reminders import outbox
from tests.bot.passing_time import diary, passes
from tests.bot.settled_runners import settled
from tests.bot.world import MONDAY, World, running_world

pytestmark = pytest.mark.usefixtures("unhurried")

TUE_THU = Rhythm.weekly({1: MONDAY.replace(hour=6, minute=45).time(), 3: MONDAY.time()})
EACH = ["Tue 24 Nov 06:25 before", "Tue 24 Nov 07:25 after"]
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


class Machine(Clock):
    """A clock that can be set back, as NTP may."""

    def set(self, by: timedelta) -> None:
        """Set the clock by so much; nobody is told, as on a real machine."""
        self._offset += by


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with running_world(tmp_path, clock=Machine(MONDAY)) as whole:
        yield whole


def set_clock(world: World, by: timedelta) -> None:
    """Set the machine's clock."""
    assert isinstance(world.clock, Machine)
    world.clock.set(by)


def jolts(world: World, by: timedelta) -> Callable[..., None]:
    """Return what sets the clock the first time it is called."""
    left = [by]

    def jolt(*_: object) -> None:
        if left:
            set_clock(world, left.pop())

    return jolt


@pytest.mark.parametrize(
    ("asleep", "said"),
    [
        (3, ["Tue 24 Nov 08:00 after"]),  # from 05:00: the run's end is worth a word until 10:25
        (26, []),
    ],
)
async def test_after_a_suspend_what_is_still_useful_is_said(
    world: World, asleep: int, said: list[str]
) -> None:
    phone = await settled(world, plan=TUE_THU)
    await passes(world, hours=17)
    await world.jump(hours=asleep)
    assert diary(phone) == said
    await passes(world, hours=54)
    assert diary(phone)[len(said) :] == ["Thu 26 Nov 10:40 before", "Thu 26 Nov 11:40 after"]


async def test_a_machine_off_for_a_day_goes_on_where_the_plan_is(world: World) -> None:
    phone = await settled(world, plan=TUE_THU, follow_up=True)
    await world.stop()
    world.clock.jump(timedelta(days=1))
    await world.start()
    await passes(world, days=1, hours=23)
    assert diary(phone)[0] == "Thu 26 Nov 10:40 before"


async def test_off_in_the_middle_of_a_session_ends_it_in_silence(world: World) -> None:
    phone = await settled(world, follow_up=True)
    await passes(world, hours=18, minutes=26)
    await world.stop()
    world.clock.jump(timedelta(days=1))
    await world.start()
    await passes(world, hours=1)
    assert diary(phone) == EACH[:1]
    runner = await world.services.db.transaction(runners.get, 1)
    assert runner is not None
    assert runner.ignored == 1, "the card had its time"


@pytest.mark.parametrize("hours", [1, 26, -1, -26])
async def test_set_while_it_waits_each_card_comes_once(world: World, hours: int) -> None:
    phone = await settled(world, plan=TUE_THU)
    await passes(world, hours=13)
    set_clock(world, hours * HOUR)
    await passes(world, hours=34 - hours)
    assert diary(phone) == ([] if hours == 26 else EACH)


@pytest.mark.parametrize(
    ("start", "days"), [(MONDAY, 4 * 365), (datetime(1970, 1, 1, tzinfo=UTC), 56 * 365)]
)
async def test_set_on_by_years_it_says_no_more_than_one_word(
    tmp_path: Path, start: datetime, days: int
) -> None:
    async with running_world(tmp_path, clock=Machine(start)) as world:
        phone = await settled(world, follow_up=True)
        set_clock(world, timedelta(days=days))
        await passes(world, days=9)
        assert [line[17:] for line in diary(phone)] == ["goodbye"]
        await phone.say("/today")
        assert "Start" in phone.labels


@pytest.mark.parametrize("hours", [1, -1])
@pytest.mark.parametrize("moment", ["claimed", "sent"])
async def test_set_in_the_middle_of_a_tick_each_card_comes_once(
    world: World, monkeypatch: pytest.MonkeyPatch, hours: int, moment: str
) -> None:
    phone = await settled(world)
    jolt = jolts(world, hours * HOUR)
    if moment == "sent":
        phone.runner.chat.listeners.append(jolt)
    else:
        claim = outbox.claim

        def claim_and_jolt(
            conn: Connection, now: datetime, limit: int, lease: timedelta
        ) -> outbox.Claim:
            claimed = claim(conn, now, limit, lease)
            if claimed.due:
                jolt()
            return claimed

        monkeypatch.setattr(outbox, "claim", claim_and_jolt)
    await passes(world, hours=18, minutes=25)
    await passes(world, hours=12)
    expected = EACH[1:] if (hours, moment) == (1, "claimed") else EACH
    assert [line[17:] for line in diary(phone)] == [line[17:] for line in expected]


async def test_a_note_after_the_deadline_counts_nothing_as_ignored(world: World) -> None:
    phone = await settled(world)
    phone.runner.chat.listeners.append(jolts(world, HOUR))
    await passes(world, hours=18, minutes=25)
    await passes(world, minutes=20)
    runner = await world.services.db.transaction(runners.get, 1)
    assert runner is not None
    assert runner.ignored == 0
