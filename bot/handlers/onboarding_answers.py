"""The answers of the first minute, one after another, up to the time of the run days."""

from collections.abc import Sequence
from datetime import time

from bot.handlers import lifting, limits, my_data
from bot.handlers.onboarding import ask, at, elsewhere, go_to, has_new_notice, is_due
from bot.handlers.plan.changes import USUAL_TIME
from bot.handlers.plan.page import typed_wall
from bot.handlers.settings import name_sorer
from bot.interaction import Interaction
from bot.screens import fallbacks
from bot.screens import limits as limit_screens
from bot.screens import onboarding as screens
from bot.taps.asked import (
    HOME,
    AskedAge,
    AskedConsent,
    AskedDays,
    AskedFlags,
    AskedHello,
    AskedLimits,
    AskedZone,
)
from bot.taps.onboarding import (
    AgainTap,
    AgreedTap,
    ConsentTap,
    DeclineTap,
    FlaggedTap,
    GrownTap,
    LaterTap,
    LimitsToldTap,
    MoreLimitsTap,
    OldHelloTap,
    RunDayTap,
    RunTimeTap,
    SorerAnkleTap,
    UnderstoodTap,
)
from content.flag import Flag
from scheduler.recurrence import Rhythm
from storage import runners
from storage.reminders import forecast


@at(AskedHello)
def understood(interaction: Interaction, _: UnderstoodTap) -> None:
    """Keep the runner from here on: they agreed to what Dorsi is and is not."""
    runner = interaction.runner
    runners.get_or_create(interaction.conn, runner.id, runner.chat, runner.name, interaction.now)
    _keep_notice(interaction)
    go_to(interaction, AskedConsent())


def agreed(interaction: Interaction, _: AgreedTap) -> None:
    """Go on where a runner was who agreed to the changed disclaimer."""
    if not has_new_notice(interaction):
        elsewhere(interaction)
        return
    _keep_notice(interaction)
    if is_due(interaction):
        ask(interaction)
    else:
        interaction.show(screens.back_again(interaction.runner.name))


def _keep_notice(interaction: Interaction) -> None:
    version = str(interaction.library.safety.version)
    interaction.change(disclaimer=version, disclaimer_at=interaction.now)


@at(AskedConsent)
def consented(interaction: Interaction, _: ConsentTap) -> None:
    """Keep that answers about pain may be kept, and when that was said."""
    interaction.change(consent_at=interaction.now)
    go_to(interaction, AskedLimits())


@at(AskedConsent)
def declined(interaction: Interaction, _: DeclineTap) -> None:
    """Forget a runner who would rather have nothing kept."""
    my_data.forget(interaction)
    interaction.show(screens.declined())


def again(interaction: Interaction, _: AgainTap | OldHelloTap) -> None:
    """Ask where the first minute was left."""
    elsewhere(interaction)


def later(interaction: Interaction, _: LaterTap) -> None:
    """Let the runner go."""
    interaction.show(screens.later())


@at(AskedLimits)
def more_limits(interaction: Interaction, tap: MoreLimitsTap) -> None:
    """Go on to the next page of limits, what they change, and the flags."""
    page = tap.page or 0
    if page < len(limit_screens.pages(interaction.library)):
        limits.show(interaction, page, "hello")
        return
    held = limits.held_now(interaction)
    if held and all(one.programme for one in held):
        interaction.show(limit_screens.summary(interaction.library, held))
    else:
        _go_on(interaction, held)


@at(AskedLimits)
def limits_told(interaction: Interaction, _: LimitsToldTap) -> None:
    """Go on after what the limits change."""
    _go_on(interaction, limits.held_now(interaction))


def _go_on(interaction: Interaction, held: Sequence[Flag]) -> None:
    """Go on to the flags; a limit may say that the programme is not for this runner."""
    go_to(interaction, AskedFlags() if all(one.programme for one in held) else AskedAge())


@at(AskedAge)
def grown(interaction: Interaction, _: GrownTap) -> None:
    """Go on with a runner who is of age now, or never was too young, from the limits on."""
    lifting.lift(interaction, interaction.library.age_limit.id, "over")
    go_to(interaction, AskedLimits())


def flagged(interaction: Interaction, _: FlaggedTap) -> None:
    """Let the set-up be after a flag; its verdict stays where it is, and nothing asks on."""
    if isinstance(interaction.asked, AskedFlags):
        interaction.change(awaiting=AskedZone().pack())
    interaction.say(screens.set_up_later() if is_due(interaction) else fallbacks.old_button())


@at(AskedFlags)
def sorer(interaction: Interaction, tap: SorerAnkleTap) -> None:
    """Keep the ankle that needs more care; it was named with a no to the last flags."""
    name_sorer(interaction, tap.side)
    go_to(interaction, AskedZone())


@at(AskedDays)
def day(interaction: Interaction, tap: RunDayTap) -> None:
    """Switch one run day on or off."""
    days = dict(interaction.runner.plan.walls)
    if days.pop(tap.day, None) is None:
        days[tap.day] = USUAL_TIME
    interaction.draft(plan=Rhythm.weekly(days))
    ask(interaction)


@at(AskedDays)
def run_time(interaction: Interaction, tap: RunTimeTap) -> None:
    """Take the time of the run days."""
    _ready(interaction, tap.wall)


def typed_time(interaction: Interaction, _: AskedDays) -> None:
    """Take the typed time of the run days."""
    if (wall := typed_wall(interaction, RunTimeTap)) is not None:
        _ready(interaction, wall)


def _ready(interaction: Interaction, wall: time) -> None:
    """Keep when every run day's run begins, which ends the first minute."""
    days = interaction.runner.plan.walls
    if not days:
        ask(interaction)
        return
    interaction.replan(plan=Rhythm.weekly(dict.fromkeys(days, wall)), awaiting=HOME)
    coming = forecast.of(interaction.conn, interaction.runner.id, interaction.now)
    first = next((one for one in coming if one.start), None)
    interaction.show(
        screens.ready(first, interaction.zone, interaction.now, stopped=interaction.runner.stopped)
    )
