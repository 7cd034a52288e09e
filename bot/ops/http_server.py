"""HTTP port for operators: liveness, readiness and metrics; off unless asked for."""

import asyncio
import errno
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web
from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4
from sqlalchemy.exc import SQLAlchemyError

from bot.ops.heartbeat import STALE_SECONDS
from bot.ops.metrics import Metrics
from bot.ops.startup_errors import PortError
from storage import stats
from storage.db import Db

DATABASE_SECONDS = 1.0  # a trivial query takes well under a millisecond; a tap needs several
STANDS_BY = "standing by"  # as well as "ok": another process polls
TICK_SECONDS = 15.0  # the clock looks for due nudges every second, a full batch takes 5


@dataclass(slots=True)
class Operations:
    """What the port answers from; `polled_at` is when getUpdates last went well, on `clock`.

    With `stands_by` another process polls, and it is when that was last known.
    """

    db: Db
    meters: Metrics
    polled_at: Callable[[], float]
    clock: Callable[[], float] = time.monotonic
    stands_by: Callable[[], bool] = lambda: False
    _asking: asyncio.Task[bool] | None = field(default=None, init=False)

    async def checks(self) -> dict[str, str]:
        """Return each check with "ok" or what is wrong."""
        now = self.clock()
        return {
            "database": "ok" if await self._database_answers() else "no answer within 1 s",
            "telegram": self._telegram(_age(now - self.polled_at(), STALE_SECONDS)),
            "reminders": _age(now - self.meters.moved_at, TICK_SECONDS),
        }

    def _telegram(self, age: str) -> str:
        return STANDS_BY if age == "ok" and self.stands_by() else age

    async def _database_answers(self) -> bool:
        """Whether the database answers in time; a slow one is asked once, however many ask us."""
        if self._asking is None or self._asking.done():
            self._asking = asyncio.create_task(self._ask())
        try:
            async with asyncio.timeout(DATABASE_SECONDS):
                return await asyncio.shield(self._asking)
        except TimeoutError:
            return False

    async def _ask(self) -> bool:
        try:
            return await self.db.transaction(stats.answers)
        except SQLAlchemyError:
            return False

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


def _age(seconds: float, most: float) -> str:
    return "ok" if seconds < most else f"silent for {seconds:.0f} s"
