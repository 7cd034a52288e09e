"""What `/run` offers: the run under way, the next ones, and where they move to."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta

from bot.screens import typed
from bot.screens.cards import HOME, PLAN
from bot.screens.screen import Button, Row, Screen, bold, go, grid, lines
from bot.screens.times import DAYS, clock, day_and_clock, span
from bot.taps.run import MoveRunTap, NewRunTap, OneRunTap, RestTap, RunAtTap, RunSoonTap, RunsTap
from bot.taps.tap import Tap
from bot.taps.today import GoTap
from scheduler.reminders import LONGEST_LEAD
from scheduler.wall_clock import local, local_day
from storage.runners import Runner
from storage.runs import Run

# A run this near has no reminder because it would be due already, not because it is quiet then;
# and whoever set off sooner than planned may be back from it.
SOON = timedelta(minutes=LONGEST_LEAD)
DAY = timedelta(days=1)
MORE = ((15, "15 min later"), (30, "30 min later"), (60, "1 h later"))
LIKE = "like 7:30 or tomorrow 7:30"


def overview(running: Run | None, coming: Sequence[Run], zone: str, now: datetime) -> Screen:
    """Show the run under way, today's and the next one, and what can be done with them."""
    rows: list[Row] = []
    if running is not None:
        rows += [(go("I'm back", OneRunTap("back", running.id)),)]
        rows += [(Button("Didn't run", OneRunTap("no", running.id)),)]
    if len(coming) == 1:
        number = coming[0].id
        rows += [
            (
                Button("Moved", OneRunTap("moved", number)),
                Button("Not this one", OneRunTap("no", number)),
            )
        ]
    else:
        rows += grid(
            (Button(_short(one, zone, now), OneRunTap("moved", one.id)) for one in coming), 2
        )
    rows += [(Button("In 15 min", RunSoonTap("15")), Button("In an hour", RunSoonTap("60")))]
    rows += [(Button("Type a time", RunAtTap()), *PLAN)]
    parts = [*_under_way(running, zone, now), *_coming(coming, zone, now)]
    if not parts:
        parts = [bold("No run is planned."), "Running today? Tell me when."]
    return Screen(lines(*parts), tuple(rows))


def _under_way(running: Run | None, zone: str, now: datetime) -> list[str]:
    if running is None:
        return []
    since = clock(running.start, zone)
    if now < running.end:
        return [bold(f"Out since {since}"), "Tap when you are home.", ""]
    return [bold(f"Your run at {since}"), "Are you back?", ""]


def _coming(coming: Sequence[Run], zone: str, now: datetime) -> list[str]:
    if not coming:
        return []
    first, *others = [day_and_clock(one.start, zone, now) for one in coming]
    away = coming[0].start - now
    told = [bold(f"Next run: {first}")]
    if away < DAY:
        told.append(f"That is in {span(away)}.")
    if others:
        told += [f"Then {other}." for other in others]
        told.append("Does one of them change? Tap it.")
    return told


def _short(run: Run, zone: str, now: datetime) -> str:
    start = local(run.start, zone)
    day = "Today" if start.date() == local_day(now, zone) else DAYS[start.weekday()]
    return f"{day} {start:%H:%M}"


def moved(run: Run, zone: str, now: datetime) -> Screen:
    """Ask where a run moves to; one that is near may also be over already."""
    # Later than planned, and for one that should have begun: later than now.
    base = int(max(run.start, now.replace(second=0, microsecond=0)).timestamp())
    later = [Button(label, MoveRunTap(run.id, base + 60 * more)) for more, label in MORE]
    near = run.start - now <= SOON
    back = (Button("I'm back", OneRunTap("back", run.id)),) if near else ()
    rows = (
        *grid((*later, Button("Not this one", OneRunTap("no", run.id))), 2),
        (*back, Button("All runs", RunsTap())),
    )
    return Screen(
        lines(
            bold(f"Your run {day_and_clock(run.start, zone, now)} moves"),
            f"Tap how much later, or type the time, {LIKE}.",
        ),
        rows,
    )


def ask_time() -> Screen:
    """Ask when the runner sets off."""
    return Screen(f"When do you set off? Type the time, {LIKE}.", ((Button("Back", RunsTap()),),))


def which(
    starts: Iterable[datetime], zone: str, now: datetime, tap: Callable[[int], Tap]
) -> Screen:
    """Ask which of the times was meant that typed words can mean."""
    return typed.which(
        Button(day_and_clock(one, zone, now).capitalize(), tap(int(one.timestamp())))
        for one in starts
    )


def past(start: datetime, zone: str, now: datetime) -> Screen:
    """Answer a time that has passed."""
    when = day_and_clock(start, zone, now).capitalize()
    return Screen(
        f"{when} has already passed. Type a time to come, {LIKE}.", ((Button("Back", RunsTap()),),)
    )


def same_run(there: Run, start: datetime, zone: str, now: datetime) -> Screen:
    """Ask whether a run set for now is one of those planned near it."""
    when, second = clock(there.start, zone), int(start.timestamp())
    return Screen(
        lines(
            bold(f"Is that your run at {when}?"),
            f"You set off {day_and_clock(start, zone, now)}, then.",
        ),
        (
            (go("Yes, move it", MoveRunTap(there.id, second)),),
            (Button("No, one more run", NewRunTap(second)),),
        ),
    )


def noted(
    run: Run, due: datetime | None, runner: Runner, now: datetime, other: datetime | None = None
) -> Screen:
    """Say a run's time and when its card comes; `other` is what a typed time could mean, too."""
    zone = runner.zone or "UTC"
    head = bold(f"Run: {day_and_clock(run.start, zone, now)}")
    rows: tuple[Row, ...] = (PLAN,)
    if other is not None:
        label = f"No, {day_and_clock(other, zone, now)}"
        rows = ((Button(label, MoveRunTap(run.id, int(other.timestamp()))),), PLAN)
    if runner.stopped:
        return Screen(lines(head, "Drills and reminders are paused: /safety says why."), rows)
    rest = runner.resting_until
    if rest is not None and max(due or run.start, now) < rest:
        until = day_and_clock(rest, zone, now)
        return Screen(lines(head, f"No reminder before it: everything rests until {until}."), rows)
    if due is not None:
        return Screen(lines(head, f"Your ankles' reminder comes at {clock(due, zone)}."), rows)
    if run.start - now > SOON:
        return Screen(lines(head, "No reminder before it: it would come in quiet hours."), rows)
    return Screen(
        lines(head, "That's soon. Want to loosen the ankles now?"),
        (
            (go("Start", GoTap("before", "usual", "full")),),
            (Button("1-minute version", GoTap("before", "usual", "minute")),),
            *rows[:-1],
        ),
    )


def rest() -> Screen:
    """Let the wind-down be for now; nothing reminds of it."""
    return Screen("Rest well. When you feel like it, /today has the drills for now.", (PLAN,))


def back(*, stopped: bool = False) -> Screen:
    """Welcome a runner home who tapped it themselves; `stopped`: a red flag pauses drills."""
    if stopped:
        return Screen("Welcome back. Drills are paused: /safety says why.", (PLAN,))
    return Screen(
        HOME,
        (
            (go("Start", GoTap("after", "usual", "full")),),
            (Button("1-minute version", GoTap("after", "usual", "minute")),),
            (Button("Not now", RestTap()),),
        ),
    )
