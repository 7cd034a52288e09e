"""What every test shares: rewritten asserts are kept, garbage is looked for less often."""

import gc
import os
import sys

# Python's own are 700, 10 and 10: in a process full of modules a sixth of the time goes there.
SELDOM = (200_000, 50, 50)
gc.set_threshold(*SELDOM)

# Where the environment forbids bytecode, each worker would write the asserts of every test anew
# (6 s), and each process that a test starts would compile every module of ours.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def pytest_collection_finish() -> None:
    """Make engines quick, and leave what was imported out of every search for garbage."""
    from tests.storage.quick_engines import make_quick  # noqa: PLC0415 - only workers need it

    make_quick()
    gc.collect()
    gc.freeze()
