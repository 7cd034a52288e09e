"""What is paused, and the few things that lift it (`/safety`)."""

from bot.handlers import lifting
from bot.handlers.fallbacks import means_nothing
from bot.interaction import Visit
from bot.screens import safety as screens
from bot.screens.safety import Paused, paused
from bot.screens.screen import Screen
from bot.taps.safety import PausedTap, SafetyTap, SeenTap
from content import coach
from content.coach import State
from content.events import How, Seen, Walking
from content.flag import Flag
from scheduler.wall_clock import local_day


async def open_(visit: Visit) -> None:
    """Show what is paused and how it clears, or the safety page."""
    await visit.show(await _page(visit))


async def tapped(visit: Visit, tap: SafetyTap) -> None:
    """Show what is paused, here or in a message of its own, or keep a day without trouble."""
    if tap.verb == "open":
        await visit.say(await _page(visit))
        return
    if tap.verb == "calm":
        await _calm(visit)
    await open_(visit)


async def told(visit: Visit, tap: PausedTap) -> None:
    """Act on what is told of one thing that is paused: checked, calm, resting, or not seen yet."""
    one = await _one(visit, tap.key)
    if one is None:
        await means_nothing(visit)
    elif tap.verb == "calmed":
        await _lift(visit, one, "calm")
    elif tap.verb == "resting":
        await visit.show(screens.resting())
    elif tap.verb == "notyet":
        emergency = visit.dorsi.settings.emergency_number or visit.library.safety.emergency
        await visit.show(screens.not_yet(one, visit.library, emergency))
    elif _is_for_nobody(one):
        await means_nothing(visit)
    else:
        await visit.show(screens.when(one, visit.library))


async def seen(visit: Visit, tap: SeenTap) -> None:
    """Lift something by a clinician's word; an emergency not too soon after it was told."""
    one = await _one(visit, tap.key)
    if one is None or _is_for_nobody(one):
        await means_nothing(visit)
        return
    state = await visit.state()
    block = state.blocks.get(unbuttoned(state, one.key))
    until = coach.waits_until(block) if block else None
    if until is not None and visit.now < until:
        await visit.show(screens.too_soon(until, visit.zone))
    else:
        await _lift(visit, one, "clinician", tap.when)


async def _lift(visit: Visit, one: Paused, how: How, told: Seen | None = None) -> None:
    key = unbuttoned(await visit.state(), one.key)
    after = await lifting.lift(visit, key, how, told)
    if after is None:
        await means_nothing(visit)
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


async def _page(visit: Visit) -> Screen:
    held = [one for one in await _held(visit) if _pauses(one)]
    return screens.page(held, visit.library, visit.day)


def _pauses(one: Paused) -> bool:
    """Tell whether something pauses drills, as red flags, time-outs and whole-body limits do."""
    return one.flag is None or not one.flag.is_limit or coach.offers_nothing(one.flag)


def _is_for_nobody(one: Paused) -> bool:
    """Tell whether no clinician's word lifts it."""
    return one.flag is not None and not one.flag.programme


async def _one(visit: Visit, key: str) -> Paused | None:
    """Return what could be lifted under the key of a button, None where nothing is."""
    return next((one for one in await _held(visit) if one.key == key), None)


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
