"""Dorsi with a handler that always fails, and one that takes the whole process with it."""

import os
import signal
from typing import Any

from bot.__main__ import settings
from bot.lifespan import run
from bot.ops.startup_errors import run_to_the_end
from bot.routes import Routes

RAISES, CRASHES = "poison:raise", "poison:crash"
handle = Routes.handle


def poisoned(self: Routes, conn: Any, incoming: Any) -> Any:
    """Handle an update as ever, but for the two that cannot be."""
    if incoming.data == RAISES:
        raise RuntimeError("a poisoned tap")
    if incoming.data == CRASHES:
        os.kill(os.getpid(), signal.SIGSEGV)
    return handle(self, conn, incoming)


if __name__ == "__main__":
    Routes.handle = poisoned  # type: ignore[method-assign]
    run_to_the_end(run(settings()))
