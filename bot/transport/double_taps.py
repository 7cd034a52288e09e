"""Accidental double taps: a second tap on the spot of the last, just after the screen changed."""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from telegram import CallbackQuery, InlineKeyboardMarkup, Message

# [own] So soon after a screen came nobody has read it.
TOO_SOON = 0.8  # seconds
# Where a second tap would be an answer; toggles and steps of a number are meant to be quick.
GUARDED = ("d1:", "morning:", "today:", "flags:")
MOST = 512  # runners; of whoever tapped before them it was long ago


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a button lies: its row from the top and from the bottom, and its part of the row.

    A message stands on the bottom of the screen, so a keyboard with fewer rows moves the others.
    """

    top: int
    bottom: int
    left: float
    right: float

    def meets(self, other: "Spot") -> bool:
        """Tell whether a thumb that stays where it is may touch both."""
        beside = self.right <= other.left or other.right <= self.left
        return not beside and (self.top == other.top or self.bottom == other.bottom)


@dataclass(frozen=True, slots=True)
class Edit:
    """When a message was changed by a tap, and where that tap was."""

    message: int
    spot: Spot
    at: float


class DoubleTaps:
    """The last edit of each runner's message; `clock` is monotonic, in seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self._edits: OrderedDict[int, Edit] = OrderedDict()

    def edited(self, query: CallbackQuery) -> None:
        """Note that the message has just been changed by this tap."""
        spot = spot_of(query)
        runner = query.from_user.id
        self._edits.pop(runner, None)
        if spot is None or not isinstance(query.message, Message):
            return
        self._edits[runner] = Edit(query.message.message_id, spot, self.clock())
        if len(self._edits) > MOST:
            self._edits.popitem(last=False)

    def is_one(self, query: CallbackQuery) -> bool:
        """Tell whether a tap is a slip: too soon after the last edit, and on the same spot."""
        edit = self._edits.get(query.from_user.id)
        if edit is None or not (query.data or "").startswith(GUARDED):
            return False
        if not isinstance(query.message, Message) or query.message.message_id != edit.message:
            return False
        spot = spot_of(query)
        soon = self.clock() - edit.at < TOO_SOON
        return soon and spot is not None and spot.meets(edit.spot)


def spot_of(query: CallbackQuery) -> Spot | None:
    """Return where the tapped button lies on its message, None where it is not there any more."""
    message = query.message
    markup = message.reply_markup if isinstance(message, Message) else None
    if not isinstance(markup, InlineKeyboardMarkup):
        return None
    rows = markup.inline_keyboard
    for top, row in enumerate(rows):
        for column, button in enumerate(row):
            if button.callback_data == query.data:
                share = 1 / len(row)
                return Spot(top, len(rows) - top, column * share, (column + 1) * share)
    return None
