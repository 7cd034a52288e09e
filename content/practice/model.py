"""Model of a practice as frozen values: its steps, what was said at each, and where it stands."""

from dataclasses import dataclass
from typing import Literal

from content.coach.plan import Plan, Reason
from content.drill import Dose, Fault, Moment, Place, Side
from content.events import Felt, Outcome, Where
from content.library import Library

Ask = Literal["step", "more", "where", "side", "score", "felt", "felt_drill", "over"]


@dataclass(frozen=True, slots=True)
class Step:
    """One drill on one ankle (`side` None: both legs together), as it was planned.

    `rung` is what is delivered, `judged` the level's rung, which may be higher.
    """

    drill: str
    rung: int
    side: Side | None
    dose: Dose
    judged: int


@dataclass(frozen=True, slots=True)
class Said:
    """What was said at one step so far; `rung` and `dose` are the ones now in effect.

    `side` is the ankle that was named where both legs work together; `lowest` is the lowest
    rung tried, and `pinched` holds the rungs that pinched, in order. `left` is the rule by which
    the coach took the step out, after something that was told in this practice.
    """

    rung: int
    lowest: int
    dose: Dose
    outcome: Outcome | None = None
    felt: Felt | None = None
    where: Where | None = None
    side: Side | None = None
    score: int | None = None
    strong: bool = False
    pinched: tuple[int, ...] = ()
    fault: Fault | None = None
    easier: bool = False
    twisted: bool = False
    left: str = ""

    @property
    def is_open(self) -> bool:
        """Return whether the step is still to come, or on show."""
        return self.outcome is None and not self.left

    @property
    def told(self) -> bool:
        """Return whether something was reported here that must never be lost."""
        trouble = self.felt not in {None, "nothing", "stretch"}
        return trouble or self.strong or self.easier or self.fault is not None


@dataclass(frozen=True, slots=True)
class Practice:
    """A practice between two taps; `about` are the steps the open question is about.

    `ending` is true once the last question was answered with "sore". `turn` grows by one with
    every accepted answer. `alarm` is true from an answer that calls for the red flags until
    the runner goes on, and `asks` says which of them (see `coach.asking`). `asked` marks the
    gentle drill asked for under a red flag. `news` are the reasons why the last answer made later
    steps smaller or took them out, to be said on the next screen; `told` all those said so far.
    """

    moment: Moment
    place: Place
    minute: bool
    steps: tuple[Step, ...]
    said: tuple[Said, ...]
    at: int = 0
    turn: int = 0
    ask: Ask = "step"
    about: tuple[int, ...] = ()
    ending: bool = False
    alarm: bool = False
    news: tuple[Reason, ...] = ()
    told: tuple[Reason, ...] = ()
    asks: str = ""
    asked: bool = False


@dataclass(frozen=True, slots=True)
class Now:
    """The step as it is shown now."""

    drill: str
    rung: int
    side: Side | None
    dose: Dose
    judged: int
    number: int
    total: int
    retry: bool


def start(library: Library, plan: Plan) -> Practice:
    """Return the first state of a plan's practice; an empty plan is refused."""
    if not plan.drills:
        raise ValueError("a plan without drills cannot be practised")
    steps = tuple(
        Step(one.drill, one.rung, side, one.dose, one.judged)
        for one in plan.drills
        for side in _sides(library, one.drill, one.rung, one.sides)
    )
    said = tuple(Said(step.rung, step.rung, step.dose) for step in steps)
    return Practice(plan.moment, plan.place, plan.minute, steps, said, asked=plan.asked)


def _sides(
    library: Library, drill: str, rung: int, sides: tuple[Side, ...]
) -> tuple[Side | None, ...]:
    return (None,) if library.drills[drill].rungs[rung].legs == "both" else sides


def fits(practice: Practice, library: Library) -> bool:
    """Tell whether a kept practice can be gone on with: its drills and rungs are still there."""
    count = len(practice.steps)
    indexes = (practice.at, *practice.about)
    if count != len(practice.said) or not all(0 <= index < count for index in indexes):
        return False
    return all(
        _stands(step, said, library)
        for step, said in zip(practice.steps, practice.said, strict=True)
    )


def _stands(step: Step, said: Said, library: Library) -> bool:
    drill = library.drills.get(step.drill)
    rungs = (step.rung, step.judged, said.rung, said.lowest, *said.pinched)
    return drill is not None and min(rungs) >= 0 and max(rungs) <= drill.top


def current(practice: Practice) -> Now:
    """Return the step as it is to be shown now, with the rung and dose in effect."""
    step, said = practice.steps[practice.at], practice.said[practice.at]
    return Now(
        drill=step.drill,
        rung=said.rung,
        side=step.side,
        dose=said.dose,
        judged=step.judged,
        number=practice.at + 1,
        total=len(practice.steps),
        retry=bool(said.pinched),
    )
