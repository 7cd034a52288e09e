"""Red flags: asked in plain words, confirmed once, kept; they end what must end."""

from sqlalchemy import Connection

from bot.handlers import practice, today, welcome
from bot.screens import flags as screens
from bot.screens import welcome as welcome_screens
from bot.screens.around import old_button
from bot.screens.screen import Screen
from bot.visit import Visit
from content.history import Flagged
from storage import pauses, practices, reports


async def open_(visit: Visit) -> None:
    """Show the first page of flags (`/stop`, or a button that says something is wrong)."""
    open_practice = await visit.run(practices.latest_open, visit.runner.id)
    number = open_practice.id if open_practice else 0
    await visit.say(screens.ask(visit.library, screens.PAGES[0], number))


async def tapped(visit: Visit) -> None:
    """Act on a tap: a number, its confirmation, a no, or a mis-tap taken back."""
    verb, name, practice_id = visit.words[0], visit.words[1], int(visit.words[2] or 0)
    flag = visit.library.flags.get(name)
    if verb == "open":
        await open_(visit)
    elif verb == "none" and name in screens.PAGES:
        await _none(visit, name, practice_id)
    elif flag is None:
        await visit.show(old_button())
    elif verb == "tap":
        await visit.show(screens.confirm(flag, practice_id))
    elif verb == "mistap":
        page = next((page for page in screens.PAGES if flag.tier in page), screens.PAGES[0])
        await visit.show(_page(visit, page, practice_id))
    elif verb == "yes" and flag.tier != "D":
        if visit.runner.step not in welcome.BEFORE_CONSENT:
            await visit.run(_raise, visit, name)
        first = visit.runner.step in welcome.STEPS
        emergency = visit.dorsi.settings.emergency_number or visit.library.safety.emergency
        await visit.show(screens.result(flag, emergency, first_minute=first))
    else:
        await visit.show(old_button())


def _page(visit: Visit, page: str, practice_id: int) -> Screen:
    """Return a page of flags; in the first minute the last one asks for a sorer ankle, too."""
    screen = screens.ask(visit.library, page, practice_id)
    first_minute = visit.runner.step == "flags"
    return welcome_screens.sorer(screen) if first_minute and page == screens.PAGES[-1] else screen


async def _none(visit: Visit, page: str, practice_id: int) -> None:
    """Go on after a no: to the next page, the first minute's next question, or the practice."""
    if page != screens.PAGES[-1]:
        following = screens.PAGES[screens.PAGES.index(page) + 1]
        await visit.show(_page(visit, following, practice_id))
    elif visit.runner.step == "flags":
        await welcome.go_to(visit, "zone")
    elif practice_id:
        kept = await visit.run(practices.get, visit.runner.id, practice_id)
        await visit.show(await practice.going_on(visit, kept) if kept else screens.none_of_these())
    else:
        await visit.show(screens.none_of_these())


def _raise(conn: Connection, visit: Visit, flag: str) -> None:
    """Keep a flag; it ends the practice and pauses every reminder."""
    runner = visit.runner.id
    reports.add(conn, runner, Flagged(visit.now, visit.day, flag))
    today.close_open(conn, runner)
    pauses.stop(conn, runner, True, visit.now)
