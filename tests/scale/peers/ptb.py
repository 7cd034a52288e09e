"""python-telegram-bot as its examples have it: `run_webhook`, which says 200 and handles later."""

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import Application, ApplicationBuilder, CallbackQueryHandler, ContextTypes

from tests.scale.peers.settings import BUTTON, PATH, TOKEN, kept, pool, read

told = read()
rows = pool(told)


async def opened(_: Application) -> None:  # type: ignore[type-arg]
    """Open the database's connections."""
    await rows.open()


async def tapped(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    """Keep a row and draw a screen."""
    query = update.callback_query
    assert query is not None
    row = await kept(rows, query.from_user.id, query.data or "")
    await query.answer()
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton(BUTTON, callback_data="tap")]])
    await query.edit_message_text(f"Row {row}", reply_markup=keyboard)


def main() -> None:
    """Run until it is killed."""
    app = ApplicationBuilder().token(TOKEN).base_url(f"{told.url}/bot").post_init(opened).build()
    app.add_handler(CallbackQueryHandler(tapped))
    app.run_webhook(
        listen="127.0.0.1",
        port=told.port,
        url_path=PATH,
        webhook_url=told.hook,
        secret_token=told.secret,
        max_connections=100,
        bootstrap_retries=-1,
    )


if __name__ == "__main__":
    main()
