"""A training plan's calendar file becomes runs; what is left out is counted by its reason."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Literal

from scheduler.calendars.entries import TOO_MUCH, BadCalendarError, called_off, entries, text_of
from scheduler.calendars.events import Event, day_of, read_event
from scheduler.calendars.moments import DAY, minutes_of
from scheduler.calendars.repeats import days
from scheduler.calendars.titles import NAMELESS
from scheduler.wall_clock import instant, local_day

# [own] Half a year: longer than the plan of a marathon, and the file can be sent again.
AHEAD = timedelta(weeks=26)
MOST = 200  # a run on each day of it, and some days with two
MOST_SERIES = 100  # of repeating runs; a plan that repeats has one for each day of its week

Reason = Literal["past", "other", "far", "unreadable", "double", "mine", "many"]


@dataclass(frozen=True, slots=True)
class PlannedRun:
    """One run of a calendar: `start` aware UTC, `minutes` None where the file gives no length.

    `uid` names this one occurrence and stays the same when the file is sent again. An `all_day`
    run got the runner's usual time.
    """

    uid: str
    start: datetime
    minutes: int | None
    title: str
    cancelled: bool
    all_day: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """The runs of a calendar, the soonest first, and how many entries were left out and why.

    `guessed_zone` says that a run's zone was not known and the runner's was taken instead.
    """

    runs: tuple[PlannedRun, ...]
    left_out: Mapping[Reason, int]
    guessed_zone: bool


def read(
    data: bytes, zone: str, now: datetime, usual: Callable[[date], time], *, mine: str = ""
) -> Reading:
    """Return the runs of a calendar file that begin within 26 weeks of `now`, at most 200.

    `zone` is the runner's, for entries that name none, `usual` their time of a day for whole-day
    entries. UIDs that end in `mine` are from Dorsi's own file and left out. Raises
    BadCalendarError for what is no calendar or too much of one.
    """
    text = text_of(data)
    left_out: Counter[Reason] = Counter()
    events = _latest(_wanted(text, zone, mine, left_out), left_out)
    if called_off(text):
        events = {name: replace(event, cancelled=True) for name, event in events.items()}
    found: list[tuple[PlannedRun, bool]] = []
    series = 0
    for name, event in events.items():
        runs = [
            run for run in _runs(name, events, zone, now, usual) if now < run.start <= now + AHEAD
        ]
        series += bool(runs and event.rule)
        if series > MOST_SERIES:
            raise BadCalendarError(TOO_MUCH)
        found += [(run, event.start.guessed) for run in runs]
        if not runs:
            far = event.start.local.date() > local_day(now, zone) + AHEAD - DAY
            left_out["far" if far else "past"] += 1
    found.sort(key=lambda one: (one[0].start, one[0].uid))
    left_out["many"] += max(0, len(found) - MOST)
    kept = found[:MOST]
    return Reading(tuple(run for run, _ in kept), +left_out, any(guessed for _, guessed in kept))


def _wanted(text: str, zone: str, mine: str, left_out: Counter[Reason]) -> Iterator[Event]:
    """Yield the entries that may be runs, and count the others."""
    for entry in entries(text):
        try:
            event = None if entry is None else read_event(entry, zone)
        except (ValueError, KeyError, TypeError, OverflowError):
            event = None
        if event is None:
            left_out["unreadable"] += 1
        elif mine and event.uid.endswith(mine):
            left_out["mine"] += 1
        elif event.no_run:
            left_out["other"] += 1
            if event.of is not None:  # a run of a series became something else
                yield replace(event, cancelled=True)
        else:
            yield event


def _latest(events: Iterable[Event], left_out: Counter[Reason]) -> dict[str, Event]:
    """Return the entries by name; of two with the same the later version, and the other counts."""
    all_ = tuple(events)
    zones = {event.uid: event.start.zone for event in all_ if event.rule}
    latest: dict[str, Event] = {}
    for event in all_:
        name = event.name(zones.get(event.uid, event.start.zone))
        known = latest.get(name)
        left_out["double"] += known is not None
        if known is None or known.sequence <= event.sequence:
            latest[name] = event
    return latest


def _runs(
    name: str,
    events: Mapping[str, Event],
    zone: str,
    now: datetime,
    usual: Callable[[date], time],
) -> Iterator[PlannedRun]:
    """Yield the runs of an entry around the time that counts."""
    event = events[name]
    # Two days more on either side: no zone is further from another, no jump of a clock longer.
    since, until = local_day(now, zone) - 2 * DAY, local_day(now + AHEAD, zone) + 2 * DAY
    first, wall = event.start.local.date(), event.start.local.time()
    series: Iterable[date] = (first,) if since <= first <= until else ()
    if event.rule is not None:
        series = days(event.rule, first, since, until)
    for day in series:
        if event.rule and event.rule.until and datetime.combine(day, wall) > event.rule.until:
            return
        uid = name if event.rule is None else day_of(name, day)
        if uid != name and uid in events:
            continue
        at_day = usual(day) if event.start.all_day else wall
        yield PlannedRun(
            uid,
            instant(day, at_day, event.start.zone),
            None if event.start.all_day else minutes_of(event.length),
            event.title or NAMELESS,
            event.cancelled or day in event.without,
            event.start.all_day,
        )
