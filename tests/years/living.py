"""A year of one runner with the coach: days, practices and mornings, the same for a seed."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from random import Random

from content import coach
from content.coach import Context, Plan, State
from content.coach.detraining import level_on
from content.drill import Moment
from content.events import Answer, Cleared, Event, Morning, Numbness, Sorer, Walking
from content.library import load
from tests.years.runners import Runner
from tests.years.telling import Visit, tell

LIBRARY = load()
RULES = LIBRARY.rules
MONDAY = datetime(2026, 3, 2, tzinfo=UTC)
WEEKS = 52
ASKED = 8 * 60  # the morning is asked about at eight, or at the first practice if that is earlier
NOON = 11 * 60  # a practice without a run
SHIFT: dict[Moment, int] = {"before": -20, "after": 70}  # minutes from the start of a run
SEEN_AFTER = 10  # days from a red flag to a clinician's word


@dataclass(frozen=True, slots=True)
class Practice:
    """One practice as it was planned; `day` counts from 0, `done` are the drills all well."""

    day: int
    plan: Plan
    done: frozenset[str]

    @property
    def week(self) -> int:
        """Return its week, counted from 1."""
        return self.day // 7 + 1


@dataclass(slots=True)
class Year:
    """What a year came to: its practices, the levels at its end, and the days of red flags."""

    runner: Runner
    practices: list[Practice] = field(default_factory=list)
    levels: dict[str, int] = field(default_factory=dict)
    flags: list[int] = field(default_factory=list)


@dataclass(slots=True)
class _Life:
    """The year while it goes on; `flagged` says since which day a clinician's word is awaited."""

    runner: Runner
    random: Random
    year: Year
    state: State = field(default_factory=State)
    flagged: dict[str, int] = field(default_factory=dict)

    def take(self, *events: Event) -> None:
        if events:
            self.state = coach.replay(LIBRARY, events, onto=self.state)


@cache
def live(runner: Runner, seed: int = 0) -> Year:
    """Return a runner's year."""
    life = _Life(runner, Random(seed), Year(runner))  # noqa: S311 - the same year every time
    life.take(Sorer(MONDAY, MONDAY.date(), runner.sorer))
    for day in range(7 * WEEKS):
        _day(life, day)
    last = _at(7 * WEEKS, 0).date()
    drills = LIBRARY.drills
    life.year.levels = {name: level_on(life.state, drills[name], RULES, last) for name in drills}
    return life.year


def _at(day: int, minute: float) -> datetime:
    return MONDAY + timedelta(days=day, minutes=minute)


def _day(life: _Life, day: int) -> None:
    times = _times(life, day % 7)
    _seen(life, day)
    _morning(life, _at(day, min((ASKED, *(minute for minute, _ in times)))))
    for minute, moment in times:
        if life.random.random() >= life.runner.skips:
            _practise(life, day, _at(day, minute), moment)


def _times(life: _Life, weekday: int) -> list[tuple[float, Moment]]:
    """Return the minutes and moments of a day's practices."""
    runner = life.runner
    start = runner.hour * 60 + life.random.uniform(-runner.jitter, runner.jitter)
    times: list[tuple[float, Moment]] = []
    if weekday in runner.runs:
        times += [(start + SHIFT[one], one) for one in runner.around]
    if weekday in runner.rests:
        times.append((NOON, "rest"))
    if weekday in runner.desks:
        times.append((NOON, "desk"))
    return times


def _seen(life: _Life, day: int) -> None:
    """Let a clinician look at the flags that are ten days old."""
    for key in list(life.state.blocks):
        if day - life.flagged[key] >= SEEN_AFTER:
            at = _at(day, 0)
            life.take(Cleared(at, at.date(), key, "clinician", "earlier"))
            del life.flagged[key]


def _morning(life: _Life, at: datetime) -> None:
    """Answer what is asked this morning, or not."""
    life.take(
        *(
            Morning(at, at.date(), side, _answer(life))
            for side in life.state.mornings_due(at.date())
            if life.random.random() < life.runner.answers
        )
    )


def _answer(life: _Life) -> Answer:
    drawn, runner = life.random.random(), life.runner
    if drawn < runner.sore:
        return "sore"
    return "stiff" if drawn < runner.sore + runner.stiff else "fine"


def _practise(life: _Life, day: int, at: datetime, moment: Moment) -> None:
    """Do what is planned, and tell it."""
    runner, today = life.runner, at.date()
    if life.state.walk_due and life.state.resting(at) is None:
        life.take(Walking(at, today, 0))
    if life.state.numb_due:
        life.take(Numbness(at, today, gone=True))
    context = Context(at, today, moment, runner.place, runner.gear, minute=runner.minute)
    plan = coach.plan(LIBRARY, life.state, context)
    practices = life.year.practices
    number, week = len(practices) + 1, day // 7 + 1
    visit = Visit(LIBRARY, life.state, context, number, week, runner.troubles, life.random)
    told = tell(visit, plan)
    life.take(*told)
    wrong = {one.drill for one in told if one.outcome != "done" or one.felt != "nothing"}
    practices.append(Practice(day, plan, frozenset(one.drill for one in told) - wrong))
    for key in life.state.blocks.keys() - life.flagged.keys():
        life.flagged[key] = day
        life.year.flags.append(day)
