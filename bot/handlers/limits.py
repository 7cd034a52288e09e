"""The limits: added by a tap, some with their month, and taken away by a word."""

from collections.abc import Callable, Mapping
from datetime import date

from bot.handlers import lifting
from bot.handlers.fallbacks import means_nothing
from bot.interaction import Interaction
from bot.screens import limits as screens
from bot.screens.screen import Screen
from bot.taps.limits import LimitSinceTap, LimitsPageTap, LimitTap, LimitVerb, Where
from content import coach
from content.events import Limits
from content.flag import Flag
from storage import recording


def open_(interaction: Interaction) -> None:
    """Show the first page of limits in the settings."""
    show(interaction, 0, "limits")


def turn(interaction: Interaction, tap: LimitsPageTap) -> None:
    """Show the page of a button."""
    show(interaction, tap.page, tap.where)


def act(interaction: Interaction, tap: LimitTap) -> None:
    """Add a limit, or take it away."""
    flag = _named(interaction, tap.limit)
    if flag is None:
        means_nothing(interaction)
    else:
        ACTS[tap.verb](interaction, flag, tap.where)


def since(interaction: Interaction, tap: LimitSinceTap) -> None:
    """Take the month in; a limit from longer ago is over, and is not kept."""
    flag = _named(interaction, tap.limit)
    if flag is None:
        means_nothing(interaction)
        return
    months = coach.months_asked(flag, interaction.day)
    named = next((one for one in months if f"{one:%Y-%m}" == tap.month), None)
    if named is not None:
        _keep(interaction, flag, named, tap.where)
        return
    lifting.lift(interaction, flag.id, "over")
    _page_of(interaction, flag, tap.where)


def _named(interaction: Interaction, key: str) -> Flag | None:
    """Return the limit a button names."""
    return next((one for one in interaction.library.limits if one.id == key), None)


def show(interaction: Interaction, page: int, where: Where) -> None:
    """Show a page of limits."""
    interaction.show(page_of(interaction, page, where))


def page_of(interaction: Interaction, page: int, where: Where) -> Screen:
    """Return a page of limits, with what holds ticked."""
    held = {one.id for one in held_now(interaction)}
    return screens.ask(
        interaction.library, held, page % len(screens.pages(interaction.library)), where
    )


def held_now(interaction: Interaction) -> tuple[Flag, ...]:
    """Return the limits in force now."""
    return coach.limits_on(interaction.state(), interaction.library, interaction.day)


def _add(interaction: Interaction, flag: Flag, where: Where) -> None:
    """Add a limit; one that ends by itself once its month is known."""
    if flag in held_now(interaction):
        _added(interaction, flag, where)
    elif months := coach.months_asked(flag, interaction.day):
        page = screens.page_of(interaction.library, flag.id)
        interaction.show(screens.month(flag, months, page, where))
    else:
        _keep(interaction, flag, interaction.day, where)


def _keep(interaction: Interaction, flag: Flag, since: date, where: Where) -> None:
    event = Limits(interaction.now, interaction.day, (flag.id,), ((flag.id, since),))
    states, runner = interaction.services.states, interaction.runner.id
    recorded = recording.add_limit(interaction.conn, states, runner, flag.id, event)
    interaction.runner = recorded.runner
    _added(interaction, flag, where)


def _added(interaction: Interaction, flag: Flag, where: Where) -> None:
    """Show what an added limit changes; the first minute tells it once all are asked."""
    if where == "hello":
        _page_of(interaction, flag, where)
    else:
        page = screens.page_of(interaction.library, flag.id)
        interaction.show(screens.added(interaction.library, flag, page))


def _off(interaction: Interaction, flag: Flag, where: Where) -> None:
    """Ask what takes a limit away; in the first minute a fresh tap is just taken back."""
    if flag not in held_now(interaction):
        _page_of(interaction, flag, where)
    elif where == "limits" or lifting.lift(interaction, flag.id, "mistap") is None:
        _ask(interaction, flag, where)
    else:
        _page_of(interaction, flag, where)


def _ask(interaction: Interaction, flag: Flag, where: Where) -> None:
    state = interaction.state()
    recent = coach.may_lift(state, interaction.library, flag.id, "mistap", interaction.now)
    page = screens.page_of(interaction.library, flag.id)
    interaction.show(screens.question(interaction.library, flag, page, where, recent=recent))


def _taken_back(interaction: Interaction, flag: Flag, where: Where) -> None:
    """Take a fresh tap back; a later one is asked about."""
    lifted = lifting.lift(interaction, flag.id, "mistap")
    if lifted is None and flag in held_now(interaction):
        _ask(interaction, flag, where)
    else:
        _page_of(interaction, flag, where)


def _over(interaction: Interaction, flag: Flag, where: Where) -> None:
    """End a limit by the runner's word, asking the month where it counts from one."""
    if flag in held_now(interaction) and (months := coach.months_asked(flag, interaction.day)):
        page = screens.page_of(interaction.library, flag.id)
        interaction.show(screens.month(flag, months, page, where))
        return
    lifting.lift(interaction, flag.id, "over")
    _page_of(interaction, flag, where)


def _page_of(interaction: Interaction, flag: Flag, where: Where) -> None:
    show(interaction, screens.page_of(interaction.library, flag.id), where)


ACTS: Mapping[LimitVerb, Callable[[Interaction, Flag, Where], None]] = {
    "add": _add,
    "limit": _add,
    "off": _off,
    "mistap": _taken_back,
    "over": _over,
}
