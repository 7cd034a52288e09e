"""What is told of the next practice at the end of one: the reason that says most, not told yet."""

from collections.abc import Container, Iterable

from content.coach.plan import Plan, Reason
from content.coach.sentences import templates


def next_told(plan: Plan, told: Iterable[Reason], drills: Container[str]) -> Reason | None:
    """Return the reason of the next plan to tell, None where all of them were told.

    `drills` are those of the practice that ends: what is said of them comes first, and what
    changes nothing comes last.
    """
    known = set(map(_what, told))
    found = [one for planned in plan.drills for one in planned.reasons] or list(plan.reasons)
    wanted = [one for one in found if _what(one) not in known and not is_beginning(one)]
    wanted.sort(key=lambda one: (templates()[one.rule].quiet, one.drill not in drills))
    return wanted[0] if wanted else None


def is_beginning(reason: Reason) -> bool:
    """Return whether a reason is of whoever begins a drill: it tells nothing of them."""
    return templates()[reason.rule].beginning


def names_drill(reason: Reason) -> bool:
    """Return whether a reason's sentence names its drill itself."""
    return "{drill" in templates()[reason.rule].line


def _what(reason: Reason) -> tuple[str, str | None, str | None]:
    return reason.rule, reason.drill, reason.side
