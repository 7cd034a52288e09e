"""What a runner's own word of today means for the run: none, an easy one, or as planned."""

from datetime import date
from typing import Literal

from content.coach.flags import limits_on
from content.coach.state import State
from content.library import Library
from content.rules import Rules

Running = Literal["none", "easy", "free"]
_STRICTEST: tuple[Running, ...] = ("none", "easy", "free")


def running(state: State, library: Library, day: date) -> Running:
    """Return what a run of that day is: the strictest of flags, limits, walking and the morning.

    A limp or pain of 6 and more, on walking or in the morning, means none; 3 to 5, or a stiff
    morning, a short and flat one (pain-monitoring model;
    docs/coaching/safety.md#what-is-said-of-running). While everything rests (R1) none.
    """
    words: list[Running] = [known.running for known in limits_on(state, library, day)]
    for block in state.blocks.values():
        flag = library.flags.get(block.key)
        words.append(flag.running if flag else "easy")
    if state.walk_due:
        words.append("none")
    if state.walked is not None and state.walked.day == day:
        words.append(_walking(state.walked.score, library.rules))
    if state.no_run == day.toordinal():
        words.append("none")
    if state.no_loading == day.toordinal():
        words.append("easy")
    return min(words, key=_STRICTEST.index, default="free")


def _walking(score: int | None, rules: Rules) -> Running:
    if score is None or score >= rules.gate.no_run:
        return "none"
    return "easy" if score >= rules.gate.easy else "free"
