"""What is paused, how it comes back, and the safety page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.screens.flags import WRONG, told
from bot.screens.screen import Button, Screen, bold, escape, grid, lines
from bot.screens.times import clock, day
from bot.taps.limits import LimitTap
from bot.taps.safety import PausedTap, SafetyTap, SeenTap
from bot.taps.settings import SetTap
from bot.taps.tap import Tap
from bot.taps.today import TodayTap
from content.coach import Block, calm_days_wanted
from content.events import Seen
from content.flag import Flag
from content.library import Library

# [own] Characters of what is paused; the others follow as these go.
ROOM = 520
SEEN: tuple[tuple[Seen, str], ...] = (
    ("today", "Today"),
    ("yesterday", "Yesterday"),
    ("earlier", "Earlier"),
)
PAUSED = (Button("What is paused", SafetyTap("list")),)


@dataclass(frozen=True, slots=True)
class Paused:
    """Something that is paused: by a flag or limit, or (`flag` None) because it kept hurting.

    Where the runner `told` it and there is no flag, the content does not know that flag (any more).
    `key` names it in a button; `calm` counts the days free of trouble where these lift it after
    `wanted` of them (0 where only a clinician's word does). `end` is when it is over by itself.
    """

    key: str
    flag: Flag | None
    drill: str | None
    since: date
    calm: int = 0
    wanted: int = 0
    end: date | None = None
    told: bool = False

    @property
    def calm_enough(self) -> bool:
        """Tell whether the calm days lift it."""
        return 0 < self.wanted <= self.calm


def paused(block: Block, library: Library) -> Paused:
    """Return a block as it is shown."""
    flag = library.flags.get(block.key)
    wanted = calm_days_wanted(block, library)
    calm, tapped = len(block.calm), block.at is not None
    return Paused(in_button(block.key), flag, block.drill, block.day, calm, wanted, told=tapped)


def in_button(key: str) -> str:
    """Return a pause's key as it stands in a button, where colons part the words."""
    return key.replace(":", "-")


def page(held: Sequence[Paused], library: Library, today: date) -> Screen:
    """Show what is paused and how each comes back; the safety page where nothing is."""
    if not held:
        text = lines(bold("Nothing is paused."), "", escape(library.safety.safety))
        return Screen(text, ((WRONG,),), vital=True)
    parts: list[str] = []
    for number, one in enumerate(held, start=1):
        name = f"{number}. {_name(one, library)}" if len(held) > 1 else _name(one, library)
        part = lines(f"{bold(name)} ({day(one.since, today)})", how_it_ends(one, today))
        if parts and sum(map(len, (*parts, part))) > ROOM:
            break
        parts.append(part)
    buttons = [
        _way_back(one, number if len(held) > 1 else 0)
        for number, one in enumerate(held[: len(parts)], start=1)
    ]
    if any(one.wanted for one in held):
        buttons.append(Button("No trouble today", SafetyTap("calm")))
    if len(parts) < len(held):
        parts.append(f"And {len(held) - len(parts)} more.")
    return Screen("\n\n".join((bold("Paused"), *parts)), grid((*buttons, WRONG), 1), vital=True)


def how_it_ends(one: Paused, today: date) -> str:
    """Return the sentence on what lifts it; of time only where time lifts it."""
    if one.calm_enough:
        return f"{one.calm} days without trouble: you can lift it now."
    if one.wanted:
        return (
            f"Ends when a doctor or physiotherapist has checked it, or after {one.wanted} days "
            f"without trouble: {one.calm} so far."
        )
    if one.end is not None:
        return f"Ends {day(one.end, today)}, or when a doctor says you can exercise."
    if one.flag is not None and not one.flag.programme:
        return "Ends when you are 18."
    if one.flag is not None and one.flag.clear == "over":
        return "Ends when it is over, or when a doctor or midwife says you can exercise."
    return "Ends when a doctor or physiotherapist has checked it and says you can exercise."


def when(one: Paused, library: Library) -> Screen:
    """Ask for the one thing that lifts it: who has seen it, what they said, and when."""
    answers = [Button(label, SeenTap(one.key, seen)) for seen, label in SEEN]
    return Screen(
        lines(
            bold("Has a doctor or physiotherapist seen it and said you can exercise? When?"),
            "",
            escape(_name(one, library)),
        ),
        ((Button("Not yet", PausedTap("notyet", one.key)),), *grid(answers, 2)),
    )


def lifted(*, others: bool, small: bool) -> Screen:
    """Say that drills come back; reminders only once nothing else is flagged.

    `small` says that what was paused begins again at the gentle end.
    """
    if others:
        return Screen("Noted with today's date. Something else is still paused.", (PAUSED,))
    again = "We start again small, and reminders are back."
    return Screen(
        f"Noted with today's date. {again if small else 'Drills and reminders are back.'}",
        ((Button("What's for today", TodayTap()),),),
    )


def limit_lifted(flag: Flag) -> Screen:
    """Say that a limit under which something was offered holds no more."""
    return Screen(
        f"Noted with today's date: {escape(flag.label)} holds no more.",
        (
            (Button("Back to my limits", SetTap("limits")),),
            (Button("What's for today", TodayTap()),),
        ),
    )


def too_soon(until: datetime, zone: str) -> Screen:
    """Answer a clinician's word told too soon after an emergency."""
    return Screen(
        lines(
            "That is soon after an emergency, so I keep it a little longer.",
            f"If they said you can exercise, tell me again after {clock(until, zone)}.",
        ),
        (PAUSED,),
    )


def ask_seen(one: Paused, library: Library) -> Screen:
    """Ask, the day after an urgent flag, whether somebody has looked at it."""
    return Screen(
        lines(bold("Have you been seen?"), f"You told me: {escape(_name(one, library))}."),
        (
            (Button("Seen, I can exercise", PausedTap("clear", one.key)),),
            (Button("Seen, still resting", PausedTap("resting", one.key)),),
            (Button("Not yet", PausedTap("notyet", one.key)),),
        ),
    )


def resting() -> Screen:
    """Answer a runner who was seen and rests."""
    return Screen(
        "Good that somebody looked at it. Drills and reminders wait until they say you can "
        "exercise: tell me then in /safety.",
        (PAUSED,),
    )


def not_yet(one: Paused, library: Library, emergency: str) -> Screen:
    """Answer a runner who has not been seen: whom to see and how soon, once more."""
    text = _what(one, library) if one.flag is None else told(library, one.flag, emergency)
    return Screen(text, (PAUSED,), vital=True)


def _name(one: Paused, library: Library) -> str:
    """Return what a pause is called in few words."""
    if one.flag is not None:
        return one.flag.label
    if one.drill is None and one.told:
        return "A warning sign"
    drill = library.drills[one.drill].name if one.drill else "Standing drills"
    return f"{drill}: it kept hurting"


def _what(one: Paused, library: Library) -> str:
    name = library.drills[one.drill].name if one.drill else "Every standing drill"
    return escape(library.safety.refer.format(drill=name))


def _way_back(one: Paused, number: int) -> Button:
    """Return the button that leads to what lifts it; it names the way, not the illness."""
    tap: Tap = PausedTap("clear", one.key)
    label = "A doctor checked it"
    if one.calm_enough:
        label, tap = f"{one.calm} good days: lift it", PausedTap("calmed", one.key)
    elif one.flag is not None and one.flag.clear in {"over", "months"}:
        label, tap = "Something has changed", LimitTap("off", one.flag.id)
    return Button(f"{number}: {label[0].lower()}{label[1:]}" if number else label, tap)
