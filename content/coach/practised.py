"""One practice, judged as a whole: every drill and ankle, then caps, cuts, rests, counts, rises.

The reports of a practice are known together, so their order never matters: what one of them
says of a family holds for every drill of it, before any of them can grow.
"""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from content.coach import caps, levels, numbness, sessions, trend
from content.coach.flags import symptom
from content.coach.rules import Rules
from content.coach.state import Hurt, State, Unit
from content.coach.track import Change, Pending, Track
from content.coach.verdict import Case, judge
from content.coach.visit import TROUBLE, Visit, is_calm, is_left_out, known_pain
from content.history import Report
from content.library import Library


def go_on(state: State, library: Library, rules: Rules, reports: Sequence[Report]) -> None:
    """Take more reports of one practice in; those that were told before are judged anew."""
    practice, unit = reports[0].practice, state.unit
    if unit is None or unit.practice != practice:
        state.unit = None
        unit = Unit(practice, (), state.copy())
    else:
        state.become(unit.before.copy())
    told = (*unit.reports, *reports)
    take(state, library, rules, told)
    state.unit = Unit(practice, told, unit.before)


def take(state: State, library: Library, rules: Rules, reports: Iterable[Report]) -> None:
    """Judge the reports of one practice; a drill the library no longer has is passed over."""
    visits = [visit for one in reports if (visit := _enter(state, library, rules, one)) is not None]
    for visit in visits:
        _judge(visit)
    for track in {id(visit.track): visit.track for visit in visits}.values():
        mine = [visit for visit in visits if visit.track is track]
        _cut(track, mine)
        _rest(mine)
        _settle(track, mine)
    new = {(name, visit.report.side) for visit in visits for name in visit.patterns}
    for visit in visits:
        if state.caps and _is_whole(visit) and not _waits(visit):
            caps.lift(state, visit.drill, visit.report.side, rules, new)


def _enter(state: State, library: Library, rules: Rules, report: Report) -> Visit | None:
    """Note that a report is there; None where it is of no session, as nothing was done or told."""
    drill = library.drills.get(report.drill)
    if drill is None:
        return None
    if report.practice != state.practice:
        state.practice, state.first, state.moved = report.practice, report.side, False
    track = state.tracks.get(report.drill) or levels.begin(state, drill)
    ankle = track.ankle(report.side)
    today = report.day.toordinal()
    track.day = today
    ankle.rule = "R14"
    if is_left_out(report):
        if track.practice != report.practice:
            track.done = min(track.done, report.lowest)
        for family in drill.families:
            state.practised.setdefault(family, today)
        return None
    if report.practice != track.practice:
        sessions.open_session(state, library, rules, drill, track, report)
    pain = known_pain(report, rules)
    calm = is_calm(report, pain, rules)
    loading = drill.kind == "loading"
    visit = Visit(
        state, library, rules, drill, track, ankle, report, today, track.level, pain, calm, loading
    )
    sessions.count(visit)
    return visit


def _judge(visit: Visit) -> None:
    """Find what the rules say of a report, and put the patterns it meets to work."""
    state, rules, report, ankle = visit.state, visit.rules, visit.report, visit.ankle
    if not visit.calm:
        patterns = visit.patterns = caps.matched(report, rules)
        visit.effects = judge(Case(visit.drill, report, visit.pain, patterns, rules))
        caps.repeat(state, report, patterns, rules)
        caps.put(state, patterns, report)
        _hurt(visit, patterns)
        numbness.take(state, rules, report)
    elif state.numb:
        state.numb.pop(report.drill, None)
    if not visit.calm or visit.pain:
        symptom(state)
    if visit.pain is not None:
        trend.remember(ankle, visit.pain, visit.today, rules)
        if visit.pain >= rules.sore_pain or ankle.sore_running:
            trend.takes_out(state, visit.track, visit.base, report, visit.pain, rules)
        if ankle.ached > visit.today - rules.trend.days and (
            worse := trend.worse_week(state, visit.track, ankle, report, rules)
        ):
            visit.effects.append(worse)


def _hurt(visit: Visit, patterns: tuple[str, ...]) -> None:
    """Remember what makes the rest of the day smaller; yesterday's is forgotten."""
    state, report = visit.state, visit.report
    if (visit.pain or 0) >= visit.rules.sore_pain or patterns:
        state.hurts = [one for one in state.hurts if one.day == visit.today]
        one = Hurt(visit.today, report.drill, report.side, visit.pain, patterns, report.day)
        state.hurts.append(one)


def _cut(track: Track, visits: list[Visit]) -> None:
    """Let the most conservative effect of all decide the level."""
    found = [(visit, effect) for visit in visits for effect in visit.effects]
    if not found:
        return
    for visit in visits:
        if visit.effects:
            strictest = min(visit.effects, key=lambda one: (one.to(visit.base), not one.cuts))
            visit.ankle.rule = strictest.rule
    visit, strictest = min(found, key=lambda one: (one[1].to(one[0].base), not one[1].cuts))
    if not any(effect.cuts for _, effect in found):
        return
    before, to = track.level, min(track.level, strictest.to(visit.base))
    deep = any(effect.debt for _, effect in found)
    change = Change(strictest.rule, visit.report.day, visit.report.side, before, to)
    levels.cut(track, change, deep=deep, rules=visit.rules)


def _rest(visits: list[Visit]) -> None:
    """Let every rest hold: of the drill on that ankle, of families, of everything."""
    for visit in visits:
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


def _rest_families(visit: Visit) -> None:
    """Rest whole families after a sharp pull, or strong pain, where they would be pulled again."""
    rest, report, state = visit.rules.family_rest, visit.report, visit.state
    if visit.calm or rest.patterns.isdisjoint(caps.placed(report, visit.rules)):
        return
    if report.felt != "sharp" and (visit.pain or 0) < visit.rules.stop_pain:
        return
    until = report.at + timedelta(hours=rest.hours)
    for family in rest.families:
        key = (family, report.side)
        state.rests[key] = max(until, state.rests.get(key, until))


def _settle(track: Track, visits: list[Visit]) -> None:
    """Count the clean sessions or keep them open until their morning; then perhaps rise."""
    was_cut = any(effect.cuts for visit in visits for effect in visit.effects)
    track.done = min(visit.report.lowest for visit in visits)
    for visit in visits:
        _settle_one(visit, was_cut=was_cut)
    last = visits[-1]
    if not was_cut and levels.is_earned(track, last.rules):
        levels.rise(last.turn())


def _settle_one(visit: Visit, *, was_cut: bool) -> None:
    track, ankle, report = visit.track, visit.ankle, visit.report
    full = _is_whole(visit) and report.lowest >= report.planned
    if full:
        ankle.rule = "R15"
        if track.fresh and not report.minute:
            track.tried = True
    elif visit.calm:
        ankle.rule = "short"  # well done, though it is no evidence
    clean = full and not was_cut
    if _waits(visit):
        waits = any(effect.rule == "R6" for effect in visit.effects)
        counts = clean and report.planned >= visit.base
        pending = Pending(report.practice, visit.today, counts, _is_whole(visit), waits)
        ankle.pending = _joined(ankle.pending, pending)
    elif clean and not _is_sore_day(visit):
        up_to_date = report.planned >= visit.base
        levels.count(ankle, visit.rules, report.practice if up_to_date else None, visit.today)


def _joined(before: Pending | None, now: Pending) -> Pending:
    """Return what waits for one morning: two sessions of a day, the clean one counted once."""
    if before is None or before.day != now.day:
        return now
    clean, calm = before.clean or now.clean, before.calm or now.calm
    return Pending(now.practice, now.day, clean, calm, before.waits or now.waits)


def _is_whole(visit: Visit) -> bool:
    """Return whether nothing was wrong and the dose was a whole one."""
    report = visit.report
    return visit.calm and not report.minute and not (report.short and visit.loading)


def _is_sore_day(visit: Visit) -> bool:
    """Return whether this ankle had a bad morning today: its moving drills are held."""
    badly = visit.state.badly.get(visit.report.side)
    return badly is not None and badly.last == visit.today


def _waits(visit: Visit) -> bool:
    """Return whether the next morning is asked about: trouble, a new rung, or a loading drill."""
    if not visit.rules.morning.asked:
        return False
    full = _is_whole(visit) and visit.report.lowest >= visit.report.planned
    if visit.loading or (full and visit.track.fresh):
        return True
    sore = (visit.pain or 0) >= visit.rules.sore_pain
    return not visit.calm and (sore or visit.report.felt in TROUBLE)
