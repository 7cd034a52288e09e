"""Introduction to Telegram: the menu, and a line about the bot; once for each version of them."""

import hashlib
import logging

from telegram import BotCommand
from telegram.error import TelegramError

from bot.screens.learn import MENU
from bot.services import Services
from storage import facts

logger = logging.getLogger(__name__)

ABOUT = "A few calm minutes for a runner's ankles, before and after the run."
_KNOWN = "introduced"


async def introduce(services: Services) -> None:
    """Tell Telegram the menu and a line about the bot, unless it knows them; nothing waits for it.

    Two processes that start at once may both do so: to say it twice changes nothing.
    """
    bot, db = services.bot, services.db
    said = hashlib.sha256(repr((bot.id, MENU, ABOUT)).encode()).hexdigest()
    try:
        if await db.transaction(facts.get, _KNOWN) == said:
            return
        await bot.set_my_commands([BotCommand(name, what) for name, what in MENU])
        await bot.set_my_short_description(ABOUT)
        await bot.set_my_description(ABOUT)
        await db.transaction(facts.put, _KNOWN, said)
    except TelegramError as error:
        logger.warning("The menu could not be set: %s", error)
    except Exception as error:
        logger.warning("The menu was not set: %s", type(error).__name__)
