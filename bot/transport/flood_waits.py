"""Flood waits (HTTP 429): whether a refusal closes one chat, one method or the whole token.

Telegram does not say which of its limits was reached, so it is told by what had been said:

- A chat that had been told nothing in the second before is not at fault itself. In the bulk lane,
  which keeps the pace over all chats, its refusal is the token's: everybody waits. After a tap one
  such chat may still be paying for what a Dorsi before a restart said: only a second one, refused
  while the first still waits, closes the token.
- A chat that had just been told something is closed alone, however many there are of its kind: a
  runner who drums on a button, whose edits Telegram counts, never silences anybody else.
- A method without a chat (answers, files, the menu) is closed alone, and waits for no chat.
"""

import math

from bot.transport.gcra import Chat, Gcra

SECOND = 1.0  # s in which one call into a chat is nobody's excess


class FloodWaits:
    """What is closed until when, on the limiter's clock; keys are chats and names of methods."""

    __slots__ = ("_all", "_closed", "_told", "_unblamed")

    def __init__(self) -> None:
        self._all = -math.inf
        self._closed: dict[Chat, float] = {}
        self._unblamed: dict[Chat, float] = {}  # chats refused through no fault of theirs
        self._told = Gcra(1)

    def end_of_method(self, method: str) -> float:
        """Return from when on a method without a chat may be called again, -inf where it may."""
        return self._closed.get(method, -math.inf)

    def end(self, chat: Chat) -> float:
        """Return from when on a chat may be spoken to again, -inf where it may."""
        return max(self._all, self._closed.get(chat, -math.inf))

    @property
    def end_for_all(self) -> float:
        """Return from when on chats may be spoken to again, -inf where they may."""
        return self._all

    def close(self, until: float) -> None:
        """Close every chat, as another process was told to."""
        self._all = max(self._all, until)

    def told(self, chat: Chat, now: float) -> bool:
        """Note a call into a chat; return whether nothing had been said there for a second."""
        was_quiet = self._told.rest(chat, now) <= now
        self._told.take(chat, now, SECOND)
        return was_quiet

    def refused(self, key: Chat, now: float, seconds: float, *, quiet: bool, bulk: bool) -> bool:
        """Close what a refusal was for; return whether that is the whole token.

        `quiet` is what `told` answered before the call. A later end is never replaced by an
        earlier one.
        """
        until = now + seconds
        self._closed = {one: end for one, end in self._closed.items() if end > now}
        self._closed[key] = max(until, self._closed.get(key, until))
        if not quiet:
            return False
        self._unblamed = {one: end for one, end in self._unblamed.items() if end > now}
        is_token_s = bulk or bool(self._unblamed.keys() - {key})
        self._unblamed[key] = until
        if is_token_s:
            self._all = max(self._all, until)
        return is_token_s
