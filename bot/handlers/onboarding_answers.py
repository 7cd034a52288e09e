"""The answers of the first minute, one after another, up to the time of the run days."""

from collections.abc import Sequence
from datetime import time

from bot.asked import (
    HOME,
    AskedAge,
    AskedConsent,
    AskedDays,
    AskedFlags,
    AskedHello,
    AskedLimits,
    AskedZone,
)
from bot.handlers import lifting, limits
from bot.handlers.onboarding import ask, at, elsewhere, go_to, has_new_notice, is_due
from bot.handlers.plan.changes import USUAL_TIME
from bot.handlers.plan.page import typed_wall
from bot.handlers.settings import name_sorer
from bot.interaction import Visit
from bot.screens import fallbacks
from bot.screens import limits as limit_screens
from bot.screens import onboarding as screens
from bot.taps.onboarding import (
    AgainTap,
    AgreedTap,
    ConsentTap,
    DeclineTap,
    FlaggedTap,
    GrownTap,
    LaterTap,
    LimitsToldTap,
    MoreLimitsTap,
    OldHelloTap,
    RunDayTap,
    RunTimeTap,
    SorerAnkleTap,
    UnderstoodTap,
)
from content.flag import Flag
from scheduler.recurrence import Rhythm
from storage import runners
from storage.reminders import forecast


@at(AskedHello)
async def understood(visit: Visit, _: UnderstoodTap) -> None:
    """Keep the runner from here on: they agreed to what Dorsi is and is not."""
    runner = visit.runner
    await visit.run(runners.get_or_create, runner.id, runner.chat, runner.name, visit.now)
    await _keep_notice(visit)
    await go_to(visit, AskedConsent())


async def agreed(visit: Visit, _: AgreedTap) -> None:
    """Go on where a runner was who agreed to the changed disclaimer."""
    if not has_new_notice(visit):
        await elsewhere(visit)
        return
    await _keep_notice(visit)
    if is_due(visit):
        await ask(visit)
    else:
        await visit.show(screens.back_again(visit.runner.name))


async def _keep_notice(visit: Visit) -> None:
    version = str(visit.library.safety.version)
    await visit.change(disclaimer=version, disclaimer_at=visit.now)


@at(AskedConsent)
async def consented(visit: Visit, _: ConsentTap) -> None:
    """Keep that answers about pain may be kept, and when that was said."""
    await visit.change(consent_at=visit.now)
    await go_to(visit, AskedLimits())


@at(AskedConsent)
async def declined(visit: Visit, _: DeclineTap) -> None:
    """Forget a runner who would rather have nothing kept."""
    await visit.run(runners.delete, visit.runner.id)
    visit.dorsi.states.forget(visit.runner.id)
    await visit.show(screens.declined())


async def again(visit: Visit, _: AgainTap | OldHelloTap) -> None:
    """Ask where the first minute was left."""
    await elsewhere(visit)


async def later(visit: Visit, _: LaterTap) -> None:
    """Let the runner go."""
    await visit.show(screens.later())


@at(AskedLimits)
async def more_limits(visit: Visit, tap: MoreLimitsTap) -> None:
    """Go on to the next page of limits, what they change, and the flags."""
    page = tap.page or 0
    if page < len(limit_screens.pages(visit.library)):
        await limits.show(visit, page, "hello")
        return
    held = await limits.held_now(visit)
    if held and all(one.programme for one in held):
        await visit.show(limit_screens.summary(visit.library, held))
    else:
        await _go_on(visit, held)


@at(AskedLimits)
async def limits_told(visit: Visit, _: LimitsToldTap) -> None:
    """Go on after what the limits change."""
    await _go_on(visit, await limits.held_now(visit))


async def _go_on(visit: Visit, held: Sequence[Flag]) -> None:
    """Go on to the flags; a limit may say that the programme is not for this runner."""
    await go_to(visit, AskedFlags() if all(one.programme for one in held) else AskedAge())


@at(AskedAge)
async def grown(visit: Visit, _: GrownTap) -> None:
    """Go on with a runner who is of age now, or never was too young, from the limits on."""
    await lifting.lift(visit, visit.library.age_limit.id, "over")
    await go_to(visit, AskedLimits())


async def flagged(visit: Visit, _: FlaggedTap) -> None:
    """Let the set-up be after a flag; its verdict stays where it is, and nothing asks on."""
    if isinstance(visit.asked, AskedFlags):
        await visit.change(awaiting=AskedZone().pack())
    await visit.say(screens.set_up_later() if is_due(visit) else fallbacks.old_button())


@at(AskedFlags)
async def sorer(visit: Visit, tap: SorerAnkleTap) -> None:
    """Keep the ankle that needs more care; it was named with a no to the last flags."""
    await name_sorer(visit, tap.side)
    await go_to(visit, AskedZone())


@at(AskedDays)
async def day(visit: Visit, tap: RunDayTap) -> None:
    """Switch one run day on or off."""
    days = dict(visit.runner.plan.walls)
    if days.pop(tap.day, None) is None:
        days[tap.day] = USUAL_TIME
    await visit.draft(plan=Rhythm.weekly(days))
    await ask(visit)


@at(AskedDays)
async def run_time(visit: Visit, tap: RunTimeTap) -> None:
    """Take the time of the run days."""
    await _ready(visit, tap.wall)


async def typed_time(visit: Visit, _: AskedDays) -> None:
    """Take the typed time of the run days."""
    if (wall := await typed_wall(visit)) is not None:
        await _ready(visit, wall)


async def _ready(visit: Visit, wall: time) -> None:
    """Keep when every run day's run begins, which ends the first minute."""
    days = visit.runner.plan.walls
    if not days:
        await ask(visit)
        return
    await visit.replan(plan=Rhythm.weekly(dict.fromkeys(days, wall)), awaiting=HOME)
    coming = await visit.run(forecast.of, visit.runner.id, visit.now)
    first = next((one for one in coming if one.start), None)
    await visit.show(screens.ready(first, visit.zone, stopped=visit.runner.stopped))
