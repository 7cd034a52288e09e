"""States of a reminder and of a run, a line each; the values are what the database holds."""

from enum import StrEnum


class ReminderState(StrEnum):
    """What became of a reminder so far."""

    # Still to be said: the only state with a time to wake.
    PENDING = "waiting"
    # Said, and not answered so far.
    SENT = "sent"
    # Said, and its runner tapped it or was here after it.
    ANSWERED = "answered"
    # Said, and no sign of life came by its deadline.
    IGNORED = "ignored"
    # Not said: it was not wanted any more.
    SKIPPED = "skipped"
    # Passed over, or something else said in its place, as its runner is silent.
    SUPPRESSED = "hushed"
    # Not said: it would have come too late to be of use.
    EXPIRED = "late"


# One that may have reached its runner, or still will.
SPOKEN = (
    ReminderState.PENDING,
    ReminderState.SENT,
    ReminderState.ANSWERED,
    ReminderState.IGNORED,
)
# One that was said.
ARRIVED = (ReminderState.SENT, ReminderState.ANSWERED, ReminderState.IGNORED)
# One that a tap on its card answers.
UNANSWERED = (ReminderState.SENT, ReminderState.IGNORED)


class RunState(StrEnum):
    """What became of a run so far."""

    # To come, or under way.
    OPEN = "open"
    # Called off: by its runner, or by a plan that has it no more.
    CANCELLED = "cancelled"
    # Done, as its runner said or a pause took for granted.
    OVER = "over"
