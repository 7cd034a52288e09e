"""What `/why` lists: each drill and side with its level, last change, rule and way up."""

from dataclasses import dataclass
from datetime import date

from content.coach import reasons
from content.coach.detraining import level_on
from content.coach.drill_state import SIDES
from content.coach.flags import keeps_away
from content.coach.sentences import rule_behind, sessions, why
from content.coach.state import State
from content.drill import Drill, Side
from content.library import Library


@dataclass(frozen=True, slots=True)
class Explained:
    """One drill on one side: its level now, why, by which rule, since when, and what raises it.

    `since` is the day of the last change of level, None before the first one.
    """

    drill: str
    side: Side
    level: int
    top: int
    name: str
    rule: str
    reason: str
    behind: str
    since: date | None
    next: str


def explain(library: Library, state: State, today: date) -> tuple[Explained, ...]:
    """Return every drill, done or not, side by side."""
    return tuple(
        _explain(library, state, drill, side, today)
        for drill in library.drills.values()
        for side in SIDES
    )


def _explain(library: Library, state: State, drill: Drill, side: Side, today: date) -> Explained:
    rules = library.rules
    level = level_on(state, drill, rules, today)
    track = state.tracks.get(drill.id)
    reason = reasons.standing(state, drill, rules, today)
    return Explained(
        drill=drill.id,
        side=side,
        level=level,
        top=drill.top,
        name=drill.rungs[level].name,
        rule=reason.rule,
        reason=why(library, reason, today),
        behind=rule_behind(reason),
        since=track.change.day if track and track.change else None,
        next=_next(library, state, drill, side, today),
    )


def _next(library: Library, state: State, drill: Drill, side: Side, today: date) -> str:
    """Return what would make a drill grow, as far as this side goes."""
    if any(keeps_away(block, library, drill) for block in state.blocks.values()):
        return "It waits until the stop is lifted."
    track, rules = state.tracks.get(drill.id), library.rules
    if track is None:
        return f"To grow: {sessions(rules.rise.clean)}, both ankles."
    if track.level >= drill.top:
        return "This is the biggest size."
    ready = reasons.counted(state, track, side, today) >= rules.rise.clean
    sides = SIDES if ready else (side,)
    more = reasons.sessions_to_go(state, drill, track, rules, today, sides)
    return f"To grow: {sessions(more)} with this ankle."
