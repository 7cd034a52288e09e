"""Fitting a practice into its minutes: fewer drills, then a shorter dose, never a faster one."""

from collections.abc import Callable

from content.coach.deliver import planned
from content.coach.session import Planned, Reason
from content.coach.today import Today
from content.drill import harder


def fit(
    today: Today, picked: list[Planned], left_out: list[Reason], done: Callable[[str], int]
) -> tuple[list[Planned], list[Reason]]:
    """Return the drills that fit, and why others do not; `done` is the day a drill was last done.

    The latest done goes first, a moving drill before one that loads, but two stay: then a moving
    drill gets a smaller dose of the same size, so that strength and range have both their place.
    """
    choice = today.rules.choice
    most = choice.at(today.context.moment).minutes * 60
    picked, left_out = list(picked), list(left_out)

    def moves(index: int) -> bool:
        return today.library.drills[picked[index].drill].kind == "mobility"

    while len(picked) > choice.most or (
        len(picked) > choice.fewest and sum(one.seconds for one in picked) > most
    ):
        latest = max(range(len(picked)), key=lambda i: (done(picked[i].drill), moves(i), -i))
        left_out.append(Reason("minutes", picked.pop(latest).drill))
    for index in sorted(range(len(picked)), key=lambda i: -picked[i].seconds):
        over = sum(one.seconds for one in picked) - most
        if over > 0 and len(picked) > 1:
            picked[index] = _shorter(today, picked[index], over)
    return picked, left_out


def _shorter(today: Today, one: Planned, over: float) -> Planned:
    """Return a moving drill with less of the same, as much less as needed and there is."""
    drill = today.library.drills[one.drill]
    best = one
    for rung in range(one.rung - 1, -1, -1):
        alike = set(harder(drill.rungs[rung], drill.rungs[best.rung])) <= {"volume"}
        if drill.kind == "loading" or not alike or one.seconds - best.seconds >= over:
            break
        lesser = planned(today, drill, rung, one.sides, one.reasons)
        if lesser.seconds < best.seconds:
            why = (Reason("shorter", drill.id), *one.reasons)
            best = planned(today, drill, rung, one.sides, why)
    return best
