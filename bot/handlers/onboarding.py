"""The first minute: which question a runner has come to, also after a break, and who may answer."""

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import TypeVar

from bot.asked import (
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
from bot.handlers import limits
from bot.interaction import Visit
from bot.screens import fallbacks, flags, zone
from bot.screens import onboarding as screens
from bot.screens.screen import Screen
from bot.taps.tap import Tap
from content import coach
from content.coach import asking
from scheduler import zones

K = TypeVar("K", bound=Tap)
Take = Callable[[Visit, K], Awaitable[None]]

# What a runner is asked before they agreed that anything is kept.
BEFORE_CONSENT = (AskedHello, AskedConsent)
# What a runner is asked before their zone; a limit may end it there.
BEFORE_ZONE = (*BEFORE_CONSENT, AskedLimits, AskedFlags, AskedAge)


def is_due(visit: Visit) -> bool:
    """Tell whether there is a question to answer first: the first minute's, or a newer notice."""
    return isinstance(visit.asked, FirstMinute) or has_new_notice(visit)


def has_new_notice(visit: Visit) -> bool:
    """Tell whether the disclaimer has changed since this runner agreed to it."""
    agreed = visit.runner.disclaimer
    return agreed is not None and agreed != str(visit.library.safety.version)


async def start(visit: Visit) -> None:
    """Greet (`/start`): a new runner with the first question, a known one with today."""
    if is_due(visit):
        await ask(visit)
    else:
        await visit.say(screens.back_again(visit.runner.name))


async def ask(visit: Visit, lead: str | None = None) -> None:
    """Show the question the runner has come to, after a leading sentence (HTML) if there is one."""
    screen = await _question(visit)
    await visit.show(screen.after(lead) if lead else screen)


async def typed(
    visit: Visit, _: AskedHello | AskedConsent | AskedLimits | AskedFlags | AskedAge
) -> None:
    """Ask again what typed words do not answer."""
    await ask(visit)


async def _question(visit: Visit) -> Screen:
    runner, library = visit.runner, visit.library
    if has_new_notice(visit):
        return screens.read_again(library)
    match visit.asked:
        case AskedConsent():
            screen = screens.consent(library)
        case AskedLimits():
            screen = await limits.page_of(visit, 0, "hello")
        case AskedFlags():
            screen = page_of_flags(visit, asking.ALL)
        case AskedZone():
            screen = zone.ask(visit.now, zones.offsets(visit.now))
        case AskedDays():
            screen = screens.days_and_time(runner.plan.walls)
        case AskedAge():
            recent = coach.may_lift(
                await visit.state(), library, library.age_limit.id, "mistap", visit.now
            )
            screen = screens.too_young(library, recent=recent)
        case _:
            screen = screens.hello(library, runner.name)
    return screen


def page_of_flags(visit: Visit, token: str) -> Screen:
    """Return a page of all flags; the last one asks for a sorer ankle, too."""
    screen = flags.page(visit.library, token)
    return screen if asking.following(visit.library, token) else screens.sorer(screen)


async def go_to(visit: Visit, question: Question, lead: str | None = None) -> None:
    """Keep how far the runner has come, and ask the next question."""
    await visit.change(awaiting=question.pack())
    await ask(visit, lead)


def at(question: type[Question]) -> Callable[[Take[K]], Take[K]]:
    """Take an answer only of a runner who has come to its question."""
    return _only(lambda visit: isinstance(visit.asked, question), elsewhere)


def past(questions: tuple[type[Question], ...]) -> Callable[[Take[K]], Take[K]]:
    """Take a tap only of a runner who has answered the questions before it."""
    return _only(lambda visit: not isinstance(visit.asked, questions), ask)


def _only(
    fits: Callable[[Visit], bool], otherwise: Callable[[Visit], Awaitable[None]]
) -> Callable[[Take[K]], Take[K]]:
    def guarded(take: Take[K]) -> Take[K]:
        @wraps(take)
        async def tapped(visit: Visit, tap: K) -> None:
            await (take(visit, tap) if fits(visit) else otherwise(visit))

        return tapped

    return guarded


async def elsewhere(visit: Visit) -> None:
    """Answer a button of a question that is not on show: the present one is asked."""
    await (ask(visit) if is_due(visit) else visit.show(fallbacks.old_button()))
