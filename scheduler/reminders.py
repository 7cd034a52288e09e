"""Reminders of a run and of a day: when each is due, and how long it is of use."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from scheduler.kinds import KINDS, PRE_LATEST, PRE_USEFUL, Kind
from scheduler.wall_clock import instant, local, next_due

# A run nobody said is over counts as under way for this long: the longest one lasts ten hours.
UNDER_WAY = timedelta(hours=12)
# The minutes that a reminder may stand before its run.
SHORTEST_LEAD, LONGEST_LEAD = 5, 180
# [own] Until noon a run is a morning's run, and its reminder may break the quiet hours if asked.
MORNING_RUN = time(12)
# The morning question waits for 8:00 (docs/coaching.md#mornings), however early the quiet hours
# end.
MORNING = time(8)
# [own] From noon on "this morning" is a memory; the next session's start asks instead.
MORNING_OVER = time(12)
# [own] The day after an urgent flag it is asked at an hour when a doctor can be called.
SEEN = time(10)
# [own] Up to here a card before a run brings the question along, so that one message is enough.
RIDES_UNTIL = time(9)


@dataclass(frozen=True, slots=True)
class Quiet:
    """The local hours without a nudge, from `start` up to `end`; equal times mean none.

    `early` lets the reminder of a morning's run come in them: a runner who wakes for it asked.
    """

    start: time = time(22)
    end: time = time(6)
    early: bool = False

    def holds(self, at: datetime, zone: str) -> bool:
        """Tell whether it is quiet in `zone` at the instant `at`."""
        wall = local(at, zone).time()
        if self.start <= self.end:
            return self.start <= wall < self.end
        return wall >= self.start or wall < self.end

    def cut(self, due: datetime, deadline: datetime, zone: str) -> datetime:
        """Return `deadline`, or the beginning of the quiet hours after `due` if that is sooner."""
        if self.start == self.end:
            return deadline
        return min(deadline, next_due(self.start, zone, due))


@dataclass(frozen=True, slots=True)
class Nudge:
    """One message to come: never before `due`, never at or after `deadline` (aware UTC)."""

    kind: Kind
    due: datetime
    deadline: datetime


def before(start: datetime, lead: int, zone: str, quiet: Quiet, now: datetime) -> Nudge | None:
    """Return the nudge `lead` minutes before a run at `start`, None where none would be useful.

    One that falls into the quiet hours waits for their end if five minutes are left then. One
    that would already be due is left out: whoever set that run is looking at the chat.
    """
    due = start - timedelta(minutes=lead)
    if quiet.early and local(start, zone).time() < MORNING_RUN:
        return Nudge("pre", due, start - PRE_LATEST) if now < due else None
    if quiet.holds(due, zone):
        due = next_due(quiet.end, zone, due)
        if due > start - PRE_USEFUL:
            return None
    deadline = quiet.cut(due, start - PRE_LATEST, zone)
    return Nudge("pre", due, deadline) if now < due < deadline else None


def after(end: datetime, zone: str, quiet: Quiet) -> Nudge:
    """Return the nudge at the `end` of a run; in the quiet hours it is "over", and never said."""
    if quiet.holds(end, zone):
        return Nudge("over", end, KINDS["over"].until(end))
    return Nudge("post", end, quiet.cut(end, KINDS["post"].until(end), zone))


def for_run(
    start: datetime, minutes: int, lead: int, zone: str, quiet: Quiet, now: datetime
) -> tuple[Nudge, ...]:
    """Return the nudges of a run of `minutes` at `start`; the last one always ends the card."""
    pre = before(start, lead, zone, quiet, now)
    post = after(start + timedelta(minutes=minutes), zone, quiet)
    return (post,) if pre is None else (pre, post)


def of_day(kind: Kind, at: datetime, zone: str, quiet: Quiet) -> Nudge | None:
    """Return the nudge of a day due `at`, None if that is in the quiet hours."""
    if quiet.holds(at, zone):
        return None
    return Nudge(kind, at, quiet.cut(at, KINDS[kind].until(at), zone))


def morning(day: date, zone: str, quiet: Quiet) -> Nudge | None:
    """Return the question on the morning of `day`, None where the quiet hours last to its end."""
    due, deadline = instant(day, MORNING, zone), instant(day, MORNING_OVER, zone)
    if quiet.holds(due, zone):
        due = next_due(quiet.end, zone, due)
    return Nudge("morning", due, quiet.cut(due, deadline, zone)) if due < deadline else None


def seen(day: date, zone: str, quiet: Quiet) -> Nudge:
    """Return the question of `day` whether somebody has looked at an urgent flag.

    It waits for the end of the quiet hours, and is of use until they begin again.
    """
    due = instant(day, SEEN, zone)
    if quiet.holds(due, zone):
        due = next_due(quiet.end, zone, due)
    return Nudge("seen", due, quiet.cut(due, KINDS["seen"].until(due), zone))


def riding(day: date, zone: str) -> tuple[datetime, datetime]:
    """Return from when up to when a card before a run brings the morning's question along."""
    return instant(day, time(), zone), instant(day, RIDES_UNTIL, zone)


def again(kind: Kind, said: datetime, deadline: datetime) -> datetime | None:
    """Return when an unanswered nudge is followed up, once; None where it is not."""
    follow_up = KINDS[kind].follow_up
    return None if follow_up is None else follow_up(said, deadline)


def snoozed(
    kind: Kind, until: datetime, start: datetime | None, zone: str, quiet: Quiet
) -> Nudge | None:
    """Return the nudge put off `until` then, None if it cannot be, or that is quiet or too late.

    `start` is when the run begins (None for a nudge of the day): a pre-run nudge never passes it.
    """
    until = until.astimezone(UTC)
    rules = KINDS[kind]
    if not rules.can_be_snoozed or quiet.holds(until, zone):
        return None
    if rules.before_run:
        if start is None or until >= start - PRE_LATEST:
            return None
        return Nudge(kind, until, quiet.cut(until, start - PRE_LATEST, zone))
    return Nudge(kind, until, quiet.cut(until, rules.until(until), zone))
