"""Why a drill stands where it stands: the last change, the last hold, or how far to the next."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from content.coach import patterns
from content.coach.detraining import away, gaps, level_on
from content.coach.drill_state import NEVER, SIDES, DrillState
from content.coach.plan import Reason
from content.coach.progression import lowest
from content.coach.state import State
from content.drill import Drill, Side
from content.rules import Rules

HOLDS = ("R6", "R8_held", "R9_held", "R13", "R14")


def standing(state: State, drill: Drill, rules: Rules, day: date) -> Reason:
    """Return the one reason that best says why a drill is at its level on a day."""
    track = state.tracks.get(drill.id)
    if track is None or (track.change is None and track.opened == NEVER):
        return beginning(state, drill)
    more = sessions_to_go(state, drill, track, rules, day)
    if level_on(state, drill, rules, day) < track.level:
        return Reason("R12", drill.id, more=more)
    changed = _changed(state, track, drill, rules, day, more)
    if changed is None and track.level >= drill.top:
        return Reason("top", drill.id)
    earliest = not_before(track, drill, rules, day)
    reason = changed or _holding(track, drill, more) or Reason("steady", drill.id, more=more)
    if earliest is None or reason.more is None:
        return reason
    rule = "too_soon" if reason.rule == "steady" else reason.rule
    return replace(reason, rule=rule, earliest=earliest)


def _changed(
    state: State, track: DrillState, drill: Drill, rules: Rules, day: date, more: int
) -> Reason | None:
    """Return the morning that is still open, a cut that holds, or a rise not yet tried."""
    change = track.change
    grows = track.level < drill.top
    if grows and (open_one := _open_morning(track, change.day if change else None)):
        side, told = open_one
        if not state.will_hear(side, told, day):
            return Reason("morning_lost", drill.id, side, more=more)
        if _grows_by_it(state, track, drill, rules, day):
            return Reason("morning_grows", drill.id, side)
        return Reason("morning_open", drill.id, side, more=more)
    if change is not None and change.rule != "R15":
        rule = f"{change.rule}_undone" if change.undone else change.rule
        return Reason(rule, drill.id, change.side, change.day, more)
    if change is not None and track.fresh and not track.tried:
        return Reason("R15", drill.id, day=change.day)
    return None


def beginning(state: State, drill: Drill) -> Reason:
    """Return the reason for a drill never done: the start, or a rung lower for a sorer side."""
    return Reason("sorer", drill.id, state.sorer) if state.sorer else Reason("start", drill.id)


def sessions_to_go(
    state: State,
    drill: Drill,
    track: DrillState,
    rules: Rules,
    day: date,
    sides: Sequence[Side] = SIDES,
) -> int:
    """Return how many further clean sessions a drill needs for its next rung, at least 1 (I31).

    A session whose morning is still asked about is counted as if it were fine. While a pattern
    keeps the family from growing, the session that ends it does not raise.
    """
    broken = gaps(away(state, drill, track, day.toordinal()), rules)
    if broken:
        deep = track.debt or sum(gap.cut for gap in broken) >= rules.rise.debt_from
        return rules.rise.clean + (rules.rise.debt if deep else 0)
    more = max(1, *(rules.rise.clean - counted(state, track, side, day) for side in sides))
    return max(more, 2) if patterns.is_uncalmed(state, drill, rules, day) else more


def counted(state: State, track: DrillState, side: Side, day: date) -> int:
    """Return an ankle's clean sessions, one whose morning is still asked about among them."""
    ankle = track.ankle(side)
    pending = ankle.pending
    more = pending is not None and pending.clean and state.will_hear(side, pending.day, day)
    return ankle.count + more


def _grows_by_it(state: State, track: DrillState, drill: Drill, rules: Rules, day: date) -> bool:
    """Return whether a drill grows with no further session, once its mornings are fine."""
    for side in SIDES:
        ankle = track.ankle(side)
        last = ankle.pending.practice if ankle.pending else ankle.clean_in
        if last != track.practice or counted(state, track, side, day) < rules.rise.clean:
            return False
    capped = patterns.will_cap(state, drill, rules, day, track.practice)
    return not capped and not_before(track, drill, rules, day) is None


def not_before(track: DrillState, drill: Drill, rules: Rules, day: date) -> date | None:
    """Return the first day on which a drill may grow, None where that is this day already."""
    rise = rules.rise
    allowed = rise.loading if drill.kind == "loading" else rise.mobility
    for ahead in range(rise.window_days + 2):
        on = day + timedelta(days=ahead)
        if track.level + 1 <= lowest(track, rise.window_days, on) + allowed:
            return on if ahead else None
    return None


def _open_morning(track: DrillState, changed: date | None) -> tuple[Side, int] | None:
    """Return the ankle and day of a last clean session that waits for a morning's answer."""
    for side in SIDES:
        pending = track.ankle(side).pending
        if pending and pending.clean and (not changed or pending.day >= changed.toordinal()):
            return side, pending.day
    return None


def _holding(track: DrillState, drill: Drill, more: int) -> Reason | None:
    for side in SIDES:
        ankle = track.ankle(side)
        if ankle.rule in HOLDS and ankle.last is not None:
            return Reason(ankle.rule, drill.id, side, ankle.last.day, more)
    return None
