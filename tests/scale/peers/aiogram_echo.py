"""An echo bot on aiogram to compare with: each tap is answered and its message edited."""

import asyncio
import sys
from itertools import count

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

KEYBOARD = InlineKeyboardMarkup(
    inline_keyboard=[[InlineKeyboardButton(text="Tap", callback_data="tap")]]
)
taps = count(1)


async def start(message: Message) -> None:
    """Send the message to be tapped."""
    await message.answer("Ready.", reply_markup=KEYBOARD)


async def tapped(query: CallbackQuery) -> None:
    """Answer the tap and show another number."""
    await query.answer()
    if isinstance(query.message, Message):
        await query.message.edit_text(f"Tap {next(taps)}", reply_markup=KEYBOARD)


async def main(url: str) -> None:
    """Poll until a signal ends it."""
    bot = Bot("1:sandbox", session=AiohttpSession(api=TelegramAPIServer.from_base(url)))
    dispatcher = Dispatcher()
    dispatcher.message.register(start)
    dispatcher.callback_query.register(tapped)
    await dispatcher.start_polling(bot)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
