"""A load balancer between Telegram and several Dorsis, as small as one can be."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count

import aiohttp
from aiohttp import web

# What a replica answered: the status, and how long to wait before the next try.
Answered = tuple[int, str | None]
WITHIN = 30.0  # seconds for an answer; whoever takes longer is passed over


@dataclass(slots=True)
class LoadBalancer:
    """Passes each call on to one of the `replicas` in turn, and to the next where that fails.

    With `copies` it passes each on to so many at once, and answers with the first that came.
    `down` is what it answers where no replica can be reached.
    """

    replicas: list[str]
    copies: int = 1
    down: Answered = (502, None)
    url: str = ""
    answered: list[tuple[str, int]] = field(default_factory=list)  # by whom, and with what
    _turn: Callable[[], int] = field(default_factory=lambda: count().__next__)

    async def pass_on(self, session: aiohttp.ClientSession, request: web.BaseRequest) -> Answered:
        """Return what the first replica said that did not fail, or the last one."""
        body, first = await request.read(), self._turn()
        several = [self.replicas[(first + at) % len(self.replicas)] for at in range(self.copies)]
        if self.copies > 1:
            posts = [
                asyncio.ensure_future(self._post(session, one, request, body)) for one in several
            ]
            done, _ = await asyncio.wait(posts, return_when=asyncio.FIRST_COMPLETED)
            return done.pop().result()
        found = self.down
        for at in range(len(self.replicas)):
            one = self.replicas[(first + at) % len(self.replicas)]
            found = await self._post(session, one, request, body)
            if found[0] not in {502, 503}:
                break
        return found

    async def _post(
        self, session: aiohttp.ClientSession, url: str, request: web.BaseRequest, body: bytes
    ) -> Answered:
        try:
            async with session.post(url, data=body, headers=request.headers) as answer:
                self.answered.append((url, answer.status))
                return answer.status, answer.headers.get("Retry-After")
        except (aiohttp.ClientError, TimeoutError):
            return self.down


@asynccontextmanager
async def balancing(
    *replicas: str, copies: int = 1, down: Answered = (502, None)
) -> AsyncIterator[LoadBalancer]:
    """Listen on a free port while the block lasts."""
    one = LoadBalancer(list(replicas), copies, down)
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(WITHIN)) as session:

        async def answer(request: web.BaseRequest) -> web.Response:
            status, after = await one.pass_on(session, request)
            return web.Response(status=status, headers={"Retry-After": after} if after else None)

        runner = web.ServerRunner(web.Server(answer), shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        one.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
        try:
            yield one
        finally:
            await runner.cleanup()
