"""What a runner can set: zone, reminders, place, gear, sorer side, limits, units, pictures."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import get_args

from bot.asked import HOME, AskedCity, AskedQuiet
from bot.handlers import limits
from bot.interaction import Visit
from bot.parsing import Hours, read_hours
from bot.screens import settings as screens
from bot.screens import zone as zone_screens
from bot.taps.settings import (
    EarlyTap,
    GearTap,
    OldSwitchTap,
    PlaceTap,
    QuietTap,
    SetTap,
    Setting,
    SettingsTap,
    SorerTap,
    Switch,
    SwitchTap,
    UnitsTap,
)
from content.drill import Gear, Side
from content.events import Sorer
from scheduler import zones


async def open_(visit: Visit, _: SettingsTap | OldSwitchTap | None = None) -> None:
    """Show the settings."""
    await visit.show(screens.settings(visit.runner))


async def ask(visit: Visit, tap: SetTap) -> None:
    """Ask for a setting."""
    await QUESTIONS[tap.setting](visit)


async def _ask_zone(visit: Visit) -> None:
    await visit.ask(AskedCity(), zone_screens.ask(visit.now, zones.offsets(visit.now)))


async def _ask_quiet(visit: Visit) -> None:
    await visit.ask(AskedQuiet(), screens.quiet(visit.runner.quiet))


async def _ask_place(visit: Visit) -> None:
    await visit.show(screens.place(visit.runner))


async def _ask_gear(visit: Visit) -> None:
    await visit.show(screens.gear(visit.runner))


async def _ask_sorer(visit: Visit) -> None:
    await visit.show(screens.sorer(visit.runner))


QUESTIONS: Mapping[Setting, Callable[[Visit], Awaitable[None]]] = {
    "zone": _ask_zone,
    "quiet": _ask_quiet,
    "place": _ask_place,
    "gear": _ask_gear,
    "sorer": _ask_sorer,
    "limits": limits.open_,
}


async def keep_place(visit: Visit, tap: PlaceTap) -> None:
    """Keep the usual place."""
    await visit.change(place=tap.place)
    await open_(visit)


async def switch_gear(visit: Visit, tap: GearTap) -> None:
    """Keep that the runner has something, or has it no more."""
    gear = set(visit.runner.gear) ^ {tap.gear}
    await visit.change(gear=tuple(one for one in get_args(Gear) if one in gear))
    await _ask_gear(visit)


async def keep_sorer(visit: Visit, tap: SorerTap) -> None:
    """Keep the ankle that needs more care, or that neither does."""
    await name_sorer(visit, tap.side)
    await open_(visit)


async def keep_units(visit: Visit, tap: UnitsTap) -> None:
    """Keep what lengths are told in."""
    await visit.change(units=tap.units)
    await open_(visit)


async def keep_early(visit: Visit, tap: EarlyTap) -> None:
    """Keep whether reminders of early runs ring in the quiet hours."""
    await visit.replan(quiet=replace(visit.runner.quiet, early=tap.on))
    await visit.show(screens.quiet(visit.runner.quiet))


async def switch(visit: Visit, tap: SwitchTap) -> None:
    """Turn the follow-up, the summary or pictures on or off."""
    await SWITCHES[tap.switch](visit, tap.on)
    await open_(visit)


async def _follow_up(visit: Visit, on: bool) -> None:
    await visit.change(follow_up=on)


async def _summary(visit: Visit, on: bool) -> None:
    await visit.replan(summary=on)


async def _pictures(visit: Visit, on: bool) -> None:
    await visit.change(pictures=on)


SWITCHES: Mapping[Switch, Callable[[Visit, bool], Awaitable[None]]] = {
    "followup": _follow_up,
    "summary": _summary,
    "pictures": _pictures,
}


async def name_sorer(visit: Visit, side: Side | None) -> None:
    """Keep the ankle that needs more care (None: neither); the coach begins lower with one."""
    await visit.record(Sorer(visit.now, visit.day, side))
    await visit.change(sorer=side)


async def typed_quiet(visit: Visit, _: AskedQuiet) -> None:
    """Take typed quiet hours."""
    hours = read_hours(visit.text)
    if hours is None:
        await visit.say(screens.no_such_hours(visit.text))
    else:
        await _keep_hours(visit, hours)


async def keep_quiet(visit: Visit, tap: QuietTap) -> None:
    """Keep the quiet hours that a button names."""
    await _keep_hours(visit, screens.QUIET[tap.hours])


async def _keep_hours(visit: Visit, hours: Hours) -> None:
    """Keep the quiet hours and bring every reminder in line with them."""
    start, end = hours
    await visit.replan(awaiting=HOME, quiet=replace(visit.runner.quiet, start=start, end=end))
    await open_(visit)
