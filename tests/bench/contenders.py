"""Who is compared: two echo bots that remember nothing, and Dorsi with its database and all."""

import asyncio
from pathlib import Path

from bot.sandbox.queries import Query
from bot.sandbox.runner import Runner
from tests.bench.contender import Contender
from tests.bench.process import python

# What is tapped in the first minute, where it is there.
WAY_IN = (
    "hello:understood", "hello:consent", "hello:limits", "flags:none:",
    "zone:at:", "zone:is:", "hello:time:",
)  # fmt: skip
START = python("-m", "bot", "run")
HASTY = python("-m", "tests.bench.hasty")
# Packages that do not fit beside ours (aiogram 3.31 wants pydantic below 2.14).
PEERS = Path(".venv-peers/bin/python")
AFRESH = "today:calf:rest:mat:full:no"  # begins a whole practice, with no gate before it


def echo(request: str, at_once: int) -> Contender:
    """Return an echo bot that carries its calls over `request`."""
    arguments = ("--url", "{url}", "--request", request, "--at-once", str(at_once))
    return Contender(
        f"echo on {request}, {at_once} at once",
        python("-m", "tests.bench.echo", *arguments),
        enter=lambda runner: _say(runner, "/start"),
        ready=lambda _: asyncio.sleep(0),  # its message can be tapped for ever
        tap=lambda runner: runner.tap_nowait(runner.last, "Tap"),
    )


def aiogram_echo() -> list[Contender]:
    """Return an echo bot on aiogram, none where its packages are not there (`make peers`)."""
    if not PEERS.exists():
        return []
    return [
        Contender(
            "echo on aiogram",
            (str(PEERS), "-m", "tests.scale.peers.aiogram_echo", "{url}"),
            enter=lambda runner: _say(runner, "/start"),
            ready=lambda _: asyncio.sleep(0),
            tap=lambda runner: runner.tap_nowait(runner.last, "Tap"),
        )
    ]


def dorsi(folder: Path) -> Contender:
    """Return Dorsi on a SQLite file in `folder`; each tap is one answer in a practice."""
    return Contender(
        "Dorsi, a practice step",
        HASTY,
        enter=_come_in,
        ready=lambda runner: _tap(runner, AFRESH),
        tap=_step,
        environment=environment(f"sqlite:///{folder}/dorsi.db", folder),
        first=python("-m", "bot", "migrate"),
    )


def environment(database: str, folder: Path) -> dict[str, str]:
    """Return the settings of a Dorsi on a database, for a Telegram at `{url}`."""
    return {
        "DORSI_TOKEN": "1:sandbox",
        "DORSI_API_URL": "{url}",
        "DORSI_DATABASE_URL": database,
        "DORSI_HEARTBEAT": f"{folder}/heartbeat",
        "DORSI_LOG_LEVEL": "WARNING",
    }


def _step(runner: Runner) -> Query | None:
    """Tap Done, or answer the last question; None when the practice is over."""
    for button in runner.last.buttons:
        if button.data.startswith("d1:") and button.data.endswith((":done", ":felt:nothing")):
            return runner.tap_nowait(runner.last, button.data)
    return None


async def _come_in(runner: Runner) -> None:
    """Walk through the first minute."""
    await _say(runner, "/start")
    while onward := [each.data for each in runner.last.buttons if each.data.startswith(WAY_IN)]:
        await _tap(runner, onward[0])


async def _tap(runner: Runner, data: str) -> None:
    """Send callback data from the newest message and wait until that has changed."""
    edited = runner.last.edited
    query = runner.forge_nowait(runner.last, data)
    await runner.wait(lambda me: me.last.edited > edited)
    await query.answer


async def _say(runner: Runner, text: str) -> None:
    await runner.say(text)
    await runner.wait(lambda me: me.last.from_bot)
