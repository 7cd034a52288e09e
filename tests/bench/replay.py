"""Five years of reports replayed: what the coach costs where nothing is cached."""

from statistics import median
from time import process_time

from content.coach import replay
from content.history import Report
from tests.content.coach.telling import LIBRARY, asking
from tests.content.coach.years import five_years

TIMES = 7


def measure() -> str:
    """Return a line with the CPU time of a replay of the reports alone, and of every event."""
    rules = asking()
    history = five_years(rules)
    reports = [event for event in history if isinstance(event, Report)]
    told = []
    for name, events in (("reports alone", reports), ("with every morning", history)):
        taken = []
        for _ in range(TIMES):
            start = process_time()
            replay(LIBRARY, events, rules)
            taken.append(process_time() - start)
        told.append(f"{name} ({len(events):,}) {median(taken) * 1000:.0f} ms")
    return "Five years replayed, CPU time: " + ", ".join(told)
