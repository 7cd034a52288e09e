"""Procrastinate behind the same port: an update becomes a job under its runner's lock.

As tight as it goes: workers are asked 20 times a second, a dead one is found after three seconds,
and a sweep of our own gives its jobs to others (its default has none). What a job did is noted
beside its effect, so that it is done once however often it runs.
"""

import asyncio
import contextlib
import hmac
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import procrastinate
from aiohttp import web

from tests.scale.peers.settings import BUTTON, PATH, TOKEN, keep, pool, read

SECRET = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name
POLL, HEARTBEAT, STALLED, SWEEP = 0.05, 1.0, 3.0, 2.0  # seconds
_DONE = "SELECT effect FROM handled WHERE update_id = %s"
_NOTE = "INSERT INTO handled (update_id, effect) VALUES (%s, %s)"

told = read()
rows = pool(told)
jobs = procrastinate.App(connector=procrastinate.PsycopgConnector(conninfo=told.database))
session: list[aiohttp.ClientSession] = []


async def call(method: str, **params: Any) -> None:
    """Call a method of the Bot API; what it refuses is a repeat."""
    async with session[0].post(f"{told.url}/bot{TOKEN}/{method}", json=params) as answer:
        await answer.read()


async def tapped(update: dict[str, Any]) -> None:
    """Keep a row, once, and draw a screen."""
    query = update["callback_query"]
    async with rows.connection() as conn:
        found = await (await conn.execute(_DONE, (update["update_id"],))).fetchone()
        row = found[0] if found else await keep(conn, query["from"]["id"], query["data"])
        if not found:
            await conn.execute(_NOTE, (update["update_id"], row))
    await call("answerCallbackQuery", callback_query_id=query["id"])
    await call(
        "editMessageText",
        chat_id=query["message"]["chat"]["id"],
        message_id=query["message"]["message_id"],
        text=f"Row {row}",
        reply_markup={"inline_keyboard": [[{"text": BUTTON, "callback_data": "tap"}]]},
    )


task = jobs.task(name="tapped", retry=True)(tapped)


async def taken(request: web.Request) -> web.Response:
    """Keep an update as a job, and only then say so."""
    if not hmac.compare_digest(request.headers.get(SECRET, ""), told.secret):
        return web.Response(status=403)
    update = await request.json()
    runner = update["callback_query"]["from"]["id"]
    await task.configure(lock=f"r{runner}").defer_async(update=update)
    return web.Response()


async def sweep() -> None:
    """Give the jobs of workers that died to others."""
    while True:
        await asyncio.sleep(SWEEP)
        with contextlib.suppress(procrastinate.exceptions.ProcrastinateException):
            for job in await jobs.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED):
                await jobs.job_manager.retry_job(job)


async def working(_: web.Application) -> AsyncIterator[None]:
    """Work while the port is open."""
    await rows.open()
    session.append(aiohttp.ClientSession())
    async with jobs.open_async():
        worker = asyncio.create_task(
            jobs.run_worker_async(
                concurrency=8,
                fetch_job_polling_interval=POLL,
                update_heartbeat_interval=HEARTBEAT,
                stalled_worker_timeout=STALLED,
                delete_jobs="successful",
                install_signal_handlers=False,
            )
        )
        sweeper = asyncio.create_task(sweep())
        yield
        worker.cancel()
        sweeper.cancel()


def main() -> None:
    """Run until it is killed."""
    app = web.Application()
    app.router.add_post(PATH, taken)
    app.cleanup_ctx.append(working)
    web.run_app(app, host="127.0.0.1", port=told.port, print=None)


if __name__ == "__main__":
    main()
