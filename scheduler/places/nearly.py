"""Names that are spelled nearly like what was typed, by edit distance and by their beginning."""

from collections.abc import Iterable

from scheduler.places.store import Atlas

# [own] The share of letters that must agree; below it what is offered seems thrown at random.
LIKE = 0.72
MOST = 6
# Letters from which on a beginning says enough.
BEGINNING = 4
# How much a wrong first letter and a small place count against a name.
_SMALL = 0.06


def nearly(atlas: Atlas, folded: str) -> tuple[str, ...]:
    """Return what the names nearest to a folded one mean, the nearest first."""
    if len(folded) < BEGINNING or folded.isdecimal():
        return ()
    found = _ranked(folded, atlas.large(), 0.0)
    if folded[0].isascii():
        found += _ranked(folded, atlas.names(folded[:2]), _SMALL)
    else:
        found += _ranked(folded, atlas.names(f"{ord(folded[0]):x}"), 0.0)
    best: dict[str, float] = {}
    for score, refs in found:
        for ref in refs[:MOST]:
            best[ref] = max(score, best.get(ref, 0.0))
    return tuple(sorted(best, key=lambda ref: -best[ref])[:MOST])


def _ranked(
    folded: str, names: Iterable[tuple[str, tuple[str, ...]]], less: float
) -> list[tuple[float, tuple[str, ...]]]:
    from rapidfuzz import process  # noqa: PLC0415 - needed only for what is misspelled
    from rapidfuzz.distance import OSA  # noqa: PLC0415

    kept = list(names)
    found = process.extract(
        folded,
        [name for name, _ in kept],
        scorer=OSA.normalized_similarity,
        score_cutoff=LIKE,
        limit=MOST,
    )
    ranked = [(score - less, kept[place][1]) for _, score, place in found]
    begun = [refs for name, refs in kept if name.startswith(folded)]
    return ranked + [(LIKE, refs) for refs in begun[:MOST]]
