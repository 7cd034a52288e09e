"""Rounds through all runners, a page at a time, by whichever process is free.

Each page is a transaction, so that a tap never waits for more than one.
"""

import asyncio
import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from sqlalchemy import Connection

from bot.services import Services
from scheduler.wall_clock import rules_version
from storage import duties, forgetting, lease_clock, leftovers, recording, retention
from storage.db import after_commit
from storage.duties import Came
from storage.reminders import planner

# Seconds of each second that are spent on forgetting.
SHARE = 0.1


@dataclass(slots=True)
class Round:
    """A duty that comes round: `named` says which round is now, `page` does what is behind an id.

    `share` is how many seconds of a go are spent on it, `forward` as in `storage.duties.go_on`.
    """

    services: Services
    duty: str
    named: Callable[[datetime], str]
    page: Callable[[Connection, int], int | None]
    share: float = math.inf
    forward: bool = False
    _done: str = ""

    async def go_on(self) -> None:
        """Do the next pages, unless another process is at one or this round is done."""
        clock = asyncio.get_running_loop().time
        until = clock() + self.share
        while await self.services.db.transaction(self._step) is Came.MORE and clock() < until:
            pass

    def _step(self, conn: Connection) -> Came:
        this = self.named(lease_clock.read(conn, self.services.now()))
        if this == self._done:
            return Came.DONE
        page = partial(self.page, conn)
        came = duties.go_on(conn, self.duty, this, page, forward=self.forward)
        if came is Came.DONE:
            after_commit(conn, partial(self._is_done, this))
        return came

    def _is_done(self, this: str) -> None:
        self._done = this


def zone_rules(services: Services) -> Round:
    """Return the round that is made once for each version of the zone rules."""

    def page(conn: Connection, after: int) -> int | None:
        return planner.retime(conn, services.now(), after)

    return Round(services, "zone rules", lambda _: rules_version(), page, forward=True)


def holds(services: Services) -> Round:
    """Return the round of each hour: limits that end by themselves."""

    def page(conn: Connection, after: int) -> int | None:
        return recording.refresh(conn, services.states, services.now(), after)

    return Round(services, "holds", lambda now: f"{now:%Y-%m-%d %H}", page)


def keeping(services: Services) -> Round | None:
    """Return the round of each day in which what is older than the host keeps it is forgotten."""
    months = services.settings.keep_months
    if not months:
        return None

    def page(conn: Connection, after: int) -> int | None:
        now = lease_clock.read(conn, services.now())
        return forgetting.forget_old(conn, services.states, now, months, after)

    return Round(services, "keeping", lambda now: f"{now:%Y-%m-%d}", page, share=SHARE)


def upkeep(services: Services) -> Round:
    """Return the round of each day: what is long over is forgotten, a little at a time."""

    def page(conn: Connection, after: int) -> int | None:
        # No process with a wrong clock may forget too much.
        now = lease_clock.read(conn, services.now())
        if not after and leftovers.prune(conn, now):
            return 0
        return retention.prune(conn, now, after)

    return Round(services, "upkeep", lambda now: f"{now:%Y-%m-%d}", page, share=SHARE)
