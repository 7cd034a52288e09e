"""The one clock: a few jobs run every so often, whatever happens to the machine's own clock."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger

logger = logging.getLogger(__name__)

# The watchdog steps in when a job is this many of its own periods late.
_PATIENCE = 2.5


@dataclass(frozen=True, slots=True)
class Job:
    """Something to do every `seconds`; `run` is never started while it still runs."""

    name: str
    run: Callable[[], Awaitable[None]]
    seconds: float = 1.0


class Every(BaseTrigger):  # type: ignore[misc]  # apscheduler is not typed
    """A trigger that fires every so many seconds and skips what was missed.

    APScheduler's own interval counts up from the time of the last run, and with a clock set
    forward by four years lists 126 million times of a job of each second, before its `coalesce`
    drops all but one: a machine without a clock chip does that when its time arrives.
    """

    __slots__ = ("_period",)

    def __init__(self, seconds: float) -> None:
        self._period = timedelta(seconds=seconds)

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime:
        """Return the next time to run, in step with the last one unless that is past already."""
        following = (previous_fire_time or now) + self._period
        return following if following > now else now + self._period


class Clock:
    """Runs its jobs on APScheduler, with a watchdog on the monotonic clock.

    APScheduler waits for the wall clock: set back by an hour, it would be silent for an hour
    (agronholm/apscheduler #351, #752). The watchdog sees that no tick came and starts afresh.
    Set forward, by seconds or by years, it runs each job once and goes on from there.
    """

    def __init__(self, *jobs: Job, monotonic: Callable[[], float] | None = None) -> None:
        self._jobs = jobs
        self._monotonic = monotonic or (lambda: asyncio.get_running_loop().time())
        self._last: dict[str, float] = {}
        self._running: set[str] = set()
        self._idle = asyncio.Event()
        self._watchdog: asyncio.Task[None] | None = None
        self._scheduler = AsyncIOScheduler(
            timezone=UTC,
            # A second instance finds the first one running and goes; with one allowed, APScheduler
            # would warn of it every second of a rush.
            job_defaults={"coalesce": True, "max_instances": 2, "misfire_grace_time": None},
        )

    def start(self) -> None:
        """Begin to tick, the first time at once; needs the running event loop."""
        self._idle.set()
        self._scheduler.start()
        for job in self._jobs:
            self._last[job.name] = self._monotonic()
            self._scheduler.add_job(self._tick, Every(job.seconds), (job,), id=job.name)
        self.wake()
        self._watchdog = asyncio.create_task(self._watch(), name="clock watchdog")

    def wake(self) -> None:
        """Run every job now, such as after the sandbox's clock was moved forward."""
        for job in self._jobs:
            self._scheduler.add_job(self._tick, args=(job,))

    def check(self) -> None:
        """Start the count of a job afresh if it was silent too long by the monotonic clock."""
        for job in self._jobs:
            late = self._monotonic() - self._last[job.name]
            if late > job.seconds * _PATIENCE and not self.is_running(job.name):
                logger.warning("%s was silent for %.1f s: was the clock set back?", job.name, late)
                self._last[job.name] = self._monotonic()
                self._scheduler.reschedule_job(job.name, trigger=Every(job.seconds))
                self._scheduler.add_job(self._tick, args=(job,))

    def is_running(self, name: str) -> bool:
        """Return whether a job is under way."""
        return name in self._running

    async def stop(self, grace: float = 1.5) -> None:
        """End cleanly: no new tick, and up to `grace` seconds for the ones under way."""
        if self._watchdog is None:
            return
        self._watchdog.cancel()
        self._watchdog = None
        self._scheduler.pause()
        try:
            async with asyncio.timeout(grace):
                await self._idle.wait()
        except TimeoutError:
            logger.warning("stopped in the middle of: %s", ", ".join(sorted(self._running)))
        self._scheduler.shutdown(wait=False)
        await asyncio.sleep(0)  # its shutdown is a callback of this loop

    async def _tick(self, job: Job) -> None:
        if self.is_running(job.name):
            return
        self._running.add(job.name)
        self._idle.clear()
        try:
            await job.run()
        except asyncio.CancelledError:
            if self._watchdog is not None:
                raise
            # Ended in the middle, as `stop` has said; what was not done is done after a start.
        except Exception:
            logger.exception("%s failed; it will be run again", job.name)
        finally:
            self._last[job.name] = self._monotonic()
            self._running.discard(job.name)
            if not self._running:
                self._idle.set()

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(min((job.seconds for job in self._jobs), default=60.0))
            self.check()
