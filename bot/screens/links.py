"""Links to calendars: what they led to, what is followed, and what changed there."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from bot.links.fetching import Why
from bot.screens.calendar import imported
from bot.screens.screen import Button, Screen, bold, escape, lines
from bot.screens.times import clock, dated, day
from bot.taps.calendar import CalendarTap
from bot.taps.links import FollowTap, StopFollowingTap
from bot.taps.plan import PlanTap
from scheduler.wall_clock import local_day
from storage.following import Changes, Moved
from storage.imports import Applied
from storage.links import Link

NAMED = 3  # moves told one by one; of more only the number
_HOW = (Button("How it works", CalendarTap()),)
_PLAN = (Button("My plan", PlanTap()),)
_NOT_OPENED: Mapping[Why, str] = {
    "refused": "That link leads to an address that I don't open. Please send the plan as a file.",
    "unreachable": "I could not reach that site just now. Please try again in an hour.",
    "gone": "There is nothing at that link. Please copy it once more, as a whole.",
    "closed": "That site lets only you in. Look for a link to share or to subscribe, or send the "
    "plan as a file.",
    "big": "That calendar is larger than 1 MB. Please send a shorter part of the plan.",
    "failing": "That site did not give me the calendar. Please try again in an hour.",
}


def off() -> Screen:
    """Answer a link where the host has links turned off: how to get from a link to a file."""
    return Screen(
        "I don't open links here. Open it in your browser: it gives you a file that ends in .ics. "
        "Send me that file with the paper clip.",
        (_HOW,),
    )


def refused(why: str) -> Screen:
    """Answer a link that is never opened; `why` is a sentence for the runner."""
    return Screen(lines(escape(why), "You can also send the plan as an .ics file."), (_HOW,))


def not_opened(why: Why) -> Screen:
    """Answer a link that could not be opened."""
    return Screen(_NOT_OPENED[why], (_HOW,))


def is_page(data: bytes) -> bool:
    """Tell whether bytes are a web page."""
    return data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<"


def page() -> Screen:
    """Answer a link to a web page instead of a calendar."""
    return Screen(
        "That link leads to a web page, not to a calendar. In your app, look for “Subscribe”, "
        "“iCal” or “Export”: the link there is the one I can read.",
        (_HOW,),
    )


def too_often(link: Link, now: datetime) -> Screen:
    """Answer a link that was opened a moment ago, or one link too many."""
    follow = (Button("Follow it", FollowTap(link.id, "none")),)
    recent = link.fetched_at is not None and now - link.fetched_at < timedelta(hours=1)
    if not recent:
        return Screen("You sent me several links just now. Please wait an hour.", (_HOW,))
    return Screen(
        "I opened that link less than an hour ago. To be kind to its site, I wait an hour before "
        "I open it again.",
        (_PLAN,) if link.next_at else (follow, _PLAN),
    )


def with_follow(shown: Screen, link: int, mark: str) -> Screen:
    """Return a preview with the button that also reads its link each day."""
    follow = (Button("Follow it", FollowTap(link, mark)),)
    told = lines(shown.text, "", "Follow it: I import this, and read the link again every day.")
    return replace(shown, text=told, rows=(shown.rows[0], follow, *shown.rows[1:]))


def following(link: Link, done: Applied | None, lead: int) -> Screen:
    """Say that a link is followed from now on."""
    first = imported(done, lead).text if done else None
    told = f"I read {escape(host(link))} again every day, and tell you what changed."
    return Screen(lines(first, told, "To stop: /plan, then Calendar."), (_PLAN,))


def enough() -> Screen:
    """Say that somebody follows as many links as one can."""
    return Screen(
        "You follow three calendars already. Stop one first, then say this link again.", (_HOW,)
    )


def no_such_link() -> Screen:
    """Answer a button for a link that was forgotten."""
    return Screen("I don't have that link any more. Please paste it once more.", (_HOW,))


def stopped() -> Screen:
    """Say that a link is forgotten."""
    return Screen(
        "I stopped, and forgot the link. The runs that came from it stay in your plan.", (_PLAN,)
    )


def with_followed(shown: Screen, followed: Sequence[Link]) -> Screen:
    """Return the page about calendars with what is followed, and how to stop."""
    if not followed:
        return shown
    told = [
        f"{escape(host(one))}{', which I cannot read now' if one.faults else ''}"
        for one in followed
    ]
    alone = len(followed) == 1
    rows = [
        (Button("Stop following" if alone else f"Stop {host(one)}"[:30], StopFollowingTap(one.id)),)
        for one in followed
    ]
    text = lines(shown.text, "", bold("Read every day: ") + ", ".join(told))
    return replace(shown, text=text, rows=(*shown.rows[:-1], *rows, shown.rows[-1]))


def host(link: Link) -> str:
    """Return the name of a link's site: what may be shown of a secret address."""
    return (urlsplit(link.address).hostname or "the calendar").removeprefix("www.")


def changed(changes: Changes, zone: str, now: datetime) -> str:
    """Return what changed in a calendar, in a sentence (HTML)."""
    today = local_day(now, zone)
    moves = changes.moved if len(changes.moved) <= NAMED else ()
    parts = [_moved(one, zone, now) for one in moves]
    parts += [_number(len(changes.moved), "moved")] if not moves else []
    parts += [_number(len(changes.added), "added"), _number(changes.changed, "changed in length")]
    parts += [_number(len(changes.removed), "taken away")]
    said = ", ".join(filter(None, parts))
    only = (*changes.added, *changes.removed)
    when = f" ({dated(local_day(only[0], zone), today)})" if len(only) == 1 else ""
    return lines(bold("Your calendar changed"), f"{said[:1].upper()}{said[1:]}{when}.")


def _moved(one: Moved, zone: str, now: datetime) -> str:
    was, new, today = local_day(one.was, zone), local_day(one.now, zone), local_day(now, zone)
    to = clock(one.now, zone) if was == new else f"{day(new, today)} {clock(one.now, zone)}"
    return f"{day(was, today)} moved to {to}"


def _number(number: int, what: str) -> str:
    if not number:
        return ""
    return f"one run {what}" if number == 1 else f"{number} runs {what}"


def trouble(link: Link) -> str:
    """Return that a calendar could not be read, in a sentence (HTML); said once."""
    return lines(
        bold(f"I could not read {escape(host(link))} today."),
        "Your runs stay as they are. I try again by myself, and say no more about it.",
    )


def news(text: str) -> Screen:
    """Return what is said of a followed calendar."""
    return Screen(text, (_PLAN, (Button("Calendar", CalendarTap()),)))
