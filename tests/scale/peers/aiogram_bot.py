"""aiogram as its documentation has it: handled in the background (its default), or awaited."""

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler, setup_application
from aiohttp import web

from tests.scale.peers.settings import BUTTON, PATH, TOKEN, kept, pool, read

told = read()
rows = pool(told)
KEYBOARD = InlineKeyboardMarkup(
    inline_keyboard=[[InlineKeyboardButton(text=BUTTON, callback_data="tap")]]
)


async def tapped(query: CallbackQuery) -> None:
    """Keep a row and draw a screen."""
    row = await kept(rows, query.from_user.id, query.data or "")
    await query.answer()
    if isinstance(query.message, Message):
        await query.message.edit_text(f"Row {row}", reply_markup=KEYBOARD)


async def opened(_: web.Application) -> None:
    """Open the database's connections."""
    await rows.open()


def main() -> None:
    """Run until it is killed."""
    server = TelegramAPIServer.from_base(told.url)
    bot = Bot(TOKEN, session=AiohttpSession(api=server))
    dispatcher = Dispatcher()
    dispatcher.callback_query.register(tapped)
    app = web.Application()
    app.on_startup.append(opened)
    handler = SimpleRequestHandler(
        dispatcher, bot, handle_in_background=told.background, secret_token=told.secret
    )
    handler.register(app, path=PATH)
    setup_application(app, dispatcher, bot=bot)
    web.run_app(app, host="127.0.0.1", port=told.port, print=None)


if __name__ == "__main__":
    main()
