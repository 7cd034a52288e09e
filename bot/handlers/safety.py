"""What is paused, and the few things that lift it (`/safety`)."""

from typing import Literal

from sqlalchemy import Connection

from bot.screens import safety as screens
from bot.screens.around import old_button
from bot.screens.safety import Paused
from bot.visit import Visit
from content import coach
from content.coach import Block, limits_on
from content.history import Cleared, Walking
from content.library import Library
from storage import pauses, reports


async def open_(visit: Visit) -> None:
    """Show what is paused and how it clears, or the safety page."""
    await visit.show(screens.page(await _paused(visit), visit.library, visit.day))


async def tapped(visit: Visit) -> None:
    """Act on a tap: the list, a calm day, or the lifting of one pause."""
    verb, key = visit.words
    one = next((one for one in await _paused(visit) if one.key == key), None)
    if verb == "list":
        await open_(visit)
    elif verb == "calm":
        await _calm(visit)
    elif one is None or (one.flag is not None and one.flag.clear == "over"):
        await visit.show(old_button())
    elif verb == "clear":
        await visit.show(screens.clear(one, visit.library))
    elif verb == "cleared":
        others = await visit.run(_lift, visit, key, "clinician")
        await visit.show(screens.cleared(others))
    elif verb == "calmed" and one.calm_enough:
        others = await visit.run(_lift, visit, key, "calm")
        await visit.show(screens.cleared(others))
    else:
        await visit.show(old_button())


async def _calm(visit: Visit) -> None:
    """Keep a day without trouble, unless this day was already told otherwise."""
    walked = (await visit.state()).walked
    if walked is None or walked.day != visit.day:
        await visit.run(reports.add, visit.runner.id, Walking(visit.now, visit.day, 0))
    await open_(visit)


async def _paused(visit: Visit) -> list[Paused]:
    """Return everything that keeps drills away: red flags, time-outs, and whole-body limits."""
    state = await visit.state()
    library = visit.library
    blocks = [_of_block(block, library) for block in state.blocks.values()]
    limits = [
        Paused(known.id, known, None, state.limits.get(known.id) or visit.day)
        for known in limits_on(state, library, visit.day)
        if coach.offers_nothing(known)
    ]
    return blocks + limits


def _of_block(block: Block, library: Library) -> Paused:
    flag = library.flags.get(block.key)
    wanted = coach.calm_days_wanted(block, library)
    return Paused(in_button(block.key), flag, block.drill, block.day, len(block.calm), wanted)


def in_button(key: str) -> str:
    """Return a pause's key as it stands in a button, where colons part the words."""
    return key.replace(":", "-")


def _lift(conn: Connection, visit: Visit, key: str, how: Literal["clinician", "calm"]) -> bool:
    """Keep that a pause is lifted; True while something else still keeps everything away."""
    runner = visit.runner.id
    before = visit.dorsi.histories.state(conn, visit.library, runner)
    name = next((one for one in before.blocks if in_button(one) == key), key)
    event = Cleared(visit.now, visit.day, name, how)
    reports.add(conn, runner, event)
    after = coach.step(visit.library, before, event)
    held = coach.holds_all(after, visit.library, visit.day)
    pauses.stop(conn, runner, held, visit.now)
    return held
