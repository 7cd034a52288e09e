"""Context of one report: everything it touches, and what its words mean in numbers."""

from dataclasses import dataclass, field

from content.coach.drill_state import DrillState, SideState
from content.coach.progression import Decision
from content.coach.report_rules import Effect
from content.coach.state import State
from content.drill import Drill
from content.events import Report
from content.rules import Rules

CALM_FEELINGS = frozenset({"nothing", "stretch", "click"})
TROUBLE = frozenset({"stiff", "pinch", "sharp", "ache", "numb"})


@dataclass(slots=True)
class ReportContext:
    """One report with everything it touches; `pain` is 0-10 or None when unknown.

    `base` is the level its practice is judged by; `whole` says that nothing was wrong and the
    dose was no short one, `waits` that the next morning is asked about. `effects` are what the
    rules said of it.
    """

    state: State
    rules: Rules
    drill: Drill
    track: DrillState
    ankle: SideState
    report: Report
    today: int
    base: int
    pain: int | None
    calm: bool
    loading: bool
    whole: bool
    waits: bool = False
    effects: list[Effect] = field(default_factory=list)

    def turn(self) -> Decision:
        """Return the decision this report calls for."""
        at, day = self.report.at, self.report.day
        return Decision(self.state, self.drill, self.track, self.rules, at, day)


def known_pain(report: Report, rules: Rules) -> int | None:
    """Return pain 0-10, None when unknown: "nothing" and "a stretch" are 0, strong at least 6."""
    if report.strong:
        return max(report.score or 0, rules.stop_pain)
    return 0 if report.score is None and report.felt in CALM_FEELINGS else report.score


def is_calm(report: Report, pain: int | None, rules: Rules) -> bool:
    """Return whether nothing at all was wrong, whatever the rung and the dose."""
    return (
        report.felt in CALM_FEELINGS
        and pain is not None
        and pain <= (0 if report.felt == "click" else rules.calm_pain)
        and report.outcome == "done"
        and report.fault is None
        and not (report.easier or report.pinched)
    )


def is_left_out(report: Report) -> bool:
    """Return whether a step was skipped or stopped with nothing told: it is no session."""
    told = report.felt or report.fault or report.strong or report.pinched or report.score
    return report.outcome != "done" and not (told or report.easier)
