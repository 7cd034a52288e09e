"""Applying one practice as a whole: drills and ankles, then patterns, cuts, rests, rises.

The reports of a practice are known together, so their order never matters: what one of them
says of a family holds for every drill of it, before any of them can grow.
"""

from collections.abc import Iterable
from datetime import timedelta

from content.coach import numbness, progression, session_counts, trend
from content.coach import patterns as symptom_patterns
from content.coach.drill_state import NEVER, Change, DrillState, Pending
from content.coach.flags import symptom
from content.coach.report_context import TROUBLE, ReportContext, is_calm, is_left_out, known_pain
from content.coach.report_rules import Case, judge
from content.coach.state import Hurt, State
from content.drill import Drill
from content.events import Report
from content.library import Library
from content.rules import Rules


def take(state: State, library: Library, reports: Iterable[Report]) -> None:
    """Judge the reports of one practice; a drill the library no longer has is passed over."""
    visits: list[ReportContext] = []
    left_out: list[tuple[DrillState, Report]] = []
    for report in reports:
        drill = library.drills.get(report.drill)
        if drill is None:
            continue
        track = _enter(state, drill, report)
        if report.outcome != "done" and is_left_out(report):
            left_out.append((track, report))
        else:
            visits.append(_begin(state, library, drill, track, report))
    if state.numb:
        numbness.end(state, visits)
    for visit in visits:
        _judge(visit)
    for mine in _by_drill(visits):
        _decide(mine)
    for track, report in left_out:
        _leave_out(track, report)
    for visit in visits if state.caps else ():
        if visit.whole:
            opened = visit.today if visit.waits and visit.loading else NEVER
            side, practice = visit.report.side, visit.report.practice
            symptom_patterns.lift(state, visit.drill, side, library.rules, practice, opened)


def _by_drill(visits: list[ReportContext]) -> Iterable[list[ReportContext]]:
    found: dict[str, list[ReportContext]] = {}
    for visit in visits:
        found.setdefault(visit.report.drill, []).append(visit)
    return found.values()


def _enter(state: State, drill: Drill, report: Report) -> DrillState:
    """Note that a report is there, be it of a step that was left out."""
    if report.practice != state.practice:
        state.practice, state.first, state.moved = report.practice, report.side, False
    today = report.day.toordinal()
    track = state.tracks.get(report.drill)
    if track is None:
        track = progression.begin(state, drill, today)
        for family in drill.families:
            state.practised.setdefault(family, today)
    track.day = today
    ankle = track.left if report.side == "left" else track.right
    ankle.rule = "R14"
    return track


def _begin(
    state: State, library: Library, drill: Drill, track: DrillState, report: Report
) -> ReportContext:
    """Begin the session of a drill, if it is not begun, and count it."""
    if report.practice != track.practice:
        session_counts.open_session(state, library, drill, track, report)
    rules = library.rules
    pain, loading = known_pain(report, rules), drill.kind == "loading"
    calm = is_calm(report, pain, rules)
    visit = ReportContext(
        state,
        rules,
        drill,
        track,
        track.left if report.side == "left" else track.right,
        report,
        track.day,
        track.level,
        pain,
        calm,
        loading,
        calm and not report.minute and not (report.short and loading),
    )
    session_counts.count(visit)
    return visit


def _leave_out(track: DrillState, report: Report) -> None:
    """Note the rung of a step that was left out: it never counts for more than if done."""
    track.done = min(track.done, report.lowest)


def _judge(visit: ReportContext) -> None:
    """Find what the rules say of a report, and put the patterns it meets to work."""
    state, rules, report, pain = visit.state, visit.rules, visit.report, visit.pain
    if not visit.calm:
        patterns = symptom_patterns.matched(report, rules)
        visit.effects = judge(Case(visit.drill, report, pain, patterns, rules))
        symptom_patterns.repeat(state, report, patterns, rules)
        symptom_patterns.put(state, patterns, report)
        _hurt(visit, patterns)
        numbness.take(state, rules, report)
    if pain or not visit.calm:
        symptom(state)
    if pain is None:
        return
    ankle = visit.ankle
    trend.remember(ankle, pain, visit.today, rules)
    if pain >= rules.sore_pain or ankle.sore_running:
        trend.takes_out(state, visit.track, visit.base, report, pain, rules)
    if ankle.ached > visit.today - rules.trend.days and (
        worse := trend.worse_week(state, visit.track, ankle, report, rules)
    ):
        visit.effects.append(worse)


def _hurt(visit: ReportContext, patterns: tuple[str, ...]) -> None:
    """Remember what makes the rest of the day smaller; yesterday's is forgotten."""
    state, report = visit.state, visit.report
    if (visit.pain or 0) >= visit.rules.sore_pain or patterns:
        state.hurts = [one for one in state.hurts if one.day == visit.today]
        one = Hurt(visit.today, report.drill, report.side, visit.pain, patterns, report.day)
        state.hurts.append(one)


def _decide(visits: list[ReportContext]) -> None:
    """Cut a drill by the most conservative effect of all, or count its session and let it rise."""
    first = visits[0]
    track, rules, was_cut, done = first.track, first.rules, False, first.report.lowest
    for visit in visits:
        done = min(done, visit.report.lowest)
        if visit.effects or not visit.calm:
            was_cut = _say(visit) or was_cut
            _rest(visit)
    track.done = done
    if was_cut:
        _cut(track, visits, rules)
    for visit in visits:
        _settle(visit, was_cut=was_cut)
    if not was_cut and progression.is_earned(track, rules):
        progression.rise(visits[-1].turn())


def _say(visit: ReportContext) -> bool:
    """Keep on the ankle which rule was the strictest there; return whether one cuts."""
    if visit.effects:
        strictest = min(visit.effects, key=lambda one: (one.to(visit.base), not one.cuts))
        visit.ankle.rule = strictest.rule
    return any(effect.cuts for effect in visit.effects)


def _cut(track: DrillState, visits: list[ReportContext], rules: Rules) -> None:
    found = [(visit, effect) for visit in visits for effect in visit.effects]
    visit, strictest = min(found, key=lambda one: (one[1].to(one[0].base), not one[1].cuts))
    before, to = track.level, min(track.level, strictest.to(visit.base))
    deep = any(effect.debt for _, effect in found)
    change = Change(strictest.rule, visit.report.day, visit.report.side, before, to)
    progression.cut(track, change, deep=deep, rules=rules)


def _rest(visit: ReportContext) -> None:
    """Let every rest hold: of the drill on that ankle, of families, of everything."""
    state, ankle, report = visit.state, visit.ankle, visit.report
    for effect in visit.effects:
        if effect.rest_hours:
            until = report.at + timedelta(hours=effect.rest_hours)
            ankle.rest_until = max(until, ankle.rest_until or until)
        if effect.rest_all_hours:
            until = report.at + timedelta(hours=effect.rest_all_hours)
            state.rest_until = max(until, state.rest_until or until)
            state.severe, state.walk_due = visit.today, True
    _rest_families(visit)
    stopped = report.outcome == "stopped" and report.felt in TROUBLE
    if stopped or len(report.pinched) > 1:
        ankle.ended = visit.today


def _rest_families(visit: ReportContext) -> None:
    """Rest whole families after a sharp pull, or strong pain, where they would be pulled again."""
    rest, report, state = visit.rules.family_rest, visit.report, visit.state
    if visit.calm or rest.patterns.isdisjoint(symptom_patterns.placed(report, visit.rules)):
        return
    if report.felt != "sharp" and (visit.pain or 0) < visit.rules.stop_pain:
        return
    until = report.at + timedelta(hours=rest.hours)
    for family in rest.families:
        key = (family, report.side)
        state.rests[key] = max(until, state.rests.get(key, until))


def _settle(visit: ReportContext, *, was_cut: bool) -> None:
    """Count a clean session, or keep it open until its morning."""
    track, ankle, report = visit.track, visit.ankle, visit.report
    full = visit.whole and report.lowest >= report.planned
    if full:
        ankle.rule = "R15"
        track.tried = track.tried or track.fresh
    elif visit.calm:
        ankle.rule = "short"  # well done, though it is no evidence
    clean = full and not was_cut and not _is_sore_day(visit)
    visit.waits = visit.rules.morning.asked and _makes_due(visit, full=full)
    if visit.waits:
        by_r6 = any(effect.rule == "R6" for effect in visit.effects)
        counts = clean and report.planned >= visit.base
        pending = Pending(report.practice, visit.today, counts, by_r6)
        ankle.pending = _joined(ankle.pending, pending)
    elif clean:
        up_to_date = report.planned >= visit.base
        progression.count(ankle, visit.rules, report.practice if up_to_date else None, visit.today)


def _makes_due(visit: ReportContext, *, full: bool) -> bool:
    """Return whether the next morning is asked about: trouble, a new rung, or a loading drill."""
    if visit.loading or (full and visit.track.fresh):
        return True
    sore = (visit.pain or 0) >= visit.rules.sore_pain
    return not visit.calm and (sore or visit.report.felt in TROUBLE)


def _joined(before: Pending | None, now: Pending) -> Pending:
    """Return what waits for one morning: two sessions of a day, the clean one counted once."""
    if before is None or before.day != now.day:
        return now
    clean, waits = before.clean or now.clean, before.waits or now.waits
    return Pending(now.practice, now.day, clean, waits)


def _is_sore_day(visit: ReportContext) -> bool:
    """Return whether this ankle had a bad morning today: then nothing counts."""
    badly = visit.state.badly.get(visit.report.side)
    return badly is not None and badly.last == visit.today
