"""Explanation of an exported history: where each drill stands and why, in plain text."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from content import coach, library
from content.coach import Explained
from content.library import Library
from scheduler.wall_clock import local_day
from storage.export import history


class NotAnExportError(ValueError):
    """The file is no export of Dorsi's; the message says what is wrong with it."""


def explain(path: Path, on: date | None = None) -> str:
    """Return every drill and side as text; `on` is the day it is told for.

    Without one that is the day on which the runner was last seen before the export.
    """
    exported = _read(path)
    try:
        events = history(exported)
        day = on or _last_seen(exported["runner"])
    except (KeyError, TypeError, ValueError) as error:
        raise NotAnExportError(
            f"{path} is no export, or was changed since: {_first_line(error)}"
        ) from error
    known = library.load()
    told = coach.explain(known, coach.replay(known, events), day)
    head = f"{len(events)} answers up to {events[-1].day}" if events else "No answers yet"
    return "\n".join([f"{head}; as of {day}.", *(_drill(known, one) for one in _by_drill(told))])


def _read(path: Path) -> Mapping[str, Any]:
    try:
        exported = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise NotAnExportError(f"{path} cannot be read: {error.strerror}.") from error
    except ValueError as error:
        raise NotAnExportError(f"{path} is not JSON: {_first_line(error)}") from error
    if not isinstance(exported, dict) or not exported.get("runner") or "events" not in exported:
        raise NotAnExportError(f"{path} is no export: /export makes one with a runner and events.")
    return exported


def _last_seen(runner: Mapping[str, Any]) -> date:
    return local_day(datetime.fromisoformat(runner["last_seen"]), runner["zone"] or "UTC")


def _by_drill(told: tuple[Explained, ...]) -> list[list[Explained]]:
    names = dict.fromkeys(one.drill for one in told)
    return [[one for one in told if one.drill == name] for name in names]


def _drill(known: Library, sides: list[Explained]) -> str:
    """Return a drill's lines: its rung, the last change, the reason and its rule, each side."""
    one = sides[0]
    since = f"since {one.since}" if one.since else "never changed"
    head = f"{known.drills[one.drill].name}: rung {one.level} of {one.top} ({one.name}), {since}"
    why = [f"  {one.reason}", f"  Rule {one.rule}: {one.behind}"]
    raised = [f"  {side.side.capitalize()}, to go up: {side.next}" for side in sides]
    return "\n".join(["", head, *why, *raised])


def _first_line(error: Exception) -> str:
    words = f"{error.args[0]!r} is missing" if isinstance(error, KeyError) else str(error)
    return words.splitlines()[0]
