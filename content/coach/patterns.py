"""Symptom patterns: what the answers form, what they keep from growing, when they end.

A pattern is never shown to a runner as a diagnosis.
"""

from datetime import date, datetime, timedelta

from content.coach.drill_state import NEVER
from content.coach.state import ActivePattern, Block, Repeated, State
from content.drill import Drill, Side
from content.events import Felt, Report, Where
from content.rules import Pattern, Repeats, Rules

# Where a feeling without a place is taken to be: the more careful reading.
UNNAMED: dict[Felt | None, Where] = {"pinch": "front", "sharp": "cord"}


def matched(report: Report, rules: Rules) -> tuple[str, ...]:
    """Return the patterns a report meets; some feelings count even without a place."""
    return tuple(name for name, pattern in rules.pattern.items() if _meets(report, pattern))


def put(state: State, patterns: tuple[str, ...], report: Report) -> None:
    """Let the patterns a report met work on its ankle from now on."""
    for name in patterns:
        state.caps[name, report.side] = ActivePattern(report.at, report.day, report.practice)


def placed(report: Report, rules: Rules) -> frozenset[str]:
    """Return the patterns whose place a report names, whatever was felt; also those it meets."""
    where = report.where
    named = (name for name, one in rules.pattern.items() if where and where in one.where)
    return frozenset((*named, *matched(report, rules)))


def lift(
    state: State, drill: Drill, side: Side, rules: Rules, practice: int, opened: int = NEVER
) -> None:
    """Note a clean session of the drill's families for the patterns on its ankle.

    A pattern that this very practice brought up is not ended by it. With `opened`, the session's
    day, it ends once that morning is known to be fine.
    """
    for (name, where), cap in state.caps.items():
        mine = where == side and not cap.calm and cap.practice != practice
        if mine and not set(drill.families).isdisjoint(rules.pattern[name].families):
            cap.calmed, cap.opened = practice, opened


def heard(state: State, side: Side, today: int, *, good: bool) -> None:
    """Take in a morning: clean sessions before it end their patterns now, or not at all."""
    for (_, where), cap in state.caps.items():
        if where == side and cap.opened != NEVER and cap.opened < today:
            cap.opened = NEVER
            if not good:
                cap.calmed = NEVER


def forget(state: State, rules: Rules, now: datetime) -> None:
    """Drop the patterns that have ended."""
    for key in [key for key, cap in state.caps.items() if has_ended(cap, rules, now)]:
        del state.caps[key]


def has_ended(cap: ActivePattern, rules: Rules, now: datetime) -> bool:
    """Return whether a pattern has seen its clean session and its hours have passed."""
    return cap.calm and now >= cap.since + timedelta(hours=rules.cap_hours)


def at_work(state: State, rules: Rules, now: datetime) -> dict[tuple[str, Side], ActivePattern]:
    """Return the patterns at work now, by name and ankle."""
    return {key: cap for key, cap in state.caps.items() if not has_ended(cap, rules, now)}


def is_capped(state: State, drill: Drill, rules: Rules, now: datetime, practice: int) -> bool:
    """Return whether a pattern on either ankle keeps the drill from growing by a practice.

    The one that ended the pattern does not make it grow.
    """
    return any(
        not set(drill.families).isdisjoint(rules.pattern[name].families)
        for (name, _), cap in state.caps.items()
        if not has_ended(cap, rules, now) or cap.calmed == practice
    )


def is_uncalmed(state: State, drill: Drill, rules: Rules, day: date) -> bool:
    """Return whether a pattern of the drill's families still waits for its clean session.

    One whose morning is asked about is taken to be clean.
    """
    return any(
        not _is_calm(state, side, cap, day)
        and not set(drill.families).isdisjoint(rules.pattern[name].families)
        for (name, side), cap in state.caps.items()
    )


def will_cap(state: State, drill: Drill, rules: Rules, day: date, practice: int) -> bool:
    """Return whether a drill does not grow by a practice, though its mornings until a day are fine.

    What ends on that very day ends too late for its morning.
    """
    return any(
        not set(drill.families).isdisjoint(rules.pattern[name].families)
        and (
            not _is_calm(state, side, cap, day)
            or cap.calmed == practice
            or (day - cap.day).days * 24 <= rules.cap_hours
        )
        for (name, side), cap in state.caps.items()
    )


def _is_calm(state: State, side: Side, cap: ActivePattern, day: date) -> bool:
    return cap.calm or (cap.opened != NEVER and state.will_hear(side, cap.opened, day))


def repeat(state: State, report: Report, patterns: tuple[str, ...], rules: Rules) -> None:
    """Refer (tier C) when a pattern comes back too often, or for too long, on one ankle."""
    for name, pattern in rules.pattern.items():
        repeats = pattern.repeats
        if repeats is None or not (name in patterns or _again(report, pattern, repeats)):
            continue
        session = state.left.count if report.side == "left" else state.right.count
        seen = state.repeated.setdefault((name, report.side), Repeated())
        often = _often(seen, repeats, session, report.day.toordinal())
        if often and (not repeats.felt or report.felt in repeats.felt):
            state.blocks.setdefault(name, Block(name, "C", report.day))
    _same_place(state, report, rules)


def _same_place(state: State, report: Report, rules: Rules) -> None:
    """Refer when one place of one ankle pinches or pulls again and again, whatever its number."""
    repeats = rules.same_place
    place = report.where or UNNAMED.get(report.felt)
    if place is None or report.felt not in repeats.felt:
        return
    session = state.left.count if report.side == "left" else state.right.count
    key = f"place_{place}"
    seen = state.repeated.setdefault((key, report.side), Repeated())
    if _often(seen, repeats, session, report.day.toordinal()):
        state.blocks.setdefault(key, Block(key, "C", report.day))


def _often(seen: Repeated, repeats: Repeats, session: int, today: int) -> bool:
    """Note one more session that met a pattern; return whether that is too often or too long."""
    if seen.last == NEVER or today - seen.last > repeats.days:
        seen.since = today
    seen.last = today
    recent = {one for one in (*seen.met, session) if one > session - repeats.of}
    seen.met = sorted(recent)
    too_long = repeats.days > 0 and today - seen.since > repeats.days
    return len(recent) >= repeats.times or too_long


def _meets(report: Report, pattern: Pattern) -> bool:
    if report.where is None:
        return report.felt in pattern.unknown
    return report.where in pattern.where and report.felt in pattern.felt


def _again(report: Report, pattern: Pattern, repeats: Repeats) -> bool:
    """Return whether a report is the pattern coming back in another shape."""
    here = report.where in pattern.where if pattern.where else True
    return here and report.felt in repeats.felt and (report.score or 0) >= repeats.pain
