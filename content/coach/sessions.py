"""What a report adds to the count of sessions, days, loads and stretch minutes."""

from datetime import date

from content.coach import breaks, caps
from content.coach.state import State
from content.coach.visit import Visit
from content.drill import Drill, Side
from content.history import Report
from content.library import Library


def open_session(visit: Visit) -> None:
    """Begin a practice of the drill: breaks are counted, and the level to judge by is fixed."""
    state, track = visit.state, visit.track
    if track.tried:
        track.fresh = track.tried = False
    breaks.practise(state, visit.library, visit.drill, visit.rules, visit.today)
    track.practice = visit.report.practice
    if track.away:
        breaks.come_back(visit.drill, track, visit.rules, visit.report.day)
    track.base = track.level
    track.opened = visit.today
    if state.caps:
        caps.forget(state, visit.rules, visit.report.at)


def count(visit: Visit) -> None:
    """Note the day, the session, the load and the stretch minutes of one report."""
    state, ankle, report = visit.state, visit.ankle, visit.report
    ankle.last = report
    seen = state.left if report.side == "left" else state.right
    if seen.practice != report.practice:
        seen.practice = report.practice
        seen.count += 1
    if visit.loading:
        _load(visit)
    elif visit.drill.id == visit.rules.choice.stretch and report.outcome == "done":
        _stretch(visit)


def _load(visit: Visit) -> None:
    """Keep the loading days of the last week; a day is short if all its sets were."""
    loaded, report = visit.state.loaded, visit.report
    short = report.short
    if loaded and loaded[-1][1] == visit.today:
        *_, all_short = loaded.pop()
        short = short and all_short
    loaded.append((report.at, visit.today, short))
    while loaded[0][1] <= visit.today - 7:
        del loaded[0]


def _stretch(visit: Visit) -> None:
    """Keep the stretches of the last week, for its minutes."""
    stretched = visit.state.stretched
    stretched.append((visit.today, visit.report))
    while stretched[0][0] <= visit.today - 7:
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
