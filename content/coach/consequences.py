"""What follows at once from something told, beside what it means for the drills."""

from dataclasses import dataclass

from content.coach import asking
from content.coach.mornings import RULES
from content.coach.state import State
from content.events import Answer, Event, Flagged, Limits, Morning
from content.library import Library


@dataclass(frozen=True, slots=True)
class AfterMorning:
    """What follows from a morning's answer: whether it is good, and which red flags are asked.

    `asks` is their token, "" for none; where there are any, a practice under way is over.
    """

    good: bool
    asks: str = ""


def after_morning(answer: Answer) -> AfterMorning:
    """Return what follows at once from a morning's answer; 6 and more asks red flags (R8)."""
    return AfterMorning(answer not in RULES, asking.STRONG if answer == "very_sore" else "")


def ends_practice(event: Event) -> bool:
    """Return whether a practice under way ends by this: it was chosen without knowing of it.

    That is a red flag, limits, and a morning after which the ankle hurts 6 or more (R8).
    """
    return isinstance(event, Flagged | Limits) or (
        isinstance(event, Morning) and bool(after_morning(event.answer).asks)
    )


def is_urgent(state: State) -> bool:
    """Return whether an emergency or a flag to be seen today is up (tiers A and B)."""
    return any(block.is_urgent for block in state.blocks.values())


def tells_urgent(event: Event, library: Library) -> bool:
    """Return whether this is such a flag: the next day asks whether somebody has seen it."""
    return isinstance(event, Flagged) and library.flags[event.flag].is_urgent
