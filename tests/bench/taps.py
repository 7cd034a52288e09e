"""How long from a tap to its screen, how many taps a second, and what each costs the bot."""

import asyncio
import os
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from statistics import median, quantiles
from time import perf_counter, process_time
from typing import Any

from bot.sandbox.runner import Runner
from tests.bench.contender import Contender, Running, python, running

WARM_UP = 20  # taps of each runner before anything is counted
PATIENCE = 20.0  # seconds for one tap; a bot that needs more is broken, not slow


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is measured: in each round one runner's taps one by one, then `runners` at once."""

    rounds: int = 5
    one_by_one: int = 200
    at_once: int = 1000
    runners: int = 16


@dataclass(slots=True)
class Figures:
    """What was measured of one bot: times in seconds, memory in MB."""

    started: float
    waits: list[float] = field(default_factory=list)
    rates: list[float] = field(default_factory=list)
    costs: list[float] = field(default_factory=list)
    memory: float = 0.0
    ours: list[float] = field(default_factory=list)


async def tap(bot: Running, runner: Runner) -> float:
    """Tap once and return the seconds until the bot changed what the runner sees."""
    shown: asyncio.Future[float] = asyncio.get_running_loop().create_future()

    def look(what: str, subject: Any) -> None:
        if what == "message" and subject.from_bot and not shown.done():
            shown.set_result(perf_counter())

    runner.chat.listeners.append(look)
    try:
        async with asyncio.timeout(PATIENCE):
            began = perf_counter()
            query = bot.contender.tap(runner)
            ended = await shown
            await query.answer
    finally:
        runner.chat.listeners.remove(look)
    return ended - began


async def tap_all(bot: Running, taps: int) -> None:
    """Let every runner tap as fast as the bot answers, `taps` times in all."""
    left = iter(range(taps))

    async def go_on(runner: Runner) -> None:
        for _ in left:
            await tap(bot, runner)

    await asyncio.gather(*(go_on(runner) for runner in bot.runners))


async def one_round(bot: Running, figures: Figures, plan: Plan) -> None:
    """Measure one bot while the others only poll."""
    for _ in range(plan.one_by_one):
        figures.waits.append(await tap(bot, bot.runners[0]))
    began, cpu, ours = perf_counter(), bot.cpu(), process_time()
    await tap_all(bot, plan.at_once)
    seconds = perf_counter() - began
    figures.rates.append(plan.at_once / seconds)
    figures.costs.append((bot.cpu() - cpu) / plan.at_once)
    figures.ours.append((process_time() - ours) / seconds)
    if bot.telegram.refused:
        raise RuntimeError(f"{bot.contender.name}: {bot.telegram.refused[0]}")


async def compare(contenders: Sequence[Contender], plan: Plan) -> dict[str, Figures]:
    """Measure all bots in turns, so that a busy minute of the machine hits them alike."""
    async with AsyncExitStack() as stack:
        bots = [await stack.enter_async_context(running(each, plan.runners)) for each in contenders]
        found = {bot.contender.name: Figures(bot.started) for bot in bots}
        for bot in bots:
            await tap_all(bot, WARM_UP * plan.runners)
        for number in range(plan.rounds):
            for bot in bots if number % 2 == 0 else reversed(bots):
                await one_round(bot, found[bot.contender.name], plan)
        for bot in bots:
            found[bot.contender.name].memory = bot.memory()
    return found


def table(found: dict[str, Figures]) -> str:
    """Lay the figures out; below each bot but the first, its ratio to the first."""
    head = ("", "tap → screen", "p95", "taps/s", "CPU/tap", "start", "memory", "our core")
    lines = ["{:<24}{:>14}{:>10}{:>9}{:>10}{:>9}{:>10}{:>10}".format(*head)]
    rows = {name: _row(figures) for name, figures in found.items()}
    first = next(iter(rows.values()))
    for name, row in rows.items():
        wait, p95, rate, cost, start, memory, ours = row
        lines.append(
            f"{name:<24}{wait:>11.2f} ms{p95:>7.2f} ms{rate:>9.0f}{cost:>7.2f} ms"
            f"{start:>7.2f} s{memory:>7.0f} MB{ours:>10.0%}"
        )
        if row is not first:
            times = [mine / theirs for mine, theirs in zip(row[:4], first, strict=False)]
            lines.append("{:<24}{:>11.2f} ×{:>8.2f} ×{:>7.2f} ×{:>8.2f} ×".format("", *times))
    lines.append(f"{os.cpu_count()} cores; the server and the runners share one process with this.")
    return "\n".join(lines)


def _row(figures: Figures) -> tuple[float, ...]:
    p95 = quantiles(figures.waits, n=20)[-1]
    return (
        median(figures.waits) * 1000,
        p95 * 1000,
        median(figures.rates),
        median(figures.costs) * 1000,
        figures.started,
        figures.memory,
        median(figures.ours),
    )


async def _open_echo(runner: Runner) -> None:
    await runner.say("/start")
    await runner.wait(lambda each: each.last.from_bot)


def echo(request: str, at_once: int) -> Contender:
    """Return an echo bot that carries its calls over `request`."""
    arguments = ("--url", "{url}", "--request", request, "--at-once", str(at_once))
    return Contender(
        f"echo on {request}, {at_once} at once",
        python("-m", "tests.bench.echo", *arguments),
        _open_echo,
        lambda runner: runner.tap_nowait(runner.last, "Tap"),
    )
