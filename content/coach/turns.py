"""Whose turn it is: in a slot the least recently done, in the minutes by the rules in `RANKS`."""

from collections.abc import Callable

from content.coach.drill_state import NEVER, SIDES, DrillState
from content.coach.plan import PlannedDrill
from content.coach.session_counts import stretch_minutes
from content.coach.today import Today

Rule = Callable[[Today, PlannedDrill], bool]


def turn(today: Today, name: str) -> tuple[bool, int, int]:
    """Return a drill's place in its slot: wanted stretch first, then the least recently done.

    For a loading drill the days that loaded come first: a short one, or one on a chair
    below the drill's own size, takes no turn.
    """
    track = today.state.tracks.get(name)
    if track is None:
        return True, NEVER, NEVER
    if today.library.drills[name].kind == "loading":
        return True, track.loaded, track.day
    wanted = name == today.rules.choice.stretch and _is_wanted(today, track)
    return not wanted, track.day, NEVER


def rank(today: Today, one: PlannedDrill) -> tuple[int, int]:
    """Return whose turn is first as the minutes run out: the lower the earlier."""
    found = (number for number, rule in enumerate(RANKS) if rule(today, one))
    return next(found, len(RANKS)), turn(today, one.drill)[1]


def is_moving_due(today: Today) -> bool:
    """Return whether the moment wants a moving drill after a practice that had none."""
    state, moment = today.state, today.rules.choice.at(today.context.moment)
    return moment.moving and state.practice != NEVER and not state.moved


def waits(today: Today, one: PlannedDrill, days: int | None = None) -> bool:
    """Return whether a moving drill waits for its whole dose, which it could have now.

    A new rung was never done whole yet, so this brings its first try too.
    """
    drill, track = today.library.drills[one.drill], today.state.tracks.get(one.drill)
    whole = one.rung == one.judged and one.dose == drill.rungs[one.rung].dose
    if track is None or loads(today, one) or not whole:
        return False
    return today.ordinal - track.whole >= (days or today.rules.choice.whole_days)


def loads(today: Today, one: PlannedDrill) -> bool:
    """Return whether a drill is one of those that load, here or elsewhere."""
    return today.library.drills[one.drill].kind == "loading"


def loads_rarely(today: Today, one: PlannedDrill) -> bool:
    """Return whether a drill that loads was away so long that it soon begins to lose (R12)."""
    track = today.state.tracks.get(one.drill)
    rare = today.rules.loading.rare_days
    return _loads_here(today, one) and (track is None or today.ordinal - track.loaded >= rare)


def waits_long(today: Today, one: PlannedDrill) -> bool:
    """Return whether a whole dose has waited so long that it comes even where little else fits."""
    return waits(today, one, today.rules.choice.whole_last_days)


def loads_too_little(today: Today, one: PlannedDrill) -> bool:
    """Return whether a drill that loads has not had its days of the week."""
    lately = sum(on > today.ordinal - 7 for on in today.state.loaded.get(one.drill, ()))
    return _loads_here(today, one) and lately < today.rules.loading.wished


def moves_again(today: Today, one: PlannedDrill) -> bool:
    """Return whether a moving drill has its turn because the last practice had none."""
    return is_moving_due(today) and one.drill in today.rules.choice.movers


RANKS: tuple[Rule, ...] = (moves_again, loads_rarely, waits_long, loads_too_little, waits)


def _loads_here(today: Today, one: PlannedDrill) -> bool:
    """Return whether a drill loads as it is done now; on a chair only where that is its size."""
    rung = today.library.drills[one.drill].rungs[one.rung]
    return loads(today, one) and (rung.weight_bearing or one.rung == one.judged)


def _is_wanted(today: Today, track: DrillState) -> bool:
    """Return whether stretch goes first: an ankle was stiff, or is short of its weekly minutes.

    Minutes alone do not bring it back in the very next practice, so that others have a turn.
    """
    if any(track.ankle(side).rule == "R13" for side in SIDES):
        return True
    short = any(
        stretch_minutes(today.library, today.state, side, today.context.day)
        < today.rules.choice.stretch_minutes
        for side in SIDES
    )
    return short and track.practice != today.state.practice
