"""Uploaded file ids by picture, so that each is sent over the wire once."""

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from storage.tables import media

_KEY = (media.c.bot == bindparam("of_bot")) & (media.c.key == bindparam("of_key"))
_GET = select(media.c.file).where(_KEY)
_CHANGE = update(media).where(_KEY)
_DELETE = delete(media).where(_KEY)


def file_id(conn: Connection, bot: int, key: str) -> str | None:
    """Return Telegram's file id of the picture `key` for this bot, None if not uploaded yet."""
    found: str | None = conn.scalar(_GET, {"of_bot": bot, "of_key": key})
    return found


def forget(conn: Connection, bot: int, key: str) -> None:
    """Forget a file id that Telegram no longer knows."""
    conn.execute(_DELETE, {"of_bot": bot, "of_key": key})


def keep(conn: Connection, bot: int, key: str, file: str) -> None:
    """Remember the file id a picture was given; a newer one replaces it."""
    if not conn.execute(_CHANGE, {"of_bot": bot, "of_key": key, "file": file}).rowcount:
        conn.execute(insert(media), {"bot": bot, "key": key, "file": file})
