"""Regressions for one day: what makes a drill smaller, its level untouched; see `LOWER`."""

from collections.abc import Callable

from content.coach import knee_to_wall, light
from content.coach.plan import Reason
from content.coach.today import Today
from content.drill import Drill

# A rung not to exceed today, and why.
Ceiling = tuple[int, Reason]
Rule = Callable[[Today, Drill], Ceiling | None]


def new_rung_waits(today: Today, drill: Drill) -> Ceiling | None:
    """R15: a new rung is first done after a run or on a rest day, or at the desk if it fits there.

    One that waited two weeks is tried at any moment but before a run, after four weeks there too.
    """
    track, context, choice = today.track(drill), today.context, today.rules.choice
    if track is None or not track.fresh or track.tried or context.moment in {"after", "rest"}:
        return None
    level = today.level(drill)
    waited = today.ordinal - track.rose.day if track.rose else 0
    if context.moment == "desk":
        here = context.place in drill.rungs[level].places
        return None if here or waited >= choice.first_try_days else _one_less(level, drill)
    return None if waited >= choice.first_try_before_days else _one_less(level, drill)


def _one_less(level: int, drill: Drill) -> Ceiling:
    return level - 1, Reason("new_rung_waits", drill.id)


def easy_day(today: Today, drill: Drill) -> Ceiling | None:
    """Return one rung less on a day when walking hurts 3-5."""
    if today.walking_pain() < today.rules.gate.easy:
        return None
    return today.level(drill) - 1, Reason("gate_easy", drill.id, day=today.context.day)


def pattern(today: Today, drill: Drill) -> Ceiling | None:
    """Return the lowest rung that the patterns at work allow."""
    ceilings = [
        (one.at_most[drill.id], Reason(f"pattern_{name}", drill.id, side, cap.day))
        for name, side, cap, one in today.patterns()
        if drill.id in one.at_most
    ]
    return min(ceilings, key=lambda ceiling: ceiling[0], default=None)


def limit(today: Today, drill: Drill) -> Ceiling | None:
    """Return the rung a limit (tier D) allows."""
    for known in today.limits:
        if drill.id in known.cap:
            return known.cap[drill.id], Reason("limit", drill.id, flag=known.id)
        if known.blocks == "standing":
            return light.highest(drill), Reason("limit", drill.id, flag=known.id)
    return None


def light_day(today: Today, drill: Drill) -> Ceiling | None:
    """Return the rung that today's pinch or strong pain leaves."""
    return light.day(today, drill)


def sore_today(today: Today, drill: Drill) -> Ceiling | None:
    """Return one rung less after soreness of the same families today."""
    return light.sore(today, drill)


def wedge(today: Today, drill: Drill) -> Ceiling | None:
    """R17: a pinch is what limits knee-to-wall, so its drill is done with the heel raised."""
    side = knee_to_wall.pinch_limits(today.state)
    if side is None or drill.id != today.rules.wall.drill:
        return None
    return 0, Reason("R17", drill.id, side)


LOWER: tuple[Rule, ...] = (
    light_day,
    sore_today,
    pattern,
    wedge,
    limit,
    easy_day,
    new_rung_waits,
)


def lowered(today: Today, drill: Drill) -> Ceiling:
    """Return the rung to deliver, never below 0, with the reason; its rule is "" if not lowered."""
    best: Ceiling = (today.level(drill), Reason(""))
    for rule in LOWER:
        ceiling = rule(today, drill)
        if ceiling is not None and max(0, ceiling[0]) < best[0]:
            best = max(0, ceiling[0]), ceiling[1]
    return best
