"""A break from reminders: how long, since when, and the way back."""

from collections.abc import Iterable
from datetime import date

from bot.screens import typed
from bot.screens.screen import Button, Row, Screen, bold, escape, go, grid, lines
from bot.screens.times import dated
from bot.taps.pause import (
    WEEKS,
    PauseDateTap,
    PauseOfferTap,
    PauseOpenTap,
    PauseResumeTap,
    PauseUntilTap,
    PauseWeeksTap,
)
from bot.taps.plan import PlanTap

LIKE = "Type it like 12 Dec, 12.12. or 2026-12-12."


def offer() -> Screen:
    """Offer a break of some weeks, until a date, or without an end."""
    weeks = [Button(f"{n} week" + "s" * (n > 1), PauseWeeksTap(n)) for n in WEEKS]
    return Screen(
        lines(bold("A break from reminders?"), "A planned break is never a missed week."),
        (*grid(weeks, 2), (Button("Until a date", PauseDateTap()),), _open_end()),
    )


def paused(back: date | None, today: date) -> Screen:
    """Say that it is quiet until the day of coming back (None: until the runner says)."""
    end = f"I'm back on {dated(back, today)}." if back else "I'm back when you say."
    return Screen(
        lines(bold("Reminders are paused."), f"{end} /today works all the same."),
        ((go("Resume now", PauseResumeTap()),), (Button("Change the end", PauseOfferTap()),)),
    )


def planned(first: date, back: date, today: date) -> Screen:
    """Say from when it will be quiet, until the day of coming back."""
    return Screen(
        lines(
            bold(f"A break from {dated(first, today)}."),
            f"Reminders come as usual until then, and again from {dated(back, today)}.",
        ),
        (
            (Button("Other days", PauseDateTap()),),
            (Button("No break after all", PauseResumeTap()),),
        ),
    )


def which(days: Iterable[date], today: date) -> Screen:
    """Ask which of the days was meant that typed words can mean."""
    return typed.which(Button(dated(one, today), PauseUntilTap(one)) for one in days)


def resumed() -> Screen:
    """Say that reminders are back."""
    return Screen("Reminders are back.", ((Button("My plan", PlanTap()),),))


def ask_date() -> Screen:
    """Ask for the day on which reminders come again."""
    return Screen(
        lines(
            bold("On which day shall I be back?"),
            LIKE,
            "For a break later on, type both its days, like from 12 Dec to 20 Dec.",
        ),
        ((Button("Pick weeks instead", PauseOfferTap()),),),
    )


def no_such_date(text: str) -> Screen:
    """Answer something typed that is no date."""
    return Screen(f"I can't read “{escape(text[:30])}” as a date. {LIKE}")


def not_ahead(day: date, today: date) -> Screen:
    """Answer a date that is today or past."""
    return Screen(f"{dated(day, today)} is not ahead of us any more. {LIKE}")


def too_far(day: date, today: date) -> Screen:
    """Answer a date more than a year ahead."""
    return Screen(
        f"{dated(day, today)} is more than a year away. Type a nearer day, like 12 Dec, or let it "
        "end when you say.",
        (_open_end(),),
    )


def _open_end() -> Row:
    return (Button("Until I say", PauseOpenTap()),)
