"""Runners who tap by numbers, whatever they see, and what they come to see."""

import asyncio
from collections import deque
from collections.abc import Sequence
from random import Random

from bot.sandbox.runner import Runner
from bot.sandbox.state import Call
from bot.sandbox.telegram import Telegram
from tests.scale.candidates import Candidate
from tests.scale.judge import Record, Tap

FIRST = 5_000_001  # the number of the first of them: above whoever else a database is filled with


class Crowd:
    """So many runners on a Telegram, each with one message that they tap again and again."""

    def __init__(self, telegram: Telegram, candidate: Candidate, size: int, seed: int) -> None:
        self.record = Record()
        self.runners = [telegram.runner(FIRST + one, f"Runner {one}") for one in range(size)]
        self._candidate = candidate
        self._chance = Random(seed)  # noqa: S311 - the same taps every time
        self._numbers = {one.chat.chat_id for one in self.runners}
        self._clock = asyncio.get_running_loop().time
        for one in self.runners:
            one.chat.known = True
            one.chat.add(telegram.state.bot, telegram.state.date, text="Tap me.")
        telegram.on_call(self._look)

    @property
    def numbers(self) -> Sequence[int]:
        """Return who they are."""
        return [one.chat.chat_id for one in self.runners]

    def _look(self, call: Call) -> None:
        if call.carried and call.chat in self._numbers:
            mark = self._candidate.mark(call)
            if mark is not None:
                self.record.shown[call.chat].append((self._clock(), mark))

    def tap(self, runner: Runner) -> None:
        """Let a runner make the next tap."""
        taps = self.record.taps[runner.chat.chat_id]
        query = runner.forge_nowait(runner.last, self._candidate.data(len(taps)))
        taps.append(Tap(self._clock(), query))

    async def go_on(self, rate: float, seconds: float, doubles: float = 0.2) -> None:
        """Tap `rate` times a second in all, by chance; so many of the taps are two at once.

        Everybody taps as often, so that nobody has more edits than Telegram takes, and nobody who
        waits for a screen, as in life: a machine that is too slow gets fewer taps.
        """
        ends = at = self._clock()
        ends += seconds
        turns = deque(self._chance.sample(self.runners, len(self.runners)))
        while at < ends:
            at += self._chance.expovariate(rate / (1 + doubles))
            await asyncio.sleep(max(0.0, at - self._clock()))
            turns.rotate(-1)
            who = next((one for one in turns if not self._waits(one)), None)
            if who is not None:
                for _ in range(1 + (self._chance.random() < doubles)):
                    self.tap(who)

    def _waits(self, runner: Runner) -> bool:
        """Tell whether a runner has seen nothing new since their last tap."""
        who = runner.chat.chat_id
        taps, shown = self.record.taps[who], self.record.shown[who]
        return bool(taps) and (not shown or shown[-1][0] < taps[-1].at)
