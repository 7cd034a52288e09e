"""Dorsi itself: what every handler may use, built once at start and passed down."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from bot.histories import Histories
from bot.meters import Meters
from bot.pictures import Pictures
from bot.settings import Settings
from bot.show import Sender
from bot.slips import Slips
from content.library import Library
from storage.db import Db


@dataclass(frozen=True, slots=True)
class Dorsi:
    """Settings, bot, content, memory, pictures, the time (aware UTC), meters and slips."""

    settings: Settings
    bot: Sender
    library: Library
    db: Db
    pictures: Pictures
    now: Callable[[], datetime]
    meters: Meters = field(default_factory=Meters)
    histories: Histories = field(default_factory=Histories)
    slips: Slips = field(default_factory=Slips)
