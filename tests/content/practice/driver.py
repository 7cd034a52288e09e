"""A whole practice, lived as the bot lives it: every tap is kept, replayed and heeded.

Nothing here decides anything. The reports are synced like rows (what changed takes the time of
the tap, what is taken back goes), the history is replayed with them, and what is left of the
practice is planned anew after every tap and whenever it is taken up again.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from content import coach
from content.coach import Context, Plan, PlannedDrill, State, asking
from content.coach.deliver import deliver
from content.coach.today import look
from content.drill import Gear, Moment, Place
from content.events import Event, Report
from content.practice import Now, Practice, answer, current, heed, opens_flags, reports, start
from tests.content.coach.stories import LIBRARY, Story

HOME: frozenset[Gear] = frozenset({"mat", "wall", "roller"})
SHORT = {
    "seated_rotation": "rotation",
    "standing_circles": "circles",
    "knee_to_wall_rock": "rocks",
    "calf_stretch": "stretch",
    "calf_foam_roll": "roll",
    "heel_walks": "walks",
    "heel_raises": "raises",
}
LONG = {short: name for name, short in SHORT.items()}


@dataclass
class Sitting:
    """One practice in hand; `rows` are the reports told in it and other events meanwhile."""

    practice: Practice
    number: int
    before: State
    now: datetime
    day: date
    gear: frozenset[Gear] = HOME
    seconds: int = 20
    rows: list[Event] = field(default_factory=list)
    state: State = field(default_factory=State)
    past: list[Event] = field(default_factory=list)

    @property
    def context(self) -> Context:
        """What the coach is told: the day is the one that the practice counts for."""
        one = self.practice
        return Context(self.now, self.day, one.moment, one.place, self.gear, one.minute, one.asked)

    @property
    def over(self) -> bool:
        return self.practice.ask == "over"

    @property
    def now_shown(self) -> Now:
        return current(self.practice)

    def tap(self, *verbs: str) -> "Sitting":
        """Answer, keep what was told, replay, heed; one after the other."""
        for verb in verbs:
            self.now += timedelta(seconds=self.seconds)
            was = self._reports()
            self.practice = answer(self.practice, verb, LIBRARY)
            self._sync(was, self._reports())
            self.heed()
        return self

    def tell(self, event: Event) -> "Sitting":
        """Something else is told meanwhile, such as a red flag; the practice is planned anew."""
        self.rows.append(event)
        self.rows.sort(key=lambda one: one.at)
        self.heed()
        return self

    def wait(self, hours: float = 0, days: float = 0) -> "Sitting":
        """Time passes, and nobody looks at the practice."""
        self.now += timedelta(hours=hours, days=days)
        return self

    def resume(self) -> "Sitting":
        """Take the practice up again: what comes now counts for this day."""
        self.day, was = self.now.date(), self.practice
        self.heed()
        if self.practice != was:
            self.practice = replace(self.practice, turn=was.turn + 1)
        return self

    def heed(self) -> None:
        self.state = coach.replay(LIBRARY, self.rows, onto=self.before)
        was = self._reports()
        self.practice = heed(self.practice, LIBRARY, self.state, self.context)
        told = self._reports()
        if told != was:
            self._sync(was, told)
            self.state = coach.replay(LIBRARY, self.rows, onto=self.before)

    def until(self, drill: str, side: str | None = None) -> "Sitting":
        """Do every step with Done until the one that is named is on show."""
        while (self.now_shown.drill, self.now_shown.side) != (drill, side):
            self.tap("done")
        return self

    def to_come(self) -> list[tuple[str, str | None, int]]:
        """Return the steps that are still shown: drill, ankle, rung."""
        if self.practice.ask == "over":
            return []
        both = zip(self.practice.steps, self.practice.said, strict=True)
        return [(step.drill, step.side, said.rung) for step, said in both if said.is_open]

    def left(self) -> str:
        """Return what is still to come, such as "rotation L1 R1, walks 2"; "over" at the end."""
        if self.practice.ask in {"over", "felt"}:
            return {"over": "over", "felt": "how did that feel?"}[self.practice.ask]
        names: dict[str, list[str]] = {}
        for drill, side, rung in self.to_come():
            names.setdefault(SHORT[drill], []).append(f"{side[0].upper() if side else ''}{rung}")
        return ", ".join(f"{name} {' '.join(rungs)}" for name, rungs in names.items())

    def news(self) -> str:
        """Return the sentence on the next screen."""
        return coach.news(LIBRARY, self.practice.news, self.day)

    def asks(self) -> str:
        """Return the red flags that are asked now, page by page."""
        due = opens_flags(self.practice)
        pages = asking.pages(LIBRARY, self.practice.asks) if due else ()
        return " / ".join(" ".join(page) for page in pages)

    def events(self) -> tuple[Event, ...]:
        """Return what this practice adds to the history."""
        return tuple(self.rows)

    def told(self) -> list[Report]:
        """Return the reports that are kept, in the order of their times."""
        return [one for one in self.rows if isinstance(one, Report)]

    def _reports(self) -> tuple[Report, ...]:
        return reports(self.practice, self.now, self.day, self.number)

    def _sync(self, was: Iterable[Report], now: Iterable[Report]) -> None:
        """Keep what is told as rows are kept: what did not change keeps its time and day."""
        old = {(one.drill, one.side): one for one in was}
        new = {(one.drill, one.side): one for one in now}
        kept: list[Event] = []
        for row in self.rows:
            key = (row.drill, row.side) if isinstance(row, Report) else None
            if key is None or (key in new and old.get(key) == new[key]):
                kept.append(row)
            elif key in new:
                kept.append(new[key])
        kept += [one for key, one in new.items() if key not in old]
        self.rows = sorted(kept, key=lambda one: one.at)


def sit(
    story: Story | None = None,
    moment: Moment = "rest",
    place: Place = "mat",
    *,
    drills: str = "",
    gear: frozenset[Gear] = HOME,
    **words: Any,
) -> Sitting:
    """Begin the practice that the coach plans at the end of a story, or one of these drills.

    `drills` are short names such as "rotation, walks", done as the coach would have them now.
    """
    told = story or Story()
    state = told.state
    context = Context(told.now, told.now.date(), moment, place, gear, **words)
    chosen = [LONG[name] for name in drills.split(", ")] if drills else []
    found = begin(state, context, told.practice + 1, chosen)
    if found is None:
        raise ValueError("the coach plans nothing there")
    return found


def begin(
    state: State, context: Context, number: int, drills: Iterable[str] = ()
) -> Sitting | None:
    """Begin what the coach plans in a state; None where that is nothing."""
    plan: Plan = coach.plan(LIBRARY, state, context)
    if chosen := tuple(_delivered(state, context, drills)):
        plan = replace(plan, drills=chosen)
    if not plan.drills:
        return None
    before = replace(state, unit=None)  # the practice before is over, so it is not judged again
    sitting = Sitting(start(LIBRARY, plan), number, before, context.now, context.day, context.gear)
    sitting.state = state
    return sitting


def _delivered(state: State, context: Context, drills: Iterable[str]) -> Iterator[PlannedDrill]:
    today = look(LIBRARY, state, context)
    for name in drills:
        got = deliver(today, LIBRARY.drills[name], today.first_side()[0])
        if isinstance(got, PlannedDrill):
            yield got
