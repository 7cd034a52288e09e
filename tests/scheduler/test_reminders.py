"""A run's nudges: useful, never in the quiet hours, never before the run after it began."""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.kinds import Kind
from scheduler.reminders import Nudge, Quiet, for_run, morning, of_day, snoozed
from scheduler.wall_clock import instant, local, zone_names

BERLIN = "Europe/Berlin"
QUIET = Quiet()
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)

_ZONES = st.sampled_from(sorted(zone_names()))
_QUIETS = st.builds(Quiet, st.times(), st.times())
_INSTANTS = st.integers(0, 2**31).map(lambda s: datetime.fromtimestamp(s, UTC))


def berlin(hour: int, minute: int, day: int = 3) -> datetime:
    """Return a time of March 2026 in Berlin (winter time) as UTC."""
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC) - timedelta(hours=1)


def nudges(start: datetime, minutes: int = 40, quiet: Quiet = QUIET) -> dict[str, Nudge]:
    return {n.kind: n for n in for_run(start, minutes, 20, BERLIN, quiet, NOW)}


def test_a_morning_run_has_one_before_and_one_after() -> None:
    made = nudges(berlin(6, 45))
    assert made["pre"] == Nudge("pre", berlin(6, 25), berlin(6, 44))
    assert made["post"] == Nudge("post", berlin(7, 25), berlin(10, 25))


def test_an_early_run_waits_for_the_end_of_the_quiet_hours_if_that_is_soon_enough() -> None:
    assert nudges(berlin(6, 10))["pre"].due == berlin(6, 0)
    assert nudges(berlin(6, 5))["pre"].due == berlin(6, 0)
    assert "pre" not in nudges(berlin(6, 4))
    assert "pre" not in nudges(berlin(5, 0))


def test_a_late_run_is_followed_in_silence() -> None:
    assert set(nudges(berlin(21, 30))) == {"pre", "over"}
    assert nudges(berlin(20, 30))["post"].deadline == berlin(22, 0)


def test_equal_times_mean_no_quiet_hours() -> None:
    never = Quiet(time(0), time(0))
    assert set(nudges(berlin(3, 0), quiet=never)) == {"pre", "post"}


def test_what_would_already_be_due_is_left_out() -> None:
    soon = NOW + 15 * MINUTE
    assert [n.kind for n in for_run(soon, 40, 20, BERLIN, QUIET, NOW)] == ["post"]


def test_a_day_nudge_in_the_quiet_hours_is_none() -> None:
    assert of_day("rest", berlin(23, 0), BERLIN, QUIET) is None
    ends: dict[Kind, int] = {"desk": 16, "rest": 19, "week": 18}
    for kind, end in ends.items():
        made = of_day(kind, berlin(15, 0), BERLIN, QUIET)
        assert made == Nudge(kind, berlin(15, 0), berlin(end, 0))


def test_a_snooze_never_passes_the_start_or_enters_the_night() -> None:
    start = berlin(6, 45)
    later = snoozed("pre", start - 5 * MINUTE, start, BERLIN, QUIET)
    assert later == Nudge("pre", start - 5 * MINUTE, start - MINUTE)
    assert snoozed("pre", start - MINUTE, start, BERLIN, QUIET) is None
    assert snoozed("post", berlin(22, 0), start, BERLIN, QUIET) is None
    assert snoozed("rest", berlin(20, 0), None, BERLIN, QUIET) is not None


@settings(max_examples=400, deadline=None)
@given(
    start=_INSTANTS,
    minutes=st.integers(5, 600),
    lead=st.integers(5, 180),
    zone=_ZONES,
    quiet=_QUIETS,
    back=st.integers(0, 300),
)
def test_any_run_keeps_the_promises(
    start: datetime, minutes: int, lead: int, zone: str, quiet: Quiet, back: int
) -> None:
    now = start - back * MINUTE
    made = for_run(start, minutes, lead, zone, quiet, now)
    assert len(made) <= 2
    assert made[-1].kind in {"post", "over"}
    assert made[-1].due == start + minutes * MINUTE
    for nudge in made:
        assert nudge.due < nudge.deadline
        assert nudge.kind == "over" or not quiet.holds(nudge.due, zone)
        if nudge.kind == "pre":
            assert now < nudge.due >= start - lead * MINUTE
            assert nudge.deadline < start


@settings(max_examples=400, deadline=None)
@given(until=_INSTANTS, gap=st.integers(-60, 300), zone=_ZONES, quiet=_QUIETS)
def test_any_snooze_keeps_the_promises(until: datetime, gap: int, zone: str, quiet: Quiet) -> None:
    start = until + gap * MINUTE
    for kind in ("pre", "post", "rest", "desk"):
        later = snoozed(kind, until, start, zone, quiet)
        if later is not None:
            assert later.due == until < later.deadline
            assert not quiet.holds(until, zone)
            assert kind != "pre" or later.deadline < start


@given(st.dates(date(2020, 1, 2), date(2037, 1, 1)), _ZONES, _QUIETS)
@settings(max_examples=300, deadline=None)
def test_a_morning_is_asked_from_eight_to_noon_and_never_in_the_quiet_hours(
    day: date, zone: str, quiet: Quiet
) -> None:
    nudge = morning(day, zone, quiet)
    if nudge is None:
        assert quiet.holds(instant(day, time(8), zone), zone)
        return
    due = local(nudge.due, zone)
    assert nudge.due < nudge.deadline
    assert due.date() == day
    assert time(8) <= due.time() < time(12)
    assert not quiet.holds(nudge.due, zone)
