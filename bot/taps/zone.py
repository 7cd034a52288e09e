"""The buttons that say where a runner's clock is."""

from dataclasses import dataclass
from typing import Annotated

from bot.taps.tap import Tap


@dataclass(frozen=True, slots=True)
class ZoneAskTap(Tap, prefix="zone:ask"):
    """Ask what time it is, the full hours from UTC."""


@dataclass(frozen=True, slots=True)
class ZoneBetweenTap(Tap, prefix="zone:between"):
    """Ask what time it is, between the full hours."""


@dataclass(frozen=True, slots=True)
class ZoneShareTap(Tap, prefix="zone:share"):
    """Offer to share the place."""


@dataclass(frozen=True, slots=True)
class ZoneAtTap(Tap, prefix="zone:at"):
    """Ask which city's clock it is among those so many minutes ahead of UTC."""

    ahead: Annotated[int, range(-9999, 10_000)]


@dataclass(frozen=True, slots=True)
class ZoneIsTap(Tap, prefix="zone:is"):
    """Keep a zone."""

    zone: Annotated[str, r"[\w/+-]{1,40}"]


@dataclass(frozen=True, slots=True)
class ZoneStayTap(Tap, prefix="zone:stay"):
    """Keep the zone that is kept, away from home."""


@dataclass(frozen=True, slots=True)
class ZonePlaceTap(Tap, prefix="zone:place"):
    """Keep the zone of a place, by its GeoNames id."""

    place: int


@dataclass(frozen=True, slots=True)
class ZoneMoreTap(Tap, prefix="zone:more"):
    """Show another page of the places that typed words can mean."""

    page: Annotated[int, range(1, 20)]
    typed: Annotated[str, r"[^\n:]{1,50}"]
