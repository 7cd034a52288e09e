"""Typed words: the answer to the last question, or one clear sentence."""

from bot.handlers import hello, pause, plan, run, settings, wall, welcome, zone
from bot.screens import around
from bot.visit import Visit


async def words(visit: Visit) -> None:
    """Hand typed words to whoever asked for them."""
    asked = visit.runner.step
    if asked in {"zone", "city"}:
        await zone.typed_city(visit)
    elif asked == "days":
        await hello.typed_time(visit, visit.text)
    elif asked.startswith("run_"):
        await run.typed(visit, asked)
    elif asked.startswith("plan_"):
        await plan.typed(visit, asked)
    elif asked.startswith("measure_"):
        await wall.typed(visit, asked)
    elif asked == "pause":
        await pause.typed(visit)
    elif asked == "quiet":
        await settings.typed_quiet(visit)
    elif asked in welcome.STEPS:
        await welcome.ask(visit)
    else:
        await visit.say(around.not_understood())
