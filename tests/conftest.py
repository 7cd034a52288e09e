"""What every test shares: garbage is looked for less often, and never in what was imported."""

import gc

# Python's own are 700, 10 and 10: in a process full of modules a sixth of the time goes there.
SELDOM = (200_000, 50, 50)


def pytest_collection_finish() -> None:
    """Leave what is there by now out of every search, as Dorsi does once it runs."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*SELDOM)
