"""Calendar files: how to send one, what was found in it, what became of it."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.screens.screen import Button, Screen, bold, escape, go, lines
from bot.screens.times import clock, dated
from bot.taps.calendar import CalendarAnswerTap, CalendarMineTap, CalendarTap
from bot.taps.plan import PlanTap
from scheduler.calendars import PlannedRun, Reading, Reason
from scheduler.wall_clock import local_day
from scheduler.zones import city
from storage.imports import Applied

# Said on the button of a preview that was answered before, or that another file came after.
SETTLED = "That file is settled. To import one anew, just send it."
SHOWN = 5  # runs of a preview; enough to see whether days and times are right
_LEFT_OUT: Mapping[Reason, str] = {
    "other": "rest days and other sports",
    "past": "already past",
    "far": "more than 26 weeks away",
    "many": "beyond the first 200",
    "double": "in there twice",
    "mine": "from me, so you have it already",
    "unreadable": "not readable for me",
}
_PLAN = Button("My plan", PlanTap())


def page() -> Screen:
    """Say what can be done with calendar files."""
    text = lines(
        bold("Your training plan, from a calendar"),
        "Export it from your app or club as an .ics file and send it here, with the paper clip. "
        "I show you what I found before anything is kept. If your app gives a link instead, type "
        "or paste it here.",
        "",
        "I take the runs of the next 26 weeks. Did the plan change? Send the file again: "
        "runs move, none comes twice.",
        "",
        "The other way round, I can give you your own runs with their reminders, "
        "for the calendar on your phone.",
    )
    return Screen(text, ((go("Give me mine", CalendarMineTap()),), (_PLAN,)))


def preview(found: Reading, mark: str, zone: str, now: datetime) -> Screen:
    """Show what was found in a file and ask whether to import it; `mark` names that file."""
    runs = [run for run in found.runs if not run.cancelled]
    off = len(found.runs) - len(runs)
    more = len(runs) - SHOWN
    text = lines(
        bold(f"{_runs(len(runs))} found"),
        *(_line(run, zone, now) for run in runs[:SHOWN]),
        f"… and {more} more" if more > 0 else None,
        f"Called off in your plan: {off}" if off else None,
        *_left_out(found.left_out),
        *_notes(runs, zone, guessed=found.guessed_zone),
    )
    yes, no = CalendarAnswerTap("yes", mark), CalendarAnswerTap("no", mark)
    return Screen(text, ((go("Import", yes),), (Button("No, thanks", no),)))


def nothing(found: Reading) -> Screen:
    """Answer a calendar without a run to come."""
    text = lines(bold("There is no run to come in that calendar."), *_left_out(found.left_out))
    return Screen(text, ((Button("How it works", CalendarTap()),),))


def imported(done: Applied, lead: int) -> Screen:
    """Say what an import changed."""
    parts = [
        f"{_runs(done.added)} added" if done.added else "",
        f"{_runs(done.updated)} changed" if done.updated else "",
        f"{_runs(done.cancelled)} called off" if done.cancelled else "",
    ]
    said = ", ".join(filter(None, parts))
    paused = (
        f"{_runs(done.paused)} left out: it is quiet then. /pause can change that; send the file "
        "again afterwards."
        if done.paused
        else None
    )
    if not said and paused is None:
        return Screen("You have all of that already. Nothing had to change.", ((_PLAN,),))
    reminder = f"Your reminder comes {lead} min before each run." if done.added else None
    return Screen(lines(bold(f"{said}.") if said else None, reminder, paused), ((_PLAN,),))


def declined() -> Screen:
    """Say that nothing was imported."""
    return Screen("Fine, I forgot that file. Nothing changed.", ((_PLAN,),))


def refused(why: str) -> Screen:
    """Answer a file that cannot be read; `why` is a sentence for the runner."""
    return Screen(escape(why), ((Button("How it works", CalendarTap()),),))


def other_file() -> Screen:
    """Answer a file that is no calendar."""
    return Screen(
        "The only files I can read are calendars, which end in .ics.",
        ((Button("How it works", CalendarTap()),),),
    )


def mine() -> str:
    """Return the words under a runner's own calendar file."""
    return (
        "Your runs, each with its reminder. Open it on your phone to add them to your calendar. "
        "When your plan changes, /plan has a new one."
    )


def no_runs() -> Screen:
    """Answer the wish for a calendar where no run is planned."""
    return Screen("You have no runs planned yet, so there is nothing to put in.", ((_PLAN,),))


def _runs(number: int) -> str:
    return f"{number} run" + "s" * (number != 1)


def _line(run: PlannedRun, zone: str, now: datetime) -> str:
    day = dated(local_day(run.start, zone), local_day(now, zone))
    return escape(f"{day} {clock(run.start, zone)} · {run.title}")


def _left_out(counted: Mapping[Reason, int]) -> tuple[str, ...]:
    told = [f"{words} ({counted[one]})" for one, words in _LEFT_OUT.items() if counted.get(one)]
    return ("", "Left out: " + ", ".join(told) + ".") if told else ()


def _notes(runs: Sequence[PlannedRun], zone: str, *, guessed: bool) -> tuple[str, ...]:
    """Say what was assumed, so that a wrong time is noticed before it is kept."""
    said = []
    if any(run.all_day for run in runs):
        said.append("Entries without a time of day get your usual one.")
    if guessed:
        yours = escape(city(zone))
        said.append(f"It names a time zone I don't know, so I took yours ({yours}). Please check.")
    return ("", *said) if said else ()
