"""Exclusions: what keeps a drill away today, one small rule each, one row in `AWAY`."""

from collections.abc import Callable
from datetime import date

from content.coach import flags, light
from content.coach.drill_state import SIDES
from content.coach.plan import Reason
from content.coach.state import ASKED_FOR
from content.coach.today import Today
from content.drill import Drill

Rule = Callable[[Today, Drill], Reason | None]


def limited(today: Today, drill: Drill) -> Reason | None:
    """Return a limit (tier D) that takes the drill away."""
    for known in today.limits:
        if flags.covers(known, drill):
            return Reason("limit", drill.id, flag=known.id)
    return None


def out(today: Today, drill: Drill) -> Reason | None:
    """Return a block (R18, or a tier C flag while the gentle drill is asked for)."""
    for block in today.state.blocks.values():
        if flags.keeps_away(block, today.library, drill):
            rule = "R18" if block.drill else "R0c"
            return Reason(rule, drill.id, day=block.day, flag=today.flag_of(block))
    return None


def numb(today: Today, drill: Drill) -> Reason | None:
    """Return a numb feeling in this drill that nobody has said is gone."""
    day = today.state.numb.get(drill.id)
    return Reason("numb", drill.id, day=day) if day else None


def light_day(today: Today, drill: Drill) -> Reason | None:
    """Return today's pinch or strong pain that leaves no rung of the drill for the day."""
    found = light.day(today, drill)
    return found[1] if found and found[0] < 0 else None


def instead(today: Today, drill: Drill) -> Reason | None:
    """Return a pattern at work that calls for another drill."""
    for name, side, cap, pattern in today.patterns():
        if drill.id in pattern.instead:
            return Reason(f"pattern_{name}", drill.id, side, cap.day)
    return None


def no_loading_today(today: Today, drill: Drill) -> Reason | None:
    """Return the morning (R8, R9) or the answer about walking that makes this an easy day."""
    if drill.kind != "loading":
        return None
    if today.state.no_loading == today.ordinal:
        return Reason("morning_bad", drill.id, day=today.context.day)
    if today.walking_pain() >= today.rules.gate.easy:
        return Reason("gate_easy", drill.id, day=today.context.day)
    return None


def morning_unknown(today: Today, drill: Drill) -> Reason | None:
    """R6: pain 3-5 in a loading drill, and the morning after not answered: no loading yet.

    A morning that is not asked about any more stays unknown, and keeps nothing away.
    """
    if drill.kind != "loading":
        return None
    for name, track in today.state.tracks.items():
        for side in SIDES:
            pending = track.ankle(side).pending
            if pending and pending.waits and today.ordinal - pending.day <= ASKED_FOR:
                return Reason("morning_unknown", name, side)
    return None


def loaded_lately(today: Today, drill: Drill) -> Reason | None:
    """Return the drill's last loading day if it is too near, or its days this week if too many."""
    days = today.state.loaded.get(drill.id)
    if drill.kind != "loading" or not days or drill.id in today.context.begun:
        return None
    numbers = today.rules.loading
    turn = days[-1] + numbers.gap_days
    if today.ordinal < turn:
        return Reason("loading_gap", drill.id, day=date.fromordinal(turn))
    if sum(one > today.ordinal - 7 for one in days) >= numbers.a_week:
        return Reason("loading_week", drill.id)
    return None


def resting(today: Today, drill: Drill) -> Reason | None:
    """Return the rest that leaves no ankle to work: both, or one where both work together."""
    rests = today.resting(drill)
    together = drill.rungs[min(today.level(drill), drill.top)].legs == "both"
    if not rests or (len(rests) < len(SIDES) and not together):
        return None
    side, until = next(iter(rests.items()))
    if until is None:
        return Reason("ended", drill.id, side)
    return Reason("resting", drill.id, side, hours=today.hours_to(until))


AWAY: tuple[Rule, ...] = (
    limited,
    out,
    numb,
    resting,
    light_day,
    instead,
    no_loading_today,
    morning_unknown,
    loaded_lately,
)


def kept_away(today: Today, drill: Drill) -> Reason | None:
    """Return the first reason that keeps a drill away today, None if it may be done."""
    return next((reason for rule in AWAY if (reason := rule(today, drill))), None)
