"""Accidental double taps: a second tap on the spot of the last, just after the screen changed."""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from bot.transport.incoming import Incoming

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
        self._lock = Lock()  # what is decided is decided in several threads

    def edited(self, tap: Incoming) -> None:
        """Note that the message is being changed by this tap."""
        spot = spot_of(tap)
        if tap.runner is None or tap.place is None:
            return
        with self._lock:
            self._edits.pop(tap.runner, None)
            if spot is not None:
                self._edits[tap.runner] = Edit(tap.place.message, spot, self.clock())
            if len(self._edits) > MOST:
                self._edits.popitem(last=False)

    def drawn(self, runner: int, message: int) -> None:
        """Note that the change is on the screen only now, so that the time counts from here."""
        with self._lock:
            edit = self._edits.get(runner)
            if edit is not None and edit.message == message:
                self._edits[runner] = Edit(message, edit.spot, self.clock())

    def is_one(self, tap: Incoming) -> bool:
        """Tell whether a tap is a slip: too soon after the last edit, and on the same spot."""
        edit = self._edits.get(tap.runner or 0)
        if edit is None or not tap.data.startswith(GUARDED):
            return False
        if tap.place is None or tap.place.message != edit.message:
            return False
        spot = spot_of(tap)
        soon = self.clock() - edit.at < TOO_SOON
        return soon and spot is not None and spot.meets(edit.spot)


def spot_of(tap: Incoming) -> Spot | None:
    """Return where the tapped button lies on its message, None where it is not there any more."""
    for top, row in enumerate(tap.keyboard):
        for column, data in enumerate(row):
            if data == tap.data:
                share = 1 / len(row)
                bottom = len(tap.keyboard) - top
                return Spot(top, bottom, column * share, (column + 1) * share)
    return None
