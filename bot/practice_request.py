"""Request for a practice: what is about to begin, before there is one."""

from dataclasses import dataclass
from typing import Literal

from content.drill import Moment, Place

Length = Literal["full", "minute"]


@dataclass(frozen=True, slots=True)
class PracticeRequest:
    """What is about to begin: its moment and place, the short version or the whole."""

    moment: Moment
    place: Place
    minute: bool = False

    @property
    def named(self) -> tuple[Moment, Place, Length]:
        """Return it as buttons name it."""
        return self.moment, self.place, "minute" if self.minute else "full"
