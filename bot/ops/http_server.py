"""HTTP port for operators: liveness, readiness and metrics; off unless asked for."""

import time
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field

from aiohttp import web
from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4

from bot.ops.heartbeat import STALE_SECONDS
from bot.ops.metrics import Metrics
from bot.ops.vitals import TICK_SECONDS, Vitals, age
from bot.transport.listening import listening
from storage.db import Db

STANDS_BY = "standing by"  # as well as "ok": another process polls


@dataclass(slots=True)
class Operations:
    """What the port answers from, on `clock`.

    `polled_at` is when getUpdates last went well (None where Telegram is not polled), `unread` how
    many seconds updates that are there have not been read. With `stands_by` another process polls,
    and `polled_at` is when that was last known. `ending` tells whether the end has begun.
    """

    db: Db
    meters: Metrics
    polled_at: Callable[[], float | None]
    clock: Callable[[], float] = time.monotonic
    ending: Callable[[], bool] = lambda: False
    unread: Callable[[], float] = lambda: 0.0
    stands_by: Callable[[], bool] = lambda: False
    vitals: Vitals = field(init=False)

    def __post_init__(self) -> None:
        self.vitals = Vitals(self.db)

    async def checks(self) -> dict[str, str]:
        """Return each check with "ok" or what is wrong."""
        vital = await self.vitals.checks()
        now, polled_at = self.clock(), self.polled_at()
        checks = {
            **vital,
            "updates": age(self.unread(), STALE_SECONDS),
            "reminders": age(now - self.meters.moved_at, TICK_SECONDS),
        }
        if polled_at is not None:
            word = age(now - polled_at, STALE_SECONDS)
            checks["telegram"] = STANDS_BY if word == "ok" and self.stands_by() else word
        if self.ending():
            checks["service"] = "draining"
        return checks

    async def live(self, _request: web.Request) -> web.Response:
        """Answer as long as the loop turns."""
        return web.Response(text="alive\n")

    async def ready(self, _request: web.Request) -> web.Response:
        """Answer 200 when every check is ok or standing by, else 503, with each of them."""
        checks = await self.checks()
        well = all(word in {"ok", STANDS_BY} for word in checks.values())
        return web.json_response({"ready": well, **checks}, status=200 if well else 503)

    async def metrics(self, _request: web.Request) -> web.Response:
        """Answer with every meter, in Prometheus' text format."""
        return web.Response(
            body=self.meters.text(), headers={"Content-Type": CONTENT_TYPE_PLAIN_0_0_4}
        )


def port(operations: Operations, host: str, number: int) -> AbstractAsyncContextManager[int]:
    """Serve the port while the block lasts; it gives its number, 0 takes any free one."""
    app = web.Application()
    app.add_routes(
        [
            web.get("/livez", operations.live),
            web.get("/readyz", operations.ready),
            web.get("/metrics", operations.metrics),
        ]
    )
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
    return listening(runner, host, number, "The operators' port", "DORSI_HTTP")
