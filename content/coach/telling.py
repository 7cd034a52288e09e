"""What follows at once from something told, beside what it means for the drills."""

from content.coach.state import State
from content.history import Event, Flagged, Limits, Morning
from content.library import Library

_URGENT = frozenset("AB")


def ends_practice(event: Event) -> bool:
    """Return whether a practice under way ends by this: it was chosen without knowing of it.

    That is a red flag, limits, and a morning after which the ankle hurts 6 or more (R8).
    """
    return isinstance(event, Flagged | Limits) or (
        isinstance(event, Morning) and event.answer == "very_sore"
    )


def is_urgent(state: State) -> bool:
    """Return whether an emergency or a flag to be seen today is up (tiers A and B)."""
    return any(block.tier in _URGENT for block in state.blocks.values())


def tells_urgent(event: Event, library: Library) -> bool:
    """Return whether this is such a flag: the next day asks whether somebody has seen it."""
    return isinstance(event, Flagged) and library.flags[event.flag].tier in _URGENT
