"""Red flags: asked, confirmed once, kept, and cleared only by the one thing that clears them."""

from sqlalchemy import Connection

from bot.handlers import practice, today, welcome
from bot.screens import flags as screens
from bot.screens.around import old_button
from bot.visit import Visit
from content import coach
from content.history import Cleared, Flagged
from storage import plan, practices, reports, runners


async def open_(visit: Visit) -> None:
    """Show the first page of flags (`/stop`, or a button that says something is wrong)."""
    open_practice = await visit.run(practices.latest_open, visit.runner.id)
    number = open_practice.id if open_practice else 0
    await visit.say(screens.ask(visit.library, screens.PAGES[0], number))


async def safety(visit: Visit) -> None:
    """Show what is paused and how it clears, and the safety page (`/safety`)."""
    blocks = (await visit.state()).blocks.values()
    await visit.show(screens.listed(tuple(blocks), visit.library, visit.day))


async def tapped(visit: Visit) -> None:
    """Act on a tap: a number, its confirmation, a no, or the question of clearing."""
    verb, name, practice_id = visit.words[0], visit.words[1], int(visit.words[2] or 0)
    flag = visit.library.flags.get(name)
    if verb == "open":
        await open_(visit)
    elif verb == "list":
        await safety(visit)
    elif verb == "none" and name in screens.PAGES:
        await _none(visit, name, practice_id)
    elif flag is None:
        await visit.show(old_button())
    elif verb == "tap":
        await visit.show(screens.confirm(flag, practice_id))
    elif verb == "mistap":
        page = next(page for page in screens.PAGES if flag.tier in page)
        await visit.show(screens.ask(visit.library, page, practice_id))
    elif verb == "yes":
        await visit.run(_raise, visit, name)
        await visit.show(screens.result(flag, visit.dorsi.settings.emergency))
    elif verb == "clear":
        await visit.show(screens.clear(flag))
    elif verb == "cleared":
        others = await visit.run(_clear, visit, name)
        await visit.show(screens.cleared(others))


async def _none(visit: Visit, page: str, practice_id: int) -> None:
    """Go on after a no: to the next page, the first minute's next question, or the practice."""
    if page != screens.PAGES[-1]:
        following = screens.PAGES[screens.PAGES.index(page) + 1]
        await visit.show(screens.ask(visit.library, following, practice_id))
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
    runners.get_or_create(conn, runner, visit.runner.chat, visit.runner.name, visit.now)
    reports.add(conn, runner, Flagged(visit.now, visit.day, flag))
    runners.change(conn, runner, stopped=True)
    today.close_open(conn, runner)
    plan.changed(conn, runner, visit.now)


def _clear(conn: Connection, visit: Visit, flag: str) -> bool:
    """Keep that a clinician checked it; True while another flag still holds."""
    runner = visit.runner.id
    reports.add(conn, runner, Cleared(visit.now, visit.day, flag, "clinician"))
    state = coach.replay(visit.library, reports.history(conn, runner))
    others = any(block.tier in "ABC" for block in state.blocks.values())
    runners.change(conn, runner, stopped=others)
    plan.changed(conn, runner, visit.now)
    return others
