"""The limits a runner tells: questions with a number button each, added by a tap, lifted by a word.

Each screen stands in the first minute and in the settings alike; `where` says in which of them.
"""

from collections.abc import Collection, Sequence
from datetime import date

from bot.screens.flags import told
from bot.screens.screen import Button, Row, Screen, bold, escape, go, grid, lines
from bot.taps.limits import AGO, TAPS, LimitsPageTap, LimitTap, Where
from bot.taps.onboarding import AgainTap, GrownTap, LimitsToldTap, MoreLimitsTap
from bot.taps.safety import PausedTap
from bot.taps.settings import SettingsTap
from content.coach import asking
from content.flag import Flag
from content.library import Library

# [own] Characters of what the limits change, on the one page that tells it.
ROOM = 480


def pages(library: Library) -> tuple[tuple[Flag, ...], ...]:
    """Return the limits in the pages they are asked in."""
    return tuple(asking.paged(library.limits))


def page_of(library: Library, key: str) -> int:
    """Return on which page a limit stands."""
    return next(n for n, page in enumerate(pages(library)) if key in {one.id for one in page})


def ask(library: Library, chosen: Collection[str], page: int, where: Where) -> Screen:
    """Ask a page of limits; a tick stands beside the number of each that holds."""
    all_of_them = pages(library)
    shown = all_of_them[page]
    numbers = [_number(number, flag, chosen, where) for number, flag in enumerate(shown, start=1)]
    head = bold("Is any of this true for you?")
    text = lines(
        f"{head} {page + 1} of {len(all_of_them)}" if len(all_of_them) > 1 else head,
        "Tap each number that is true.",
        "",
        *(f"{number}. {escape(flag.ask)}" for number, flag in enumerate(shown, start=1)),
    )
    rows = grid(numbers, asking.MOST)
    if where == "limits":
        return Screen(text, (*rows, *_turn(page, len(all_of_them)), (go("Back", SettingsTap()),)))
    onward = MoreLimitsTap(page + 1)
    some = any(flag.id in chosen for flag in shown)
    return Screen(
        text, (*rows, (go("Go on", onward) if some else Button("None of these", onward),))
    )


def _number(number: int, flag: Flag, chosen: Collection[str], where: Where) -> Button:
    """Return the button of one question; it names what it turns to, so a double tap is one."""
    if flag.id in chosen:
        return Button(f"✓ {number}", TAPS[where].limit("off", flag.id))
    return Button(str(number), TAPS[where].limit("add", flag.id))


def _turn(page: int, of: int) -> tuple[Row, ...]:
    if of == 1:
        return ()
    return ((Button("More questions", LimitsPageTap((page + 1) % of)),),)


def month(flag: Flag, months: Sequence[date], page: int, where: Where) -> Screen:
    """Ask from which month a limit counts; from any longer ago it is over."""
    taps = TAPS[where]
    buttons = [Button(f"{one:%B}", taps.since(flag.id, f"{one:%Y-%m}")) for one in months]
    ago = Button("Longer ago", taps.since(flag.id, AGO))
    return Screen(
        lines(bold("In which month was it?"), "", escape(flag.ask)),
        (*grid(buttons, 2), (ago,), (Button("I mis-tapped", taps.page(page)),)),
    )


def added(library: Library, flag: Flag, page: int) -> Screen:
    """Say what a limit that was added changes."""
    return Screen(
        lines(f"Noted: {bold(flag.label)}.", "", told(library, flag, library.safety.emergency)),
        (
            (go("Back to my limits", LimitsPageTap(page)),),
            (Button("I mis-tapped", LimitTap("mistap", flag.id)),),
        ),
    )


def question(library: Library, flag: Flag, page: int, where: Where, *, recent: bool) -> Screen:
    """Ask what takes a limit away; `recent` while its tap may still be taken back."""
    taps = TAPS[where]
    ways = [Button("I mis-tapped", taps.limit("mistap", flag.id))] if recent else []
    if flag.clear in {"over", "months"}:
        label = "It is over" if flag.programme else "I'm 18 now"
        ways.append(Button(label, taps.limit("over", flag.id)))
    if flag.programme:
        ways.append(Button("A doctor says I can", PausedTap("clear", flag.id)))
    return Screen(
        lines(
            bold("What has changed?"),
            "",
            escape(flag.ask),
            "",
            told(library, flag, library.safety.emergency),
        ),
        (*grid(ways, 1), (Button("Nothing, keep it", taps.page(page)),)),
    )


def grown_up() -> Screen:
    """Ask once whether a runner told too young is of age now."""
    return Screen(
        bold("Are you 18 or older now?"),
        ((Button("Yes, I'm 18 or older", GrownTap()),), (Button("Not yet", AgainTap()),)),
    )


def summary(library: Library, held: Sequence[Flag]) -> Screen:
    """Say, at the end of the questions, what the limits that hold change."""
    parts: list[str] = []
    for flag in held:
        part = f"{bold(flag.label)}: {escape(flag.told(library.safety.emergency))}"
        if parts and sum(map(len, (*parts, part))) > ROOM:
            parts.append(f"And {len(held) - len(parts)} more: /settings has them all.")
            break
        parts.append(part)
    running = min((flag.running for flag in held), key=("none", "easy", "free").index)
    return Screen(
        lines("\n\n".join(parts), "", escape(library.safety.running[running])),
        ((go("Go on", LimitsToldTap()),),),
    )
