"""Which red flags are asked after a report: only those that fit it, a few at a time."""

from content.history import Where
from content.library import Library

MOST = 6  # on one page
# Where no flag fits a place: a pop, no tiptoe, four steps, one calf.
ANYWHERE = ("RB1", "RB2", "RB3", "RB5")


def token(
    where: Where | None, *, numb: bool = False, twist: bool = False, strong: bool = False
) -> str:
    """Return the name of the pages to ask: a place, "numb" or "twist", with "-A" where strong."""
    what = "numb" if numb else "twist" if twist else where or "anywhere"
    return f"{what}-A" if strong else what


def pages(library: Library, name: str) -> tuple[tuple[str, ...], ...]:
    """Return the flags of a token in pages: those that fit, and after strong pain tier A."""
    if not name:
        return ()
    what, _, urgent = name.partition("-")
    fits = tuple(flag.id for flag in library.flags.values() if what in flag.fits) or ANYWHERE
    tier_a = tuple(flag.id for flag in library.flags.values() if flag.tier == "A")
    first = fits[:MOST]
    return (first, tier_a) if urgent else (first,)
