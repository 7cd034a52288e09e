"""The first minute: one question after another, and the same one again after a break."""

from datetime import time

from bot.handlers.settings import toggle_limit
from bot.reading import read_time
from bot.screens import around, flags, zone
from bot.screens import welcome as screens
from bot.visit import Visit
from scheduler import zones
from storage import ahead, plan, runners

HOME = "home"
# Where a runner is before they agreed that anything is kept.
BEFORE_CONSENT = ("hello", "consent")
STEPS = (*BEFORE_CONSENT, "limits", "flags", "zone", "days", "young")
USUAL_DAYS = (1, 3, 5)  # [own] Tuesday, Thursday and Saturday: three days with rest between them
USUAL_TIME = time(6, 45)


async def start(visit: Visit) -> None:
    """Greet (`/start`): a new runner with the first question, a known one with today."""
    if visit.runner.step == HOME:
        await visit.say(screens.back_again(visit.runner.name))
    else:
        await ask(visit)


async def ask(visit: Visit, lead: str | None = None) -> None:
    """Show the question the runner has come to, after a leading sentence (HTML) if there is one."""
    runner, library = visit.runner, visit.library
    match runner.step:
        case "consent":
            screen = screens.consent(library)
        case "limits":
            screen = screens.limits(library, (await visit.state()).limits)
        case "flags":
            screen = flags.ask(library, flags.PAGES[0], 0)
        case "zone":
            screen = zone.ask(visit.now, zones.offsets(visit.now))
        case "days":
            screen = screens.days_and_time(runner.plan)
        case "young":
            screen = screens.too_young(library)
        case _:
            screen = screens.hello(library, runner.name)
    await visit.show(screen.after(lead) if lead else screen)


async def go_to(visit: Visit, step: str, lead: str | None = None) -> None:
    """Keep how far the runner has come, and ask the next question."""
    await visit.change(step=step)
    await ask(visit, lead)


async def tapped(visit: Visit) -> None:
    """Take the answer of a button; one that belongs to another question asks the present one."""
    verb, value = visit.words
    step = visit.runner.step
    if verb == "understood" and step == "hello":
        await _understood(visit)
    elif verb == "again":
        await ask(visit)
    elif verb == "no" and step == "consent":
        await visit.run(runners.delete, visit.runner.id)
        await visit.show(screens.declined())
    elif verb == "consent" and step == "consent":
        await visit.change(consent_at=visit.now)
        await go_to(visit, "limits")
    elif verb == "limit" and step == "limits":
        if value in {flag.id for flag in visit.library.limits}:
            await toggle_limit(visit, value)
        await ask(visit)
    elif verb == "limits" and step == "limits":
        young = "RD5" in (await visit.state()).limits
        await go_to(visit, "young" if young else "flags")
    elif verb == "flagged" and step == "flags":
        await go_to(visit, "zone")
    elif verb == "day" and step == "days" and value.isdigit():
        await _day(visit, int(value))
    elif verb == "time" and step == "days":
        await typed_time(visit, value)
    elif verb == "later":
        await visit.show(screens.later())
    elif step == HOME:
        await visit.show(around.old_button())
    else:
        await ask(visit)


async def typed_time(visit: Visit, text: str) -> None:
    """Take the time of the run days, which ends the first minute."""
    wall = read_time(text)
    if wall is None:
        await visit.say(around.no_such_time(text))
        return
    days = visit.runner.plan
    if not days:
        await ask(visit)
        return
    await visit.change(plan=dict.fromkeys(days, wall), step=HOME)
    await visit.run(plan.changed, visit.runner.id, visit.now)
    coming = await visit.run(ahead.of, visit.runner.id, visit.now)
    await visit.show(screens.ready(coming[0] if coming else None, visit.zone))


async def _understood(visit: Visit) -> None:
    """Keep the runner from here on: they agreed to what Dorsi is and is not."""
    runner = visit.runner
    await visit.run(runners.get_or_create, runner.id, runner.chat, runner.name, visit.now)
    version = str(visit.library.safety.version)
    await visit.change(disclaimer=version, disclaimer_at=visit.now)
    await go_to(visit, "consent")


async def _day(visit: Visit, day: int) -> None:
    """Switch one run day on or off."""
    days = dict(visit.runner.plan)
    if day in days:
        del days[day]
    elif day < 7:
        days[day] = USUAL_TIME
    await visit.change(plan=days)
    await ask(visit)
