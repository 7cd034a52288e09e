"""Red flags: asked in plain words, confirmed once, kept; they end what must end."""

from telegram import Message

from bot import practice_flow
from bot.asked import AskedFlags, AskedZone, FirstMinute
from bot.handlers import lifting, onboarding, practice
from bot.handlers.fallbacks import means_nothing
from bot.interaction import Visit
from bot.practice_request import Session
from bot.screens import flags as screens
from bot.screens.screen import Screen
from bot.taps.flags import (
    FlagMistapTap,
    FlagPageTap,
    FlagsTap,
    FlagTap,
    FlagUndoTap,
    FlagYesTap,
    LoneFlagTap,
    LoneFlagYesTap,
    NoFlagTap,
)
from content import coach
from content.coach import asking
from content.events import Flagged
from content.flag import Flag
from storage import practices, recording


async def open_(visit: Visit, _: FlagsTap | None = None) -> None:
    """Show the first page of all flags (`/stop`, or a button that says something is wrong)."""
    open_practice = await visit.run(practices.latest_open, visit.runner.id)
    number = open_practice.id if open_practice else 0
    await visit.say(screens.page(visit.library, asking.ALL, number))


async def page(visit: Visit, tap: FlagPageTap) -> None:
    """Show a page of flags."""
    if asking.pages(visit.library, tap.page):
        await visit.show(_page(visit, tap.page, tap.practice))
    else:
        await means_nothing(visit)


async def none(visit: Visit, tap: NoFlagTap) -> None:
    """Go on after a no: to the next page, the first minute's next question, or the practice."""
    if not asking.pages(visit.library, tap.page):
        await means_nothing(visit)
    elif following := asking.following(visit.library, tap.page):
        await visit.show(_page(visit, following, tap.practice))
    elif isinstance(visit.asked, AskedFlags):
        await onboarding.go_to(visit, AskedZone())
    elif tap.practice:
        kept = await visit.run(practices.clear, visit.runner.id, tap.practice)
        await visit.show(await practice.going_on(visit, kept) if kept else await _nothing(visit))
    else:
        await visit.show(await _nothing(visit))


async def confirm(visit: Visit, tap: FlagTap) -> None:
    """Ask once whether a flag was meant."""
    if flag := _red(visit, tap.flag):
        await visit.show(screens.confirm(flag, tap.page, tap.practice))
    else:
        await means_nothing(visit)


async def confirm_lone(visit: Visit, tap: LoneFlagTap) -> None:
    """Ask once whether a flag was meant; a mis-tap leads to all of them."""
    await confirm(visit, FlagTap(tap.flag, asking.ALL, tap.practice))


async def yes(visit: Visit, tap: FlagYesTap | LoneFlagYesTap) -> None:
    """Keep a flag, and say what it means in a message of its own."""
    flag = _red(visit, tap.flag)
    if flag is None:
        await means_nothing(visit)
        return
    stored = not isinstance(visit.asked, onboarding.BEFORE_CONSENT)
    if stored and not await _is_told_anew(visit, flag):
        await visit.answer(screens.NOTED)
        return
    first = isinstance(visit.asked, FirstMinute)
    emergency = visit.dorsi.settings.emergency_number or visit.library.safety.emergency
    await visit.say(screens.verdict(visit.library, flag, emergency, first_minute=first))
    message = visit.query.message if visit.query else None
    if isinstance(message, Message) and message.is_accessible:
        await visit.show(screens.noted(flag))


async def undo(visit: Visit, tap: FlagUndoTap) -> None:
    """Take a flag back that was not meant; later on, say how it is lifted.

    In the first minute the list is asked again.
    """
    flag = _red(visit, tap.flag)
    if flag is None:
        await means_nothing(visit)
        return
    state = await lifting.lift(visit, flag.id, "mistap")
    if state is None and flag.id in (await visit.state()).blocks:
        await visit.say(screens.too_late(flag))
    elif onboarding.is_due(visit):
        await onboarding.ask(visit, screens.TAKEN_BACK)
    elif state is None:
        await visit.show(screens.not_paused())
    else:
        held = coach.holds_all(state, visit.library, visit.day)
        await visit.show(screens.taken_back(held=held))


def _red(visit: Visit, name: str) -> Flag | None:
    """Return the red flag a button names; a limit is none."""
    flag = visit.library.flags.get(name)
    return None if flag is None or flag.is_limit else flag


def _page(visit: Visit, token: str, practice_id: int) -> Screen:
    """Return a page of flags; in the first minute the last one asks for a sorer ankle, too."""
    if isinstance(visit.asked, AskedFlags):
        return onboarding.page_of_flags(visit, token)
    return screens.page(visit.library, token, practice_id)


async def _nothing(visit: Visit) -> Screen:
    """Return what is said to a no to everything; on a day without a run, what is left of it."""
    if coach.no_run(await visit.state(), visit.library, visit.day):
        return await no_run(visit)
    return screens.none_of_these()


async def no_run(visit: Visit) -> Screen:
    """Return what is shown on a day when walking hurts too much, its questions asked before."""
    here = Session(await practice_flow.moment_now(visit), visit.runner.place)
    return screens.no_run(here)


async def _is_told_anew(visit: Visit, flag: Flag) -> bool:
    """Keep a flag; it ends the practice and pauses every reminder. False for a double tap."""
    event = Flagged(visit.now, visit.day, flag.id)
    recorded = await visit.run(recording.raise_flag, visit.dorsi.states, visit.runner.id, event)
    visit.runner = recorded.runner
    return recorded.new


async def of_before(visit: Visit, _: FlagMistapTap) -> None:
    """Answer a button that is not made any more."""
    await means_nothing(visit)
