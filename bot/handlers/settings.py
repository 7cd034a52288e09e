"""What a runner can set: zone, reminders, place, gear, sorer side, limits, units, pictures."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import get_args

from bot.handlers import limits
from bot.interaction import Interaction
from bot.parsing import Hours, read_hours
from bot.screens import settings as screens
from bot.screens import zone as zone_screens
from bot.taps.asked import HOME, AskedCity, AskedQuiet
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


def open_(interaction: Interaction, _: SettingsTap | OldSwitchTap | None = None) -> None:
    """Show the settings."""
    interaction.show(screens.settings(interaction.runner))


def ask(interaction: Interaction, tap: SetTap) -> None:
    """Ask for a setting."""
    QUESTIONS[tap.setting](interaction)


def _ask_zone(interaction: Interaction) -> None:
    interaction.ask(AskedCity(), zone_screens.ask(interaction.now, zones.offsets(interaction.now)))


def _ask_quiet(interaction: Interaction) -> None:
    interaction.ask(AskedQuiet(), screens.quiet(interaction.runner.quiet))


def _ask_place(interaction: Interaction) -> None:
    interaction.show(screens.place(interaction.runner))


def _ask_gear(interaction: Interaction) -> None:
    interaction.show(screens.gear(interaction.runner))


def _ask_sorer(interaction: Interaction) -> None:
    interaction.show(screens.sorer(interaction.runner))


QUESTIONS: Mapping[Setting, Callable[[Interaction], None]] = {
    "zone": _ask_zone,
    "quiet": _ask_quiet,
    "place": _ask_place,
    "gear": _ask_gear,
    "sorer": _ask_sorer,
    "limits": limits.open_,
}


def keep_place(interaction: Interaction, tap: PlaceTap) -> None:
    """Keep the usual place."""
    interaction.change(place=tap.place)
    open_(interaction)


def switch_gear(interaction: Interaction, tap: GearTap) -> None:
    """Keep that the runner has something, or has it no more."""
    gear = set(interaction.runner.gear) ^ {tap.gear}
    interaction.change(gear=tuple(one for one in get_args(Gear) if one in gear))
    _ask_gear(interaction)


def keep_sorer(interaction: Interaction, tap: SorerTap) -> None:
    """Keep the ankle that needs more care, or that neither does."""
    name_sorer(interaction, tap.side)
    open_(interaction)


def keep_units(interaction: Interaction, tap: UnitsTap) -> None:
    """Keep what lengths are told in."""
    interaction.change(units=tap.units)
    open_(interaction)


def keep_early(interaction: Interaction, tap: EarlyTap) -> None:
    """Keep whether reminders of early runs ring in the quiet hours."""
    interaction.replan(quiet=replace(interaction.runner.quiet, early=tap.on))
    interaction.show(screens.quiet(interaction.runner.quiet))


def switch(interaction: Interaction, tap: SwitchTap) -> None:
    """Turn the follow-up, the summary or pictures on or off."""
    SWITCHES[tap.switch](interaction, tap.on)
    open_(interaction)


def _follow_up(interaction: Interaction, on: bool) -> None:
    interaction.change(follow_up=on)


def _summary(interaction: Interaction, on: bool) -> None:
    interaction.replan(summary=on)


def _pictures(interaction: Interaction, on: bool) -> None:
    interaction.change(pictures=on)


SWITCHES: Mapping[Switch, Callable[[Interaction, bool], None]] = {
    "followup": _follow_up,
    "summary": _summary,
    "pictures": _pictures,
}


def name_sorer(interaction: Interaction, side: Side | None) -> None:
    """Keep the ankle that needs more care (None: neither); the coach begins lower with one."""
    interaction.record(Sorer(interaction.now, interaction.day, side))
    interaction.change(sorer=side)


def typed_quiet(interaction: Interaction, _: AskedQuiet) -> None:
    """Take typed quiet hours."""
    hours = read_hours(interaction.text)
    if hours is None:
        interaction.say(screens.no_such_hours(interaction.text))
    else:
        _keep_hours(interaction, hours)


def keep_quiet(interaction: Interaction, tap: QuietTap) -> None:
    """Keep the quiet hours that a button names."""
    _keep_hours(interaction, screens.QUIET[tap.hours])


def _keep_hours(interaction: Interaction, hours: Hours) -> None:
    """Keep the quiet hours and bring every reminder in line with them."""
    start, end = hours
    interaction.replan(awaiting=HOME, quiet=replace(interaction.runner.quiet, start=start, end=end))
    open_(interaction)
