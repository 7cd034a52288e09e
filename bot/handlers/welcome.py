"""The first minute: one question after another, and the same one again after a break."""

from collections.abc import Awaitable, Callable
from typing import get_args

from bot.handlers import lifting, limits
from bot.handlers.plan import USUAL_TIME
from bot.handlers.settings import name_sorer
from bot.reading import WEEKDAY_DIGITS, read_time
from bot.screens import around, flags, zone
from bot.screens import limits as limit_screens
from bot.screens import welcome as screens
from bot.screens.screen import Screen
from bot.visit import Visit
from content import coach
from content.coach import asking
from content.drill import Side
from scheduler import zones
from scheduler.rhythm import Rhythm
from storage import ahead, runners

HOME = "home"
# Where a runner is before they agreed that anything is kept.
BEFORE_CONSENT = ("hello", "consent")
# What a runner is asked before their zone; a limit may end it there.
BEFORE_ZONE = (*BEFORE_CONSENT, "limits", "flags", "young")
STEPS = (*BEFORE_ZONE, "zone", "days")


def is_due(visit: Visit) -> bool:
    """Tell whether there is a question to answer first: the first minute's, or a newer notice."""
    return visit.runner.step in STEPS or _has_new_notice(visit)


def _has_new_notice(visit: Visit) -> bool:
    """Tell whether the disclaimer has changed since this runner agreed to it."""
    agreed = visit.runner.disclaimer
    return agreed is not None and agreed != str(visit.library.safety.version)


async def start(visit: Visit) -> None:
    """Greet (`/start`): a new runner with the first question, a known one with today."""
    if is_due(visit):
        await ask(visit)
    else:
        await visit.say(screens.back_again(visit.runner.name))


async def ask(visit: Visit, lead: str | None = None) -> None:
    """Show the question the runner has come to, after a leading sentence (HTML) if there is one."""
    screen = await _question(visit)
    await visit.show(screen.after(lead) if lead else screen)


async def _question(visit: Visit) -> Screen:
    runner, library = visit.runner, visit.library
    if _has_new_notice(visit):
        return screens.read_again(library)
    match runner.step:
        case "consent":
            screen = screens.consent(library)
        case "limits":
            screen = await limits.page_of(visit, 0, "hello")
        case "flags":
            screen = page_of_flags(visit, asking.ALL)
        case "zone":
            screen = zone.ask(visit.now, zones.offsets(visit.now))
        case "days":
            screen = screens.days_and_time(runner.plan.walls)
        case "young":
            recent = coach.may_lift(
                await visit.state(), library, library.age_limit.id, "mistap", visit.now
            )
            screen = screens.too_young(library, recent=recent)
        case _:
            screen = screens.hello(library, runner.name)
    return screen


def page_of_flags(visit: Visit, token: str) -> Screen:
    """Return a page of all flags; the last one asks for a sorer ankle, too."""
    screen = flags.page(visit.library, token)
    return screen if asking.following(visit.library, token) else screens.sorer(screen)


async def go_to(visit: Visit, step: str, lead: str | None = None) -> None:
    """Keep how far the runner has come, and ask the next question."""
    await visit.change(step=step)
    await ask(visit, lead)


async def tapped(visit: Visit) -> None:
    """Take the answer of a button; one that belongs to another question asks the present one."""
    verb, value = visit.words[:2]
    take = ANSWERS.get((visit.runner.step, verb))
    if take is not None:
        await take(visit, value)
    elif verb == "agreed" and _has_new_notice(visit):
        await _agreed(visit)
    elif verb == "later":
        await visit.show(screens.later())
    elif verb == "flagged":
        # It stands under a flag's verdict, which no answer may take away.
        await visit.say(screens.set_up_later() if is_due(visit) else around.old_button())
    else:
        await elsewhere(visit)


async def elsewhere(visit: Visit) -> None:
    """Answer a button of a question that is not on show: the present one is asked."""
    await (ask(visit) if is_due(visit) else visit.show(around.old_button()))


async def typed_time(visit: Visit, text: str) -> None:
    """Take the time of the run days, which ends the first minute."""
    wall = read_time(text)
    if wall is None:
        await visit.say(around.no_such_time(text))
        return
    days = visit.runner.plan.walls
    if not days:
        await ask(visit)
        return
    await visit.replan(plan=Rhythm.weekly(dict.fromkeys(days, wall)), step=HOME)
    coming = await visit.run(ahead.of, visit.runner.id, visit.now)
    first = next((one for one in coming if one.start), None)
    await visit.show(screens.ready(first, visit.zone, stopped=visit.runner.stopped))


async def _understood(visit: Visit, _: str) -> None:
    """Keep the runner from here on: they agreed to what Dorsi is and is not."""
    runner = visit.runner
    await visit.run(runners.get_or_create, runner.id, runner.chat, runner.name, visit.now)
    await _keep_notice(visit)
    await go_to(visit, "consent")


async def _agreed(visit: Visit) -> None:
    """Go on where a runner was who agreed to the changed disclaimer."""
    await _keep_notice(visit)
    if is_due(visit):
        await ask(visit)
    else:
        await visit.show(screens.back_again(visit.runner.name))


async def _keep_notice(visit: Visit) -> None:
    version = str(visit.library.safety.version)
    await visit.change(disclaimer=version, disclaimer_at=visit.now)


async def _consented(visit: Visit, _: str) -> None:
    """Keep that answers about pain may be kept, and when that was said."""
    await visit.change(consent_at=visit.now)
    await go_to(visit, "limits")


async def _declined(visit: Visit, _: str) -> None:
    """Forget a runner who would rather have nothing kept."""
    await visit.run(runners.delete, visit.runner.id)
    visit.dorsi.states.forget(visit.runner.id)
    await visit.show(screens.declined())


async def _limits_told(visit: Visit, page: str) -> None:
    """Go on to the next page of limits, what they change, and the flags.

    A limit may say that the programme is not for this runner: then it ends here.
    """
    held = await limits.held_now(visit)
    following = int(page) if page.isdecimal() else 0
    if page != "told" and following < len(limit_screens.pages(visit.library)):
        await limits.show(visit, following, "hello")
    elif not all(one.programme for one in held):
        await go_to(visit, "young")
    elif held and page != "told":
        await visit.show(limit_screens.summary(visit.library, held))
    else:
        await go_to(visit, "flags")


async def _grown(visit: Visit, _: str) -> None:
    """Go on with a runner who is of age now, or never was too young, from the limits on."""
    await lifting.lift(visit, visit.library.age_limit.id, "over")
    await go_to(visit, "limits")


async def _flagged(visit: Visit, _: str) -> None:
    """Let the set-up be after a flag; its verdict stays where it is, and nothing asks on."""
    await visit.change(step="zone")
    await visit.say(screens.set_up_later())


async def _sorer(visit: Visit, value: str) -> None:
    """Keep the ankle that needs more care; it was named with a no to the last flags."""
    side = next((one for one in get_args(Side) if one == value), None)
    if side is None:
        await ask(visit)
        return
    await name_sorer(visit, side)
    await go_to(visit, "zone")


async def _day(visit: Visit, value: str) -> None:
    """Switch one run day on or off."""
    days = dict(visit.runner.plan.walls)
    if value in WEEKDAY_DIGITS and days.pop(int(value), None) is None:
        days[int(value)] = USUAL_TIME
    await visit.draft(plan=Rhythm.weekly(days))
    await ask(visit)


# The question the runner has come to, the button's verb, and who takes it.
ANSWERS: dict[tuple[str, str], Callable[[Visit, str], Awaitable[None]]] = {
    ("hello", "understood"): _understood,
    ("consent", "consent"): _consented,
    ("consent", "no"): _declined,
    ("limits", "limits"): _limits_told,
    ("young", "grown"): _grown,
    ("flags", "flagged"): _flagged,
    ("flags", "sorer"): _sorer,
    ("days", "day"): _day,
    ("days", "time"): typed_time,
}
