"""The plan (`/plan`): run days, every other day, the week's goal, and who takes the rest."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import date, time

from bot.handlers import lengths, reminders, starts
from bot.handlers.overview import keep, open_
from bot.reading import WEEKDAY_DIGITS, read_minutes, read_time
from bot.screens import around
from bot.screens import lengths as length_screens
from bot.screens import plan as screens
from bot.visit import Visit
from scheduler.rhythm import WEEK, Rhythm, Start
from scheduler.weeks import GOALS

USUAL_TIME = time(6, 45)
# [own] Tuesday, Thursday and Saturday: three days with rest between them.
USUAL_DAYS = (1, 3, 5)


async def tapped(visit: Visit) -> None:
    """Act on a tap: a question, or the answer to one."""
    verb, *words = visit.words
    take = TAPS.get(verb)
    if take is None or not await take(visit, *words):
        await visit.show(around.old_button())


async def typed(visit: Visit, asked: str) -> None:
    """Take what was typed as the last word of the button `asked` names, a time or a length."""
    verb, *words = asked.removeprefix("plan_").split("_")
    asks_length = (verb, len(words)) in {("length", 0), ("minutes", 2), ("long", 2)}
    minutes, wall = read_minutes(visit.text), read_time(visit.text)
    if asks_length and minutes is None:
        await visit.say(length_screens.no_such_length(visit.text))
    elif not asks_length and wall is None:
        await visit.say(around.no_such_time(visit.text))
    else:
        word = f"{minutes}" if asks_length else f"{wall:%H%M}"
        take = TAPS.get(verb)
        if take is None or not await take(visit, *words, word):
            await open_(visit)  # the plan has changed since: this is what it is now


async def _open(visit: Visit, *_: str) -> bool:
    await open_(visit)
    return True


async def _day(visit: Visit, value: str = "", wanted: str = "", *_: str) -> bool:
    """Switch one run day on, at the time of the other days, or off; twice is like once."""
    plan = visit.runner.plan
    if plan.cycle != WEEK or value not in WEEKDAY_DIGITS or wanted not in {"on", "off"}:
        return False
    if (int(value) in plan.days) == (wanted == "on"):
        await open_(visit)
    else:
        starts_then = (_usual(plan),) if wanted == "on" else ()
        await keep(visit, plan=plan.with_day(int(value), *starts_then))
    return True


async def _alternate(visit: Visit, value: str = "", *_: str) -> bool:
    """Run every other day, `value` being one of them; without one, ask for it."""
    if not value:
        await visit.show(screens.alternate(visit.runner, visit.day))
        return True
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return False
    plan = visit.runner.plan
    same = () if plan.cycle == WEEK else next(iter(plan.days.values()), ())
    await keep(visit, plan=Rhythm.alternate(day, *(same or (_usual(plan),))))
    return True


async def _week(visit: Visit, *_: str) -> bool:
    """Go back from every other day to the usual weekdays, with the same runs on each."""
    plan = visit.runner.plan
    if plan.cycle != WEEK:
        runs = next(iter(plan.days.values()), (_usual(plan),))
        await keep(visit, plan=Rhythm(dict.fromkeys(USUAL_DAYS, runs)))
    else:
        await open_(visit)
    return True


async def _goal(visit: Visit, value: str = "", *_: str) -> bool:
    if not value:
        await visit.show(screens.goal(visit.runner))
        return True
    if value not in {"runs", *map(str, GOALS)}:
        return False
    await visit.change(goal=None if value == "runs" else int(value))
    await open_(visit)
    return True


def _usual(plan: Rhythm) -> Start:
    """Return a run at the time of the other days."""
    return Start(next(iter(plan.walls.values()), USUAL_TIME))


# A button's verb, and who takes its other words; False from them means that it offered no such.
TAPS: Mapping[str, Callable[..., Awaitable[bool]]] = {
    "open": _open,
    "day": _day,
    "alternate": _alternate,
    "week": _week,
    "goal": _goal,
    **starts.TAPS,
    **lengths.TAPS,
    **reminders.TAPS,
}
