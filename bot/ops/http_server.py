"""HTTP port for operators: liveness, readiness and metrics; off unless asked for."""

import errno
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web
from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4

from bot.ops.heartbeat import STALE_SECONDS
from bot.ops.metrics import Metrics
from bot.ops.startup_errors import PortError
from bot.ops.vitals import TICK_SECONDS, Vitals, age
from storage.db import Db


@dataclass(slots=True)
class Operations:
    """What the port answers from, on `clock`.

    `polled_at` is when getUpdates last went well, `unread` how many seconds updates that are there
    have not been read.
    """

    db: Db
    meters: Metrics
    polled_at: Callable[[], float]
    clock: Callable[[], float] = time.monotonic
    unread: Callable[[], float] = lambda: 0.0
    vitals: Vitals = field(init=False)

    def __post_init__(self) -> None:
        self.vitals = Vitals(self.db)

    async def checks(self) -> dict[str, str]:
        """Return each check with "ok" or what is wrong."""
        vital = await self.vitals.checks()
        now = self.clock()
        return {
            **vital,
            "telegram": age(now - self.polled_at(), STALE_SECONDS),
            "updates": age(self.unread(), STALE_SECONDS),
            "reminders": age(now - self.meters.moved_at, TICK_SECONDS),
        }

    async def live(self, _request: web.Request) -> web.Response:
        """Answer as long as the loop turns."""
        return web.Response(text="alive\n")

    async def ready(self, _request: web.Request) -> web.Response:
        """Answer 200 when every check is ok, else 503, with each of them."""
        checks = await self.checks()
        well = all(word == "ok" for word in checks.values())
        return web.json_response({"ready": well, **checks}, status=200 if well else 503)

    async def metrics(self, _request: web.Request) -> web.Response:
        """Answer with every meter, in Prometheus' text format."""
        return web.Response(
            body=self.meters.text(), headers={"Content-Type": CONTENT_TYPE_PLAIN_0_0_4}
        )


@asynccontextmanager
async def port(operations: Operations, host: str, number: int) -> AsyncIterator[int]:
    """Serve the port while the block lasts and yield its number; 0 takes any free one."""
    app = web.Application()
    app.add_routes(
        [
            web.get("/livez", operations.live),
            web.get("/readyz", operations.ready),
            web.get("/metrics", operations.metrics),
        ]
    )
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, host, number).start()
        except OSError as error:
            taken = error.errno == errno.EADDRINUSE
            raise PortError(
                f"The operators' port (DORSI_HTTP_HOST {host}, DORSI_HTTP_PORT {number}) cannot be "
                f"opened: {'another program has it' if taken else error.strerror}"
            ) from error
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()
