"""What is paused, and the few things that lift it (`/safety`)."""

from bot.handlers import lifting
from bot.handlers.fallbacks import means_nothing
from bot.interaction import Interaction
from bot.screens import safety as screens
from bot.screens.safety import Paused, paused
from bot.screens.screen import Screen
from bot.taps.safety import PausedTap, SafetyTap, SeenTap
from content import coach
from content.coach import State
from content.events import How, Seen, Walking
from content.flag import Flag
from scheduler.wall_clock import local_day


def open_(interaction: Interaction) -> None:
    """Show what is paused and how it clears, or the safety page."""
    interaction.show(_page(interaction))


def tapped(interaction: Interaction, tap: SafetyTap) -> None:
    """Show what is paused, here or in a message of its own, or keep a day without trouble."""
    if tap.verb == "open":
        interaction.say(_page(interaction))
        return
    if tap.verb == "calm":
        _calm(interaction)
    open_(interaction)


def told(interaction: Interaction, tap: PausedTap) -> None:
    """Act on what is told of one thing that is paused: checked, calm, resting, or not seen yet."""
    one = _one(interaction, tap.key)
    if one is None:
        means_nothing(interaction)
    elif tap.verb == "calmed":
        _lift(interaction, one, "calm")
    elif tap.verb == "resting":
        interaction.show(screens.resting())
    elif tap.verb == "notyet":
        emergency = (
            interaction.services.settings.emergency_number or interaction.library.safety.emergency
        )
        interaction.show(screens.not_yet(one, interaction.library, emergency))
    elif _is_for_nobody(one):
        means_nothing(interaction)
    else:
        interaction.show(screens.when(one, interaction.library))


def seen(interaction: Interaction, tap: SeenTap) -> None:
    """Lift something by a clinician's word; an emergency not too soon after it was told."""
    one = _one(interaction, tap.key)
    if one is None or _is_for_nobody(one):
        means_nothing(interaction)
        return
    state = interaction.state()
    block = state.blocks.get(unbuttoned(state, one.key))
    until = coach.waits_until(block) if block else None
    if until is not None and interaction.now < until:
        interaction.show(screens.too_soon(until, interaction.zone))
    else:
        _lift(interaction, one, "clinician", tap.when)


def _lift(interaction: Interaction, one: Paused, how: How, told: Seen | None = None) -> None:
    key = unbuttoned(interaction.state(), one.key)
    after = lifting.lift(interaction, key, how, told)
    if after is None:
        means_nothing(interaction)
    elif one.flag is not None and one.flag.is_limit and not coach.offers_nothing(one.flag):
        interaction.show(screens.limit_lifted(one.flag))
    else:
        others = coach.holds_all(after, interaction.library, interaction.day)
        small = one.flag is None or not one.flag.is_limit
        interaction.show(screens.lifted(others=others, small=small))


def _calm(interaction: Interaction) -> None:
    """Keep a day without trouble, unless this day was already told otherwise."""
    walked = (interaction.state()).walked
    if walked is None or walked.day != interaction.day:
        interaction.record(Walking(interaction.now, interaction.day, 0))


def _page(interaction: Interaction) -> Screen:
    held = [one for one in _held(interaction) if _pauses(one)]
    return screens.page(held, interaction.library, interaction.day)


def _pauses(one: Paused) -> bool:
    """Tell whether something pauses drills, as red flags, time-outs and whole-body limits do."""
    return one.flag is None or not one.flag.is_limit or coach.offers_nothing(one.flag)


def _is_for_nobody(one: Paused) -> bool:
    """Tell whether no clinician's word lifts it."""
    return one.flag is not None and not one.flag.programme


def _one(interaction: Interaction, key: str) -> Paused | None:
    """Return what could be lifted under the key of a button, None where nothing is."""
    return next((one for one in _held(interaction) if one.key == key), None)


def _held(interaction: Interaction) -> list[Paused]:
    """Return everything that could be lifted: red flags, time-outs, and limits in force."""
    state = interaction.state()
    library = interaction.library
    blocks = sorted(state.blocks.values(), key=lambda block: block.urgency)
    limits = coach.limits_on(state, library, interaction.day)
    return [
        *(paused(block, library) for block in blocks),
        *(_of_limit(interaction, state, known) for known in limits),
    ]


def _of_limit(interaction: Interaction, state: State, known: Flag) -> Paused:
    since = state.limits.get(known.id) or interaction.day
    end = coach.limit_ends(known, since)
    told = state.limited.get(known.id)
    return Paused(
        known.id, known, None, local_day(told, interaction.zone) if told else since, end=end
    )


def unbuttoned(state: State, key: str) -> str:
    """Return the pause's own key."""
    return next((one for one in state.blocks if screens.in_button(one) == key), key)
