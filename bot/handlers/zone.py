"""Learning a runner's zone; a shared place is looked up and forgotten at once."""

from datetime import timedelta
from typing import TYPE_CHECKING

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
    ZoneMoreTap,
    ZonePlaceTap,
    ZoneShareTap,
    ZoneStayTap,
)
from scheduler import places, zones
from scheduler.recurrence import Rhythm
from scheduler.wall_clock import zone_names
from storage import zone_change

if TYPE_CHECKING:
    from scheduler.places.lookup import Spot


@onboarding.past(onboarding.BEFORE_ZONE)
def ask(interaction: Interaction, _: ZoneAskTap) -> None:
    """Ask what time it is for the runner, also for another time: what is typed then answers it."""
    _ask(interaction)


def _ask(interaction: Interaction, *, whole: bool = True) -> None:
    question = AskedZone() if isinstance(interaction.asked, FirstMinute) else AskedCity()
    offsets = zones.offsets(interaction.now)
    interaction.ask(question, screens.ask(interaction.now, offsets, whole=whole))


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
        interaction.show(screens.ask(interaction.now, zones.offsets(interaction.now)))


@onboarding.past(onboarding.BEFORE_ZONE)
def stay(interaction: Interaction, _: ZoneStayTap) -> None:
    """Keep the zone that is kept."""
    zone = interaction.runner.zone
    interaction.show(screens.stays(interaction.now, zone) if zone else old_button())


@onboarding.past(onboarding.BEFORE_ZONE)
def is_(interaction: Interaction, tap: ZoneIsTap) -> None:
    """Keep the zone of a city that was tapped."""
    if tap.zone in zone_names():
        keep(interaction, places.of_zone(tap.zone))
    else:
        interaction.show(old_button())


@onboarding.past(onboarding.BEFORE_ZONE)
def is_place(interaction: Interaction, tap: ZonePlaceTap) -> None:
    """Keep the zone of a place that was tapped."""
    found = places.spot(tap.place)
    if found is None:
        interaction.show(old_button())
    else:
        keep(interaction, found)


@onboarding.past(onboarding.BEFORE_ZONE)
def more(interaction: Interaction, tap: ZoneMoreTap) -> None:
    """Show another page of what typed words can mean."""
    found = places.find(tap.typed, interaction.now)
    if len(found.spots) > tap.page * screens.A_PAGE:
        shown = screens.places(found.spots, interaction.now, tap.typed, tap.page, near=found.near)
        interaction.show(shown)
    else:
        _ask(interaction)


def typed_city(interaction: Interaction, _: AskedZone | AskedCity) -> None:
    """Look typed words up: a whole name of one place is taken, anything else is a question."""
    typed, now = interaction.text, interaction.now
    found = places.find(typed, now)
    if found.sure:
        keep(interaction, found.spots[0])
    elif found.spots:
        interaction.say(screens.places(found.spots, now, typed[: places.LONGEST], near=found.near))
    elif found.clocks:
        interaction.say(screens.cities(found.clocks))
    else:
        interaction.say(screens.unknown_city(typed))


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
        keep(interaction, places.of_zone(zone))
    elif zones.are_alike(zone, interaction.runner.zone, interaction.now):
        interaction.say(screens.same_clock(interaction.now, interaction.runner.zone))
    else:
        interaction.say(screens.travelling(interaction.now, zone, interaction.runner.zone))


def keep(interaction: Interaction, place: "Spot") -> None:
    """Keep a place's zone, move every reminder to it, and go on where the runner was."""
    noted = screens.kept(interaction.now, place)
    if isinstance(interaction.asked, AskedZone):
        usual = Rhythm.weekly(dict.fromkeys(USUAL_DAYS, USUAL_TIME))
        interaction.draft(zone=place.zone, plan=interaction.runner.plan or usual)
        onboarding.go_to(interaction, AskedDays(), noted, screens.CHANGE)
    elif isinstance(interaction.asked, FirstMinute):
        interaction.draft(zone=place.zone)
        onboarding.ask(interaction, noted, screens.CHANGE)
    else:
        zone_change.arrive(interaction.conn, interaction.runner.id, place.zone, interaction.now)
        interaction.at_home()
        interaction.show(screens.changed(noted))
