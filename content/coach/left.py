"""What is left of a practice after something was told in it, by the rules of the next practice.

The first report is the examination: from that tap on every rule holds for the steps still to
come. A step may get smaller or leave, it never grows
(docs/coaching.md#a-practice-listens-at-once).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from content.coach.deliver import rung_for_place
from content.coach.exclusions import kept_away
from content.coach.history import replay
from content.coach.plan import Context, Reason
from content.coach.planner import blocking, gentle_hurt
from content.coach.regressions import lowered
from content.coach.state import State
from content.coach.today import Today, look
from content.drill import Side
from content.library import Library

# Still to come, begun with something told, pinched with its one retry to come, or behind us.
Stage = Literal["open", "told", "retry", "over"]


@dataclass(frozen=True, slots=True)
class Left:
    """A step of a practice: its drill, its ankle (None: both legs) and the rung it stands at.

    As an answer `rung` is None where the step leaves; `reason` is why it leaves or is smaller,
    and `side` is None where both legs do it together now.
    """

    drill: str
    side: Side | None
    rung: int | None
    reason: Reason | None = None
    stage: Stage = "open"


def left(
    library: Library, state: State, context: Context, steps: Sequence[Left]
) -> tuple[Left, ...]:
    """Return the steps as the history with this practice's reports in it allows them now."""
    today = look(library, state, context)
    answers: list[Left] = []
    for index, one in enumerate(steps):
        now = today
        if one.stage == "retry":
            now = look(library, _untold(library, state, context, one), context)
        begun = (later for later in steps[index + 1 :] if later.stage != "open")
        over = one.stage == "over"
        answers.append(one if over else _together(now, (*answers, *begun), _step(now, one)))
    return tuple(_on_one_ankle(one, answers) for one in answers)


def _step(today: Today, one: Left) -> Left:
    drill = today.library.drills[one.drill]
    if one.rung is None:
        return one
    if found := blocking(today):
        return replace(one, rung=None, reason=replace(found[1], drill=drill.id))
    if reason := kept_away(today, drill) or gentle_hurt(today):
        return replace(one, rung=None, reason=reason)
    ceiling, lower = lowered(today, drill)
    why = replace(lower, smaller=True) if lower.rule else None
    rung = rung_for_place(today, drill, min(one.rung, ceiling))
    if rung is None:
        gone = replace(lower, smaller=False) if why else Reason("place", drill.id)
        return replace(one, rung=None, reason=gone)
    rests = today.resting(drill)
    mine = set(rests) if drill.rungs[rung].legs == "both" else {one.side} & set(rests)
    if mine:
        side = next(side for side in rests if side in mine)
        until = rests[side]
        hours = None if until is None else today.hours_to(until)
        rule = "ended" if until is None else "resting"
        return replace(one, rung=None, reason=Reason(rule, drill.id, side, hours=hours))
    return replace(one, rung=rung, reason=why if rung < one.rung else None)


def _on_one_ankle(one: Left, answers: Sequence[Left]) -> Left:
    """Return a step that leaves with the ankle named, where the other ankle's step stays."""
    stays = any(
        other.drill == one.drill and other.rung is not None and other.stage != "over"
        for other in answers
    )
    if one.rung is not None or one.reason is None or not stays:
        return one
    return replace(one, reason=replace(one.reason, ankle=one.side))


def _together(today: Today, steps: Sequence[Left], one: Left) -> Left:
    """Let both legs do a drill once where it became one for both, not once for each ankle.

    `steps` are those before it, and those behind it that were begun before somebody went back.
    """
    drill = today.library.drills[one.drill]

    def is_for_both(step: Left) -> bool:
        return step.rung is not None and drill.rungs[step.rung].legs == "both"

    if one.side is None or one.stage != "open" or not is_for_both(one):
        return one
    others = [step for step in steps if step.drill == one.drill and step.rung is not None]
    if not others:
        return replace(one, side=None)
    if any(is_for_both(step) for step in others):
        return replace(one, rung=None, reason=None)
    return replace(one, rung=None, reason=one.reason and replace(one.reason, smaller=False))


def _untold(library: Library, state: State, context: Context, one: Left) -> State:
    """Return the state as if what led to a step's retry had not been told; that day only."""
    unit = state.unit
    if unit is None:
        return state
    own = [told for told in unit.reports if told.drill == one.drill]
    own = [told for told in own if one.side in {None, told.side}]
    if any(told.day != context.day for told in own):
        return state
    others = [told for told in unit.reports if told not in own]
    return replay(library, (*others, *unit.others), onto=unit.before)
