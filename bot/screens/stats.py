"""How Dorsi is doing, in numbers, for its host (`/stats`)."""

from collections import Counter
from collections.abc import Mapping

from bot.screens.screen import Screen, bold, lines
from scheduler.states import ARRIVED, ReminderState
from storage.backlog import Backlog

MB = 1_000_000
GB = 1_000 * MB
# What did not leave, in the order it is told.
NOT_SENT: Mapping[ReminderState, str] = {
    ReminderState.EXPIRED: "Too late, so not sent",
    ReminderState.SUPPRESSED: "Kept back, to not nag",
    ReminderState.PENDING: "Past their minute, still waiting",
}


def overview(
    crowd: Counter[str], said: Counter[str], soon: int, size: int, left: Backlog
) -> Screen:
    """Show the runners by how they are, a day's reminders by state, the queues, the bytes."""
    sent, ignored = sum(said[state] for state in ARRIVED), said[ReminderState.IGNORED]
    return Screen(
        lines(
            bold("How Dorsi is doing"),
            f"Runners: {_n(crowd['runners'])}",
            f"Here in the last 7 days: {_n(crowd['week'])} · 30 days: {_n(crowd['month'])}",
            "",
            bold("Reminders of the last 24 hours"),
            f"Sent: {_n(sent)}, of them ignored so far: {_n(ignored)}",
            *(f"{words}: {_n(said[state])}" for state, words in NOT_SENT.items()),
            f"Due in the next hour: {_n(soon)}",
            "",
            bold("Silent now"),
            f"Paused: {_n(crowd['paused'])} · stopped by a flag: {_n(crowd['stopped'])}",
            f"Blocked me: {_n(crowd['away'])} · said goodbye to: {_n(crowd['gone'])}",
            "",
            bold("Taps and words"),
            f"Waiting: {_n(left.undone)}, the oldest for {_n(round(left.age))} s",
            f"Not answered yet: {_n(left.untold)} · processes: {_n(left.processes)}",
            "",
            f"Database: {_bytes(size)}",
        )
    )


def _n(count: int) -> str:
    """Write a number with its thousands apart, the same way for every reader."""
    return f"{count:,}".replace(",", "\u202f")


def _bytes(size: int) -> str:
    return f"{size / GB:.1f} GB" if size >= GB else f"{max(1, round(size / MB))} MB"
