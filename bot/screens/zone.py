"""Where a runner's clock is: by a shared place, by the time it shows, or by a city's name."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.screens.screen import Button, Screen, bold, escape, fitting, go, grid, lines
from bot.screens.times import clock, compared_clock, phone_time
from bot.taps.plan import PlanTap
from bot.taps.settings import SettingsTap
from bot.taps.zone import (
    ZoneAskTap,
    ZoneAtTap,
    ZoneBetweenTap,
    ZoneIsTap,
    ZoneMoreTap,
    ZonePlaceTap,
    ZoneShareTap,
    ZoneStayTap,
)
from scheduler.zones import City, city

if TYPE_CHECKING:
    from scheduler.places.lookup import Spot

HOUR = timedelta(hours=1)
DATE_LINE = timedelta(hours=13)
PLAN = ((Button("My plan", PlanTap()), Button("Settings", SettingsTap())),)
CHANGE = (Button("Change", ZoneAskTap()),)
A_PAGE = 6
# Characters of a place beside its time, so that both fit the width of a phone.
MOST_OF_A_LABEL = 32
FORGOTTEN = "Thank you. The place is forgotten again."


def ask(now: datetime, offsets: Iterable[timedelta], *, whole: bool = True) -> Screen:
    """Ask what time it is for the runner; one button for each time it is somewhere now.

    The times a whole number of hours from UTC come first, the others on a second screen.
    """
    buttons = [
        Button(_label(now, ahead), ZoneAtTap(int(ahead.total_seconds() // 60)))
        for ahead in offsets
        if (ahead % HOUR == timedelta(0)) == whole
    ]
    half, full = Button("Half hours", ZoneBetweenTap()), Button("Full hours", ZoneAskTap())
    text = lines(
        bold("What time is it where you are?"),
        "Tap it, or type your city. Your reminders follow that clock, also when it changes.",
    )
    ways = (half if whole else full, Button("Share place", ZoneShareTap()))
    return Screen(text, (*grid(buttons, 4), ways))


def _label(now: datetime, ahead: timedelta) -> str:
    """Return the time there; the far east of the date line shares its times, so it has a day."""
    there = now + ahead
    return f"{there:%a %H:%M}" if ahead >= DATE_LINE else f"{there:%H:%M}"


def share() -> Screen:
    """Offer Telegram's own button for sharing the place."""
    return Screen(
        "Tap the button below. I look up your time zone and forget the place at once.",
        ask_location=True,
    )


def cities(found: Sequence[City]) -> Screen:
    """Ask which city's clock is the runner's; the region says who else lives by it."""
    buttons = [Button(city.name[:24], ZoneIsTap(city.zone)) for city in found]
    return Screen(
        lines(
            bold("Whose clock do you share?"),
            "It decides when summer time begins. You can type your own city, too.",
            "",
            *(f"{bold(city.name)}: {escape(city.region)}" for city in found),
        ),
        (
            *fitting(buttons),
            (Button("None of these", ZoneAskTap()),),
        ),
    )


def places(
    found: "Sequence[Spot]", now: datetime, typed: str, page: int = 0, *, near: bool = False
) -> Screen:
    """Ask which of several places is meant, the most populous first, a page at a time."""
    shown = found[page * A_PAGE : (page + 1) * A_PAGE]
    rows = [(_place(one, found, now),) for one in shown]
    more = len(found) > (page + 1) * A_PAGE and _more(page + 1, typed)
    turn = (Button("More places", more),) if more else ()
    return Screen(
        lines(
            bold("Did you mean one of these?" if near else "Which one is it?"),
            "Tap it, or type your city with its country or state, like Portland, Maine.",
        ),
        (*rows, (*turn, Button("None of these", ZoneAskTap()))),
    )


def _more(page: int, typed: str) -> ZoneMoreTap | None:
    tap = ZoneMoreTap(page, typed.replace(":", " ").replace("\n", " "))
    try:
        tap.pack()
    except ValueError:  # longer than a button can say
        return None
    return tap


def _place(one: "Spot", found: "Sequence[Spot]", now: datetime) -> Button:
    """Return a place's button: with its state where others of the country stand beside it."""
    state, _, country = one.region.rpartition(", ")
    is_alone = sum(other.region.endswith(country) for other in found) == 1
    region = country if is_alone or not state else state
    called = f"{one.name}, {region}"[:MOST_OF_A_LABEL]
    tap = ZoneIsTap(one.zone) if one.id is None else ZonePlaceTap(one.id)
    return Button(f"{called} · {clock(now, one.zone)}", tap)


def unknown_city(text: str) -> Screen:
    """Answer a city that is in no table."""
    return Screen(
        f"I don't know “{escape(text[:40])}”. Try the biggest city near you, like Vienna or Lagos.",
        ((Button("Pick by the time", ZoneAskTap()),),),
    )


def unknown_place() -> Screen:
    """Answer a shared place that has no zone."""
    return Screen(
        "I can't find a time zone for that place. Type your city instead, like Vienna.",
        ((Button("Pick by the time", ZoneAskTap()),),),
    )


def travelling(now: datetime, there: str, home: str) -> Screen:
    """Offer the clock of where the runner is; the button alone remembers which that is."""
    return Screen(
        lines(
            bold(f"It looks like {city(there)}: {clock(now, there)} there now."),
            f"Your phone says {phone_time(now)}.",
            "Shall reminders follow that clock? Your run times keep their hour there.",
            "",
            "The place itself is forgotten again.",
        ),
        (
            (go("Yes", ZoneIsTap(there)),),
            (Button(f"Keep {city(home)}"[:24], ZoneStayTap()),),
        ),
    )


def same_clock(now: datetime, home: str) -> Screen:
    """Answer a shared place by whose clock the reminders come already."""
    return Screen(
        f"Your reminders follow that clock already: {city(home)}, {clock(now, home)} now. "
        "The place itself is forgotten again.",
        PLAN,
    )


def stays(now: datetime, home: str) -> Screen:
    """Say that reminders follow the clock they did."""
    return Screen(f"Good, we stay with {city(home)}: {compared_clock(now, home)}", (*PLAN, CHANGE))


def changed(noted: str) -> Screen:
    """Show the zone that is kept from now on, with the way to see what follows from it."""
    return Screen(noted, (*PLAN, CHANGE))


def kept(now: datetime, place: "Spot") -> str:
    """Say where a runner's clock is, with its time beside the phone's, so a wrong one is seen."""
    return f"{escape(place.called)}: {compared_clock(now, place.zone)}"
