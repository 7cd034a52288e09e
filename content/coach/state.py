"""What the coach knows of a runner: derived from events only, by `replay` and `step`.

Days inside are `date.toordinal()` numbers; one drill's part is a `Track`. The values are written
while a replay runs and never afterwards: `step` works on a copy.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from content.coach.drill_state import NEVER, SIDES, DrillState, SideState, twin
from content.drill import Drill, Family, Side
from content.events import Other, Report, Walking
from content.flag import URGENT

# A morning is asked about for so many days after its practice; nobody remembers it longer.
ASKED_FOR = 2


@dataclass(slots=True)
class ActivePattern:
    """A pattern at work on an ankle, until a clean session of its families was done.

    `practice` is the one that brought it up, `calmed` the one with that session, and `opened` the
    day of that session while its morning is still open.
    """

    since: datetime
    day: date
    practice: int
    calmed: int = NEVER
    opened: int = NEVER

    @property
    def calm(self) -> bool:
        """Return whether the clean session was done, and its morning was fine."""
        return self.calmed != NEVER and self.opened == NEVER


@dataclass(frozen=True, slots=True)
class Block:
    """What a red flag, or a rule that refers like one, keeps away until it is lifted.

    `key` is the flag's id or the rule's ("R18:heel_walks" for one drill). `calm` are the days
    asked, answered and free of symptoms since. `at` is when a flag was tapped (aware UTC, None
    for a rule), `before` the block that tap took the place of.
    """

    key: str
    tier: str
    day: date
    drill: str | None = None
    calm: frozenset[int] = frozenset()
    at: datetime | None = None
    before: "Block | None" = None

    @property
    def is_urgent(self) -> bool:
        """Return whether somebody must look at it today."""
        return self.tier in URGENT

    @property
    def urgency(self) -> tuple[str, str]:
        """Return what puts the most urgent first."""
        return self.tier, self.key


@dataclass(frozen=True, slots=True)
class WallTest:
    """A knee-to-wall test of one side: centimetres, and what stopped it."""

    day: int
    side: Side
    centimetres: float
    stopped_by: str | None


@dataclass(frozen=True, slots=True)
class Hurt:
    """Trouble that makes the rest of its day smaller: a drill and ankle, pain 0-10 if known.

    `pattern` is the place pattern it met first, "" for none.
    """

    day: int
    drill: str
    side: Side
    pain: int | None
    patterns: tuple[str, ...]
    on: date


@dataclass(slots=True)
class Badly:
    """An ankle's bad mornings in a row: the last two of them, and the first (`since`)."""

    last: int = NEVER
    before: int = NEVER
    since: int = NEVER


@dataclass(frozen=True, slots=True)
class Unit:
    """The practice in hand: its reports, what else was told since, and the state before them."""

    practice: int
    reports: tuple[Report, ...]
    others: tuple[Other, ...]
    before: "State"


@dataclass(slots=True)
class Sessions:
    """How many practices an ankle was in, and the latest of them."""

    practice: int = NEVER
    count: int = 0


@dataclass(slots=True)
class Repeated:
    """When a pattern was met on one ankle: recent session numbers, first and last day."""

    met: list[int] = field(default_factory=list)
    since: int = NEVER
    last: int = NEVER


@dataclass(slots=True)
class State:
    """Everything derived from a runner's events; equal histories give equal states.

    `loaded` are the local days of each loading drill in the last week, `numb` the drills that
    wait for the answer about a numb feeling, `moved` whether the last practice had a moving
    drill that is no stretch.
    """

    tracks: dict[str, DrillState] = field(default_factory=dict)
    practised: dict[Family, int] = field(default_factory=dict)
    loaded: dict[str, list[int]] = field(default_factory=dict)
    stretched: list[tuple[int, Report]] = field(default_factory=list)
    caps: dict[tuple[str, Side], ActivePattern] = field(default_factory=dict)
    blocks: dict[str, Block] = field(default_factory=dict)
    left: Sessions = field(default_factory=Sessions)
    right: Sessions = field(default_factory=Sessions)
    repeated: dict[tuple[str, Side], Repeated] = field(default_factory=dict)
    limits: dict[str, date | None] = field(default_factory=dict)
    limited: dict[str, datetime] = field(default_factory=dict)
    lifted: set[str] = field(default_factory=set)
    tests: list[WallTest] = field(default_factory=list)
    rests: dict[tuple[Family, Side], datetime] = field(default_factory=dict)
    hurts: list[Hurt] = field(default_factory=list)
    numb: dict[str, date] = field(default_factory=dict)
    numb_days: list[int] = field(default_factory=list)
    badly: dict[Side, Badly] = field(default_factory=dict)
    rest_until: datetime | None = None
    severe: int = NEVER
    walk_due: bool = False
    walked: Walking | None = None
    no_loading: int = NEVER
    no_run: int = NEVER
    sorer: Side | None = None
    practice: int = NEVER
    moved: bool = False
    first: Side | None = None
    unit: Unit | None = field(default=None, compare=False)

    def copy(self) -> "State":
        """Return a copy that shares nothing that is ever written."""
        made = twin(self)
        made.tracks = {name: track.copy() for name, track in self.tracks.items()}
        made.practised = dict(self.practised)
        made.loaded = {name: list(days) for name, days in self.loaded.items()}
        made.stretched = list(self.stretched)
        made.caps = {key: twin(cap) for key, cap in self.caps.items()}
        made.blocks = dict(self.blocks)
        made.left, made.right = twin(self.left), twin(self.right)
        made.repeated = {key: twin(one) for key, one in self.repeated.items()}
        made.limits = dict(self.limits)
        made.limited = dict(self.limited)
        made.lifted = set(self.lifted)
        made.rests = dict(self.rests)
        made.hurts = list(self.hurts)
        made.numb = dict(self.numb)
        made.numb_days = list(self.numb_days)
        made.badly = {side: twin(one) for side, one in self.badly.items()}
        return made

    @property
    def numb_due(self) -> bool:
        """Tell whether to ask, before the next practice, if a numb feeling is gone."""
        return bool(self.numb)

    def level(self, drill: Drill) -> int:
        """Return a drill's level as the last decision left it, before any break is counted."""
        track = self.tracks.get(drill.id)
        return track.level if track else self.beginning(drill)

    def beginning(self, drill: Drill) -> int:
        """Return where a drill begins: one rung lower if a side was named as the sorer one."""
        return max(0, drill.start - (1 if self.sorer else 0))

    def resting(self, now: datetime) -> datetime | None:
        """Return until when everything rests by R1, None where nothing or not all does."""
        return self.rest_until if self.rest_until and now < self.rest_until else None

    def mornings_due(self, day: date) -> tuple[Side, ...]:
        """Return the sides to ask about this morning: something made it due, and no answer came."""
        today = day.toordinal()
        return tuple(
            side
            for side in SIDES
            if any(_is_due(track.ankle(side), today) for track in self.tracks.values())
        )

    def will_hear(self, side: Side, told: int, day: date) -> bool:
        """Return whether the morning after a day of a side is, or will be, asked about."""
        return day.toordinal() - told <= ASKED_FOR or side in self.mornings_due(day)


def _is_due(ankle: SideState, today: int) -> bool:
    return ankle.pending is not None and 0 < today - ankle.pending.day <= ASKED_FOR
