"""What a runner tells in one practice, step by step; the coach plans the rest of it anew."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from content import coach
from content.coach import Context, Left, Plan, State
from content.coach.drill_state import SIDES
from content.drill import Side
from content.events import Report
from content.library import Library
from tests.years.runners import Trouble

ENDS = {"sharp", "numb"}  # felt so, a drill ends at once


@dataclass(frozen=True, slots=True)
class Visit:
    """A practice in hand: who, when, and what may be told in it."""

    library: Library
    state: State
    context: Context
    number: int
    week: int
    troubles: tuple[Trouble, ...]
    random: Random


def tell(visit: Visit, plan: Plan) -> list[Report]:
    """Return what is told in a practice, step by step."""
    judged = {one.drill: one.judged for one in plan.drills}
    steps = [
        Left(one.drill, side, one.rung) for one in plan.drills for side in one.sides or (None,)
    ]
    told: list[Report] = []
    while steps:
        step, *steps = steps
        new = [
            _report(visit, step, side, judged[step.drill])
            for side in ((step.side,) if step.side else SIDES)
        ]
        told += new
        if any(one.felt == "numb" for one in new):
            break
        if any(one.felt != "nothing" for one in new):
            steps = _ahead(visit, steps, told)
    return told


def _ahead(visit: Visit, steps: Sequence[Left], told: Sequence[Report]) -> list[Left]:
    """Return the steps still to come as the coach leaves them after a report."""
    state = coach.replay(visit.library, told, onto=visit.state)
    context = replace(visit.context, begun=frozenset(one.drill for one in told))
    ended = {one.drill for one in told if one.felt in ENDS}
    lowest = {one.drill: one.lowest for one in told}
    ahead = [
        replace(one, rung=min(one.rung or 0, lowest.get(one.drill, one.rung or 0)))
        for one in steps
        if one.drill not in ended
    ]
    return [one for one in coach.left(visit.library, state, context, ahead) if one.rung is not None]


def _report(visit: Visit, step: Left, side: Side, judged: int) -> Report:
    """Return what one ankle says of a step."""
    context, rung = visit.context, step.rung or 0
    report = Report(
        at=context.now,
        day=context.day,
        practice=visit.number,
        moment=context.moment,
        drill=step.drill,
        side=side,
        planned=judged,
        lowest=rung,
        outcome="done",
        felt="nothing",
        short=context.minute or context.moment == "before",
        minute=context.minute,
    )
    for one in visit.troubles:
        here = step.drill in one.drills and side == one.side and rung >= one.rung
        if here and visit.week <= one.until and visit.random.random() < one.chance:
            return _troubled(report, one)
    return report


def _troubled(report: Report, trouble: Trouble) -> Report:
    """Return a report with its trouble: a pinch shrinks the drill, which is tried once more."""
    pinched = trouble.felt == "pinch"
    return replace(
        report,
        felt=trouble.felt,
        where=trouble.where,
        score=trouble.score,
        pinched=(report.lowest,) if pinched else (),
        lowest=max(0, report.lowest - 1) if pinched else report.lowest,
        outcome="stopped" if trouble.felt in ENDS else "done",
    )
