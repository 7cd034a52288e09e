"""Access control: who is served, invitations, and what is said to those who are not served."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from sqlalchemy import Connection
from telegram import CallbackQuery, ChatMember, Update
from telegram.error import BadRequest
from telegram.ext import ContextTypes

from bot.handlers import onboarding
from bot.interaction import Interaction
from bot.parsing import read_name
from bot.screens import fallbacks
from bot.services import Services
from bot.transport import messenger
from bot.transport.telegram_errors import is_too_old
from storage import activity, pauses, runners
from storage.runners import Runner

T = TypeVar("T")
Context = ContextTypes.DEFAULT_TYPE
# What is done with the database for an interaction, beside looking the runner up.
Take = Callable[[Connection, Interaction], T]
# Whether a group was told where Dorsi works; to be told again after a restart does no harm.
TOLD = "told"


@dataclass(frozen=True, slots=True)
class Let(Generic[T]):
    """What was taken of an interaction in the transaction that looked its runner up."""

    taken: T


async def admit(
    services: Services, update: Update, take: Take[T], *, anyone: bool
) -> tuple[Interaction, T] | None:
    """Return the interaction of a runner who may come in, else answer them here and return None.

    Nothing is kept about a runner before they agreed to it: until then they are a blank one.
    `take` is run for a runner who may come in, in the transaction that looks them up.
    """
    user = update.effective_user
    if user is None:
        return None
    now = services.now()
    blank = Runner(user.id, user.id, read_name(user.first_name), since=now, last_seen=now)
    interaction = Interaction(services, update, blank, now)
    try:
        interaction, let = await interaction.transaction(_look_up, interaction, take, anyone)
    except Exception:
        await interaction.answer()  # whatever went wrong, the button does not spin on
        raise
    if let is not None:
        return interaction, let.taken
    await interaction.answer()
    if not _is_invited(interaction) and not await _has_code(interaction):
        slow = services.guesses.is_slow(user.id)
        await interaction.show(fallbacks.later() if slow else fallbacks.closed())
    elif not anyone and onboarding.is_due(interaction):
        await onboarding.ask(interaction)
    else:
        return interaction, await interaction.transaction(take, interaction)
    return None


def _look_up(
    conn: Connection, interaction: Interaction, take: Take[T], anyone: bool
) -> tuple[Interaction, Let[T] | None]:
    """Return the interaction of who it is, and what `take` makes of it if they may come in."""
    known = activity.came(conn, interaction.runner.id, interaction.now)
    interaction = replace(interaction, runner=known or interaction.runner)
    if not _is_invited(interaction) or (not anyone and onboarding.is_due(interaction)):
        return interaction, None
    return interaction, Let(take(conn, interaction))


def _is_invited(interaction: Interaction) -> bool:
    return interaction.services.settings.invite_code is None or interaction.runner.invited


async def _has_code(interaction: Interaction) -> bool:
    """Let in who has the code, typed or in the link they opened; once is enough."""
    code = interaction.services.settings.invite_code
    words = interaction.text.removeprefix("/start").strip()
    who, guesses = interaction.runner, interaction.services.guesses
    if code is None or not guesses.is_right(who.id, words, code.get_secret_value()):
        return False
    await interaction.transaction(
        runners.get_or_create, who.id, who.chat, who.name, interaction.now
    )
    await interaction.change(invited=True)
    await interaction.say(fallbacks.invited())
    return True


async def not_in_groups(services: Services, update: Update, context: Context) -> None:
    """Say once, with a link, where Dorsi works: when a group adds the bot or calls it by name."""
    message, told = update.message, context.chat_data
    if message is None or told is None or told.get(TOLD):
        return
    me = context.bot.username
    text = message.text or ""
    added = any(member.id == context.bot.id for member in message.new_chat_members or ())
    if added or f"@{me}".lower() in text.lower():
        told[TOLD] = True
        await messenger.send(
            context.bot, services.pictures, message.chat_id, fallbacks.in_private(me)
        )


async def came_or_went(services: Services, update: Update, _context: Context) -> None:
    """Stop the nudges of a runner who blocked the bot, and go on when they unblock it."""
    change = update.my_chat_member
    if change is None or change.chat.type != "private":
        return
    gone = change.new_chat_member.status in {ChatMember.BANNED, ChatMember.LEFT}
    if gone:
        await services.db.transaction(runners.away, change.from_user.id)
    else:
        await services.db.transaction(pauses.back, change.from_user.id, services.now())


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
