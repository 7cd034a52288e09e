"""R8 and R9: what the morning after says of the day before, for one ankle.

An answer speaks for every drill that was in a session the day before, left out or not: a
drill skipped must not fare better than one done. It also closes the sessions whose morning is
still open, late as it may be; only R6 is still cut then. A morning never answered stays
unknown: it neither counts nor resets.
"""

from collections.abc import Callable

from content.coach import caps, levels
from content.coach.flags import calm_day, symptom
from content.coach.levels import Turn
from content.coach.rules import Rules
from content.coach.state import Block, State
from content.coach.track import Ankle, Change, Pending, Track
from content.drill import Side
from content.history import Morning
from content.library import Library


def sore(morning: Morning) -> str | None:
    """R8: pain 3 and more the next morning."""
    return "R8" if morning.answer in {"sore", "very_sore"} else None


def stiff(morning: Morning) -> str | None:
    """R9: stiff for more than half an hour in the morning."""
    return "R9" if morning.answer == "stiff" else None


RULES: tuple[Callable[[Morning], str | None], ...] = (sore, stiff)


def take(state: State, library: Library, rules: Rules, morning: Morning) -> None:
    """Take one morning's answer in."""
    today = morning.day.toordinal()
    broken = [rule for check in RULES if (rule := check(morning))]
    if broken:
        state.no_loading = max(state.no_loading, today)
        symptom(state)
        _still_severe(state, morning, today)
    else:
        calm_day(state, today)
    for name, track in state.tracks.items():
        ankle = track.left if morning.side == "left" else track.right
        pending = ankle.pending if ankle.pending and ankle.pending.day < today else None
        if broken and (today - 1 in {track.day, track.day_before} or _was_sore(pending)):
            ankle.rule = broken[0]
            _cut(track, morning, broken[0], rules)
        elif pending and not broken:
            turn = Turn(state, library.drills[name], track, rules, morning.at, morning.day)
            _settle(turn, ankle, pending, morning.side)
        if pending:
            ankle.pending = None


def _was_sore(pending: Pending | None) -> bool:
    """Return whether a session waits by R6, for which even a late answer decides."""
    return pending is not None and pending.rule == "R6"


def _cut(track: Track, morning: Morning, rule: str, rules: Rules) -> None:
    """Undo a rise that the day before earned, then cut; once a morning, whatever the sides say."""
    today = morning.day.toordinal()
    if track.cut_morning == today:
        return
    track.cut_morning = today
    was = track.level
    if track.rose is not None and track.rose.day == today - 1:
        levels.undo(track, rules, morning.day)
    before, to = track.level, max(0, track.level - rules.cut[rule].cut)
    undone = to < before < was
    levels.cut(track, Change(rule, morning.day, morning.side, before, to, undone=undone))


def _settle(turn: Turn, ankle: Ankle, pending: Pending, side: Side) -> None:
    """Give an open session its worth, now that the morning was as usual."""
    if pending.calm:
        caps.lift(turn.state, turn.drill, side, turn.rules)
    if pending.clean:
        levels.count(ankle, turn.rules, pending.practice)
        if levels.is_earned(turn.track, turn.rules):
            levels.rise(turn)


def _still_severe(state: State, morning: Morning, today: int) -> None:
    """R1: still 6 and more the day after severe pain is tier C."""
    if morning.answer == "very_sore" and state.severe == today - 1:
        state.blocks.setdefault("R1", Block("R1", "C", morning.day))
