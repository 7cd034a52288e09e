"""What a runner can set: zone, reminders, place, gear, sorer side, limits, units, pictures."""

from collections.abc import Awaitable, Callable, Mapping
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


async def open_(interaction: Interaction, _: SettingsTap | OldSwitchTap | None = None) -> None:
    """Show the settings."""
    await interaction.show(screens.settings(interaction.runner))


async def ask(interaction: Interaction, tap: SetTap) -> None:
    """Ask for a setting."""
    await QUESTIONS[tap.setting](interaction)


async def _ask_zone(interaction: Interaction) -> None:
    await interaction.ask(
        AskedCity(), zone_screens.ask(interaction.now, zones.offsets(interaction.now))
    )


async def _ask_quiet(interaction: Interaction) -> None:
    await interaction.ask(AskedQuiet(), screens.quiet(interaction.runner.quiet))


async def _ask_place(interaction: Interaction) -> None:
    await interaction.show(screens.place(interaction.runner))


async def _ask_gear(interaction: Interaction) -> None:
    await interaction.show(screens.gear(interaction.runner))


async def _ask_sorer(interaction: Interaction) -> None:
    await interaction.show(screens.sorer(interaction.runner))


QUESTIONS: Mapping[Setting, Callable[[Interaction], Awaitable[None]]] = {
    "zone": _ask_zone,
    "quiet": _ask_quiet,
    "place": _ask_place,
    "gear": _ask_gear,
    "sorer": _ask_sorer,
    "limits": limits.open_,
}


async def keep_place(interaction: Interaction, tap: PlaceTap) -> None:
    """Keep the usual place."""
    await interaction.change(place=tap.place)
    await open_(interaction)


async def switch_gear(interaction: Interaction, tap: GearTap) -> None:
    """Keep that the runner has something, or has it no more."""
    gear = set(interaction.runner.gear) ^ {tap.gear}
    await interaction.change(gear=tuple(one for one in get_args(Gear) if one in gear))
    await _ask_gear(interaction)


async def keep_sorer(interaction: Interaction, tap: SorerTap) -> None:
    """Keep the ankle that needs more care, or that neither does."""
    await name_sorer(interaction, tap.side)
    await open_(interaction)


async def keep_units(interaction: Interaction, tap: UnitsTap) -> None:
    """Keep what lengths are told in."""
    await interaction.change(units=tap.units)
    await open_(interaction)


async def keep_early(interaction: Interaction, tap: EarlyTap) -> None:
    """Keep whether reminders of early runs ring in the quiet hours."""
    await interaction.replan(quiet=replace(interaction.runner.quiet, early=tap.on))
    await interaction.show(screens.quiet(interaction.runner.quiet))


async def switch(interaction: Interaction, tap: SwitchTap) -> None:
    """Turn the follow-up, the summary or pictures on or off."""
    await SWITCHES[tap.switch](interaction, tap.on)
    await open_(interaction)


async def _follow_up(interaction: Interaction, on: bool) -> None:
    await interaction.change(follow_up=on)


async def _summary(interaction: Interaction, on: bool) -> None:
    await interaction.replan(summary=on)


async def _pictures(interaction: Interaction, on: bool) -> None:
    await interaction.change(pictures=on)


SWITCHES: Mapping[Switch, Callable[[Interaction, bool], Awaitable[None]]] = {
    "followup": _follow_up,
    "summary": _summary,
    "pictures": _pictures,
}


async def name_sorer(interaction: Interaction, side: Side | None) -> None:
    """Keep the ankle that needs more care (None: neither); the coach begins lower with one."""
    await interaction.record(Sorer(interaction.now, interaction.day, side))
    await interaction.change(sorer=side)


async def typed_quiet(interaction: Interaction, _: AskedQuiet) -> None:
    """Take typed quiet hours."""
    hours = read_hours(interaction.text)
    if hours is None:
        await interaction.say(screens.no_such_hours(interaction.text))
    else:
        await _keep_hours(interaction, hours)


async def keep_quiet(interaction: Interaction, tap: QuietTap) -> None:
    """Keep the quiet hours that a button names."""
    await _keep_hours(interaction, screens.QUIET[tap.hours])


async def _keep_hours(interaction: Interaction, hours: Hours) -> None:
    """Keep the quiet hours and bring every reminder in line with them."""
    start, end = hours
    await interaction.replan(
        awaiting=HOME, quiet=replace(interaction.runner.quiet, start=start, end=end)
    )
    await open_(interaction)
