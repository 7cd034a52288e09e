"""Why a drill stands where it stands: the last change, the last hold, or how far to the next."""

from datetime import date

from content.coach.breaks import level_on
from content.coach.rules import Rules
from content.coach.session import Reason
from content.coach.state import State
from content.coach.track import NEVER, SIDES, Track
from content.drill import Drill

HOLDS = ("R6", "R13", "R14")


def standing(state: State, drill: Drill, rules: Rules, day: date) -> Reason:
    """Return the one reason that best says why a drill is at its level on a day."""
    track = state.tracks.get(drill.id)
    if track is None or (track.change is None and track.opened == NEVER):
        return beginning(state, drill)
    more = sessions_to_go(track, rules)
    if level_on(state, drill, rules, day) < track.level:
        return Reason("R12", drill.id, more=rules.rise.clean)
    change = track.change
    if change is not None and change.rule != "R15":
        rule = f"{change.rule}_undone" if change.undone else change.rule
        return Reason(rule, drill.id, change.side, change.day, more)
    if change is not None and track.fresh and not track.tried:
        return Reason("R15", drill.id, day=change.day)
    return _holding(track, drill) or _steady(track, drill, more)


def beginning(state: State, drill: Drill) -> Reason:
    """Return the reason for a drill never done: the start, or a rung lower for a sorer side."""
    return Reason("sorer", drill.id, state.sorer) if state.sorer else Reason("start", drill.id)


def sessions_to_go(track: Track, rules: Rules) -> int:
    """Return how many clean sessions both ankles still need for the next rung, at least 1."""
    return max(1, rules.rise.clean - min(track.left.count, track.right.count))


def _holding(track: Track, drill: Drill) -> Reason | None:
    for side in SIDES:
        ankle = track.ankle(side)
        if ankle.rule in HOLDS and ankle.last is not None:
            return Reason(ankle.rule, drill.id, side, ankle.last.day)
    return None


def _steady(track: Track, drill: Drill, more: int) -> Reason:
    return Reason("top" if track.level >= drill.top else "steady", drill.id, more=more)
