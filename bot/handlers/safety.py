"""What is paused, and the few things that lift it (`/safety`)."""

from typing import get_args

from bot.handlers import lifting
from bot.screens import safety as screens
from bot.screens.around import old_button
from bot.screens.safety import Paused, paused
from bot.screens.screen import Screen
from bot.visit import Visit
from content import coach
from content.coach import State
from content.flag import Flag
from content.history import How, Seen, Walking
from scheduler.when import local_day


async def open_(visit: Visit) -> None:
    """Show what is paused and how it clears, or the safety page."""
    await visit.show(await _page(visit))


async def tapped(visit: Visit) -> None:
    """Act on a tap: the list, a day without trouble, or the lifting of one pause."""
    verb, key, value = visit.words
    one = next((one for one in await _held(visit) if one.key == key), None)
    if verb == "list":
        await open_(visit)
    elif verb == "open":
        await visit.say(await _page(visit))
    elif verb == "calm":
        await _calm(visit)
    elif one is None:
        await visit.show(old_button())
    elif verb in {"clear", "cleared"} and not _is_for_nobody(one):
        await visit.show(screens.when(one, visit.library))
    elif verb == "seen":
        await _seen(visit, one, value)
    elif verb == "calmed":
        await _lift(visit, one, "calm")
    elif verb == "resting":
        await visit.show(screens.resting())
    elif verb == "notyet":
        emergency = visit.dorsi.settings.emergency_number or visit.library.safety.emergency
        await visit.show(screens.not_yet(one, visit.library, emergency))
    else:
        await visit.show(old_button())


async def _seen(visit: Visit, one: Paused, value: str) -> None:
    """Lift something by a clinician's word; an emergency not too soon after it was told."""
    told = next((when for when in get_args(Seen) if when == value), None)
    block = (await visit.state()).blocks.get(unbuttoned(await visit.state(), one.key))
    until = coach.waits_until(block) if block else None
    if told is None or _is_for_nobody(one):
        await visit.show(old_button())
    elif until is not None and visit.now < until:
        await visit.show(screens.too_soon(until, visit.zone))
    else:
        await _lift(visit, one, "clinician", told)


async def _lift(visit: Visit, one: Paused, how: How, told: Seen | None = None) -> None:
    key = unbuttoned(await visit.state(), one.key)
    after = await lifting.lift(visit, key, how, told)
    if after is None:
        await visit.show(old_button())
    elif one.flag is not None and one.flag.is_limit and not coach.offers_nothing(one.flag):
        await visit.show(screens.limit_lifted(one.flag))
    else:
        others = coach.holds_all(after, visit.library, visit.day)
        small = one.flag is None or not one.flag.is_limit
        await visit.show(screens.lifted(others=others, small=small))


async def _calm(visit: Visit) -> None:
    """Keep a day without trouble, unless this day was already told otherwise."""
    walked = (await visit.state()).walked
    if walked is None or walked.day != visit.day:
        await visit.record(Walking(visit.now, visit.day, 0))
    await open_(visit)


async def _page(visit: Visit) -> Screen:
    held = [one for one in await _held(visit) if _pauses(one)]
    return screens.page(held, visit.library, visit.day)


def _pauses(one: Paused) -> bool:
    """Tell whether something pauses drills, as red flags, time-outs and whole-body limits do."""
    return one.flag is None or not one.flag.is_limit or coach.offers_nothing(one.flag)


def _is_for_nobody(one: Paused) -> bool:
    """Tell whether no clinician's word lifts it."""
    return one.flag is not None and not one.flag.programme


async def _held(visit: Visit) -> list[Paused]:
    """Return everything that could be lifted: red flags, time-outs, and limits in force."""
    state = await visit.state()
    library = visit.library
    blocks = sorted(state.blocks.values(), key=lambda block: block.urgency)
    limits = coach.limits_on(state, library, visit.day)
    return [
        *(paused(block, library) for block in blocks),
        *(_of_limit(visit, state, known) for known in limits),
    ]


def _of_limit(visit: Visit, state: State, known: Flag) -> Paused:
    since = state.limits.get(known.id) or visit.day
    end = coach.limit_ends(known, since)
    told = state.limited.get(known.id)
    return Paused(known.id, known, None, local_day(told, visit.zone) if told else since, end=end)


def unbuttoned(state: State, key: str) -> str:
    """Return the pause's own key."""
    return next((one for one in state.blocks if screens.in_button(one) == key), key)
