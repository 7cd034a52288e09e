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
    contexts: list[ReportContext] = []
    left_out: list[tuple[DrillState, Report]] = []
    for report in reports:
        drill = library.drills.get(report.drill)
        if drill is None:
            continue
        track = _enter(state, drill, report)
        if report.outcome != "done" and is_left_out(report):
            left_out.append((track, report))
        else:
            contexts.append(_begin(state, library, drill, track, report))
    if state.numb:
        numbness.end(state, contexts)
    for context in contexts:
        _judge(context)
    for mine in _by_drill(contexts):
        _decide(mine)
    for track, report in left_out:
        _leave_out(track, report)
    for context in contexts if state.caps else ():
        if context.whole:
            opened = context.today if context.waits and context.loading else NEVER
            side, practice = context.report.side, context.report.practice
            symptom_patterns.lift(state, context.drill, side, library.rules, practice, opened)


def _by_drill(contexts: list[ReportContext]) -> Iterable[list[ReportContext]]:
    found: dict[str, list[ReportContext]] = {}
    for context in contexts:
        found.setdefault(context.report.drill, []).append(context)
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
    context = ReportContext(
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
    session_counts.count(context)
    return context


def _leave_out(track: DrillState, report: Report) -> None:
    """Note the rung of a step that was left out: it never counts for more than if done."""
    track.done = min(track.done, report.lowest)


def _judge(context: ReportContext) -> None:
    """Find what the rules say of a report, and put the patterns it meets to work."""
    state, rules, report, pain = context.state, context.rules, context.report, context.pain
    if not context.calm:
        patterns = symptom_patterns.matched(report, rules)
        context.effects = judge(Case(context.drill, report, pain, patterns, rules))
        symptom_patterns.repeat(state, report, patterns, rules)
        symptom_patterns.put(state, patterns, report)
        _hurt(context, patterns)
        numbness.take(state, rules, report)
    if pain or not context.calm:
        symptom(state)
    if pain is None:
        return
    ankle = context.ankle
    trend.remember(ankle, pain, context.today, rules)
    if pain >= rules.sore_pain or ankle.sore_running:
        trend.takes_out(state, context.track, context.base, report, pain, rules)
    if ankle.ached > context.today - rules.trend.days and (
        worse := trend.worse_week(state, context.track, ankle, report, rules)
    ):
        context.effects.append(worse)


def _hurt(context: ReportContext, patterns: tuple[str, ...]) -> None:
    """Remember what makes the rest of the day smaller; yesterday's is forgotten."""
    state, report = context.state, context.report
    if (context.pain or 0) >= context.rules.sore_pain or patterns:
        state.hurts = [one for one in state.hurts if one.day == context.today]
        one = Hurt(context.today, report.drill, report.side, context.pain, patterns, report.day)
        state.hurts.append(one)


def _decide(contexts: list[ReportContext]) -> None:
    """Cut a drill by the most conservative effect of all, or count its session and let it rise."""
    first = contexts[0]
    track, rules, was_cut, done = first.track, first.rules, False, first.report.lowest
    for context in contexts:
        done = min(done, context.report.lowest)
        if context.effects or not context.calm:
            was_cut = _say(context) or was_cut
            _rest(context)
    track.done = done
    if was_cut:
        _cut(track, contexts, rules)
    for context in contexts:
        _settle(context, was_cut=was_cut)
    if not was_cut and progression.is_earned(track, rules):
        progression.rise(contexts[-1].turn())


def _say(context: ReportContext) -> bool:
    """Keep on the ankle which rule was the strictest there; return whether one cuts."""
    if context.effects:
        strictest = min(context.effects, key=lambda one: (one.to(context.base), not one.cuts))
        context.ankle.rule = strictest.rule
    return any(effect.cuts for effect in context.effects)


def _cut(track: DrillState, contexts: list[ReportContext], rules: Rules) -> None:
    found = [(context, effect) for context in contexts for effect in context.effects]
    context, strictest = min(found, key=lambda one: (one[1].to(one[0].base), not one[1].cuts))
    before, to = track.level, min(track.level, strictest.to(context.base))
    deep = any(effect.debt for _, effect in found)
    change = Change(strictest.rule, context.report.day, context.report.side, before, to)
    progression.cut(track, change, deep=deep, rules=rules)


def _rest(context: ReportContext) -> None:
    """Let every rest hold: of the drill on that ankle, of families, of everything."""
    state, ankle, report = context.state, context.ankle, context.report
    for effect in context.effects:
        if effect.rest_hours:
            until = report.at + timedelta(hours=effect.rest_hours)
            ankle.rest_until = max(until, ankle.rest_until or until)
        if effect.rest_all_hours:
            until = report.at + timedelta(hours=effect.rest_all_hours)
            state.rest_until = max(until, state.rest_until or until)
            state.severe, state.walk_due = context.today, True
    _rest_families(context)
    stopped = report.outcome == "stopped" and report.felt in TROUBLE
    if stopped or len(report.pinched) > 1:
        ankle.ended = context.today


def _rest_families(context: ReportContext) -> None:
    """Rest whole families after a sharp pull, or strong pain, where they would be pulled again."""
    rest, report, state = context.rules.family_rest, context.report, context.state
    if context.calm or rest.patterns.isdisjoint(symptom_patterns.placed(report, context.rules)):
        return
    if report.felt != "sharp" and (context.pain or 0) < context.rules.stop_pain:
        return
    until = report.at + timedelta(hours=rest.hours)
    for family in rest.families:
        key = (family, report.side)
        state.rests[key] = max(until, state.rests.get(key, until))


def _settle(context: ReportContext, *, was_cut: bool) -> None:
    """Count a clean session, or keep it open until its morning."""
    track, ankle, report = context.track, context.ankle, context.report
    full = context.whole and report.lowest >= report.planned
    if full:
        ankle.rule = "R15"
        track.tried = track.tried or track.fresh
    elif context.calm:
        ankle.rule = "short"  # well done, though it is no evidence
    clean = full and not was_cut and not _is_sore_day(context)
    context.waits = context.rules.morning.asked and _makes_due(context, full=full)
    if context.waits:
        by_r6 = any(effect.rule == "R6" for effect in context.effects)
        counts = clean and report.planned >= context.base
        pending = Pending(report.practice, context.today, counts, by_r6)
        ankle.pending = _joined(ankle.pending, pending)
    elif clean:
        up_to_date = report.planned >= context.base
        progression.count(
            ankle, context.rules, report.practice if up_to_date else None, context.today
        )


def _makes_due(context: ReportContext, *, full: bool) -> bool:
    """Return whether the next morning is asked about: trouble, a new rung, or a loading drill."""
    if context.loading or (full and context.track.fresh):
        return True
    sore = (context.pain or 0) >= context.rules.sore_pain
    return not context.calm and (sore or context.report.felt in TROUBLE)


def _joined(before: Pending | None, now: Pending) -> Pending:
    """Return what waits for one morning: two sessions of a day, the clean one counted once."""
    if before is None or before.day != now.day:
        return now
    clean, waits = before.clean or now.clean, before.waits or now.waits
    return Pending(now.practice, now.day, clean, waits)


def _is_sore_day(context: ReportContext) -> bool:
    """Return whether this ankle had a bad morning today: then nothing counts."""
    badly = context.state.badly.get(context.report.side)
    return badly is not None and badly.last == context.today
