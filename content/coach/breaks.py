"""R12: what a break of the drill's families costs, once, when the drill is met again."""

from datetime import date

from content.coach.levels import cut
from content.coach.rules import Gap, Rules
from content.coach.state import Change, State, Track
from content.drill import Drill
from content.library import Library


def away(state: State, drill: Drill, track: Track, today: int) -> int:
    """Return the longest break in days of any family of the drill since it was last done."""
    open_now = (today - state.practised.get(family, today) for family in drill.families)
    return max(track.away, *open_now)


def gap_for(days: int, rules: Rules) -> Gap | None:
    """Return the row of the table that a break of so many days falls into."""
    return next((gap for gap in reversed(rules.gap) if days > gap.days), None)


def level_after(drill: Drill, track: Track, gap: Gap | None) -> int:
    """Return the level after a break: cut once, counted from the last rung done."""
    if gap is None:
        return track.level
    to = max(0, min(track.level, track.done) - gap.cut)
    return min(to, drill.start) if gap.to_start else to


def level_on(state: State, drill: Drill, rules: Rules, day: date) -> int:
    """Return the level as it stands on a day, a break until then counted."""
    track = state.tracks.get(drill.id)
    if track is None:
        return state.beginning(drill)
    return level_after(drill, track, gap_for(away(state, drill, track, day.toordinal()), rules))


def come_back(drill: Drill, track: Track, rules: Rules, day: date) -> None:
    """Make the cut of a break real as the drill is done again."""
    gap = gap_for(track.away, rules)
    track.away = 0
    if gap is not None:
        change = Change("R12", day, None, track.level, level_after(drill, track, gap))
        deep = gap.cut >= rules.rise.debt_from
        cut(track, change, debt=rules.rise.debt if deep else 0)


def practise(state: State, library: Library, drill: Drill, rules: Rules, today: int) -> None:
    """Note that a drill's families were practised; a break that ends is kept for their drills."""
    shortest = rules.gap[0].days
    for family in drill.families:
        last = state.practised.get(family, today)
        if today >= last:
            state.practised[family] = today
        if today - last > shortest:
            for name, track in state.tracks.items():
                if family in library.drills[name].families:
                    track.away = max(track.away, today - last)
