"""R10 and R18: what several sessions of one drill say together about one ankle."""

from content.coach.drill_state import NEVER, DrillState, SideState
from content.coach.report_rules import Effect
from content.coach.state import Block, State
from content.events import Report
from content.rules import Rules


def remember(ankle: SideState, pain: int, today: int, rules: Rules) -> None:
    """Keep a known pain for as long as the trend looks back."""
    pains = ankle.pains
    pains.append((today, pain))
    if pain:
        ankle.ached = today
    while pains[0][0] <= today - 2 * rules.trend.days:
        del pains[0]


def worse_week(
    state: State, track: DrillState, ankle: SideState, report: Report, rules: Rules
) -> Effect | None:
    """R10: this week hurt a point more than the one before; twice running refers (tier C).

    Decided at a report and at most once a week for a drill.
    """
    today = report.day.toordinal()
    since = today - track.trend if track.trend != NEVER else None
    if since is not None and since < rules.trend.days:
        return None
    if not _is_worse(ankle, today, rules):
        return None
    track.trend = today
    if since is not None and since < 2 * rules.trend.days:
        state.blocks.setdefault("R10", Block("R10", "C", report.day))
    return Effect("R10", drop=rules.cut["R10"].cut)


def _is_worse(ankle: SideState, today: int, rules: Rules) -> bool:
    numbers = rules.trend
    edge = today - numbers.days
    this = last = these = those = 0
    for day, pain in ankle.pains:
        if day > edge:
            this, these = this + pain, these + 1
        else:
            last, those = last + pain, those + 1
    if min(these, those) < numbers.reports:
        return False
    return this / these - last / those >= numbers.up


def takes_out(
    state: State, track: DrillState, base: int, report: Report, pain: int, rules: Rules
) -> None:
    """R18: pain 3 and more three sessions in a row on an ankle, or twice at rung 0.

    An unknown pain neither counts nor resets; nothing wipes the counters but calm sessions,
    and for rung 0 the next rise.
    """
    ankle = track.ankle(report.side)
    if pain < rules.sore_pain:
        ankle.sore_running = 0
        return
    ankle.sore_running += 1
    if 0 in {base, report.lowest}:
        ankle.sore_at_floor += 1
    if ankle.sore_running >= rules.out.running or ankle.sore_at_floor >= rules.out.floor:
        key = f"R18:{report.drill}"
        state.blocks.setdefault(key, Block(key, "C", report.day, report.drill))
