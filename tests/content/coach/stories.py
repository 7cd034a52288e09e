"""Telling histories in tests: sessions, mornings and days, with the real library."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from content.coach.detraining import level_on
from content.coach.drill_state import SIDES
from content.coach.history import replay
from content.coach.plan import Context, Plan
from content.coach.planner import plan
from content.coach.state import State
from content.drill import Drill, Moment, Place, Side
from content.events import (
    Answer,
    Cleared,
    Event,
    Flagged,
    Limits,
    Measured,
    Morning,
    Numbness,
    Report,
    Sorer,
    Walking,
)
from content.library import Library, load

LIBRARY = load()
RULES = LIBRARY.rules
MONDAY = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)

CLEAN: dict[str, Any] = {"felt": "nothing"}


def ruled(**numbers: Any) -> Library:
    """Return the library with other numbers."""
    return replace(LIBRARY, rules=replace(RULES, **numbers))


def asking(*, asked: bool = True) -> Library:
    """Return the library with the morning question switched on or off."""
    return ruled(morning=replace(RULES.morning, asked=asked))


@dataclass
class Story:
    """A runner's history as it is told; `now` moves on with `later`."""

    library: Library = field(default_factory=asking)
    now: datetime = MONDAY
    practice: int = 0
    events: list[Event] = field(default_factory=list)

    @property
    def state(self) -> State:
        return replay(self.library, self.events)

    def level(self, drill: str) -> int:
        return level_on(self.state, LIBRARY.drills[drill], self.library.rules, self.now.date())

    def later(self, days: float = 0, hours: float = 0) -> "Story":
        self.now += timedelta(days=days, hours=hours)
        return self

    def session(
        self,
        drill: str,
        left: dict[str, Any] | None = None,
        right: dict[str, Any] | None = None,
        moment: Moment = "after",
        **both: Any,
    ) -> "Story":
        """Practise one drill; a side without words is clean."""
        self.practice += 1
        return self.same_session(drill, left, right, moment, **both)

    def same_session(
        self,
        drill: str,
        left: dict[str, Any] | None = None,
        right: dict[str, Any] | None = None,
        moment: Moment = "after",
        **both: Any,
    ) -> "Story":
        """Practise one more drill in the same practice."""
        level = self.level(drill)
        for side, told in zip(SIDES, (left, right), strict=True):
            words = CLEAN if told is None else told
            self.report(drill, side, **({"planned": level, "moment": moment} | both | words))
        return self

    def report(self, drill: str, side: Side, **words: Any) -> "Story":
        planned = words.pop("planned", 0)
        told: dict[str, Any] = {
            "moment": "after",
            "planned": planned,
            "lowest": planned,
            "outcome": "done",
        } | words
        one = Report(
            at=self.now,
            day=self.now.date(),
            practice=self.practice,
            drill=drill,
            side=side,
            **told,
        )
        self.events.append(one)
        return self

    def morning(self, left: Answer | None = None, right: Answer | None = None) -> "Story":
        """Answer the next morning's question at eight; time stands there afterwards."""
        self.now = (self.now + timedelta(days=1)).replace(hour=8)
        for side, answer in zip(SIDES, (left, right), strict=True):
            if answer is not None:
                self.events.append(Morning(self.now, self.now.date(), side, answer))
        return self

    def fine(self) -> "Story":
        return self.morning("fine", "fine")

    def flag(self, flag: str) -> "Story":
        self.events.append(Flagged(self.now, self.now.date(), flag))
        return self

    def clear(self, flag: str, how: Any = "clinician", seen: Any = None) -> "Story":
        self.events.append(Cleared(self.now, self.now.date(), flag, how, seen))
        return self

    def limits(self, *flags: str) -> "Story":
        self.events.append(Limits(self.now, self.now.date(), flags))
        return self

    def sorer(self, side: Side | None) -> "Story":
        self.events.append(Sorer(self.now, self.now.date(), side))
        return self

    def numbness(self, *, gone: bool) -> "Story":
        self.events.append(Numbness(self.now, self.now.date(), gone))
        return self

    def walking(self, score: int | None) -> "Story":
        self.events.append(Walking(self.now, self.now.date(), score))
        return self

    def wall(self, left: float, right: float, stopped_by: Any = None) -> "Story":
        day = self.now.date()
        self.events.append(Measured(self.now, day, "left", left, stopped_by))
        self.events.append(Measured(self.now, day, "right", right, stopped_by))
        return self

    def plan(self, moment: Moment = "after", place: Place = "mat", **words: Any) -> Plan:
        gear = frozenset({"mat", "wall", "roller"})
        told: dict[str, Any] = {"now": self.now, "day": self.now.date(), "gear": gear}
        context = Context(**(told | words), moment=moment, place=place)
        return plan(self.library, self.state, context)

    def offers(self, drill: str, **words: Any) -> bool:
        """Whether any moment at home offers the drill now."""
        moments: tuple[Moment, ...] = ("after", "rest", "before", "desk")
        return any(
            one.drill == drill for moment in moments for one in self.plan(moment, **words).drills
        )


def at_level(drill: str, level: int, *, asked: bool = True) -> Story:
    """Return a story whose drill has just come to a level by clean sessions every second day."""
    story = Story(asking(asked=asked))
    while story.level(drill) < level:
        story.session(drill).fine().later(days=1, hours=9)
    return story


def drill(name: str) -> Drill:
    return LIBRARY.drills[name]
