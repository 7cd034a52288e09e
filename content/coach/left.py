"""What is left of a practice after something was told in it, by the rules of the next practice.

The first report is the examination: from that tap on every rule holds for the steps still to
come. A step may get smaller or leave, it never grows (coaching, 9.1).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from content.coach.away import kept_away
from content.coach.deliver import rung_for_place
from content.coach.lower import lowered
from content.coach.offer import blocking
from content.coach.rules import Rules, load
from content.coach.session import Context, Reason
from content.coach.state import State
from content.coach.today import Today, look
from content.drill import Side
from content.library import Library


@dataclass(frozen=True, slots=True)
class Left:
    """A step still to come: its drill, its ankle (None: both legs) and the rung it stands at.

    As an answer `rung` is None where the step leaves; `reason` is why it leaves or is smaller.
    """

    drill: str
    side: Side | None
    rung: int | None
    reason: Reason | None = None


def left(
    library: Library,
    state: State,
    context: Context,
    steps: Sequence[Left],
    rules: Rules | None = None,
) -> tuple[Left, ...]:
    """Return the steps as the history with this practice's reports in it allows them now."""
    today = look(library, rules or load(), state, context)
    if block := blocking(today):
        return tuple(replace(one, rung=None, reason=block[1]) for one in steps)
    answers: list[Left] = []
    for one in steps:
        answer = _step(today, one)
        answers.append(_once(today, answers, answer) if answer.rung is not None else answer)
    return tuple(answers)


def _step(today: Today, one: Left) -> Left:
    drill = today.library.drills[one.drill]
    if one.rung is None:
        return one
    if reason := kept_away(today, drill):
        return replace(one, rung=None, reason=reason)
    ceiling, lower = lowered(today, drill)
    why = replace(lower, smaller=True) if lower.rule else None
    rung = rung_for_place(today, drill, min(one.rung, ceiling))
    if rung is None:
        return replace(one, rung=None, reason=replace(lower, smaller=False) if why else None)
    rests = today.resting(drill)
    mine = set(rests) if drill.rungs[rung].legs == "both" else {one.side} & set(rests)
    if mine:
        side = next(side for side in rests if side in mine)
        until = rests[side]
        hours = None if until is None else today.hours_to(until)
        rule = "ended" if until is None else "resting"
        return replace(one, rung=None, reason=Reason(rule, drill.id, side, hours=hours))
    return replace(one, rung=rung, reason=why if rung < one.rung else None)


def _once(today: Today, before: Sequence[Left], one: Left) -> Left:
    """Let the second step of a drill leave without a word where both legs do the first together."""
    drill = today.library.drills[one.drill]
    together = one.rung is not None and drill.rungs[one.rung].legs == "both"
    again = any(other.drill == one.drill and other.rung is not None for other in before)
    return replace(one, rung=None, reason=None) if together and again else one
