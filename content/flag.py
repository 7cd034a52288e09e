"""What a red flag or a limit is: what the runner taps, what they read, and what it stops."""

from typing import Literal, Self

from pydantic import Field, model_validator

from content.drill import Family, Item, blanks

Tier = Literal["A", "B", "C", "D"]


class Flag(Item):
    """One red flag (tiers A emergency, B today, C book a clinician) or limit (tier D).

    `ask` is what the runner taps and `result` all they read afterwards; `label` is its short
    name in lists. `blocks` takes away all drills, the weight-bearing ones or none;
    `families` and `drills` are taken away besides, and `cap` holds a drill at or below a rung.
    `running` is false where running stops too, and `programme` is false where Dorsi is not
    offered at all.

    `clear` says how it ends: "clinician" (one checked it and said exercise is fine), "calm"
    (that, or `days` symptom-free days asked and answered), "self" (the runner's own toggle)
    or "months" (that, or by itself `months` after its date).
    """

    id: str = Field(pattern=r"^R[ABCD]\d$")
    tier: Tier
    label: str = Field(min_length=1, max_length=22)  # a tick and a blank go before it
    ask: str = Field(min_length=1, max_length=140)
    result: str = Field(min_length=1, max_length=400)
    blocks: Literal["all", "weight_bearing", "nothing"]
    families: tuple[Family, ...] = ()
    drills: tuple[str, ...] = ()
    cap: dict[str, int] = Field(default_factory=dict)
    running: bool = True
    programme: bool = True
    clear: Literal["clinician", "calm", "self", "months"]
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
        if self.tier in "AB" and (self.blocks, self.clear) != ("all", "clinician"):
            raise ValueError("tiers A and B block all drills until a clinician has checked")
        return self

    def told(self, emergency: str) -> str:
        """Return the result with the emergency number to call."""
        return self.result.format(emergency=emergency)
