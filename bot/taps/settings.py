"""The buttons of `/settings`: what can be set, and what it is set to."""

from dataclasses import dataclass
from typing import Literal

from bot.screens.units import Units
from bot.taps.tap import Tap
from content.drill import Gear, Place, Side

Setting = Literal["zone", "quiet", "place", "gear", "sorer", "limits"]
Switch = Literal["followup", "summary", "pictures"]
OnOff = Literal["on", "off"]
Sorer = Literal["left", "right", "none"]
QuietHours = Literal["22-6", "21-7", "23-5", "none"]
# What a switch was called when it named not what it turns to; old chats still have these.
OldSwitch = Literal["units", "pictures", "followup", "summary"]


@dataclass(frozen=True, slots=True)
class SettingsTap(Tap, prefix="set:open"):
    """Show the settings."""


@dataclass(frozen=True, slots=True)
class SetTap(Tap, prefix="set"):
    """Ask for a setting."""

    setting: Setting


@dataclass(frozen=True, slots=True)
class OldSwitchTap(Tap, prefix="set"):
    """Show the settings, from a switch of before that does not say what it turns to."""

    switch: OldSwitch


@dataclass(frozen=True, slots=True)
class SwitchTap(Tap, prefix="set"):
    """Turn something on or off; it names what it turns to, so that a double tap is one."""

    switch: Switch
    to: OnOff

    @property
    def on(self) -> bool:
        """Tell whether it turns it on."""
        return self.to == "on"


@dataclass(frozen=True, slots=True)
class EarlyTap(Tap, prefix="set:early"):
    """Let reminders of early runs ring in the quiet hours, or not."""

    to: OnOff

    @property
    def on(self) -> bool:
        """Tell whether they ring."""
        return self.to == "on"


@dataclass(frozen=True, slots=True)
class PlaceTap(Tap, prefix="set:place"):
    """Set the usual place."""

    place: Place


@dataclass(frozen=True, slots=True)
class GearTap(Tap, prefix="set:gear"):
    """Say that the runner has something, or has it no more."""

    gear: Gear


@dataclass(frozen=True, slots=True)
class SorerTap(Tap, prefix="set:sorer"):
    """Set the ankle that needs more care."""

    sorer: Sorer

    @property
    def side(self) -> Side | None:
        """Return the side, None for neither."""
        return None if self.sorer == "none" else self.sorer


@dataclass(frozen=True, slots=True)
class UnitsTap(Tap, prefix="set:units"):
    """Set what lengths are told in."""

    units: Units


@dataclass(frozen=True, slots=True)
class QuietTap(Tap, prefix="set:quiet"):
    """Set the quiet hours."""

    hours: QuietHours
