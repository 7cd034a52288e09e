"""A nudge may ask whether an urgent flag was seen; on the way down, older words for newer ones."""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_GIVEN = sa.text("SELECT seq FROM sqlite_sequence WHERE name = 'nudges'")
_FORGET = sa.text("DELETE FROM sqlite_sequence WHERE name = 'nudges'")
_REMEMBER = sa.text("INSERT INTO sqlite_sequence (name, seq) VALUES ('nudges', :seq)")

_KINDS = ("pre", "post", "over", "rest", "desk", "morning", "week")

_EVENTS = sa.table("events", *map(sa.column, ("id", "runner", "at", "kind", "body")))
_PRACTICES = sa.table("practices", *map(sa.column, ("id", "state")), sa.column("open", sa.Boolean))

# What the older content does not know, and would stumble over.
_LIMITS = frozenset({"RD7", "RD8", "RD9"})
_MISTAP = timedelta(minutes=10)

# What it does know of a practice, and how high its ladders are.
_PRACTICE = "moment place minute steps said at turn ask about ending alarm"
_STEP = "drill rung side dose judged"
_SAID = "rung lowest dose outcome felt where side score strong pinched fault easier"
_DOSE = "sets reps directions hold metres"
_TOPS = {
    "calf_foam_roll": 4,
    "calf_stretch": 4,
    "heel_raises": 6,
    "heel_walks": 5,
    "knee_to_wall_rock": 5,
    "seated_rotation": 5,
    "standing_circles": 5,
}

Body = dict[str, Any]


def upgrade() -> None:
    """Let the new nudge in; what was told before keeps its words and its meaning."""
    _allow((*_KINDS, "seen"))


def downgrade() -> None:
    """Go back: what was told since is put in the older words, so that no flag and no limit is lost.

    Limits that the older content does not have are left out.
    """
    op.execute("DELETE FROM nudges WHERE kind = 'seen'")
    _allow(_KINDS)
    op.execute("UPDATE runners SET step = 'home' WHERE step LIKE 'measure%'")
    conn = op.get_bind()
    for runner in conn.scalars(sa.select(_EVENTS.c.runner).distinct()).all():
        _retell(conn, runner)
    for number, state in conn.execute(sa.select(_PRACTICES.c.id, _PRACTICES.c.state)).all():
        was = json.loads(state)
        this = sa.update(_PRACTICES).where(_PRACTICES.c.id == number)
        if not _fits(was):
            conn.execute(this, {"open": False})
        if (older := _practice(was)) != was:
            conn.execute(this, {"state": json.dumps(older)})


def _allow(kinds: Collection[str]) -> None:
    conn, name = op.get_bind(), op.f("ck_nudges_kind")
    sqlite = conn.dialect.name == "sqlite"
    given = conn.scalar(_GIVEN) if sqlite else None
    with op.batch_alter_table("nudges", table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.drop_constraint(name, type_="check")
        batch_op.create_check_constraint(name, f"kind IN ({', '.join(map(repr, kinds))})")
    if sqlite:
        # The table was copied, and a copy forgets the last id ever given.
        conn.execute(_FORGET)
        conn.execute(_REMEMBER, {"seq": given or 0})


@dataclass(slots=True)
class _Told:
    """What a runner has told so far: the limits that hold, and the flags tapped of late."""

    limits: Body = field(default_factory=dict)
    flags: dict[str, list[tuple[int, datetime]]] = field(default_factory=dict)


def _retell(conn: sa.Connection, runner: int) -> None:
    told = _Told()
    of = sa.select(_EVENTS).where(_EVENTS.c.runner == runner).order_by(_EVENTS.c.at, _EVENTS.c.id)
    for row in conn.execute(of).all():
        for number, kind, body in _older(told, row.id, row.kind, json.loads(row.body)):
            this = _EVENTS.c.id == number
            if kind is None:
                conn.execute(sa.delete(_EVENTS).where(this))
            elif (kind, body) != (row.kind, json.loads(row.body)):
                values = {"kind": kind, "body": json.dumps(body)}
                conn.execute(sa.update(_EVENTS).where(this).values(values))


def _older(
    told: _Told, number: int, kind: str, body: Body
) -> Iterator[tuple[int, str | None, Body]]:
    """Yield what becomes of an event, and of those it speaks of; a kind of None deletes one."""
    if kind == "numbness":
        yield number, None, body
    elif kind == "morning" and body["answer"] == "fine":
        yield number, kind, body | {"answer": "usual"}
    elif kind == "measured" and "tries" in body:
        yield number, kind, {key: value for key, value in body.items() if key != "tries"}
    elif kind == "flagged":
        told.flags.setdefault(body["flag"], []).append((number, _at(body)))
    elif kind == "limits":
        since = {one: day for one, day in body["since"] if one not in _LIMITS}
        held = [one for one in body["flags"] if one not in _LIMITS]
        told.limits = {one: since.get(one, body["day"]) for one in held}
        yield number, kind, body | {"flags": held, "since": _pairs(since)}
    elif kind == "cleared":
        yield from _cleared(told, number, body)


def _cleared(told: _Told, number: int, body: Body) -> Iterator[tuple[int, str | None, Body]]:
    """Yield a lifting in older words: a limit that goes is no more among those that hold.

    A flag that was not meant was never told.
    """
    key, how = body["flag"], body["how"]
    seen = body.pop("seen", None)
    if key.startswith("RD"):
        if how in {"mistap", "over"} or seen is not None:
            told.limits.pop(key, None)
            held = {"flags": list(told.limits), "since": _pairs(told.limits)}
            yield number, "limits", {"at": body["at"], "day": body["day"]} | held
    elif how == "mistap":
        yield number, None, body
        for tapped, at in told.flags.pop(key, []):
            if _at(body) - at <= _MISTAP:
                yield tapped, None, body
    else:
        yield number, "cleared", body


def _practice(state: Body) -> Body:
    """Return a practice with what the older content knows of it."""
    older = _known(state, _PRACTICE)
    older["steps"] = [_step(step, _STEP) for step in state["steps"]]
    older["said"] = [_step(said, _SAID) for said in state["said"]]
    return older


def _step(part: Body, keys: str) -> Body:
    older = _known(part, keys)
    return older | {"dose": _known(older["dose"], _DOSE)} if "dose" in older else older


def _known(part: Body, keys: str) -> Body:
    return {key: value for key, value in part.items() if key in keys.split()}


def _fits(state: Body) -> bool:
    """Tell whether the older ladders have every rung of a practice."""
    tops = [_TOPS.get(step["drill"], -1) for step in state["steps"]]
    pairs = zip(tops, state["steps"], state["said"], strict=True)
    return all(max(step["rung"], step["judged"], said["rung"]) <= top for top, step, said in pairs)


def _pairs(since: Body) -> list[list[str]]:
    return [[key, day] for key, day in since.items()]


def _at(body: Body) -> datetime:
    return datetime.fromisoformat(body["at"])
