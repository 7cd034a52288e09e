"""Things to read: lessons, help, privacy, and why a drill is where it is."""

from collections.abc import Iterator

from bot.screens.flags import WRONG
from bot.screens.screen import (
    LONGEST,
    Button,
    Row,
    Screen,
    bold,
    escape,
    go,
    grid,
    lines,
    pages,
    visible,
)
from bot.taps.learn import (
    FormTap,
    LessonSourceTap,
    LessonsTap,
    LessonTap,
    SourcesPageTap,
    SourcesTap,
)
from bot.taps.pages import PageTap
from bot.taps.today import TodayTap
from content.library import Library

ALL = Button("All lessons", LessonsTap())
HELP = Button("Help", PageTap("help"))
MENU = (
    ("today", "the drill for now"),
    ("run", "a run: soon, moved, off, back"),
    ("plan", "run days, times, reminders"),
    ("check", "self-checks and knee-to-wall"),
    ("progress", "what you did and measured"),
    ("learn", "short lessons"),
    ("why", "why a drill is where it is"),
    ("stop", "something is wrong"),
    ("pause", "a break from reminders"),
    ("settings", "zone, quiet hours, units, place"),
    ("export", "all I keep, as a file"),
    ("delete", "delete all I keep"),
    ("privacy", "what is kept, and why"),
    ("safety", "what is paused, and limits"),
    ("help", "this list"),
)


def contents(library: Library) -> Screen:
    """List the lessons."""
    buttons = [Button(one.title, LessonTap(one.id)) for one in library.lessons.values()]
    more = (Button("Form slips", FormTap()), Button("All sources", SourcesTap()))
    return Screen(lines(bold("Short lessons"), "A minute each."), (*grid(buttons, 1), more))


def lesson(library: Library, name: str) -> Screen:
    """Show one lesson, with the next one and the list."""
    page = library.lessons[name]
    names = list(library.lessons)
    following = names[(names.index(name) + 1) % len(names)]
    text = lines(bold(page.title), "", escape(page.text))
    whole = lines(text, "", source_of(library, name))
    fits = visible(whole) <= LONGEST
    more: tuple[Row, ...] = () if fits else ((Button("Its source", LessonSourceTap(name)),),)
    ways = (go("Next", LessonTap(following)), ALL)
    return Screen(whole if fits else text, (ways, *more))


def lesson_source(library: Library, name: str) -> Screen:
    """Show where a lesson comes from, where it has no room for that itself."""
    text = lines(bold(library.lessons[name].title), "", source_of(library, name))
    return Screen(text, ((go("Back to it", LessonTap(name)), ALL),))


def source_of(library: Library, name: str) -> str:
    """Return where a lesson comes from (HTML)."""
    return f"Where this comes from: {escape(library.lessons[name].source)}"


def form(library: Library) -> Screen:
    """Show how form breaks and what mends it, whatever the drill."""
    faults = (f"{bold(one.label)}\n{escape(one.fix)}" for one in library.faults.values())
    text = lines(
        bold("When form slips"),
        "The drill gets smaller for now. Tell me with More, My form.",
        *(f"\n{fault}" for fault in faults),
    )
    return Screen(text, ((ALL,),))


def sources(library: Library, page: int = 0) -> Screen:
    """Show where drills, self-checks and lessons come from, each source once."""
    made = pages(bold("Where this comes from"), _sources(library))
    page = min(page, len(made) - 1)
    after = (page + 1) % len(made)
    label = "More sources" if after else "First page"
    more: tuple[Row, ...] = ((go(label, SourcesPageTap(after)),),) if len(made) > 1 else ()
    return Screen(made[page], (*more, (ALL,)))


def _sources(library: Library) -> Iterator[str]:
    """Return each source with what comes from it, the drills' first."""
    named = [(one.source, one.name) for one in library.drills.values()]
    named += [(one.source, one.name) for one in library.checks.values()]
    named += [(one.source, one.title) for one in library.lessons.values()]
    by_source: dict[str, list[str]] = {}
    for source, name in named:
        by_source.setdefault(source, []).append(name)
    for source, names in by_source.items():
        yield lines(bold(", ".join(names)), escape(source))


def help_() -> Screen:
    """Show the menu in words."""
    return Screen(
        lines(
            bold("What I do"),
            "I write before and after your runs, with a few ankle drills.",
            "Tap what you feel: the drill gets smaller at once, and tomorrow follows.",
            "",
            *(f"/{name} {escape(what)}" for name, what in MENU),
        ),
        ((go("What's for today", TodayTap()),), (WRONG,)),
    )


def privacy(library: Library, contact: str) -> Screen:
    """Say what is kept and why, and who runs this Dorsi; on a page of its own where it is long."""
    text = lines(bold("Privacy"), "", escape(library.safety.privacy))
    whole = lines(text, escape(_host(library, contact)))
    fits = visible(whole) <= LONGEST
    more: tuple[Row, ...] = () if fits else ((Button("Who runs this", PageTap("host")),),)
    ways = (go("Go on", TodayTap()), HELP)
    return Screen(whole if fits else text, (ways, *more))


def host(library: Library, contact: str) -> Screen:
    """Say who runs this Dorsi."""
    text = lines(bold("Privacy"), "", escape(_host(library, contact)))
    return Screen(text, ((go("Back to it", PageTap("privacy")), HELP),))


def _host(library: Library, contact: str) -> str:
    return library.safety.contact.format(contact=contact) if contact else ""
