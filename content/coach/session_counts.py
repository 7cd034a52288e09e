"""Counts of sessions, days, loads and stretch minutes that a report adds to."""

from datetime import date

from content.coach import detraining, patterns
from content.coach.drill_state import NEVER, DrillState
from content.coach.report_context import ReportContext
from content.coach.state import State
from content.drill import Drill, Side
from content.events import Report
from content.library import Library


def open_session(
    state: State, library: Library, drill: Drill, track: DrillState, report: Report
) -> None:
    """Begin a practice of the drill: a new rung's first try is over, and breaks are counted."""
    rules, today = library.rules, report.day.toordinal()
    if track.tried:
        track.fresh = track.tried = False
    detraining.practise(state, library, drill, today)
    track.practice = report.practice
    if track.away:
        detraining.come_back(drill, track, rules, report.day)
    track.opened = today
    state.moved = state.moved or drill.id in rules.choice.movers
    if state.caps:
        patterns.forget(state, rules, report.at)


def count(context: ReportContext) -> None:
    """Note the day, the session, the load and the stretch minutes of one report."""
    state, ankle, report = context.state, context.ankle, context.report
    ankle.last = report
    if ankle.done != context.today:
        ankle.done_before, ankle.done = ankle.done, context.today
    seen = state.left if report.side == "left" else state.right
    if seen.practice != report.practice:
        seen.practice = report.practice
        seen.count += 1
    whole = report.outcome == "done" and not report.short and report.lowest >= report.planned
    if whole or context.track.whole == NEVER:
        context.track.whole = context.today
    if context.loading:
        _load(context)
    elif context.drill.id == context.rules.choice.stretch and report.outcome == "done":
        _stretch(context)


def _load(context: ReportContext) -> None:
    """Keep a loading drill's days of the last week.

    For a minute, or on a chair below its own size, nothing loads.
    """
    report = context.report
    rung = context.drill.rungs[min(report.lowest, context.drill.top)]
    own_size = rung.weight_bearing or report.lowest >= report.planned
    if report.minute or not own_size:
        return
    context.track.loaded = context.today
    days = context.state.loaded.setdefault(context.drill.id, [])
    if not days or days[-1] != context.today:
        days.append(context.today)
    while days[0] <= context.today - 7:
        del days[0]


def _stretch(context: ReportContext) -> None:
    """Keep the stretches of the last week, for its minutes."""
    stretched = context.state.stretched
    stretched.append((context.today, context.report))
    while stretched[0][0] <= context.today - 7:
        del stretched[0]


def stretch_minutes(library: Library, state: State, side: Side, day: date) -> float:
    """Return the minutes an ankle was stretched in the seven days up to a day."""
    since = day.toordinal() - 7
    done = (one for on, one in state.stretched if on > since and one.side == side)
    return sum(_seconds(library.drills[one.drill], one) for one in done) / 60


def _seconds(drill: Drill, report: Report) -> float:
    rung = min(report.lowest, drill.top)
    dose = drill.dose(rung, report.moment, minute=report.minute)
    return dose.seconds(drill.rungs[rung].tempo)
