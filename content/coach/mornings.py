"""R8 and R9: what the morning after says of the day before, for one ankle.

An answer speaks for the drills done with that ankle the day before. A sore or stiff morning cuts
what loads and holds what only moves; very sore, or the second one in a row, cuts both; and where
the day before had made a drill grow, that is taken back and no more. The answer also closes the
sessions whose morning is still open, late as it may be; only R6 is still cut then. A morning
never answered stays unknown: it neither counts nor resets.
"""

from content.coach import patterns, progression
from content.coach.drill_state import NEVER, Change, DrillState, Pending, SideState
from content.coach.flags import calm_day, symptom
from content.coach.progression import Decision
from content.coach.state import Badly, Block, State
from content.drill import Drill
from content.events import Answer, Morning
from content.library import Library
from content.rules import Rules

# The key of what refers after bad mornings for too long.
TOO_LONG = "mornings"
# R8: pain of 3 and more the next morning. R9: stiff for more than half an hour.
RULES: dict[Answer, str] = {"sore": "R8", "very_sore": "R8", "stiff": "R9"}


def take(state: State, library: Library, morning: Morning) -> None:
    """Take one morning's answer in."""
    rules, today = library.rules, morning.day.toordinal()
    rule = RULES.get(morning.answer)
    hard = _note(state, rules, morning, today)
    if rule:
        state.no_loading = max(state.no_loading, today)
        if morning.answer == "very_sore":
            state.no_run = max(state.no_run, today)
        symptom(state)
        _still_severe(state, morning, today)
    elif morning.answer == "fine":
        calm_day(state, today)
    patterns.heard(state, morning.side, today, good=rule is None)
    for name, track in state.tracks.items():
        ankle = track.left if morning.side == "left" else track.right
        pending = ankle.pending
        if pending is not None and pending.day >= today:
            pending = None
        if rule is not None:
            if today - 1 in {ankle.done, ankle.done_before} or (pending and pending.waits):
                _go_back(track, ankle, library.drills[name], morning, rules, hard=hard)
        elif pending is not None:
            turn = Decision(state, library.drills[name], track, rules, morning.at, morning.day)
            _settle(turn, ankle, pending)
        if pending is not None:
            ankle.pending = None


def _note(state: State, rules: Rules, morning: Morning, today: int) -> bool:
    """Note a morning; return whether it is very sore, or the second bad one in a row."""
    badly = state.badly.setdefault(morning.side, Badly())
    if morning.answer not in RULES:
        state.badly[morning.side] = Badly()
        return False
    if badly.last != today:
        badly.before, badly.last = badly.last, today
    in_a_row = badly.before != NEVER and today - badly.before <= rules.morning.in_a_row_days
    badly.since = badly.since if in_a_row else today
    if today - badly.since > rules.morning.refer_days:
        state.blocks.setdefault(TOO_LONG, Block(TOO_LONG, "C", morning.day))
    return in_a_row or morning.answer == "very_sore"


def _go_back(
    track: DrillState, ankle: SideState, drill: Drill, morning: Morning, rules: Rules, *, hard: bool
) -> None:
    """Take back a rise of the day before, or cut, or hold; once a morning for both ankles.

    Of the two ankles the worse one decides what still counts.
    """
    rule, today = RULES[morning.answer], morning.day.toordinal()
    ankle.rule = f"{rule}_held"
    if track.cut_morning == today:
        if hard:
            progression.uncount(track)
        return
    if track.rose is not None and track.rose.day == today - 1:
        to, undone = track.rose.before, True
    elif drill.kind == "loading" or hard:
        to, undone = max(0, track.level - rules.cut[rule].cut), False
    else:
        return
    ankle.rule, track.cut_morning = rule, today
    change = Change(rule, morning.day, morning.side, track.level, to, undone)
    if undone:
        held = drill.kind != "loading" and not hard
        progression.undo(track, change, rules.rise.clean - 1 if held else 0)
    else:
        progression.cut(track, change, rules=rules)


def _settle(turn: Decision, ankle: SideState, pending: Pending) -> None:
    """Count an open session, now that the morning was fine."""
    if pending.clean:
        progression.count(ankle, turn.rules, pending.practice, pending.day)
        if progression.is_earned(turn.track, turn.rules):
            progression.rise(turn)


def _still_severe(state: State, morning: Morning, today: int) -> None:
    """R1: still 6 and more the day after severe pain is tier C."""
    if morning.answer == "very_sore" and state.severe == today - 1:
        state.blocks.setdefault("R1", Block("R1", "C", morning.day))
