"""Onboarding: one question after another, and the same one again after a break."""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import TypeVar

from bot.handlers import limits
from bot.interaction import Interaction
from bot.screens import fallbacks, flags, zone
from bot.screens import onboarding as screens
from bot.screens.screen import Row, Screen
from bot.taps.asked import (
    AskedAge,
    AskedConsent,
    AskedDays,
    AskedFlags,
    AskedHello,
    AskedLimits,
    AskedZone,
    FirstMinute,
    Question,
)
from bot.taps.tap import Tap
from content import coach
from content.coach import asking
from scheduler import zones

K = TypeVar("K", bound=Tap)
Take = Callable[[Interaction, K], None]

# What a runner is asked before they agreed that anything is kept.
BEFORE_CONSENT = (AskedHello, AskedConsent)
# What a runner is asked before their zone; a limit may end it there.
BEFORE_ZONE = (*BEFORE_CONSENT, AskedLimits, AskedFlags, AskedAge)


def is_due(interaction: Interaction) -> bool:
    """Tell whether there is a question to answer first: the first minute's, or a newer notice."""
    return isinstance(interaction.asked, FirstMinute) or has_new_notice(interaction)


def has_new_notice(interaction: Interaction) -> bool:
    """Tell whether the disclaimer has changed since this runner agreed to it."""
    agreed = interaction.runner.disclaimer
    return agreed is not None and agreed != str(interaction.library.safety.version)


def start(interaction: Interaction) -> None:
    """Greet (`/start`): a new runner with the first question, a known one with today."""
    if is_due(interaction):
        ask(interaction)
    else:
        interaction.say(screens.back_again(interaction.runner.name))


def ask(interaction: Interaction, lead: str | None = None, *below: Row) -> None:
    """Show the question the runner has come to, after a leading sentence (HTML) if there is one.

    `below` are buttons about that sentence.
    """
    screen = _question(interaction)
    if lead:
        screen = screen.after(lead)
    interaction.show(replace(screen, rows=(*screen.rows, *below)))


def typed(
    interaction: Interaction, _: AskedHello | AskedConsent | AskedLimits | AskedFlags | AskedAge
) -> None:
    """Ask again what typed words do not answer."""
    ask(interaction)


def _question(interaction: Interaction) -> Screen:
    runner, library = interaction.runner, interaction.library
    if has_new_notice(interaction):
        return screens.read_again(library)
    match interaction.asked:
        case AskedConsent():
            screen = screens.consent(library)
        case AskedLimits():
            screen = limits.page_of(interaction, 0, "hello")
        case AskedFlags():
            screen = page_of_flags(interaction, asking.ALL)
        case AskedZone():
            screen = zone.ask(interaction.now, zones.offsets(interaction.now))
        case AskedDays():
            screen = screens.days_and_time(runner.plan.walls)
        case AskedAge():
            recent = coach.may_lift(
                interaction.state(), library, library.age_limit.id, "mistap", interaction.now
            )
            screen = screens.too_young(library, recent=recent)
        case _:
            screen = screens.hello(library, runner.name)
    return screen


def page_of_flags(interaction: Interaction, token: str) -> Screen:
    """Return a page of all flags; the last one asks for a sorer ankle, too."""
    screen = flags.page(interaction.library, token)
    return screen if asking.following(interaction.library, token) else screens.sorer(screen)


def go_to(
    interaction: Interaction, question: Question, lead: str | None = None, *below: Row
) -> None:
    """Keep how far the runner has come, and ask the next question."""
    interaction.change(awaiting=question.pack())
    ask(interaction, lead, *below)


def at(question: type[Question]) -> Callable[[Take[K]], Take[K]]:
    """Take an answer only of a runner who has come to its question."""
    return _only(lambda interaction: isinstance(interaction.asked, question), elsewhere)


def past(questions: tuple[type[Question], ...]) -> Callable[[Take[K]], Take[K]]:
    """Take a tap only of a runner who has answered the questions before it."""
    return _only(lambda interaction: not isinstance(interaction.asked, questions), ask)


def _only(
    fits: Callable[[Interaction], bool], otherwise: Callable[[Interaction], None]
) -> Callable[[Take[K]], Take[K]]:
    def guarded(take: Take[K]) -> Take[K]:
        @wraps(take)
        def tapped(interaction: Interaction, tap: K) -> None:
            if fits(interaction):
                take(interaction, tap)
            else:
                otherwise(interaction)

        return tapped

    return guarded


def elsewhere(interaction: Interaction) -> None:
    """Answer a button of a question that is not on show: the present one is asked."""
    if is_due(interaction):
        ask(interaction)
    else:
        interaction.show(fallbacks.old_button())
