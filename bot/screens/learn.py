"""Things to read: lessons, help, privacy, and why a drill is where it is."""

from html import escape

from bot.screens.screen import Button, Screen, bold, go, grid, lines
from content.library import Library

MENU = (
    ("today", "the drill for now"),
    ("run", "I'm running: soon, moved, not today, back"),
    ("plan", "run days, times, reminders"),
    ("check", "self-checks and knee-to-wall"),
    ("progress", "what you did and measured"),
    ("learn", "short lessons"),
    ("why", "why a drill is where it is"),
    ("stop", "something is wrong"),
    ("pause", "a break from reminders"),
    ("settings", "zone, quiet hours, units, place"),
    ("export", "all I keep about you, as a file"),
    ("delete", "delete everything about you"),
    ("privacy", "what is kept, and why"),
    ("safety", "what is paused, and limits"),
    ("help", "this list"),
)


def contents(library: Library) -> Screen:
    """List the lessons."""
    buttons = [Button(one.title, f"learn:{one.id}") for one in library.lessons.values()]
    return Screen(lines(bold("Short lessons"), "A minute each."), grid(buttons, 1))


def lesson(library: Library, name: str) -> Screen:
    """Show one lesson, with the next one and the list."""
    page = library.lessons[name]
    names = list(library.lessons)
    following = names[(names.index(name) + 1) % len(names)]
    return Screen(
        lines(bold(page.title), "", escape(page.text)),
        ((go("Next", f"learn:{following}"), Button("All lessons", "learn:list")),),
    )


def help_() -> Screen:
    """Show the menu in words."""
    return Screen(
        lines(
            bold("What I do"),
            "I write before and after your runs, and walk you through a few ankle drills.",
            "Tap what you feel: the drill gets smaller at once, and tomorrow follows.",
            "",
            *(f"/{name} {escape(what)}" for name, what in MENU),
        ),
        ((go("What's for today", "today"),),),
    )


def privacy(library: Library, contact: str) -> Screen:
    """Say what is kept and why, and who runs this Dorsi."""
    words = library.safety
    host = words.contact.format(contact=contact) if contact else None
    text = lines(bold("Privacy"), "", escape(words.privacy), escape(host) if host else None)
    return Screen(text, ((go("Go on", "today"), Button("Help", "page:help")),))
