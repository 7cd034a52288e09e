"""Learning a runner's zone; a shared place is looked up and forgotten at once."""

import re
from datetime import timedelta

from bot.handlers import welcome
from bot.handlers.plan import USUAL_DAYS, USUAL_TIME
from bot.screens import zone as screens
from bot.screens.around import not_understood, old_button
from bot.visit import Visit
from scheduler import zones
from scheduler.rhythm import Rhythm
from scheduler.when import zone_names
from storage import journeys

MINUTES = re.compile(r"-?\d{1,4}", re.ASCII)


async def ask(visit: Visit) -> None:
    """Ask what time it is for the runner."""
    await visit.show(screens.ask(visit.now, zones.offsets(visit.now)))


async def tapped(visit: Visit) -> None:
    """Take a time, a city, or the wish to share the place."""
    verb, value = visit.words
    if visit.runner.step in welcome.BEFORE_ZONE:
        await welcome.ask(visit)
    elif verb == "ask":
        await ask(visit)
    elif verb == "between":
        await visit.show(screens.ask(visit.now, zones.offsets(visit.now), whole=False))
    elif verb == "share":
        await visit.say(screens.share())
    elif verb == "at" and MINUTES.fullmatch(value):
        found = zones.cities_at(timedelta(minutes=int(value)), visit.now)
        await (visit.show(screens.cities(found)) if found else ask(visit))
    elif verb == "stay" and visit.runner.zone:
        await visit.show(screens.stays(visit.now, visit.runner.zone))
    elif verb == "is" and value in zone_names():
        await keep(visit, value)
    else:
        await visit.show(old_button())


async def typed_city(visit: Visit) -> None:
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
    if visit.runner.step in welcome.BEFORE_ZONE:
        await welcome.ask(visit)
        return
    zone = zones.at(spot.latitude, spot.longitude)
    if zone is None:
        await visit.say(screens.unknown_place())
        return
    if visit.runner.step in {*welcome.STEPS, "city"} or visit.runner.zone is None:
        await visit.put_keyboard_away(screens.FORGOTTEN)
        await keep(visit, zone)
    elif zones.are_alike(zone, visit.runner.zone, visit.now):
        await visit.say(screens.same_clock(visit.now, visit.runner.zone))
    else:
        await visit.say(screens.travelling(visit.now, zone, visit.runner.zone))


async def keep(visit: Visit, zone: str) -> None:
    """Keep the zone, move every reminder to it, and go on where the runner was."""
    noted = screens.kept(visit.now, zone)
    if visit.runner.step == "zone":
        await visit.draft(zone=zone, plan=Rhythm.weekly(dict.fromkeys(USUAL_DAYS, USUAL_TIME)))
        await welcome.go_to(visit, "days", lead=noted)
    elif visit.runner.step in welcome.STEPS:
        await visit.draft(zone=zone)
        await welcome.ask(visit, lead=noted)
    else:
        await visit.run(journeys.arrive, visit.runner.id, zone, visit.now)
        await visit.change(step=welcome.HOME)
        await visit.show(screens.changed(noted))
