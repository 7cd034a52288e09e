"""Dorsi itself: what every handler may use, built once at start and passed down."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.pictures import Pictures
from bot.settings import Settings
from bot.show import Sender
from content.library import Library
from storage.db import Db


@dataclass(frozen=True, slots=True)
class Dorsi:
    """The settings, the bot, the content, the memory, the pictures and the time (aware UTC)."""

    settings: Settings
    bot: Sender
    library: Library
    db: Db
    pictures: Pictures
    now: Callable[[], datetime]
