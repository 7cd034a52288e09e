"""Detraining (R12): what a break of a drill's families costs, once, on coming back."""

from collections.abc import Iterable
from datetime import date

from content.coach.drill_state import Change, DrillState
from content.coach.progression import cut
from content.coach.state import State
from content.drill import Drill
from content.library import Library
from content.rules import Gap, Rules

Breaks = tuple[tuple[int, int], ...]


def away(state: State, drill: Drill, track: DrillState, today: int) -> Breaks:
    """Return the breaks of the drill's families since it was last done, the open one too."""
    last = min(state.practised.get(family, today) for family in drill.families)
    return joined(track.away, last, today)


def joined(breaks: Breaks, start: int, end: int) -> Breaks:
    """Return the breaks with one more; those that overlap with it are one, as long as the longest.

    So it does not matter which of two families was met again first.
    """
    if not breaks:
        return ((end, max(0, end - start)),)
    apart = tuple(one for one in breaks if one[0] <= start)
    longest = max((days for _, days in breaks[len(apart) :]), default=0)
    return (*apart, (end, max(longest, end - start)))


def gap_for(days: int, rules: Rules) -> Gap | None:
    """Return the row of the table that a break of so many days falls into."""
    return next((gap for gap in reversed(rules.gap) if days > gap.days), None)


def level_after(drill: Drill, track: DrillState, gaps: Iterable[Gap]) -> int:
    """Return the level after some breaks: one cut each, counted from the last rung delivered.

    Two breaks with other drills of the family between them cost what they would have cost had
    this one been done there, so that leaving it out never pays.
    """
    level, done = track.level, track.done
    for gap in gaps:
        level = max(0, min(level, done) - gap.cut)
        done = level = min(level, drill.start) if gap.to_start else level
    return level


def level_on(state: State, drill: Drill, rules: Rules, day: date) -> int:
    """Return the level as it stands on a day, a break until then counted."""
    track = state.tracks.get(drill.id)
    if track is None:
        return state.beginning(drill)
    return level_after(drill, track, gaps(away(state, drill, track, day.toordinal()), rules))


def gaps(breaks: Breaks, rules: Rules) -> list[Gap]:
    """Return the rows of the table that breaks fall into, in order."""
    shortest = rules.gap[0].days
    return [gap for _, days in breaks if days > shortest and (gap := gap_for(days, rules))]


def come_back(drill: Drill, track: DrillState, rules: Rules, day: date) -> None:
    """Make the cut of a break real as the drill is done again."""
    found, track.away = gaps(track.away, rules), ()
    if found:
        change = Change("R12", day, None, track.level, level_after(drill, track, found))
        deep = sum(gap.cut for gap in found) >= rules.rise.debt_from
        cut(track, change, deep=deep, rules=rules)


def practise(state: State, library: Library, drill: Drill, today: int) -> None:
    """Note that a drill's families were practised; a break that ends is kept for their drills.

    A drill that begins today was not there to be away from.
    """
    shortest = library.rules.gap[0].days
    for family in drill.families:
        last = state.practised.get(family, today)
        if today >= last:
            state.practised[family] = today
        if today - last > shortest:
            for name, track in state.tracks.items():
                if track.begun != today and family in library.drills[name].families:
                    track.away = joined(track.away, last, today)
