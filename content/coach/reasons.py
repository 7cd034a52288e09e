"""Why a drill stands where it stands: the last change, the last hold, or how far to the next."""

from datetime import date, timedelta

from content.coach import caps
from content.coach.breaks import away, gaps, level_on
from content.coach.levels import lowest
from content.coach.rules import Rules
from content.coach.session import Reason
from content.coach.state import ASKED_FOR, State
from content.coach.track import NEVER, SIDES, Ankle, Track
from content.drill import Drill, Side

HOLDS = ("R6", "R8_held", "R9_held", "R13", "R14")


def standing(state: State, drill: Drill, rules: Rules, day: date) -> Reason:
    """Return the one reason that best says why a drill is at its level on a day."""
    track = state.tracks.get(drill.id)
    if track is None or (track.change is None and track.opened == NEVER):
        return beginning(state, drill)
    more = sessions_to_go(state, drill, track, rules, day)
    if level_on(state, drill, rules, day) < track.level:
        return Reason("R12", drill.id, more=more)
    changed = _changed(track, drill, more, day)
    if changed is None and track.level >= drill.top:
        return Reason("top", drill.id)
    return changed or _holding(track, drill, more) or _steady(track, drill, rules, day, more)


def _changed(track: Track, drill: Drill, more: int, day: date) -> Reason | None:
    """Return the morning that is still open, a cut that holds, or a rise not yet tried."""
    change = track.change
    grows = track.level < drill.top
    if grows and (open_one := _open_morning(track, change.day if change else None)):
        side, told = open_one
        asked = day.toordinal() - told <= ASKED_FOR
        return Reason("morning_open" if asked else "morning_lost", drill.id, side, more=more)
    if change is not None and change.rule != "R15":
        rule = f"{change.rule}_undone" if change.undone else change.rule
        return Reason(rule, drill.id, change.side, change.day, more)
    if change is not None and track.fresh and not track.tried:
        return Reason("R15", drill.id, day=change.day)
    return None


def beginning(state: State, drill: Drill) -> Reason:
    """Return the reason for a drill never done: the start, or a rung lower for a sorer side."""
    return Reason("sorer", drill.id, state.sorer) if state.sorer else Reason("start", drill.id)


def sessions_to_go(state: State, drill: Drill, track: Track, rules: Rules, day: date) -> int:
    """Return how many further clean sessions a drill needs for its next rung, at least 1 (I31).

    A session whose morning is still asked about is counted as if it were fine. While a pattern
    keeps the family from growing, the session that ends it does not raise.
    """
    broken = gaps(away(state, drill, track, day.toordinal()), rules)
    if broken:
        deep = track.debt or sum(gap.cut for gap in broken) >= rules.rise.debt_from
        return rules.rise.clean + (rules.rise.debt if deep else 0)
    more = max(1, *(rules.rise.clean - counted(track.ankle(side), day) for side in SIDES))
    return max(more, 2) if caps.is_uncalmed(state, drill, rules) else more


def counted(ankle: Ankle, day: date) -> int:
    """Return an ankle's clean sessions, one whose morning is still asked about among them."""
    pending = ankle.pending
    fresh = pending is not None and day.toordinal() - pending.day <= ASKED_FOR
    return ankle.count + (1 if pending and pending.clean and fresh else 0)


def not_before(track: Track, drill: Drill, rules: Rules, day: date) -> date | None:
    """Return the first day on which a drill may grow, None where that is this day already."""
    rise = rules.rise
    allowed = rise.loading if drill.kind == "loading" else rise.mobility
    for ahead in range(rise.window_days + 2):
        on = day + timedelta(days=ahead)
        if track.level + 1 <= lowest(track, rise.window_days, on) + allowed:
            return on if ahead else None
    return None


def _open_morning(track: Track, changed: date | None) -> tuple[Side, int] | None:
    """Return the ankle and day of a last clean session that waits for a morning's answer."""
    for side in SIDES:
        pending = track.ankle(side).pending
        if pending and pending.clean and (not changed or pending.day >= changed.toordinal()):
            return side, pending.day
    return None


def _holding(track: Track, drill: Drill, more: int) -> Reason | None:
    for side in SIDES:
        ankle = track.ankle(side)
        if ankle.rule in HOLDS and ankle.last is not None:
            return Reason(ankle.rule, drill.id, side, ankle.last.day, more)
    return None


def _steady(track: Track, drill: Drill, rules: Rules, day: date, more: int) -> Reason:
    if earliest := not_before(track, drill, rules, day):
        return Reason("too_soon", drill.id, day=earliest, more=more)
    return Reason("steady", drill.id, more=more)
