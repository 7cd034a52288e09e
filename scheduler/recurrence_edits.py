"""Edits of a recurrence as a runner makes them; a run is named by its day and wall-clock time.

None says that a change cannot be: another run begins just then, or the day is full.
"""

from dataclasses import replace
from datetime import time

from scheduler.recurrence import MOST_A_DAY, Rhythm, Start


def find(plan: Rhythm, day: int, wall: time) -> Start | None:
    """Return the run of a day that begins at `wall`, None if there is none."""
    return next((start for start in plan.days.get(day, ()) if start.wall == wall), None)


def added(plan: Rhythm, day: int, start: Start) -> Rhythm | None:
    """Return the plan with one more run on a day."""
    there = plan.days.get(day, ())
    if len(there) >= MOST_A_DAY or find(plan, day, start.wall):
        return None
    return plan.with_day(day, *there, start)


def without(plan: Rhythm, day: int, wall: time) -> Rhythm:
    """Return the plan without one run; a day's last one takes the day out."""
    return plan.with_day(day, *(one for one in plan.days.get(day, ()) if one.wall != wall))


def changed(plan: Rhythm, day: int, wall: time, start: Start) -> Rhythm | None:
    """Return the plan with `start` in the place of the run at `wall`."""
    return added(without(plan, day, wall), day, start)


def all_at(plan: Rhythm, wall: time) -> Rhythm | None:
    """Return the plan with the first run of each day at `wall`; their lengths stay."""
    moved: Rhythm | None = plan
    for day, (first, *_) in plan.days.items():
        moved = moved and changed(moved, day, first.wall, replace(first, wall=wall))
    return moved


def long_run(plan: Rhythm, usual: int) -> tuple[int, Start] | None:
    """Return the day and start of the longest run beyond the `usual` minutes, None without one."""
    longer = [
        (start.minutes, day, start)
        for day, starts in plan.days.items()
        for start in starts
        if start.minutes is not None and start.minutes > usual
    ]
    return max(longer)[1:] if longer else None


def shortened(plan: Rhythm, usual: int) -> Rhythm:
    """Return the plan with its long run as long as any other."""
    long = long_run(plan, usual)
    if long is None:
        return plan
    day, start = long
    return changed(plan, day, start.wall, Start(start.wall)) or plan


def with_long_run(plan: Rhythm, usual: int, day: int, start: Start) -> Rhythm:
    """Return the plan with `start` as its one long run, in the place of that day's first one."""
    long = long_run(plan, usual)
    rest = shortened(plan, usual)
    there = rest.days.get(day, ())
    given_up = {start.wall}
    if there and find(rest, day, start.wall) is None:
        given_up.add(long[1].wall if long and long[0] == day else there[0].wall)
    return rest.with_day(day, *(one for one in there if one.wall not in given_up), start)
