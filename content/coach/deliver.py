"""One drill as it is done today: at which rung, on which ankles, and why; or why not at all."""

from content.coach.exclusions import kept_away
from content.coach.plan import PlannedDrill, Reason
from content.coach.reasons import standing
from content.coach.regressions import lowered
from content.coach.today import Today
from content.drill import Drill, Gear, Rung, Side


def deliver(today: Today, drill: Drill, first: Side) -> PlannedDrill | Reason:
    """Return a drill as it is done today, or the reason why it is not."""
    if reason := kept_away(today, drill):
        return reason
    ceiling, lower = lowered(today, drill)
    rung = rung_for_place(today, drill, ceiling)
    if rung is None:
        return Reason("place", drill.id)
    sides = _sides(today, drill, drill.rungs[rung], first)
    if sides is None:
        return Reason("ended", drill.id)
    reasons = [lower] if lower.rule else []
    if rung < ceiling:
        reasons.append(Reason("smaller_here", drill.id))
    why = (*reasons, standing(today.state, drill, today.rules, today.context.day))
    return planned(today, drill, rung, sides, why)


def planned(
    today: Today, drill: Drill, rung: int, sides: tuple[Side, ...], why: tuple[Reason, ...]
) -> PlannedDrill:
    """Return a drill planned at a rung, with its dose and how long it takes."""
    dose = drill.dose(rung, today.context.moment, minute=today.context.minute)
    seconds = dose.seconds(drill.rungs[rung].tempo) * (len(sides) or 1)
    seconds += today.rules.choice.setup_seconds
    return PlannedDrill(drill.id, rung, today.level(drill), sides, dose, seconds, why)


def rung_for_place(today: Today, drill: Drill, highest: int) -> int | None:
    """Return the highest rung at or below one that this place and its things have room for."""
    context = today.context
    gear: frozenset[Gear] = context.gear
    if context.place == "outdoors":
        gear |= today.rules.choice.outdoors_has
    for rung in range(highest, -1, -1):
        one = drill.rungs[rung]
        if context.place in one.places and gear.issuperset(one.needs):
            return rung
    return None


def _sides(today: Today, drill: Drill, rung: Rung, first: Side) -> tuple[Side, ...] | None:
    """Return the ankles in order, () for both legs together, None if none is left."""
    rests = today.resting(drill)
    if rung.legs == "both":
        return None if rests else ()
    order: tuple[Side, ...] = ("left", "right") if first == "left" else ("right", "left")
    return tuple(side for side in order if side not in rests) or None
