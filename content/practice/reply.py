"""What is said at once to an answer that only corrects: broken form, or a normal feeling."""

from collections.abc import Mapping
from typing import Literal

from content.library import Library
from content.practice.model import Practice

# The answers that say a feeling is normal, by the feeling.
NORMAL: Mapping[str, Literal["stretch", "click"]] = {"calf_stretch": "stretch", "click": "click"}


def reply(practice: Practice, verb: str, library: Library) -> str | None:
    """Return what is said to an answer at the step now shown, None where nothing is."""
    if feeling := NORMAL.get(verb):
        return library.safety.normal[feeling]
    fault = library.faults.get(verb)
    if fault is None:
        return None
    drill = library.drills[practice.steps[practice.at].drill]
    return drill.faults.get(fault.id, fault.fix)
