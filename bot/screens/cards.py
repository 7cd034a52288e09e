"""The cards that come by themselves: before and after a run, on a rest day, at the desk."""

from collections.abc import Mapping
from datetime import datetime

from bot.screens.running import NOW, Running
from bot.screens.screen import Button, Row, Screen, bold, escape, go, lines
from bot.screens.times import clock
from bot.taps.nudge import NudgeTap, NudgeVerb
from bot.taps.plan import PlanTap
from bot.taps.run import RunsTap, UndoNoRunTap
from bot.taps.today import TodayTap
from scheduler.kinds import KINDS, Kind

PLAN = (Button("My plan", PlanTap()),)
# A card that depends on nothing but its kind: what it asks, and a word to it.
OF_DAY: Mapping[Kind, tuple[str, str]] = {
    "rest": ("No run today, so an easy drill?", "A few slow minutes keep things moving."),
    "desk": ("A short break for your ankles?", "You can stay in your chair."),
}
HOME = lines(bold("Welcome back."), "A few slow minutes for the calves while they are warm?")


def pre(
    nudge: int, start: datetime, zone: str, seconds: float, cue: str, running: Running = "free"
) -> Screen:
    """Show the card before a run: how long it takes (0: nothing to do), and the cue of the day.

    `running` is what was told today means for the run: none, an easy one, or any.
    """
    head = f"Run at {clock(start, zone)}"
    if running == "none":
        return _no_run(nudge, bold(head))
    long = max(1, round(seconds / 60))
    if seconds:
        head += f" · {long} minute{'s' if long > 1 else ''} for the ankles"
    text = lines(
        bold(head), "", NOW.get(running), f"One thing to think of on this run: {escape(cue)}"
    )
    return Screen(
        text,
        (
            (go("Start", NudgeTap(nudge, "start")),),
            (_button("1 minute", nudge, "minute"), _button("Snooze 15", nudge, "snooze")),
            (_button("Run moved", nudge, "moved"), _button("No run today", nudge, "no")),
        ),
    )


def _no_run(nudge: int, head: str) -> Screen:
    """Say, where the card would come, that today is no day to run."""
    return Screen(
        lines(head, "", NOW["none"]),
        (
            (_button("No run today", nudge, "no"),),
            (_button("It is better now", nudge, "start"),),
            (_button("Run moved", nudge, "moved"),),
        ),
    )


def post(nudge: int) -> Screen:
    """Show the card after a run."""
    return Screen(
        HOME,
        (
            (go("Start", NudgeTap(nudge, "start")),),
            (_button("1 minute", nudge, "minute"), _button("Still running", nudge, "still")),
            (_button("Snooze 15", nudge, "snooze"), _button("Didn't run", nudge, "no")),
        ),
    )


def pre_again(nudge: int, start: datetime, zone: str, running: Running = "free") -> Screen:
    """Show the second and last card before a run: one minute is enough now."""
    return Screen(
        lines(
            bold(f"A minute for the ankles before {clock(start, zone)}?"),
            "One is enough today.",
            NOW.get(running),
        ),
        (
            (go("1-minute version", NudgeTap(nudge, "minute")),),
            (_button("Full warm-up", nudge, "start"), _button("Run moved", nudge, "moved")),
            (_button("No run today", nudge, "no"),),
        ),
    )


def post_again(nudge: int) -> Screen:
    """Show the second and last card after a run."""
    return Screen(
        lines(
            bold("Is there one quiet minute for the calves?"), "One is enough. I won't ask again."
        ),
        (
            (go("1-minute version", NudgeTap(nudge, "minute")),),
            (_button("All of it", nudge, "start"), _button("Not today", nudge, "let")),
        ),
    )


def of_day(nudge: int, kind: Kind) -> Screen:
    """Show the card of a rest day or a desk break."""
    question, word = OF_DAY[kind]
    return Screen(
        lines(bold(question), word),
        (
            (go("Start", NudgeTap(nudge, "start")),),
            (_button("1 minute", nudge, "minute"), _button("Snooze 15", nudge, "snooze")),
            (_button("Not today", nudge, "let"),),
        ),
    )


def snooze(nudge: int, kind: Kind) -> Screen:
    """Offer how long to put a card off, and the short version beside it."""
    not_today = _button("Not today", nudge, "let")
    after = _button("After the run", nudge, "after")
    return Screen(
        lines(bold("When shall I come back?"), "Or do one minute now and be done with it."),
        (
            (go("1-minute version", NudgeTap(nudge, "minute")),),
            (_button("In 15 min", nudge, "snooze15"), _button("In an hour", nudge, "snooze60")),
            (after, not_today) if KINDS[kind].before_run else (not_today,),
        ),
    )


def snoozed(nudge: int, until: datetime, zone: str) -> Screen:
    """Say when the card comes back."""
    return Screen(f"I'm back at {clock(until, zone)}.", ((_button("Start now", nudge, "start"),),))


def after_the_run() -> Screen:
    """Let the warm-up be; the card after the run comes anyway."""
    return Screen("Enjoy your run. I'll be here when you are back.", (PLAN,))


def let_go(off: int | None = None) -> Screen:
    """Let a card be, without a word of blame; `off` is the run that was not run, if one was."""
    return Screen("All right, not today. See you next time.", (*_undo(off), PLAN))


def cancelled(off: int) -> Screen:
    """Say that a run and both its cards are off; a tap that was not meant is taken back here."""
    text = "No run, no reminders for it. A planned rest day counts too."
    return Screen(text, (*_undo(off), PLAN))


def _undo(off: int | None) -> tuple[Row, ...]:
    return () if off is None else ((Button("By mistake", UndoNoRunTap(off)),),)


def no_such_run() -> Screen:
    """Answer a tap on a run that is over, has moved since or was never this runner's."""
    return Screen(
        "That card is not up to date any more: its run is over, off or at another time.",
        ((go("My runs", RunsTap()), *PLAN),),
    )


def behind() -> Screen:
    """Answer a tap that would put off a card of another day."""
    return Screen(
        "That reminder is from another day. Here is what fits now.",
        ((go("What's for today", TodayTap()),), PLAN),
    )


def too_late(nudge: int) -> Screen:
    """Say that a card cannot wait that long, and offer the minute instead."""
    return Screen(
        lines(bold("Then it would be too late to be useful."), "A minute now, or let it go today?"),
        ((_button("1 minute", nudge, "minute"), _button("Not today", nudge, "let")),),
    )


def _button(label: str, nudge: int, verb: NudgeVerb) -> Button:
    return Button(label, NudgeTap(nudge, verb))
