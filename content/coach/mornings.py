"""R8 and R9: what the morning after says of the day before, for one ankle.

An answer speaks for every drill done with that ankle the day before, and for those whose
morning is still open. A morning never answered stays unknown: it neither counts nor resets.
"""

from collections.abc import Callable

from content.coach import caps, levels
from content.coach.flags import calm_day, symptom
from content.coach.levels import Turn
from content.coach.rules import Rules
from content.coach.state import Ankle, Block, Change, State
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
        ankle = track.ankle(morning.side)
        if not (_is_open(ankle, today) or today - 1 in {ankle.day, ankle.day_before}):
            continue
        turn = Turn(state, library.drills[name], track, rules, morning.at, morning.day)
        if broken:
            _cut(turn, morning, broken[0])
        else:
            _settle(turn, ankle, morning, today)
        if _is_open(ankle, today):
            ankle.pending = None


def _is_open(ankle: Ankle, today: int) -> bool:
    return ankle.pending is not None and ankle.pending.day < today


def _cut(turn: Turn, morning: Morning, rule: str) -> None:
    """Undo a rise that the day before earned, then cut; once a morning, whatever the sides say."""
    track, today = turn.track, morning.day.toordinal()
    ankle = track.ankle(morning.side)
    ankle.rule = rule
    if track.cut_morning == today:
        return
    track.cut_morning = today
    earned = {today - 1, ankle.pending.day if ankle.pending else today - 1}
    if track.rose is not None and track.rose.day in earned:
        levels.undo(track, turn.rules, morning.day)
    to = max(0, track.level - turn.rules.cut[rule].cut)
    levels.cut(track, Change(rule, morning.day, morning.side, track.level, to))


def _settle(turn: Turn, ankle: Ankle, morning: Morning, today: int) -> None:
    """Give an open session its worth, now that the morning was as usual."""
    pending = ankle.pending
    if pending is None or pending.day >= today:
        return
    if pending.calm:
        caps.lift(turn.state, turn.drill, morning.side, turn.rules)
    if pending.clean:
        levels.count(ankle, turn.rules, pending.practice)
        if levels.is_earned(turn.track, turn.rules):
            levels.rise(turn)


def _still_severe(state: State, morning: Morning, today: int) -> None:
    """R1: still 6 and more the day after severe pain is tier C."""
    if morning.answer == "very_sore" and state.severe == today - 1:
        state.blocks.setdefault("R1", Block("R1", "C", morning.day))
