"""Progression and regression of a level: begun, cut, undone, begun again, and raised (R15)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from content.coach.drill_state import NEVER, SIDES, Change, DrillState, Rose, SideState
from content.coach.patterns import is_capped
from content.coach.state import State
from content.drill import Drill
from content.rules import LONGEST_WINDOW, Rules


@dataclass(slots=True)
class Decision:
    """One drill at one decision: `now` is aware UTC, `day` the local day it is made on."""

    state: State
    drill: Drill
    track: DrillState
    rules: Rules
    now: datetime
    day: date


def begin(state: State, drill: Drill, today: int = NEVER) -> DrillState:
    """Return the track of a drill that is done or judged for the first time."""
    level = state.beginning(drill)
    track = DrillState(level=level, done=level, begun=today, lows=[(NEVER, level)])
    state.tracks[drill.id] = track
    return track


def move(track: DrillState, level: int, day: date) -> None:
    """Set a level and note when, forgetting what no window looks back to."""
    today = day.toordinal()
    track.level = level
    track.lows.append((today, level))
    while track.lows[1][0] < today - LONGEST_WINDOW:
        del track.lows[0]


def cut(track: DrillState, change: Change, *, deep: bool = False, rules: Rules) -> None:
    """Bring a level down; any cut begins the clean counts anew, below zero while a debt is open.

    A `deep` cut opens a debt; it is paid by the next rise, so a later small cut does not forget it.
    """
    move(track, change.after, change.day)
    track.fresh = False
    track.rose = None
    track.change = change
    track.debt = track.debt or deep
    for side in SIDES:
        ankle = track.ankle(side)
        ankle.count = min(ankle.count, -rules.rise.debt if track.debt else 0)
        if ankle.pending:
            ankle.pending.clean = False


def undo(track: DrillState, change: Change, count: int) -> None:
    """Take back the last rise and no more, with so many clean sessions counted from then on.

    They are those a runner has who did not rise and was only held; none where such a runner would
    have been cut, for whoever rises a day later must not be up again sooner.
    """
    move(track, change.after, change.day)
    track.fresh = False
    track.rose = None
    track.change = change
    for side in SIDES:
        ankle = track.ankle(side)
        ankle.count = count
        if ankle.pending:
            ankle.pending.clean = False


def uncount(track: DrillState) -> None:
    """Begin the clean counts of both ankles anew; an open debt stays."""
    for side in SIDES:
        ankle = track.ankle(side)
        ankle.count = min(ankle.count, 0)


def restart(track: DrillState, rules: Rules, day: date) -> None:
    """Begin again low after a red flag: the first rise then costs one clean session more.

    A question about a morning that passed meanwhile is dropped: nobody remembers it, and what it
    held back begins anew.
    """
    to = min(track.level, rules.restart)
    cut(track, Change("restart", day, None, track.level, to), deep=True, rules=rules)
    for side in SIDES:
        ankle = track.ankle(side)
        if ankle.pending and ankle.pending.day < day.toordinal() - 1:
            ankle.pending = None


def count(ankle: SideState, rules: Rules, practice: int | None, today: int) -> None:
    """Count a clean session, one a day; without a practice (a stale plan) it only pays a debt."""
    if practice is not None:
        ankle.clean_in = practice
    if ankle.counted == today:
        return
    ankle.counted = today
    more = min(ankle.count + 1, rules.rise.clean)
    ankle.count = more if practice is not None else max(ankle.count, min(more, 0))


def is_earned(track: DrillState, rules: Rules) -> bool:
    """Return whether both ankles have their clean sessions and were clean in this practice."""
    left, right = track.left, track.right
    counted = left.count >= rules.rise.clean <= right.count
    return counted and left.clean_in == right.clean_in == track.practice


def rise(turn: Decision) -> None:
    """R15: one rung up for a drill that earned it, if no bar stands against it."""
    track = turn.track
    for bar in BARS:
        if bar(turn):
            return
    track.rose = Rose(track.opened, track.level)
    track.change = Change("R15", turn.day, None, track.level, track.level + 1)
    move(track, track.level + 1, turn.day)
    track.fresh, track.tried, track.debt = True, False, False
    for side in SIDES:
        track.ankle(side).count = 0
        track.ankle(side).sore_at_floor = 0


def at_the_top(turn: Decision) -> bool:
    """Return whether there is no rung above."""
    return turn.track.level >= turn.drill.top


def too_fast(turn: Decision) -> bool:
    """Return whether the rung above is too far over the lowest of the last days."""
    rise, kind = turn.rules.rise, turn.drill.kind
    allowed = rise.loading if kind == "loading" else rise.mobility
    return turn.track.level + 1 > lowest(turn.track, rise.window_days, turn.day) + allowed


def family_capped(turn: Decision) -> bool:
    """Return whether a pattern on either ankle keeps the drill's families from growing."""
    return is_capped(turn.state, turn.drill, turn.rules, turn.now, turn.track.practice)


def flagged(turn: Decision) -> bool:
    """Return whether a red flag, or this drill's own time out, is in force."""
    mine = (None, turn.drill.id)
    return any(block.drill in mine for block in turn.state.blocks.values())


BARS: tuple[Callable[[Decision], bool], ...] = (
    flagged,
    at_the_top,
    too_fast,
    family_capped,
)


def lowest(track: DrillState, days: int, day: date) -> int:
    """Return the lowest level in force at any time of the last `days` days, today included."""
    since = day.toordinal() - days
    held = track.level
    for changed, level in reversed(track.lows):
        held = min(held, level)
        if changed < since:
            break
    return held
