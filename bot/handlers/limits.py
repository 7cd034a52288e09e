"""The limits: added by a tap, some with their month, and taken away by a word."""

from datetime import date

from bot.handlers import lifting
from bot.screens import limits as screens
from bot.screens.around import old_button
from bot.screens.limits import Where
from bot.screens.screen import Screen
from bot.visit import Visit
from content import coach
from content.flag import Flag
from content.history import Limits
from storage import recording


async def open_(visit: Visit) -> None:
    """Show the first page of limits in the settings."""
    await show(visit, 0, "limits")


async def tapped(visit: Visit) -> None:
    """Act on a tap in the settings."""
    await act(visit, "limits")


async def act(visit: Visit, where: Where) -> None:
    """Act on a tap: a page, a limit to add and its month, or a limit to take away."""
    verb, key, value = visit.words
    flag = next((one for one in visit.library.limits if one.id == key), None)
    if verb == "page":
        await show(visit, int(key) if key.isdecimal() else 0, where)
    elif flag is None:
        await visit.show(old_button())
    elif verb in {"add", "limit"}:
        await _add(visit, flag, where)
    elif verb == "since":
        await _since(visit, flag, value, where)
    elif verb == "off":
        await _off(visit, flag, where)
    elif verb == "mistap":
        await _taken_back(visit, flag, where)
    elif verb == "over":
        await _over(visit, flag, where)
    else:
        await visit.show(old_button())


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


async def _since(visit: Visit, flag: Flag, value: str, where: Where) -> None:
    """Take the month in; a limit from longer ago is over, and is not kept."""
    months = coach.months_asked(flag, visit.day)
    named = next((one for one in months if f"{one:%Y-%m}" == value), None)
    if named is not None:
        await _keep(visit, flag, named, where)
        return
    await lifting.lift(visit, flag.id, "over")
    await _page_of(visit, flag, where)


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
