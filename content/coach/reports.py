"""One report: the rules that apply, the strictest change, and whether it counts as clean."""

from datetime import timedelta

from content.coach import caps, levels, sessions, trend
from content.coach.flags import symptom
from content.coach.rules import Rules
from content.coach.state import State
from content.coach.track import Change, Pending
from content.coach.verdict import Case, Effect, judge
from content.coach.visit import TROUBLE, Visit, is_calm, is_left_out, known_pain
from content.history import Report
from content.library import Library


def take(state: State, library: Library, rules: Rules, report: Report) -> None:
    """Take one report in; a drill that the library no longer has is passed over."""
    drill = library.drills.get(report.drill)
    if drill is None:
        return
    if report.practice != state.practice:
        state.practice, state.first = report.practice, report.side
    track = state.tracks.get(report.drill) or levels.begin(state, drill)
    ankle = track.left if report.side == "left" else track.right
    today = report.day.toordinal()
    if track.day != today:
        track.day_before, track.day = track.day, today
    ankle.rule = "R14"
    if report.outcome == "skipped" and is_left_out(report):
        for family in drill.families:
            state.practised.setdefault(family, today)
        return
    pain = known_pain(report, rules)
    calm = is_calm(report, pain, rules)
    loading = drill.kind == "loading"
    visit = Visit(state, library, rules, drill, track, ankle, report, today, pain, calm, loading)
    if report.practice != track.practice:
        sessions.open_session(visit)
    sessions.count(visit)
    effects = _effects(visit)
    if effects:
        _apply(visit, effects)
    _settle(visit)


def _effects(visit: Visit) -> list[Effect]:
    """Return what the rules say of the report, the patterns it meets put to work."""
    state, rules, report, ankle = visit.state, visit.rules, visit.report, visit.ankle
    effects: list[Effect] = []
    if not visit.calm:
        patterns = caps.matched(report, rules)
        effects = judge(Case(visit.drill, report, visit.pain, patterns, rules))
        _meet(visit, patterns)
    if not visit.calm or visit.pain:
        symptom(state)
    if visit.pain is not None:
        trend.remember(ankle, visit.pain, visit.today, rules)
        if visit.pain >= rules.sore_pain or ankle.sore_running:
            trend.takes_out(state, visit.track, report, visit.pain, rules)
        if ankle.ached > visit.today - rules.trend.days and (
            worse := trend.worse_week(state, visit.track, ankle, report, rules)
        ):
            effects.append(worse)
    return effects


def _meet(visit: Visit, patterns: tuple[str, ...]) -> None:
    """Put patterns to work; a rise that this very practice earned their families is undone."""
    state, rules, report = visit.state, visit.rules, visit.report
    caps.repeat(state, report, patterns, rules)
    if not patterns:
        return
    caps.put(state, patterns, report)
    families = {family for name in patterns for family in rules.pattern[name].families}
    for name, track in state.tracks.items():
        earned = track.rose is not None and track.rose.practice == report.practice
        if earned and not families.isdisjoint(visit.library.drills[name].families):
            levels.undo(track, rules, report.day)


def _apply(visit: Visit, effects: list[Effect]) -> None:
    """Let the most conservative effect decide the level, and every rest hold."""
    track, ankle, report = visit.track, visit.ankle, visit.report
    strictest = min(effects, key=lambda effect: effect.to(track.base))
    ankle.rule = strictest.rule
    if any(effect.cuts for effect in effects):
        before, earlier = track.level, track.change
        to = min(before, strictest.to(track.base))
        debt = visit.rules.rise.debt if any(effect.debt for effect in effects) else 0
        change = Change(strictest.rule, report.day, report.side, track.base, to)
        levels.cut(track, change, debt=debt)
        track.cut_practice = report.practice
        if to == before < track.base:
            track.change = earlier
    for effect in effects:
        _rest(visit, effect)
    stopped = report.outcome == "stopped" and report.felt in TROUBLE
    if stopped or len(report.pinched) > 1:
        ankle.ended = visit.today


def _rest(visit: Visit, effect: Effect) -> None:
    state, ankle, at = visit.state, visit.ankle, visit.report.at
    if effect.rest_hours:
        until = at + timedelta(hours=effect.rest_hours)
        if ankle.rest_until is None or until > ankle.rest_until:
            ankle.rest_until = until
    if effect.rest_all_hours:
        until = at + timedelta(hours=effect.rest_all_hours)
        state.rest_until = max(until, state.rest_until or until)
        state.severe, state.walk_due = visit.today, True


def _settle(visit: Visit) -> None:
    """Count a clean session, or keep it open until its morning is answered."""
    track, ankle, report = visit.track, visit.ankle, visit.report
    if report.outcome == "done":
        track.done = report.planned
    whole = visit.calm and not report.minute and not (report.short and visit.loading)
    full = whole and report.lowest >= report.planned
    if full:
        ankle.rule = "R15"
    if track.fresh and full and not report.short and report.moment in {"after", "rest"}:
        track.tried = True
    clean = full and track.cut_practice != report.practice
    if visit.rules.morning.asked and _makes_morning_due(visit, full=full):
        counts = clean and report.planned >= track.base
        ankle.pending = Pending(report.practice, visit.today, counts, whole, ankle.rule)
        return
    if whole and visit.state.caps:
        caps.lift(visit.state, visit.drill, report.side, visit.rules)
    if clean:
        up_to_date = report.planned >= track.base
        levels.count(ankle, visit.rules, report.practice if up_to_date else None)
        if levels.is_earned(track, visit.rules):
            levels.rise(visit.turn())


def _makes_morning_due(visit: Visit, *, full: bool) -> bool:
    """Return whether the next morning is asked about: trouble, a new rung, or a loading drill."""
    if visit.loading or (full and visit.track.fresh):
        return True
    sore = (visit.pain or 0) >= visit.rules.sore_pain
    return not visit.calm and (sore or visit.report.felt in TROUBLE)
