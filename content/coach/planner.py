"""Planner: what to do now, and why; what blocks everything first, then today's drills."""

from collections.abc import Callable, Mapping

from content.coach import flags
from content.coach.deliver import deliver
from content.coach.drill_state import NEVER, SIDES
from content.coach.plan import Blocked, Context, NextStep, Plan, PlannedDrill, Reason
from content.coach.selection import choose, one_minute
from content.coach.state import State
from content.coach.today import Today, look
from content.drill import AsksFirst, Side
from content.library import Library

Found = tuple[Blocked, Reason]
# What the runner does next to take a reason away, where an answer does.
NEXT_STEPS: Mapping[str, NextStep] = {"R1_walk": "walking"}


def plan(library: Library, state: State, context: Context) -> Plan:
    """Return what to do now, never without a reason."""
    today = look(library, state, context)
    if found := blocking(today):
        return _empty(today, *found)
    first, why_first = today.first_side()
    picked, left_out = _pick(today, first)
    if not picked:
        return _empty(today, "rest", *(left_out or [Reason("place")]))
    reasons = [*([Reason("R16", side=first)] if why_first == "R16" else []), *left_out]
    return Plan(
        moment=context.moment,
        place=context.place,
        minute=context.minute,
        drills=tuple(picked),
        seconds=sum(one.seconds for one in picked),
        first=first,
        reasons=(*(picked[0].reasons), *reasons),
        asked=context.asked,
    )


def asks_first(library: Library, plan: Plan) -> AsksFirst | None:
    """Return what a plan's drills want to be asked before any of them, None where none does."""
    asked = (library.drills[planned.drill].asks_first for planned in plan.drills)
    return next(filter(None, asked), None)


def blocking(today: Today) -> Found | None:
    """Return what keeps everything away now, None where drills may be offered."""
    return next((found for block in BLOCKS if (found := block(today))), None)


def limits(today: Today) -> Found | None:
    """Return a limit (tier D) under which Dorsi offers nothing."""
    for known in today.limits:
        if flags.offers_nothing(known):
            return "limit", Reason("limit_all", flag=known.id)
    return None


def red_flag(today: Today) -> Found | None:
    """R0, R0c: a red flag; under tier C only the gentle drill, and only when asked for."""
    asked = today.context.asked
    for block in sorted(today.state.blocks.values(), key=lambda one: one.urgency):
        if block.drill is None and not (asked and block.tier == "C"):
            rule = "R0c" if block.tier == "C" else "R0"
            return "flag", Reason(rule, day=block.day, flag=today.flag_of(block))
    return None


def severe(today: Today) -> Found | None:
    """R1: everything rests for its hours, and until walking is calm again."""
    if until := today.state.resting(today.context.now):
        return "rest", Reason("R1_rest", hours=today.hours_to(until))
    return ("rest", Reason("R1_walk")) if today.state.walk_due else None


def gate(today: Today) -> Found | None:
    """Return "no run today" when walking hurts 6 and more, or there is a limp."""
    if today.walking_pain() < today.rules.gate.no_run:
        return None
    return "gate", Reason("gate", day=today.context.day)


BLOCKS: tuple[Callable[[Today], Found | None], ...] = (limits, red_flag, severe, gate)


def _pick(today: Today, first: Side) -> tuple[list[PlannedDrill], list[Reason]]:
    """Return today's drills and why others are left out."""
    if _is_gentle_only(today):
        return _gentle(today, first)
    return (one_minute if today.context.minute else choose)(today, first)


def _gentle(today: Today, first: Side) -> tuple[list[PlannedDrill], list[Reason]]:
    """Return the one drill left under a tier C flag, if no ankle ached at it last time."""
    if reason := gentle_hurt(today):
        return [], [reason]
    got = deliver(today, today.library.drills[today.rules.choice.gentle], first)
    return ([got], []) if isinstance(got, PlannedDrill) else ([], [got])


def gentle_hurt(today: Today) -> Reason | None:
    """Return the ankle that ached at the gentle drill last time, while only that drill is left."""
    drill = today.library.drills[today.rules.choice.gentle]
    track = today.track(drill)
    if track is None or not _is_gentle_only(today):
        return None
    ached = (side for side in SIDES if NEVER != track.ankle(side).ached >= track.opened)
    return next((Reason("sorer_lately", drill.id, side) for side in ached), None)


def _is_gentle_only(today: Today) -> bool:
    return any(block.drill is None for block in today.state.blocks.values())


def _empty(today: Today, blocked: Blocked, *reasons: Reason) -> Plan:
    return Plan(
        moment=today.context.moment,
        place=today.context.place,
        minute=today.context.minute,
        drills=(),
        seconds=0.0,
        first=today.first_side()[0],
        reasons=reasons,
        blocked=blocked,
        alarm=blocked == "gate",
        next_step=NEXT_STEPS.get(reasons[0].rule),
    )
