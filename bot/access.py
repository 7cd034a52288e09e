"""The door: who is served, and what is said to those who are not."""

import hmac
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from sqlalchemy import Connection
from telegram import CallbackQuery, ChatMember, Update
from telegram.error import BadRequest
from telegram.ext import ContextTypes

from bot.handlers import onboarding
from bot.interaction import Visit
from bot.parsing import read_name
from bot.screens import fallbacks
from bot.services import Dorsi
from bot.transport import messenger
from bot.transport.telegram_errors import is_too_old
from storage import activity, pauses, runners
from storage.runners import Runner

T = TypeVar("T")
Context = ContextTypes.DEFAULT_TYPE
# What is done with the database for a visit, beside looking the runner up.
Take = Callable[[Connection, Visit], T]
# Whether a group was told where Dorsi works; to be told again after a restart does no harm.
TOLD = "told"


@dataclass(frozen=True, slots=True)
class Let(Generic[T]):
    """What was taken of a visit in the transaction that looked its runner up."""

    taken: T


async def open_(
    dorsi: Dorsi, update: Update, take: Take[T], *, anyone: bool
) -> tuple[Visit, T] | None:
    """Return the visit of a runner who may come in, else answer them here and return None.

    Nothing is kept about a runner before they agreed to it: until then they are a blank one.
    `take` is run for a runner who may come in, in the transaction that looks them up.
    """
    user = update.effective_user
    if user is None:
        return None
    now = dorsi.now()
    blank = Runner(user.id, user.id, read_name(user.first_name), since=now, last_seen=now)
    visit = Visit(dorsi, update, blank, now)
    try:
        visit, let = await visit.run(_look_up, visit, take, anyone)
    except Exception:
        await visit.answer()  # whatever went wrong, the button does not spin on
        raise
    if let is not None:
        return visit, let.taken
    await visit.answer()
    if not _is_invited(visit) and not await _has_code(visit):
        await visit.show(fallbacks.closed())
    elif not anyone and onboarding.is_due(visit):
        await onboarding.ask(visit)
    else:
        return visit, await visit.run(take, visit)
    return None


def _look_up(
    conn: Connection, visit: Visit, take: Take[T], anyone: bool
) -> tuple[Visit, Let[T] | None]:
    """Return the visit of who it is, and what `take` makes of it if they may come in."""
    known = activity.came(conn, visit.runner.id, visit.now)
    visit = replace(visit, runner=known or visit.runner)
    if not _is_invited(visit) or (not anyone and onboarding.is_due(visit)):
        return visit, None
    return visit, Let(take(conn, visit))


def _is_invited(visit: Visit) -> bool:
    return visit.dorsi.settings.invite_code is None or visit.runner.invited


async def _has_code(visit: Visit) -> bool:
    """Let in who has the code, typed or in the link they opened; once is enough."""
    code = visit.dorsi.settings.invite_code
    words = visit.text.removeprefix("/start").strip()
    if code is None or not hmac.compare_digest(words.encode(), code.get_secret_value().encode()):
        return False
    who = visit.runner
    await visit.run(runners.get_or_create, who.id, who.chat, who.name, visit.now)
    await visit.change(invited=True)
    await visit.say(fallbacks.invited())
    return True


async def not_in_groups(dorsi: Dorsi, update: Update, context: Context) -> None:
    """Say once, with a link, where Dorsi works: when a group adds the bot or calls it by name."""
    message, told = update.message, context.chat_data
    if message is None or told is None or told.get(TOLD):
        return
    me = context.bot.username
    text = message.text or ""
    added = any(member.id == context.bot.id for member in message.new_chat_members or ())
    if added or f"@{me}".lower() in text.lower():
        told[TOLD] = True
        await messenger.send(context.bot, dorsi.pictures, message.chat_id, fallbacks.in_private(me))


async def came_or_went(dorsi: Dorsi, update: Update, _context: Context) -> None:
    """Stop the nudges of a runner who blocked the bot, and go on when they unblock it."""
    change = update.my_chat_member
    if change is None or change.chat.type != "private":
        return
    gone = change.new_chat_member.status in {ChatMember.BANNED, ChatMember.LEFT}
    if gone:
        await dorsi.db.run(runners.away, change.from_user.id)
    else:
        await dorsi.db.run(pauses.back, change.from_user.id, dorsi.now())


async def too_fast(update: object) -> None:
    """Stop the spinner of a tap that was turned away because too many were waiting."""
    if isinstance(update, Update) and update.callback_query is not None:
        await update.callback_query.answer(fallbacks.TOO_FAST)


async def slipped(query: CallbackQuery) -> None:
    """Say that a tap too soon on the spot of the last one was not taken for an answer."""
    try:
        await query.answer(fallbacks.SLIPPED)
    except BadRequest as error:
        if not is_too_old(error):
            raise
