"""Red flags: asked in plain words, confirmed once, kept; they end what must end."""

from bot import practice_flow
from bot.handlers import lifting, onboarding, practice
from bot.handlers.fallbacks import means_nothing
from bot.interaction import Interaction
from bot.practice_request import PracticeRequest
from bot.screens import flags as screens
from bot.screens.screen import Screen
from bot.taps.asked import AskedFlags, AskedZone, FirstMinute
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


def open_(interaction: Interaction, _: FlagsTap | None = None) -> None:
    """Show the first page of all flags (`/stop`, or a button that says something is wrong)."""
    open_practice = practices.latest_open(interaction.conn, interaction.runner.id)
    number = open_practice.id if open_practice else 0
    interaction.say(screens.page(interaction.library, asking.ALL, number))


def page(interaction: Interaction, tap: FlagPageTap) -> None:
    """Show a page of flags."""
    if asking.pages(interaction.library, tap.page):
        interaction.show(_page(interaction, tap.page, tap.practice))
    else:
        means_nothing(interaction)


def none(interaction: Interaction, tap: NoFlagTap) -> None:
    """Go on after a no: to the next page, the first minute's next question, or the practice."""
    if not asking.pages(interaction.library, tap.page):
        means_nothing(interaction)
    elif following := asking.following(interaction.library, tap.page):
        interaction.show(_page(interaction, following, tap.practice))
    elif isinstance(interaction.asked, AskedFlags):
        onboarding.go_to(interaction, AskedZone())
    elif tap.practice:
        kept = practices.clear(interaction.conn, interaction.runner.id, tap.practice)
        interaction.show(practice.going_on(interaction, kept) if kept else _nothing(interaction))
    else:
        interaction.show(_nothing(interaction))


def confirm(interaction: Interaction, tap: FlagTap) -> None:
    """Ask once whether a flag was meant."""
    if flag := _red(interaction, tap.flag):
        interaction.show(screens.confirm(flag, tap.page, tap.practice))
    else:
        means_nothing(interaction)


def confirm_lone(interaction: Interaction, tap: LoneFlagTap) -> None:
    """Ask once whether a flag was meant; a mis-tap leads to all of them."""
    confirm(interaction, FlagTap(tap.flag, asking.ALL, tap.practice))


def yes(interaction: Interaction, tap: FlagYesTap | LoneFlagYesTap) -> None:
    """Keep a flag, and say what it means in a message of its own."""
    flag = _red(interaction, tap.flag)
    if flag is None:
        means_nothing(interaction)
        return
    stored = not isinstance(interaction.asked, onboarding.BEFORE_CONSENT)
    if stored and not _is_told_anew(interaction, flag):
        interaction.answer(screens.NOTED)
        return
    first = isinstance(interaction.asked, FirstMinute)
    emergency = (
        interaction.services.settings.emergency_number or interaction.library.safety.emergency
    )
    interaction.say(screens.verdict(interaction.library, flag, emergency, first_minute=first))
    if interaction.incoming.place is not None:
        interaction.show(screens.noted(flag))


def undo(interaction: Interaction, tap: FlagUndoTap) -> None:
    """Take a flag back that was not meant; later on, say how it is lifted.

    In the first minute the list is asked again.
    """
    flag = _red(interaction, tap.flag)
    if flag is None:
        means_nothing(interaction)
        return
    state = lifting.lift(interaction, flag.id, "mistap")
    if state is None and flag.id in (interaction.state()).blocks:
        interaction.say(screens.too_late(flag))
    elif onboarding.is_due(interaction):
        onboarding.ask(interaction, screens.TAKEN_BACK)
    elif state is None:
        interaction.show(screens.not_paused())
    else:
        held = coach.holds_all(state, interaction.library, interaction.day)
        interaction.show(screens.taken_back(held=held))


def _red(interaction: Interaction, name: str) -> Flag | None:
    """Return the red flag a button names; a limit is none."""
    flag = interaction.library.flags.get(name)
    return None if flag is None or flag.is_limit else flag


def _page(interaction: Interaction, token: str, practice_id: int) -> Screen:
    """Return a page of flags; in the first minute the last one asks for a sorer ankle, too."""
    if isinstance(interaction.asked, AskedFlags):
        return onboarding.page_of_flags(interaction, token)
    return screens.page(interaction.library, token, practice_id)


def _nothing(interaction: Interaction) -> Screen:
    """Return what is said to a no to everything; on a day without a run, what is left of it."""
    if coach.no_run(interaction.state(), interaction.library, interaction.day):
        return no_run(interaction)
    return screens.none_of_these()


def no_run(interaction: Interaction) -> Screen:
    """Return what is shown on a day when walking hurts too much, its questions asked before."""
    here = PracticeRequest(practice_flow.moment_now(interaction), interaction.runner.place)
    return screens.no_run(here)


def _is_told_anew(interaction: Interaction, flag: Flag) -> bool:
    """Keep a flag; it ends the practice and pauses every reminder. False for a double tap."""
    event = Flagged(interaction.now, interaction.day, flag.id)
    recorded = recording.raise_flag(
        interaction.conn, interaction.services.states, interaction.runner.id, event
    )
    interaction.runner = recorded.runner
    return recorded.new


def of_before(interaction: Interaction, _: FlagMistapTap) -> None:
    """Answer a button that is not made any more."""
    means_nothing(interaction)
