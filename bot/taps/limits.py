"""The buttons of the limits: in the settings, and the same in the first minute."""

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from bot.taps.tap import Tap

Where = Literal["hello", "limits"]
# "limit" is the "add" of before.
LimitVerb = Literal["add", "limit", "off", "mistap", "over"]
# A month that was so long ago that the limit is over.
AGO = "ago"
Month = Annotated[str, rf"\d{{4}}-\d\d|{AGO}"]


@dataclass(frozen=True, slots=True)
class LimitsPageTap(Tap, prefix="limits:page"):
    """Show a page of limits."""

    where: ClassVar[Where] = "limits"
    page: int


@dataclass(frozen=True, slots=True)
class LimitTap(Tap, prefix="limits"):
    """Add a limit, or take it away."""

    where: ClassVar[Where] = "limits"
    verb: LimitVerb
    limit: str


@dataclass(frozen=True, slots=True)
class LimitSinceTap(Tap, prefix="limits:since"):
    """Answer from which month a limit counts."""

    where: ClassVar[Where] = "limits"
    limit: str
    month: Month


@dataclass(frozen=True, slots=True)
class HelloLimitsPageTap(LimitsPageTap, prefix="hello:page"):
    """Show a page of limits in the first minute."""

    where: ClassVar[Where] = "hello"


@dataclass(frozen=True, slots=True)
class HelloLimitTap(LimitTap, prefix="hello"):
    """Add a limit in the first minute, or take it away."""

    where: ClassVar[Where] = "hello"


@dataclass(frozen=True, slots=True)
class HelloLimitSinceTap(LimitSinceTap, prefix="hello:since"):
    """Answer in the first minute from which month a limit counts."""

    where: ClassVar[Where] = "hello"


@dataclass(frozen=True, slots=True)
class LimitTaps:
    """The kinds of buttons of one place where limits are asked."""

    page: type[LimitsPageTap]
    limit: type[LimitTap]
    since: type[LimitSinceTap]


TAPS: dict[Where, LimitTaps] = {
    "hello": LimitTaps(HelloLimitsPageTap, HelloLimitTap, HelloLimitSinceTap),
    "limits": LimitTaps(LimitsPageTap, LimitTap, LimitSinceTap),
}
