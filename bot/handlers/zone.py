"""Learning a runner's zone; a shared place is looked up and forgotten at once."""

from datetime import timedelta

from bot.asked import AskedCity, AskedDays, AskedZone, FirstMinute
from bot.handlers import onboarding
from bot.handlers.plan.changes import USUAL_DAYS, USUAL_TIME
from bot.interaction import Visit
from bot.screens import zone as screens
from bot.screens.fallbacks import not_understood, old_button
from bot.taps.zone import (
    ZoneAskTap,
    ZoneAtTap,
    ZoneBetweenTap,
    ZoneIsTap,
    ZoneShareTap,
    ZoneStayTap,
)
from scheduler import zones
from scheduler.recurrence import Rhythm
from scheduler.wall_clock import zone_names
from storage import zone_change


@onboarding.past(onboarding.BEFORE_ZONE)
async def ask(visit: Visit, _: ZoneAskTap) -> None:
    """Ask what time it is for the runner."""
    await _ask(visit)


async def _ask(visit: Visit, *, whole: bool = True) -> None:
    await visit.show(screens.ask(visit.now, zones.offsets(visit.now), whole=whole))


@onboarding.past(onboarding.BEFORE_ZONE)
async def ask_between(visit: Visit, _: ZoneBetweenTap) -> None:
    """Ask what time it is for a runner whose clock is no full hours from UTC."""
    await _ask(visit, whole=False)


@onboarding.past(onboarding.BEFORE_ZONE)
async def share(visit: Visit, _: ZoneShareTap) -> None:
    """Offer Telegram's own button for sharing the place."""
    await visit.say(screens.share())


@onboarding.past(onboarding.BEFORE_ZONE)
async def at(visit: Visit, tap: ZoneAtTap) -> None:
    """Ask which city's clock shows the time that was tapped."""
    found = zones.cities_at(timedelta(minutes=tap.ahead), visit.now)
    await (visit.show(screens.cities(found)) if found else _ask(visit))


@onboarding.past(onboarding.BEFORE_ZONE)
async def stay(visit: Visit, _: ZoneStayTap) -> None:
    """Keep the zone that is kept."""
    zone = visit.runner.zone
    await visit.show(screens.stays(visit.now, zone) if zone else old_button())


@onboarding.past(onboarding.BEFORE_ZONE)
async def is_(visit: Visit, tap: ZoneIsTap) -> None:
    """Keep the zone of a city that was tapped."""
    if tap.zone in zone_names():
        await keep(visit, tap.zone)
    else:
        await visit.show(old_button())


async def typed_city(visit: Visit, _: AskedZone | AskedCity) -> None:
    """Look a typed city up; one match is taken, several are offered."""
    found = zones.find(visit.text)
    if not found:
        await visit.say(screens.unknown_city(visit.text))
    elif len({city.zone for city in found}) == 1:
        await keep(visit, found[0].zone)
    else:
        await visit.say(screens.cities(found))


async def place(visit: Visit) -> None:
    """Take the zone of a shared place where it was asked for, else offer it to a traveller.

    The place itself is kept nowhere.
    """
    message = visit.update.message
    spot = message.location if message else None
    if spot is None:
        await visit.say(not_understood())
        return
    if isinstance(visit.asked, onboarding.BEFORE_ZONE):
        await onboarding.ask(visit)
        return
    zone = zones.at(spot.latitude, spot.longitude)
    if zone is None:
        await visit.say(screens.unknown_place())
        return
    if isinstance(visit.asked, FirstMinute | AskedCity) or visit.runner.zone is None:
        await visit.put_keyboard_away(screens.FORGOTTEN)
        await keep(visit, zone)
    elif zones.are_alike(zone, visit.runner.zone, visit.now):
        await visit.say(screens.same_clock(visit.now, visit.runner.zone))
    else:
        await visit.say(screens.travelling(visit.now, zone, visit.runner.zone))


async def keep(visit: Visit, zone: str) -> None:
    """Keep the zone, move every reminder to it, and go on where the runner was."""
    noted = screens.kept(visit.now, zone)
    if isinstance(visit.asked, AskedZone):
        await visit.draft(zone=zone, plan=Rhythm.weekly(dict.fromkeys(USUAL_DAYS, USUAL_TIME)))
        await onboarding.go_to(visit, AskedDays(), lead=noted)
    elif isinstance(visit.asked, FirstMinute):
        await visit.draft(zone=zone)
        await onboarding.ask(visit, lead=noted)
    else:
        await visit.run(zone_change.arrive, visit.runner.id, zone, visit.now)
        await visit.at_home()
        await visit.show(screens.changed(noted))
