"""Learning a runner's zone; a shared place is looked up and forgotten at once."""

from datetime import timedelta

from bot.handlers import onboarding
from bot.handlers.plan.changes import USUAL_DAYS, USUAL_TIME
from bot.interaction import Interaction
from bot.screens import zone as screens
from bot.screens.fallbacks import not_understood, old_button
from bot.taps.asked import AskedCity, AskedDays, AskedZone, FirstMinute
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
def ask(interaction: Interaction, _: ZoneAskTap) -> None:
    """Ask what time it is for the runner."""
    _ask(interaction)


def _ask(interaction: Interaction, *, whole: bool = True) -> None:
    interaction.show(screens.ask(interaction.now, zones.offsets(interaction.now), whole=whole))


@onboarding.past(onboarding.BEFORE_ZONE)
def ask_between(interaction: Interaction, _: ZoneBetweenTap) -> None:
    """Ask what time it is for a runner whose clock is no full hours from UTC."""
    _ask(interaction, whole=False)


@onboarding.past(onboarding.BEFORE_ZONE)
def share(interaction: Interaction, _: ZoneShareTap) -> None:
    """Offer Telegram's own button for sharing the place."""
    interaction.say(screens.share())


@onboarding.past(onboarding.BEFORE_ZONE)
def at(interaction: Interaction, tap: ZoneAtTap) -> None:
    """Ask which city's clock shows the time that was tapped."""
    found = zones.cities_at(timedelta(minutes=tap.ahead), interaction.now)
    if found:
        interaction.show(screens.cities(found))
    else:
        _ask(interaction)


@onboarding.past(onboarding.BEFORE_ZONE)
def stay(interaction: Interaction, _: ZoneStayTap) -> None:
    """Keep the zone that is kept."""
    zone = interaction.runner.zone
    interaction.show(screens.stays(interaction.now, zone) if zone else old_button())


@onboarding.past(onboarding.BEFORE_ZONE)
def is_(interaction: Interaction, tap: ZoneIsTap) -> None:
    """Keep the zone of a city that was tapped."""
    if tap.zone in zone_names():
        keep(interaction, tap.zone)
    else:
        interaction.show(old_button())


def typed_city(interaction: Interaction, _: AskedZone | AskedCity) -> None:
    """Look a typed city up; one match is taken, several are offered."""
    found = zones.find(interaction.text)
    if not found:
        interaction.say(screens.unknown_city(interaction.text))
    elif len({city.zone for city in found}) == 1:
        keep(interaction, found[0].zone)
    else:
        interaction.say(screens.cities(found))


def place(interaction: Interaction) -> None:
    """Take the zone of a shared place where it was asked for, else offer it to a traveller.

    The place itself is kept nowhere.
    """
    if interaction.incoming.location is None:
        interaction.say(not_understood())
        return
    if isinstance(interaction.asked, onboarding.BEFORE_ZONE):
        onboarding.ask(interaction)
        return
    zone = zones.at(*interaction.incoming.location)
    if zone is None:
        interaction.say(screens.unknown_place())
        return
    if isinstance(interaction.asked, FirstMinute | AskedCity) or interaction.runner.zone is None:
        interaction.put_keyboard_away(screens.FORGOTTEN)
        keep(interaction, zone)
    elif zones.are_alike(zone, interaction.runner.zone, interaction.now):
        interaction.say(screens.same_clock(interaction.now, interaction.runner.zone))
    else:
        interaction.say(screens.travelling(interaction.now, zone, interaction.runner.zone))


def keep(interaction: Interaction, zone: str) -> None:
    """Keep the zone, move every reminder to it, and go on where the runner was."""
    noted = screens.kept(interaction.now, zone)
    if isinstance(interaction.asked, AskedZone):
        interaction.draft(zone=zone, plan=Rhythm.weekly(dict.fromkeys(USUAL_DAYS, USUAL_TIME)))
        onboarding.go_to(interaction, AskedDays(), lead=noted)
    elif isinstance(interaction.asked, FirstMinute):
        interaction.draft(zone=zone)
        onboarding.ask(interaction, lead=noted)
    else:
        zone_change.arrive(interaction.conn, interaction.runner.id, zone, interaction.now)
        interaction.at_home()
        interaction.show(screens.changed(noted))
