"""What a runner can set: zone, reminders, place, gear, sorer side, limits, units, pictures."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Literal, get_args

from bot.handlers import limits
from bot.reading import Hours, read_hours
from bot.screens import around
from bot.screens import settings as screens
from bot.screens import zone as zone_screens
from bot.visit import Visit
from content.drill import Gear, Place, Side
from content.history import Sorer
from scheduler import zones

# A switch names what it turns to, so that a double tap is one.
ON = {"on": True, "off": False}
UNITS: tuple[Literal["cm", "in"], ...] = ("cm", "in")


async def open_(visit: Visit) -> None:
    """Show the settings."""
    await visit.show(screens.settings(visit.runner))


async def tapped(visit: Visit) -> None:
    """Ask for a setting, or keep the answer."""
    verb, value = visit.words
    if value:
        await _keep(visit, verb, value)
    elif verb == "zone":
        await visit.change(step="city")
        await visit.show(zone_screens.ask(visit.now, zones.offsets(visit.now)))
    elif verb == "quiet":
        await visit.change(step="quiet")
        await _ask_quiet(visit)
    else:
        await _ask(visit, verb)


async def _ask(visit: Visit, verb: str) -> None:
    runner = visit.runner
    if verb == "place":
        await visit.show(screens.place(runner))
    elif verb == "gear":
        await visit.show(screens.gear(runner))
    elif verb == "sorer":
        await visit.show(screens.sorer(runner))
    elif verb == "limits":
        await limits.open_(visit)
    else:
        await open_(visit)


async def _keep(visit: Visit, verb: str, value: str) -> None:
    if place := next((one for one in get_args(Place) if verb == "place" and one == value), None):
        await visit.change(place=place)
        await open_(visit)
    elif verb == "gear" and value in screens.GEAR:
        gear = set(visit.runner.gear) ^ {value}
        await visit.change(gear=tuple(one for one in get_args(Gear) if one in gear))
        await _ask(visit, "gear")
    elif verb == "sorer" and value in screens.SIDES:
        await name_sorer(visit, next((one for one in get_args(Side) if one == value), None))
        await open_(visit)
    elif verb == "early" and value in ON:
        await visit.replan(quiet=replace(visit.runner.quiet, early=ON[value]))
        await _ask_quiet(visit)
    elif verb in SWITCHES and value in ON:
        await SWITCHES[verb](visit, ON[value])
        await open_(visit)
    elif units := next((one for one in UNITS if verb == "units" and one == value), None):
        await visit.change(units=units)
        await open_(visit)
    elif verb == "quiet" and value in screens.QUIET:
        await keep_quiet(visit, screens.QUIET[value])
    else:
        await visit.show(around.old_button())


async def _follow_up(visit: Visit, on: bool) -> None:
    await visit.change(follow_up=on)


async def _summary(visit: Visit, on: bool) -> None:
    await visit.replan(summary=on)


async def _pictures(visit: Visit, on: bool) -> None:
    await visit.change(pictures=on)


SWITCHES: Mapping[str, Callable[[Visit, bool], Awaitable[None]]] = {
    "followup": _follow_up,
    "summary": _summary,
    "pictures": _pictures,
}


async def _ask_quiet(visit: Visit) -> None:
    await visit.show(screens.quiet(visit.runner.quiet))


async def name_sorer(visit: Visit, side: Side | None) -> None:
    """Keep the ankle that needs more care (None: neither); the coach begins lower with one."""
    await visit.record(Sorer(visit.now, visit.day, side))
    await visit.change(sorer=side)


async def typed_quiet(visit: Visit) -> None:
    """Take typed quiet hours."""
    hours = read_hours(visit.text)
    if hours is None:
        await visit.say(screens.no_such_hours(visit.text))
    else:
        await keep_quiet(visit, hours)


async def keep_quiet(visit: Visit, hours: Hours) -> None:
    """Keep the quiet hours and bring every reminder in line with them."""
    start, end = hours
    await visit.replan(step="home", quiet=replace(visit.runner.quiet, start=start, end=end))
    await open_(visit)
