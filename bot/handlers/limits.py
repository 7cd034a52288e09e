"""The limits: added by a tap, some with their month, and taken away by a word."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import date

from bot.handlers import lifting
from bot.handlers.fallbacks import means_nothing
from bot.interaction import Visit
from bot.screens import limits as screens
from bot.screens.screen import Screen
from bot.taps.limits import LimitSinceTap, LimitsPageTap, LimitTap, LimitVerb, Where
from content import coach
from content.events import Limits
from content.flag import Flag
from storage import recording


async def open_(visit: Visit) -> None:
    """Show the first page of limits in the settings."""
    await show(visit, 0, "limits")


async def turn(visit: Visit, tap: LimitsPageTap) -> None:
    """Show the page of a button."""
    await show(visit, tap.page, tap.where)


async def act(visit: Visit, tap: LimitTap) -> None:
    """Add a limit, or take it away."""
    flag = _named(visit, tap.limit)
    if flag is None:
        await means_nothing(visit)
    else:
        await ACTS[tap.verb](visit, flag, tap.where)


async def since(visit: Visit, tap: LimitSinceTap) -> None:
    """Take the month in; a limit from longer ago is over, and is not kept."""
    flag = _named(visit, tap.limit)
    if flag is None:
        await means_nothing(visit)
        return
    months = coach.months_asked(flag, visit.day)
    named = next((one for one in months if f"{one:%Y-%m}" == tap.month), None)
    if named is not None:
        await _keep(visit, flag, named, tap.where)
        return
    await lifting.lift(visit, flag.id, "over")
    await _page_of(visit, flag, tap.where)


def _named(visit: Visit, key: str) -> Flag | None:
    """Return the limit a button names."""
    return next((one for one in visit.library.limits if one.id == key), None)


async def show(visit: Visit, page: int, where: Where) -> None:
    """Show a page of limits."""
    await visit.show(await page_of(visit, page, where))


async def page_of(visit: Visit, page: int, where: Where) -> Screen:
    """Return a page of limits, with what holds ticked."""
    held = {one.id for one in await held_now(visit)}
    return screens.ask(visit.library, held, page % len(screens.pages(visit.library)), where)


async def held_now(visit: Visit) -> tuple[Flag, ...]:
    """Return the limits in force now."""
    return coach.limits_on(await visit.state(), visit.library, visit.day)


async def _add(visit: Visit, flag: Flag, where: Where) -> None:
    """Add a limit; one that ends by itself once its month is known."""
    if flag in await held_now(visit):
        await _added(visit, flag, where)
    elif months := coach.months_asked(flag, visit.day):
        page = screens.page_of(visit.library, flag.id)
        await visit.show(screens.month(flag, months, page, where))
    else:
        await _keep(visit, flag, visit.day, where)


async def _keep(visit: Visit, flag: Flag, since: date, where: Where) -> None:
    event = Limits(visit.now, visit.day, (flag.id,), ((flag.id, since),))
    states, runner = visit.dorsi.states, visit.runner.id
    recorded = await visit.run(recording.add_limit, states, runner, flag.id, event)
    visit.runner = recorded.runner
    await _added(visit, flag, where)


async def _added(visit: Visit, flag: Flag, where: Where) -> None:
    """Show what an added limit changes; the first minute tells it once all are asked."""
    if where == "hello":
        await _page_of(visit, flag, where)
    else:
        page = screens.page_of(visit.library, flag.id)
        await visit.show(screens.added(visit.library, flag, page))


async def _off(visit: Visit, flag: Flag, where: Where) -> None:
    """Ask what takes a limit away; in the first minute a fresh tap is just taken back."""
    if flag not in await held_now(visit):
        await _page_of(visit, flag, where)
    elif where == "limits" or await lifting.lift(visit, flag.id, "mistap") is None:
        await _ask(visit, flag, where)
    else:
        await _page_of(visit, flag, where)


async def _ask(visit: Visit, flag: Flag, where: Where) -> None:
    state = await visit.state()
    recent = coach.may_lift(state, visit.library, flag.id, "mistap", visit.now)
    page = screens.page_of(visit.library, flag.id)
    await visit.show(screens.question(visit.library, flag, page, where, recent=recent))


async def _taken_back(visit: Visit, flag: Flag, where: Where) -> None:
    """Take a fresh tap back; a later one is asked about."""
    lifted = await lifting.lift(visit, flag.id, "mistap")
    if lifted is None and flag in await held_now(visit):
        await _ask(visit, flag, where)
    else:
        await _page_of(visit, flag, where)


async def _over(visit: Visit, flag: Flag, where: Where) -> None:
    """End a limit by the runner's word, asking the month where it counts from one."""
    if flag in await held_now(visit) and (months := coach.months_asked(flag, visit.day)):
        page = screens.page_of(visit.library, flag.id)
        await visit.show(screens.month(flag, months, page, where))
        return
    await lifting.lift(visit, flag.id, "over")
    await _page_of(visit, flag, where)


async def _page_of(visit: Visit, flag: Flag, where: Where) -> None:
    await show(visit, screens.page_of(visit.library, flag.id), where)


ACTS: Mapping[LimitVerb, Callable[[Visit, Flag, Where], Awaitable[None]]] = {
    "add": _add,
    "limit": _add,
    "off": _off,
    "mistap": _taken_back,
    "over": _over,
}
