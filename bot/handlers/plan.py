"""The weekly plan: days, times, run length, lead, rest-day drill and desk break (`/plan`)."""

from datetime import time

from bot.reading import read_time
from bot.screens import around
from bot.screens import plan as screens
from bot.visit import Visit
from storage import ahead

USUAL_TIME = time(6, 45)


async def open_(visit: Visit) -> None:
    """Show the week and the next reminders."""
    coming = await visit.run(ahead.of, visit.runner.id, visit.now)
    await visit.show(screens.overview(visit.runner, coming, visit.now))


async def tapped(visit: Visit) -> None:
    """Act on a tap: a question, or the answer to one."""
    verb, value, extra = visit.words
    questions = {
        "times": lambda: screens.times(visit.runner),
        "length": screens.length,
        "lead": screens.lead,
    }
    if verb in questions and not value:
        await visit.show(questions[verb]())
    elif verb in {"rest", "desk"} and not value:
        await visit.change(step=f"plan_{verb}")
        await visit.show(screens.daily(verb))
    elif verb == "time" and value in {*"0123456", "all"}:
        await visit.change(step=f"plan_time_{value}")
        await visit.show(screens.time_of(value))
    elif verb == "open":
        await open_(visit)
    elif not await _set(visit, verb, value, extra):
        await visit.show(around.old_button())


async def _set(visit: Visit, verb: str, value: str, extra: str) -> bool:
    """Keep an answer; False if it is not one that was offered."""
    if verb == "day" and value in set("0123456"):
        await toggle(visit, int(value))
    elif verb == "set" and value in {*"0123456", "all"} and (wall := read_time(extra)):
        await set_time(visit, value, wall)
    elif verb == "length" and value in {str(one) for one in screens.LENGTHS}:
        await keep(visit, run_minutes=int(value))
    elif verb == "lead" and value in {str(one) for one in screens.LEADS}:
        await keep(visit, lead=int(value))
    elif verb in {"rest", "desk"} and (value == "off" or read_time(value)):
        field = {"rest": "rest_drill", "desk": "desk_break"}[verb]
        await keep(visit, **{field: None if value == "off" else read_time(value)})
    else:
        return False
    return True


async def toggle(visit: Visit, day: int) -> None:
    """Switch one run day on, at the time of the other days, or off."""
    week = dict(visit.runner.plan)
    if day in week:
        del week[day]
    else:
        week[day] = next(iter(week.values()), USUAL_TIME)
    await keep(visit, plan=week)


async def set_time(visit: Visit, day: str, wall: time) -> None:
    """Set the time of one run day, or of all."""
    week = dict(visit.runner.plan)
    await keep(visit, plan=dict.fromkeys(week, wall) if day == "all" else {**week, int(day): wall})


async def typed(visit: Visit, asked: str) -> None:
    """Take a typed time for `plan_time_<day>`, `plan_rest` or `plan_desk`."""
    wall = read_time(visit.text)
    what = asked.removeprefix("plan_")
    if wall is None:
        await visit.say(around.no_such_time(visit.text))
    elif what == "rest":
        await keep(visit, rest_drill=wall)
    elif what == "desk":
        await keep(visit, desk_break=wall)
    else:
        await set_time(visit, what.removeprefix("time_"), wall)


async def keep(visit: Visit, **fields: object) -> None:
    """Keep a change, bring every reminder in line with it, and show the plan."""
    await visit.replan(step="home", **fields)
    await open_(visit)
