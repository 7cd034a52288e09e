"""Rules R1 to R14: what one report does to its drill. One rule, one function, one row in `RULES`.

A rule looks at a `Case` and returns an `Effect`, or None where it does not apply. All that
apply are kept; the most conservative one decides the level.
"""

from collections.abc import Callable
from dataclasses import dataclass

from content.drill import Drill
from content.events import Report
from content.rules import Cut, Rules


@dataclass(frozen=True, slots=True)
class Case:
    """One report as the rules see it; `pain` is 0-10 or None when unknown."""

    drill: Drill
    report: Report
    pain: int | None
    patterns: tuple[str, ...]
    rules: Rules

    @property
    def loading(self) -> bool:
        """Return whether the drill loads the tendon or the shin."""
        return self.drill.kind == "loading"


@dataclass(frozen=True, slots=True)
class Effect:
    """What a rule does: at least `drop` rungs down and not above `ceiling`; 0 and None hold."""

    rule: str
    drop: int = 0
    ceiling: int | None = None
    debt: bool = False
    rest_hours: int = 0
    rest_all_hours: int = 0

    def to(self, level: int) -> int:
        """Return where a level goes."""
        lower = level - self.drop
        return max(0, lower if self.ceiling is None else min(lower, self.ceiling))

    @property
    def cuts(self) -> bool:
        """Return whether the level goes down."""
        return self.drop > 0


Rule = Callable[[Case], Effect | None]


def cut(case: Case, rule: str, ceiling: int | None = None) -> Effect:
    """Return the effect of a cutting rule, its numbers from the data file.

    Two rungs and more below the rung the session was judged by leave a debt.
    """
    numbers: Cut = case.rules.cut[rule]
    drop = max(numbers.cut, 0 if ceiling is None else case.report.planned - ceiling)
    return Effect(
        rule=rule,
        drop=numbers.cut,
        ceiling=ceiling,
        debt=drop >= case.rules.rise.debt_from,
        rest_hours=numbers.rest_hours,
        rest_all_hours=numbers.rest_all_hours,
    )


def severe_pain(case: Case) -> Effect | None:
    """R1: pain 8-10."""
    return cut(case, "R1") if (case.pain or 0) >= case.rules.cut["R1"].pain else None


def strong_pain(case: Case) -> Effect | None:
    """R2: pain 6-7."""
    return cut(case, "R2") if (case.pain or 0) >= case.rules.cut["R2"].pain else None


def pinch(case: Case) -> Effect | None:
    """R3: a pinch at any number goes below the lowest rung that pinched."""
    if case.report.felt != "pinch" and not case.report.pinched:
        return None
    lowest = min(case.report.pinched, default=case.report.lowest)
    return cut(case, "R3", max(0, lowest - 1))


def sharp_pull(case: Case) -> Effect | None:
    """R4: a sharp pull at any number; at the heel cord, or nowhere named, to rung 1 at most."""
    if case.report.felt != "sharp":
        return None
    return cut(case, "R4", case.rules.cut["R4"].at_most if "cord" in case.patterns else None)


def heel_cord(case: Case) -> Effect | None:
    """Pattern "heel cord": an ache above the heel, at any number, counts like a sharp pull."""
    if "cord" not in case.patterns or case.report.felt == "sharp":
        return None
    return cut(case, "cord", case.rules.cut["cord"].at_most)


def sore_mobility(case: Case) -> Effect | None:
    """R5: pain 3-5 in a mobility drill."""
    sore = (case.pain or 0) >= case.rules.cut["R5"].pain
    return cut(case, "R5") if sore and not case.loading else None


def sore_loading_held(case: Case) -> Effect | None:
    """R6: pain 3-5 in a loading drill holds, if nothing else speaks against it."""
    sore = case.rules.cut["R6"].pain <= (case.pain or 0) < case.rules.stop_pain
    return cut(case, "R6") if sore and case.loading and not _speaks_against(case) else None


def sore_loading_cut(case: Case) -> Effect | None:
    """R7: pain 3-5 in a loading drill with a pinch, a pull or a pattern that cuts."""
    sore = (case.pain or 0) >= case.rules.cut["R7"].pain
    return cut(case, "R7") if sore and case.loading and _speaks_against(case) else None


def broken_form(case: Case) -> Effect | None:
    """R11: the form broke."""
    return cut(case, "R11") if case.report.fault else None


def shin(case: Case) -> Effect | None:
    """Pattern "shin": the front shin muscles complain in a drill that works them."""
    met = "shin" in case.patterns and "shin" in case.drill.families
    return cut(case, "shin") if met else None


def painful_click(case: Case) -> Effect | None:
    """Pattern "click": a click is normal until it hurts."""
    hurts = (case.pain or 0) >= case.rules.cut["click"].pain
    return cut(case, "click") if case.report.felt == "click" and hurts else None


def stiff(case: Case) -> Effect | None:
    """R13: stiff with little pain holds, and asks for more stretch minutes."""
    little = case.pain is None or case.pain <= case.rules.calm_pain
    return Effect("R13") if case.report.felt == "stiff" and little else None


def missing(case: Case) -> Effect | None:
    """R14: a missing or partial report holds: it neither counts nor resets."""
    partial = case.report.outcome != "done" or case.report.easier
    return Effect("R14") if partial or case.pain is None else None


RULES: tuple[Rule, ...] = (
    severe_pain,
    strong_pain,
    sharp_pull,
    heel_cord,
    pinch,
    sore_mobility,
    sore_loading_cut,
    sore_loading_held,
    shin,
    painful_click,
    broken_form,
    stiff,
    missing,
)


def judge(case: Case) -> list[Effect]:
    """Return the effects of all the rules that apply to a report, in the table's order."""
    return [effect for rule in RULES if (effect := rule(case)) is not None]


def _speaks_against(case: Case) -> bool:
    """Return whether the pain came with a pinch, a pull or a pattern that cuts."""
    bad = case.report.felt in {"pinch", "sharp"} or bool(case.report.pinched)
    return bad or not {"cord", "heel", "shin"}.isdisjoint(case.patterns)
