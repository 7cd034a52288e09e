"""Invite codes: the right one lets in, and whoever guesses is slowed down, over all accounts."""

import hmac
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.transport.gcra import Gcra

logger = logging.getLogger(__name__)

# [own] Who mistypes has five tries at once, then one a minute; all together have twenty, then one
# in ten seconds: 10,000 codes of four digits take a day whatever the number of accounts.
ALONE, ALONE_EVERY = 5, 60.0
TOGETHER, TOGETHER_EVERY = 20, 10.0
SAID_EVERY = 600.0  # s between two lines in the log

_ALL = "all"


@dataclass(slots=True)
class Guesses:
    """The wrong codes of late; `clock` is monotonic, in seconds."""

    clock: Callable[[], float] = time.monotonic
    _alone: Gcra = field(default_factory=lambda: Gcra(ALONE), init=False)
    _together: Gcra = field(default_factory=lambda: Gcra(TOGETHER), init=False)
    _said: Gcra = field(default_factory=lambda: Gcra(1), init=False)

    def is_right(self, account: int, words: str, code: str) -> bool:
        """Return whether these words are the code; while slowed down no words are."""
        if not words or self.is_slow(account):
            return False
        if hmac.compare_digest(words.encode(), code.encode()):
            return True
        now = self.clock()
        self._alone.take(account, now, ALONE_EVERY)
        self._together.take(_ALL, now, TOGETHER_EVERY)
        if self._are_many(now) and self._said.due(_ALL, now, SAID_EVERY) <= now:
            self._said.take(_ALL, now, SAID_EVERY)
            logger.warning("Somebody guesses at DORSI_INVITE_CODE: tries are slowed down for all")
        return False

    def is_slow(self, account: int) -> bool:
        """Return whether the next words of this account would not be looked at yet."""
        now = self.clock()
        return self._are_many(now) or self._alone.due(account, now, ALONE_EVERY) > now

    def _are_many(self, now: float) -> bool:
        return self._together.due(_ALL, now, TOGETHER_EVERY) > now
