"""Dorsi itself: what every handler may use, built once at start and passed down."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from bot.ops.metrics import Meters
from bot.settings import Settings
from bot.transport.double_taps import Slips
from bot.transport.messenger import Sender
from bot.transport.uploads import Pictures
from content.library import Library
from storage.coach_state import CoachStates
from storage.db import Db


@dataclass(frozen=True, slots=True)
class Dorsi:
    """Settings, bot, database, pictures, the time (aware UTC), coach states, meters and slips."""

    settings: Settings
    bot: Sender
    db: Db
    pictures: Pictures
    now: Callable[[], datetime]
    states: CoachStates
    meters: Meters = field(default_factory=Meters)
    slips: Slips = field(default_factory=Slips)

    @property
    def library(self) -> Library:
        """Return the content."""
        return self.states.library
