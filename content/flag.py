"""What a red flag or a limit is: what the runner taps, what they read, and what it stops."""

from typing import Literal, Self

from pydantic import Field, model_validator

from content.drill import Family, Item, blanks
from content.events import Where

Tier = Literal["A", "B", "C", "D"]
# Emergencies, and what is to be seen today.
URGENT: frozenset[Tier] = frozenset({"A", "B"})
# What a flag is asked about: a place, numbness, or a twist.
Fit = Where | Literal["numb", "twist"]


class Flag(Item):
    """One red flag (tiers A emergency, B today, C book a clinician) or limit (tier D).

    `ask` is what the runner taps and `result` all they read afterwards; `label` is its short
    name in lists. `fits` are the reports it is asked after. `blocks` takes away all drills, the
    drills with a weight-bearing rung ("weight_bearing"), only the rungs on the feet
    ("standing"), or nothing; `families` and `drills` are taken away besides, and `cap` holds a
    drill at or below a rung. `running` says what it means for runs: none, easy ones only, or
    free. `programme` is false where Dorsi is not offered at all.

    `clear` says how it ends: "clinician" (one checked it and said exercise is fine), "calm"
    (that, or `days` symptom-free days asked and answered), "over" (that, or the runner's word
    that it is over) or "months" (that, or by itself `months` after the month it is counted
    from, which is asked).
    """

    id: str = Field(pattern=r"^R[ABCD]\d$")
    tier: Tier
    label: str = Field(min_length=1, max_length=22)  # a tick and a blank go before it
    ask: str = Field(min_length=1, max_length=140)
    result: str = Field(min_length=1, max_length=400)
    fits: tuple[Fit, ...] = ()
    blocks: Literal["all", "weight_bearing", "standing", "nothing"]
    families: tuple[Family, ...] = ()
    drills: tuple[str, ...] = ()
    cap: dict[str, int] = Field(default_factory=dict)
    running: Literal["none", "easy", "free"] = "free"
    programme: bool = True
    clear: Literal["clinician", "calm", "over", "months"]
    days: int = Field(0, ge=0, le=60)
    months: int = Field(0, ge=0, le=24)

    @model_validator(mode="after")
    def _is_sound(self) -> Self:
        if self.id[1] != self.tier:
            raise ValueError(f"{self.id} says tier {self.tier}; its id says {self.id[1]}")
        if unknown := blanks(self.result) - {"emergency"}:
            raise ValueError(f"result uses {{{min(unknown)}}}; it may use emergency")
        if (self.clear == "calm") != (self.days > 0):
            raise ValueError('days belong to clear = "calm", and it needs them')
        if (self.clear == "months") != (self.months > 0):
            raise ValueError('months belong to clear = "months", and it needs them')
        if self.is_urgent and (self.blocks, self.clear) != ("all", "clinician"):
            raise ValueError("tiers A and B block all drills until a clinician has checked")
        return self

    @property
    def is_limit(self) -> bool:
        """Return whether it is a limit, told at the start, and no red flag."""
        return self.tier == "D"

    @property
    def is_emergency(self) -> bool:
        """Return whether help is to be called now."""
        return self.tier == "A"

    @property
    def is_urgent(self) -> bool:
        """Return whether somebody must look at it today: it is asked about the day after."""
        return self.tier in URGENT

    def told(self, emergency: str) -> str:
        """Return the result with the emergency number to call."""
        return self.result.format(emergency=emergency)
