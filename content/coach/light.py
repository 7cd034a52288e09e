"""A light day: after a front pinch or strong pain nothing more bears weight or goes to the end.

It holds for the rest of the local day, for every drill and, as standing loads both feet, for
both ankles. Pain of 3 to 5 makes the other drills of the same families one size smaller.
"""

from content.coach.plan import Reason
from content.coach.state import Hurt
from content.coach.today import Today
from content.drill import Drill

Ceiling = tuple[int, Reason]


def day(today: Today, drill: Drill) -> Ceiling | None:
    """Return the highest rung that a light day leaves, -1 for none; None where it is no such day.

    A front pinch leaves no rung that bears weight or bends the ankle to the end of its range,
    pain of 6 and more none that bears weight (docs/coaching.md#a-practice-listens-at-once).
    """
    found: Ceiling | None = None
    for hurt in today.hurts():
        rule = _pattern(today, hurt)
        strong = (hurt.pain or 0) >= today.rules.stop_pain
        if not rule and not strong:
            continue
        top = highest(drill, end_range=not rule)
        if top < drill.top and (found is None or top < found[0]):
            reason = rule or "strong_today"
            found = top, Reason(reason, drill.id, hurt.side, hurt.on)
    return found


def sore(today: Today, drill: Drill) -> Ceiling | None:
    """Return one rung less where another drill of the same families hurt 3 and more today."""
    for hurt in today.hurts():
        other = today.library.drills.get(hurt.drill)
        if other is None or other.id == drill.id or (hurt.pain or 0) < today.rules.sore_pain:
            continue
        if not set(other.families).isdisjoint(drill.families):
            reason = Reason("sore_today", drill.id, hurt.side, hurt.on)
            return today.level(drill) - 1, reason
    return None


def _pattern(today: Today, hurt: Hurt) -> str:
    """Return the reason of the first pattern met that asks for a light day, "" for none."""
    names = (name for name in hurt.patterns if today.rules.pattern[name].light_day)
    return next((f"{name}_today" for name in names), "")


def highest(drill: Drill, *, end_range: bool = True) -> int:
    """Return the highest rung up to which none bears weight, -1 if the first one does.

    Without `end_range` none bends the ankle to the end of its range either.
    """
    for number, rung in enumerate(drill.rungs):
        bends = rung.end_range and "dorsiflexion" in drill.families
        if rung.weight_bearing or (bends and not end_range):
            return number - 1
    return drill.top
