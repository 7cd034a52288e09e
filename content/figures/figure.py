"""What a picture shows, as a value."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Figure:
    """A drill or check, a rung (0 for checks), the working side, and the desk if one sits there."""

    drill: str
    rung: int
    side: Literal["left", "right", "both"]
    place: Literal["", "desk"] = ""
