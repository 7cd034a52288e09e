"""Typed words that are no command: words of harm first, then the open question, then a way on."""

from collections.abc import Callable
from dataclasses import replace

from bot.handlers import flags, practice
from bot.interaction import Interaction
from bot.screens import fallbacks
from bot.screens.flags import WRONG
from bot.screens.screen import Screen
from bot.taps.asked import AskedCity, AskedNothing, AskedWall, AskedZone, FirstMinute
from bot.transport.speech import Say
from content.harm_words import tells_harm
from scheduler import places
from storage import practices, practising
from storage.practices import Kept


def is_harm(interaction: Interaction) -> bool:
    """Tell whether typed words tell of harm; the whole name of a city that is asked does not."""
    code = interaction.services.settings.invite_code
    if code is not None and interaction.text == code.get_secret_value():
        return False  # it let the runner in just now
    if not tells_harm(interaction.text):
        return False
    if not isinstance(interaction.asked, AskedZone | AskedCity):
        return True
    found = places.find(interaction.text, interaction.now)
    return not found.spots or bool(found.near)


def open_check(interaction: Interaction) -> None:
    """Open the first page of the check of `/stop`; the question that is open stays open."""
    flags.open_(interaction)


def stop(interaction: Interaction) -> None:
    """Stop the practice that is under way, as its own button does; else open the check."""
    runner, now = interaction.runner, interaction.now
    kept = practices.latest_open(interaction.conn, runner.id)
    if kept is None or practising.is_of_another_day(kept, runner, now):
        open_check(interaction)
        return
    states, turn = interaction.services.states, kept.practice.turn
    ended = practising.answer(interaction.conn, states, runner, kept.id, turn, "stop", now)
    if isinstance(ended, Kept):
        interaction.say(with_check(practice.after(interaction, ended)))
    else:
        open_check(interaction)


def answered(interaction: Interaction, handler: Callable[[], None]) -> None:
    """Have typed words handled; where they leave their question open, the check is offered."""
    if is_harm(interaction):
        open_check(interaction)
        return
    asked = interaction.runner.awaiting
    handler()
    if interaction.runner.awaiting == asked:
        today = not isinstance(interaction.asked, FirstMinute)
        interaction.speeches = [
            replace(one, screen=with_check(one.screen, today=today))
            if isinstance(one, Say)
            else one
            for one in interaction.speeches
        ]


def not_understood(interaction: Interaction) -> None:
    """Answer what is no text, or no answer to anything; a caption may tell of harm."""
    if tells_harm(interaction.incoming.caption):
        open_check(interaction)
    else:
        interaction.say(fallbacks.not_understood())


def reads_edit(interaction: Interaction) -> bool:
    """Tell whether a changed message is read: of harm always, else while a question is open.

    Once tries of a test were taken, the change may be of one of them, and is not one more.
    """
    asked = interaction.asked
    tried = isinstance(asked, AskedWall) and asked.tries is not None
    return is_harm(interaction) or not (tried or isinstance(asked, AskedNothing))


def with_check(screen: Screen, *, today: bool = False) -> Screen:
    """Return a screen with the way to the check below it, and `today`'s drill, if not there yet."""
    there = {button.tap for row in screen.rows for button in row}
    if any(type(tap) in fallbacks.LEADS_TO_CHECK for tap in there):
        return screen
    drill = (fallbacks.TODAY,) if today and fallbacks.TODAY.tap not in there else ()
    return replace(screen, rows=(*screen.rows, *((one,) for one in drill), (WRONG,)))
