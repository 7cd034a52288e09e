"""The export: everything kept about one runner as one plain dictionary, and its way back."""

import json
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Connection, Table, select

from content.events import Event
from storage.events import event_of
from storage.tables import checks, events, imports, links, nudges, practices, runners, runs

# Columns kept as JSON text are opened, so that the file reads as one piece.
_JSON = {"plan", "body", "state", "answers", "seen"}
# Which process is at a row, and until when, tells nothing about a runner.
_OURS = {"leased_until", "digest"}


def everything(conn: Connection, runner: int) -> dict[str, Any]:
    """Return all rows about a runner by table, ready for JSON; times are ISO 8601 in UTC."""
    return {
        "runner": next(iter(_rows(conn, runners, "id", runner)), None),
        **{
            table.name: _rows(conn, table, "runner", runner)
            for table in (practices, events, checks, runs, nudges, imports, links)
        },
    }


def history(exported: Mapping[str, Any]) -> tuple[Event, ...]:
    """Return an export's events, the oldest first; KeyError, TypeError or ValueError if broken."""
    rows = sorted(exported["events"], key=lambda row: (row["at"], row["id"]))
    return tuple(event_of(row["kind"], json.dumps(row["body"])) for row in rows)


def _rows(conn: Connection, table: Table, key: str, runner: int) -> list[dict[str, Any]]:
    rows = conn.execute(select(table).where(table.c[key] == runner).order_by(*table.primary_key))
    return [
        {name: _plain(name, value) for name, value in row.items() if name not in _OURS}
        for row in rows.mappings()
    ]


def _plain(name: str, value: Any) -> Any:
    if name == "address":
        # Whoever reads the file reads no plan by it: the runner has the link where it is from.
        return f"{urlsplit(value).scheme}://{urlsplit(value).hostname}/…"
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if name in _JSON and isinstance(value, str) and value.startswith(("{", "[")):
        try:
            return json.loads(value)
        except ValueError:
            return value  # broken: whoever is owed it all gets it as it is
    return value
