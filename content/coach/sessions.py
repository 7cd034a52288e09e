"""What a report adds to the count of sessions, days, loads and stretch minutes."""

from content.coach import breaks, caps
from content.coach.state import Sessions
from content.coach.visit import Visit


def open_session(visit: Visit) -> None:
    """Begin a practice of the drill: breaks are counted, and the level to judge by is fixed."""
    state, track, day = visit.state, visit.track, visit.report.day
    if track.tried:
        track.fresh = track.tried = False
    breaks.practise(state, visit.library, visit.drill, visit.rules, visit.today)
    track.practice = visit.report.practice
    breaks.come_back(state, visit.drill, track, visit.rules, day)
    track.base = track.level
    track.day = visit.today
    if state.caps:
        caps.forget(state, visit.rules, visit.report.at)


def count(visit: Visit) -> None:
    """Note the day, the session, the load and the stretch minutes of one report."""
    state, ankle, report, today = visit.state, visit.ankle, visit.report, visit.today
    if ankle.day != today:
        ankle.day_before, ankle.day = ankle.day, today
    ankle.last = report
    for family in visit.drill.families:
        key = (family, report.side)
        seen = state.sessions.get(key)
        if seen is None:
            seen = state.sessions[key] = Sessions()
        if seen.practice != report.practice:
            seen.practice = report.practice
            seen.count += 1
    if visit.drill.kind == "loading":
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
    """Keep the seconds of calf stretch of the last week, per ankle."""
    stretched, report = visit.state.stretched, visit.report
    rung = min(report.lowest, visit.drill.top)
    dose = visit.drill.dose(rung, report.moment, minute=report.minute)
    stretched.append((visit.today, report.side, dose.seconds(visit.drill.rungs[rung].tempo)))
    while stretched[0][0] <= visit.today - 7:
        del stretched[0]
