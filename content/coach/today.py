"""Today as the choosing rules see it: the state, the context, and what both come to."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from content.coach import flags, knee_to_wall
from content.coach import patterns as symptom_patterns
from content.coach.detraining import level_on
from content.coach.drill_state import NEVER, SIDES, DrillState
from content.coach.plan import Context
from content.coach.state import ActivePattern, Block, Hurt, State
from content.drill import Drill, Side
from content.flag import Flag
from content.library import Library
from content.rules import Pattern, Rules


@dataclass(frozen=True, slots=True)
class Today:
    """One state in one context; `ordinal` is the local day as a number."""

    library: Library
    state: State
    context: Context
    ordinal: int
    limits: tuple[Flag, ...]
    caps: dict[tuple[str, Side], ActivePattern]

    @property
    def rules(self) -> Rules:
        """Return the engine's numbers."""
        return self.library.rules

    def track(self, drill: Drill) -> DrillState | None:
        """Return what is known of a drill, None before its first practice."""
        return self.state.tracks.get(drill.id)

    def level(self, drill: Drill) -> int:
        """Return a drill's level today, a break until now counted."""
        return level_on(self.state, drill, self.rules, self.context.day)

    def patterns(self) -> list[tuple[str, Side, ActivePattern, Pattern]]:
        """Return the patterns at work: name, ankle, since when, and what they change."""
        return [
            (name, side, cap, self.rules.pattern[name]) for (name, side), cap in self.caps.items()
        ]

    def walking_pain(self) -> int:
        """Return today's answer about walking, 0-10; a limp counts as "no run", silence as 0."""
        walked = self.state.walked
        if walked is None or walked.day != self.context.day:
            return 0
        return self.rules.gate.no_run if walked.score is None else walked.score

    def hours_to(self, until: datetime) -> int:
        """Return how many hours a rest still lasts, rounded up."""
        return ceil((until - self.context.now) / timedelta(hours=1))

    def flag_of(self, block: Block) -> str:
        """Return the flag whose words a block shows: its own, or the one for rules that refer."""
        return block.key if block.key in self.library.flags else self.rules.refers

    def resting(self, drill: Drill) -> dict[Side, datetime | None]:
        """Return the ankles that rest from a drill now, and until when (None: for today)."""
        track = self.track(drill)
        rests: dict[Side, datetime | None] = {}
        for side in SIDES:
            ends = [self.state.rests.get((family, side)) for family in drill.families]
            ends += [track.ankle(side).rest_until] if track else []
            ahead = [end for end in ends if end is not None and end > self.context.now]
            if ahead:
                rests[side] = max(ahead)
            elif track and track.ankle(side).ended == self.ordinal:
                rests[side] = None
        return rests

    def hurts(self) -> list[Hurt]:
        """Return the trouble of today that makes the rest of the day smaller."""
        return [one for one in self.state.hurts if one.day == self.ordinal]

    def first_side(self) -> tuple[Side, str]:
        """Return the ankle that starts, and why: tighter, named, sorer of late, or its turn."""
        state = self.state
        if tighter := knee_to_wall.tighter_side(state, self.rules):
            return tighter, "R16"
        if state.sorer:
            return state.sorer, "sorer"
        since = self.ordinal - self.rules.side_days
        sore = [side for side in SIDES if self._troubled(side) > since]
        if len(sore) == 1:
            return sore[0], "sorer_lately"
        return ("right" if state.first == "left" else "left"), "turn"

    def _troubled(self, side: Side) -> int:
        """Return the last day an ankle ached or met a pattern."""
        ached = (track.ankle(side).ached for track in self.state.tracks.values())
        met = (cap.day.toordinal() for (_, where), cap in self.caps.items() if where == side)
        return max((*ached, *met), default=NEVER)


def look(library: Library, state: State, context: Context) -> Today:
    """Return today."""
    return Today(
        library=library,
        state=state,
        context=context,
        ordinal=context.day.toordinal(),
        limits=flags.limits_on(state, library, context.day),
        caps=symptom_patterns.at_work(state, library.rules, context.now),
    )
