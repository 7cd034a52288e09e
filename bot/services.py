"""Application services: what every handler may use, built once at start and passed down."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from bot.invitations import Guesses
from bot.ops.metrics import Metrics
from bot.settings import Settings
from bot.transport.double_taps import DoubleTaps
from bot.transport.messenger import Sender
from bot.transport.uploads import Pictures
from content.library import Library
from storage.coach_state import CoachStateCache
from storage.db import Db


@dataclass(frozen=True, slots=True)
class Services:
    """Settings, bot, database, pictures, the time (aware UTC), coach states and what is counted."""

    settings: Settings
    bot: Sender
    db: Db
    pictures: Pictures
    now: Callable[[], datetime]
    states: CoachStateCache
    meters: Metrics = field(default_factory=Metrics)
    slips: DoubleTaps = field(default_factory=DoubleTaps)
    guesses: Guesses = field(default_factory=Guesses)

    @property
    def library(self) -> Library:
        """Return the content."""
        return self.states.library
