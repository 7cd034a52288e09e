"""Fitting a practice into its minutes: fewer drills, then a shorter dose, never a faster one."""

from collections.abc import Iterable

from content.coach.deliver import planned
from content.coach.plan import PlannedDrill, Reason
from content.coach.today import Today
from content.coach.turns import loads, waits_long
from content.drill import harder


def fit(
    today: Today, wishes: Iterable[PlannedDrill], others: Iterable[PlannedDrill]
) -> list[PlannedDrill]:
    """Return the wishes that fit, and others where they are too few; both come by their turn.

    Until there are enough drills and minutes, a moving drill that is too long gets a smaller dose
    of the same size, so that strength and range have both their place. Then only what fits whole
    is added, or what is at its top, where a shorter dose keeps no rung from growing. Where nothing
    fits beside a long drill the shortest does, because one drill is no practice.
    """
    kept: list[PlannedDrill] = []
    tight: list[PlannedDrill] = []
    for one in wishes:
        _take(today, one, kept, tight)
    for one in others:
        if is_enough(today, kept):
            break
        _take(today, one, kept, tight)
    if tight and len(kept) < today.rules.choice.fewest:
        kept.append(min(tight, key=lambda one: one.seconds))
    return kept


def is_enough(today: Today, kept: list[PlannedDrill]) -> bool:
    """Return whether drills are enough, and their minutes, for anybody."""
    choice, moment = today.rules.choice, today.context.moment
    wanted = choice.most if moment == "before" else choice.fewest
    seconds = sum(one.seconds for one in kept)
    return len(kept) >= wanted and seconds >= choice.at(moment).least * 60


def _take(
    today: Today, one: PlannedDrill, kept: list[PlannedDrill], tight: list[PlannedDrill]
) -> None:
    """Keep a drill if it fits, shorter perhaps, or note that the minutes are too tight for it.

    One drill that loads is enough: where two could come, the first that fits does.
    """
    choice = today.rules.choice
    room = choice.at(today.context.moment).minutes * 60 - sum(other.seconds for other in kept)
    at_top = one.judged == today.library.drills[one.drill].top
    if (at_top or not is_enough(today, kept)) and not _stays_whole(today, one, kept):
        one = _shorter(today, one, room)
    again = loads(today, one) and any(loads(today, other) for other in kept)
    if not kept or (len(kept) < choice.most and one.seconds <= room and not again):
        kept.append(one)
    else:
        tight.append(one)


def _stays_whole(today: Today, one: PlannedDrill, kept: list[PlannedDrill]) -> bool:
    """Return whether a drill is done whole or not at all: what loads, and a new rung's first try.

    What has waited too long stays whole too, but beside one that loads less is better than none.
    """
    track = today.state.tracks.get(one.drill)
    if loads(today, one):
        return True
    if waits_long(today, one):
        return not any(loads(today, other) for other in kept)
    return track is not None and track.fresh and not track.tried


def _shorter(today: Today, one: PlannedDrill, room: float) -> PlannedDrill:
    """Return a moving drill with less of the same, as much less as needed and there is."""
    drill = today.library.drills[one.drill]
    best = one
    for rung in range(one.rung - 1, -1, -1):
        alike = set(harder(drill.rungs[rung], drill.rungs[best.rung])) <= {"volume"}
        if best.seconds <= room or not alike:
            break
        why = (Reason("shorter", drill.id), *one.reasons)
        lesser = planned(today, drill, rung, one.sides, why)
        best = lesser if lesser.seconds < best.seconds else best
    return best
