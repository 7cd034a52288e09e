"""An echo bot to compare with: each tap is answered and its message edited, nothing else."""

import argparse
from itertools import count

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    ApplicationBuilder,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
)

from bot.transport.aiohttp_request import AiohttpRequest

KEYBOARD = InlineKeyboardMarkup([[InlineKeyboardButton("Tap", callback_data="tap")]])
taps = count(1)


async def start(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    """Send the message to be tapped."""
    if update.message:
        await update.message.reply_text("Ready.", reply_markup=KEYBOARD)


async def tapped(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    """Answer the tap and show another number."""
    if update.callback_query:
        await update.callback_query.answer()
        await update.callback_query.edit_message_text(f"Tap {next(taps)}", reply_markup=KEYBOARD)


def main() -> None:
    """Run until a signal, by long polling."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", required=True, help="root of the Bot API server")
    parser.add_argument("--token", default="1:sandbox")
    parser.add_argument("--request", choices=["httpx", "aiohttp"], required=True)
    parser.add_argument("--at-once", type=int, default=1, help="updates handled side by side")
    chosen = parser.parse_args()
    builder = ApplicationBuilder().token(chosen.token).base_url(f"{chosen.url}/bot")
    builder = builder.concurrent_updates(chosen.at_once)
    if chosen.request == "aiohttp":
        builder = builder.request(AiohttpRequest()).get_updates_request(AiohttpRequest(1))
    app = builder.build()
    app.add_handler(CommandHandler("start", start))
    app.add_handler(CallbackQueryHandler(tapped))
    app.run_polling()


if __name__ == "__main__":
    main()
