"""Generic cell rate algorithm: a burst at once, then one call in every so many seconds."""

Chat = int | str


class Gcra:
    """When each key's next turn is: `burst` at once, then one in every so many seconds.

    A key is remembered only until its burst has grown back.
    """

    __slots__ = ("_burst", "_crowd", "_rested")

    def __init__(self, burst: int) -> None:
        self._burst = burst
        self._rested: dict[Chat, float] = {}
        self._crowd = 256

    def due(self, key: Chat, now: float, every: float) -> float:
        """Return the time of the key's next turn, `now` when it need not wait."""
        return max(now, self._rested.get(key, now) - (self._burst - 1) * every)

    def rest(self, key: Chat, now: float) -> float:
        """Return the time from which the key has its whole burst again, `now` when it has it."""
        return max(now, self._rested.get(key, now))

    def take(self, key: Chat, now: float, every: float) -> None:
        """Use up the key's next turn."""
        self._note(key, max(now, self._rested.get(key, now)) + every, now)

    def spend(self, key: Chat, now: float, until: float, every: float) -> None:
        """Use up the whole burst, so that one turn is left at `until` and no more before it."""
        spent = until + (self._burst - 1) * every
        self._note(key, max(spent, self._rested.get(key, now)), now)

    def _note(self, key: Chat, rested: float, now: float) -> None:
        self._rested[key] = rested
        if len(self._rested) > self._crowd:
            self._rested = {key: rested for key, rested in self._rested.items() if rested > now}
            self._crowd = max(256, 2 * len(self._rested))
