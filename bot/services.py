"""Application services: what every handler may use, built once at start and passed down."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from telegram import Bot

from bot.invitations import Guesses
from bot.links.fetching import Fetcher
from bot.ops.metrics import Metrics
from bot.reminders.line_state import LineState
from bot.settings import Settings
from bot.transport.bot_api import BotApi
from bot.transport.double_taps import DoubleTaps
from bot.transport.uploads import Pictures
from content.library import Library
from storage.coach_state import CoachStateCache
from storage.db import Db


@dataclass(frozen=True, slots=True)
class Services:
    """Settings, bot, raw calls, database, pictures, time (aware UTC), states, meters and slips.

    `line` is whether reminders reach Telegram; `ending` is set once the end has begun: nothing
    new is taken up then.
    """

    settings: Settings
    bot: Bot
    api: BotApi
    db: Db
    pictures: Pictures
    now: Callable[[], datetime]
    states: CoachStateCache
    meters: Metrics = field(default_factory=Metrics)
    slips: DoubleTaps = field(default_factory=DoubleTaps)
    told_groups: set[int] = field(default_factory=set)
    ending: asyncio.Event = field(default_factory=asyncio.Event)
    line: LineState = field(default_factory=LineState)
    guesses: Guesses = field(default_factory=Guesses)
    fetcher: Fetcher = field(default_factory=Fetcher)

    @property
    def library(self) -> Library:
        """Return the content."""
        return self.states.library
