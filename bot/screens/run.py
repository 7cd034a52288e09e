"""Around a run: the cards before and after it, and what `/run` offers."""

from datetime import datetime, timedelta

from bot.screens.screen import Button, Screen, bold, escape, go, lines
from bot.screens.times import clock, day_and_clock, span
from scheduler.runs import Kind
from storage.runs import Run

PLAN = (Button("My plan", "plan:open"),)
# A run this near has no reminder because it would be due already, not because it is quiet then.
SOON = timedelta(hours=3)
HOME = lines(bold("Welcome back."), "A few slow minutes for the calves while they are warm?")
MORE = ((15, "15 min later"), (30, "30 min later"), (60, "1 h later"))


def pre(nudge: int, start: datetime, zone: str, minutes: int, cue: str) -> Screen:
    """Show the card before a run, with the in-run cue of the day."""
    text = lines(
        bold(f"Run at {clock(start, zone)} · {minutes} minutes for the ankles"),
        "",
        f"On the way today: {escape(cue)}",
    )
    return Screen(
        text,
        (
            (go("Start", f"nudge:{nudge}:start"),),
            (_button("1-min version", nudge, "minute"), _button("Snooze 15", nudge, "snooze")),
            (_button("Run moved", nudge, "moved"), _button("No run today", nudge, "no")),
        ),
    )


def post(nudge: int) -> Screen:
    """Show the card after a run."""
    return Screen(
        HOME,
        (
            (go("Start", f"nudge:{nudge}:start"),),
            (_button("1-min version", nudge, "minute"), _button("Still running", nudge, "still")),
            (_button("Snooze 15", nudge, "snooze"), _button("Didn't run", nudge, "no")),
        ),
    )


def of_day(nudge: int, kind: Kind) -> Screen:
    """Show the card of a rest day or a desk break."""
    if kind == "desk":
        text = lines(bold("A short break for your ankles?"), "You can stay in your chair.")
    else:
        text = lines(
            bold("No run today, so an easy drill?"), "A few slow minutes keep things moving."
        )
    return Screen(
        text,
        (
            (go("Start", f"nudge:{nudge}:start"),),
            (_button("1-min version", nudge, "minute"), _button("Snooze 15", nudge, "snooze")),
            (_button("Not today", nudge, "no"),),
        ),
    )


def snooze(nudge: int, kind: Kind) -> Screen:
    """Offer how long to put a card off, and the short version beside it."""
    not_today = _button("Not today", nudge, "no")
    after = _button("After the run", nudge, "after")
    return Screen(
        lines(bold("When shall I come back?"), "Or do one minute now and be done with it."),
        (
            (go("1-minute version", f"nudge:{nudge}:minute"),),
            (_button("In 15 min", nudge, "snooze15"), _button("In an hour", nudge, "snooze60")),
            (after, not_today) if kind == "pre" else (not_today,),
        ),
    )


def snoozed(nudge: int, until: datetime, zone: str) -> Screen:
    """Say when the card comes back."""
    return Screen(f"I'm back at {clock(until, zone)}.", ((_button("Start now", nudge, "start"),),))


def after_the_run() -> Screen:
    """Let the warm-up be; the card after the run comes anyway."""
    return Screen("Enjoy your run. I'll be here when you are back.", (PLAN,))


def let_go() -> Screen:
    """Let a card be, without a word of blame."""
    return Screen("All right, not today. See you next time.", (PLAN,))


def overview(card: Run | None, running: Run | None, zone: str, now: datetime) -> Screen:
    """Show `/run`: the run under way or the next one, and what can be done with it."""
    rows: list[tuple[Button, ...]] = []
    if running is not None:
        text = lines(bold(f"Out since {clock(running.start, zone)}"), "Tap when you are home.")
        rows += [(go("I'm back", f"run:back:{running.id}"),)]
        rows += [(Button("Didn't run", f"run:no:{running.id}"),)]
    elif card is not None:
        away = span(card.start - now)
        text = lines(
            bold(f"Next run: {day_and_clock(card.start, zone, now)}"), f"That is in {away}."
        )
        rows += [
            (Button("Moved", f"run:moved:{card.id}"), Button("Not this one", f"run:no:{card.id}"))
        ]
    else:
        text = lines(bold("No run is planned."), "Running today? Tell me when.")
    rows += [(Button("In 15 min", "run:in:15"), Button("In an hour", "run:in:60"))]
    rows += [(Button("Type a time", "run:at"), *PLAN)]
    return Screen(text, tuple(rows))


def moved(run: Run, zone: str, now: datetime) -> Screen:
    """Ask where a run moves to."""
    buttons = tuple(Button(label, f"run:plus:{run.id}:{more}") for more, label in MORE)
    return Screen(
        lines(
            bold(f"The run at {day_and_clock(run.start, zone, now)} moves"),
            "Tap how much later, or type the time, like 7:30.",
        ),
        (buttons[:2], (buttons[2], Button("No run today", f"run:no:{run.id}"))),
    )


def ask_time() -> Screen:
    """Ask when the runner sets off."""
    return Screen(
        "When do you set off? Type the time, like 18:30.", ((Button("Back", "run:open"),),)
    )


def noted(
    run: Run, due: datetime | None, zone: str, now: datetime, *, stopped: bool = False
) -> Screen:
    """Say a run's time and when its card comes; `stopped`: a red flag pauses drills and cards."""
    text = bold(f"Run: {day_and_clock(run.start, zone, now)}")
    if stopped:
        return Screen(lines(text, "Drills and reminders are paused: /safety says why."), (PLAN,))
    if due is not None:
        return Screen(lines(text, f"Your ankles' reminder comes at {clock(due, zone)}."), (PLAN,))
    if run.start - now > SOON:
        return Screen(lines(text, "No reminder before it: it would come in quiet hours."), (PLAN,))
    return Screen(
        lines(text, "That's soon. Want to loosen the ankles now?"),
        (
            (go("Start", "today:go:before:usual:full"),),
            (Button("1-minute version", "today:go:before:usual:minute"),),
        ),
    )


def cancelled() -> Screen:
    """Say that a run and both its cards are off."""
    return Screen("No run, no reminders for it. A rest day counts as a kept one.", (PLAN,))


def back(*, stopped: bool = False) -> Screen:
    """Welcome a runner home who tapped it themselves; `stopped`: a red flag pauses drills."""
    if stopped:
        return Screen("Welcome back. Drills are paused: /safety says why.", (PLAN,))
    return Screen(
        HOME,
        (
            (go("Start", "today:go:after:usual:full"),),
            (Button("1-minute version", "today:go:after:usual:minute"),),
            (Button("Later", "hello:later"),),
        ),
    )


def no_such_run() -> Screen:
    """Answer a tap on a run that is over or was never this runner's."""
    return Screen("That run is already settled.", (PLAN,))


def too_late(nudge: int) -> Screen:
    """Say that a card cannot wait that long, and offer the minute instead."""
    return Screen(
        lines(bold("Then it would be too late to be useful."), "A minute now, or let it go today?"),
        ((_button("1-min version", nudge, "minute"), _button("Not today", nudge, "no")),),
    )


def _button(label: str, nudge: int, verb: str) -> Button:
    return Button(label, f"nudge:{nudge}:{verb}")
