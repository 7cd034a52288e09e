"""What is told at midnight has one time and one day, in every zone."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from content.events import Event
from scheduler.wall_clock import local_day, zone_names
from storage import events, runners
from tests.bot.world import World

pytestmark = pytest.mark.usefixtures("unhurried")


@dataclass(slots=True)
class Stepping:
    """A clock on which every reading is a while after the one before."""

    at: datetime
    step: timedelta

    def __call__(self) -> datetime:
        """Return the time, and let it go on."""
        self.at += self.step
        return self.at


def one_of_each_offset() -> list[str]:
    """Return a zone for every offset from UTC there is in winter: halves, quarters, far ends."""
    winter = {
        datetime(2026, 11, 25, tzinfo=ZoneInfo(name)).utcoffset(): name
        for name in sorted(zone_names())
    }
    return sorted(winter.values())


async def test_an_event_told_at_midnight_is_of_the_day_of_its_time(world: World) -> None:
    phone = world.phone()
    await phone.come_in()
    services, known, days = world.running.services, set[Event](), set[int]()
    for zone in one_of_each_offset():
        await services.db.transaction(runners.change, 1, zone=zone)
        night = datetime(2026, 11, 25, tzinfo=ZoneInfo(zone)).astimezone(UTC)
        for seconds in (3.5, 0.7):  # others read it too, some times, before it is done
            clock = Stepping(night - timedelta(seconds=seconds), timedelta(milliseconds=700))
            object.__setattr__(services, "now", clock)
            await phone.forge("today:walk:rest:mat:full:0")
            (told,) = set(await services.db.transaction(events.history, 1)) - known
            assert told.day == local_day(told.at, zone)
            known.add(told)
            days.add(told.day.day)
    assert days == {24, 25}
