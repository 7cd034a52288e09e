"""Prometheus metrics for the operator; nothing in them names a runner."""

import time
from collections.abc import Mapping
from itertools import product
from typing import Literal, get_args

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector
from prometheus_client.exposition import generate_latest

from scheduler.kinds import KINDS, Kind
from scheduler.states import ReminderState

Lane = Literal["tap", "bulk"]
Outcome = Literal[
    "late", "hushed", "away", "skipped", "failed", "server_error", "unknown", "repeated"
]
# A state that a claim found a reminder to be in without its being said, and how it is counted.
OUTCOMES: Mapping[ReminderState, Outcome] = {
    ReminderState.EXPIRED: "late",
    ReminderState.SUPPRESSED: "hushed",
    ReminderState.SKIPPED: "skipped",
}

# Each list has a bound at every promise it measures, so that "kept in x %" can be read off it.
# s; a nudge leaves within 2 s of its minute, in a rush some minutes after it at most.
LAG = (0.5, 1, 2, 5, 15, 30, 60, 120, 300, 600)
# nudges; a tick claims 100 at a time (10 on a shared database), so that more than 99 (9) means a
# rush.
CLAIM = (1, 2, 5, 9, 20, 50, 99)
# s; a tap never waits but for its own chat (5 s at most), a nudge at most 60 s.
WAIT = (0.001, 0.01, 0.05, 0.25, 1, 5, 15, 60)
# s; a tap takes some 0.005 beside the server and two round trips over the sea, and 5 is a fault.
TAP = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5)


class Metrics:
    """Counts what happened, in a registry of its own; each method is named after what it counts.

    `moved_at` is when the reminders last moved: a tick ended, a claim or a nudge was made
    (monotonic seconds).
    """

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        self.moved_at = time.monotonic()
        self._lag = self._histogram("dorsi_due_lag_seconds", "Nudge sent minus nudge due", LAG)
        self._claims = self._histogram("dorsi_claim_nudges", "Nudges of a claim", CLAIM)
        self._tapped = self._histogram("dorsi_tap_seconds", "Update taken up to handled", TAP)
        self._nudges = Counter(
            "dorsi_nudges", "What became of nudges", ["kind", "outcome"], registry=self._registry
        )
        for kind, outcome in product(KINDS, ("sent", *get_args(Outcome))):
            self._nudges.labels(kind, outcome)  # at 0, so that the first one is seen as a rise
        self._refused = self._counter("dorsi_forbidden", "Calls refused with 403: a runner left")
        self._flooded = self._counter("dorsi_flood_waits", "Pauses that Telegram asked for")
        self._deliveries = Counter(
            "dorsi_webhook", "Calls of the webhook", ["answer"], registry=self._registry
        )
        waits = Histogram(
            "dorsi_limiter_wait_seconds",
            "Wait of a call for its turn",
            ["lane"],
            buckets=WAIT,
            registry=self._registry,
        )
        self._paces = self._histogram("dorsi_pace_wait_seconds", "Wait for a turn of all", WAIT)
        # Looked up once: a label costs as much as what it counts.
        self._waits = {lane: waits.labels(lane) for lane in get_args(Lane)}

    def ticked(self) -> None:
        """Note that a look for due nudges ended well."""
        self.moved_at = time.monotonic()

    def claimed(self, count: int) -> None:
        """Count a claim of so many nudges; an empty one only shows that the tick is alive."""
        self.moved_at = time.monotonic()
        if count:
            self._claims.observe(count)

    def sent(self, kind: Kind, lag_seconds: float) -> None:
        """Count a nudge that left `lag_seconds` after it was due."""
        self.moved_at = time.monotonic()
        self._nudges.labels(kind, "sent").inc()
        self._lag.observe(lag_seconds)

    def outcome(self, kind: Kind, outcome: Outcome, count: int = 1) -> None:
        """Count nudges of a kind that did not leave, or of which nobody knows."""
        self.moved_at = time.monotonic()
        self._nudges.labels(kind, outcome).inc(count)

    def settled(self, kind: Kind, state: ReminderState, count: int) -> None:
        """Count nudges of a kind that a claim settled instead; an answered one did leave."""
        if state in OUTCOMES:
            self.outcome(kind, OUTCOMES[state], count)

    def waited(self, lane: Lane, seconds: float) -> None:
        """Count how long a call waited for its turn."""
        self._waits[lane].observe(seconds)

    def paced(self, seconds: float) -> None:
        """Count how far off the next turn was in the pace that all processes keep."""
        self._paces.observe(seconds)

    def refused(self) -> None:
        """Count a call that was refused because a runner blocked the bot or left."""
        self._refused.inc()

    def flooded(self) -> None:
        """Count a pause that Telegram asked for."""
        self._flooded.inc()

    def delivered(self, code: int) -> None:
        """Count a call of the webhook by the HTTP status it was answered with."""
        self._deliveries.labels(str(code)).inc()

    def tapped(self, seconds: float) -> None:
        """Count how long a runner's update took from being taken up to being handled."""
        self._tapped.observe(seconds)

    def value(self, name: str, **labels: str) -> float:
        """Return one number by the name and labels it has in the text, 0 if it never was."""
        return self._registry.get_sample_value(name, labels) or 0.0

    def text(self) -> bytes:
        """Return every number in Prometheus' text format."""
        return generate_latest(self._registry)

    def _counter(self, name: str, about: str) -> Counter:
        return Counter(name, about, registry=self._registry)

    def _histogram(self, name: str, about: str, buckets: tuple[float, ...]) -> Histogram:
        return Histogram(name, about, buckets=buckets, registry=self._registry)
