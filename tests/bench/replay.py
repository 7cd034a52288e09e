"""Five years of reports: what a replay costs, and what a tap costs with and without a memory."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

from sqlalchemy import Connection

from content.coach import State, replay
from content.events import Event, Measured, Report
from storage import events as event_store
from storage import migrations, runners
from storage.coach_state import CoachStateCache
from storage.db import engine
from tests.content.coach.five_years import five_years
from tests.content.coach.stories import LIBRARY, asking

TIMES = 7
RUNNER = 1


def measure() -> str:
    """Return two lines in CPU time: the replay alone, and a tap that needs what it comes to."""
    library = asking()
    history = five_years(library)
    alone = [event for event in history if isinstance(event, Report)]
    told = []
    for name, events in (("reports alone", alone), ("with every morning", history)):
        taken = [timed(replay, library, events) for _ in range(TIMES)]
        told.append(f"{name} ({len(events):,}) {median(taken):.0f} ms")
    return f"Five years replayed, CPU time: {', '.join(told)}\n{a_tap(history)}"


def a_tap(history: list[Event]) -> str:
    """Return a line with what a tap reads and replays after five years: all of it, or the news."""
    with TemporaryDirectory() as folder:
        made = engine(f"sqlite:///{Path(folder)}/years.db")
        migrations.migrate(made)
        with made.begin() as conn:
            runners.get_or_create(conn, RUNNER, RUNNER, "Ada", history[0].at)
            for event in history:
                event_store.add(conn, RUNNER, event)
            told = _compare(conn, history[-1])
        made.dispose()
    return told


def timed(work: Callable[..., Any], *args: Any) -> float:
    """Return the CPU time of one call in ms."""
    begun = process_time()
    work(*args)
    return (process_time() - begun) * 1000


def _all_of_it(conn: Connection) -> State:
    return replay(LIBRARY, event_store.history(conn, RUNNER))


def _compare(conn: Connection, last: Event) -> str:
    """Tell one event more before each tap, then answer it both ways."""
    states = CoachStateCache(LIBRARY)
    first = timed(states.of, conn, RUNNER)
    whole, news = [], []
    for number in range(1, TIMES + 1):
        at = last.at + timedelta(days=number)
        event_store.add(conn, RUNNER, Measured(at, at.date(), "left", 9.5))
        whole.append(timed(_all_of_it, conn))
        news.append(timed(states.of, conn, RUNNER))
    before, after = median(whole), median(news)
    return (
        f"A tap after five years, CPU time: all of it {before:.0f} ms, the news {after:.2f} ms "
        f"({before / after:.0f} to 1); the first one after a start {first:.0f} ms"
    )
