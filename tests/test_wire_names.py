"""Wire names: what is stored or travels in buttons is called as at commit 777ed54."""

import json
import re
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import get_args

import pytest

from bot.ops import metrics
from bot.taps import asked
from content import coach, drill
from content import events as told_events
from content.coach.sentences import templates
from content.events import StoppedBy
from content.library import load
from content.practice import Ask, from_json, to_json
from content.practice.transitions import VERBS
from scheduler.backoff import Say
from scheduler.kinds import KINDS
from scheduler.states import ReminderState, RunState
from storage import events as event_store
from storage.db import Db
from tests.bot.world import migrated
from tests.fixtures.house.reading import EXPORTS, buttons, database, exported, rows
from tests.fixtures.house.reading import history as told

LIBRARY = load()
WIRE = exported("wire")
# What the code says today: the one table of each, wherever that is.
TABLES: Mapping[str, Iterable[str]] = {
    "outcomes": get_args(told_events.Outcome),
    "felt": get_args(told_events.Felt),
    "where": get_args(told_events.Where),
    "answers": get_args(told_events.Answer),
    "hows": get_args(told_events.How),
    "seen": get_args(told_events.Seen),
    "faults": get_args(drill.Fault),
    "moments": get_args(drill.Moment),
    "places": get_args(drill.Place),
    "gear": get_args(drill.Gear),
    "sides": get_args(drill.Side),
    "stopped by": get_args(StoppedBy),
    "practice verbs": VERBS,
    "practice asks": get_args(Ask),
    "reminder kinds": KINDS,
    "reminder states": ReminderState,
    "run states": RunState,
    "reminder outcomes": get_args(metrics.Outcome),
    "reminder says": get_args(Say),
    "lanes": get_args(metrics.Lane),
    "flags": [key for key, flag in LIBRARY.flags.items() if flag.tier != "D"],
    "limits": [flag.id for flag in LIBRARY.limits],
    "drills": LIBRARY.drills,
    "lessons": LIBRARY.lessons,
    "rules": templates(),
}
# The columns whose CHECK lists what they may hold.
CHECKED = {
    "reminder kinds": "nudges.kind",
    "reminder states": "nudges.state",
    "run states": "runs.state",
}


@pytest.mark.parametrize("name", TABLES)
def test_a_table_of_the_code_has_the_names_that_are_stored(name: str) -> None:
    assert sorted(TABLES[name]) == WIRE[name]


@pytest.mark.parametrize("name", CHECKED)
def test_a_column_holds_the_names_that_are_stored(name: str) -> None:
    table, column = CHECKED[name].split(".")
    with closing(sqlite3.connect(migrated())) as made:
        query = "SELECT sql FROM sqlite_master WHERE name = ?"
        ((schema,),) = made.execute(query, [table]).fetchall()
    (listed,) = re.findall(rf"\b{column} IN \(([^)]*)\)", schema)
    assert sorted(re.findall(r"'(\w+)'", listed)) == WIRE[name]


def test_a_self_check_is_answered_in_the_words_that_are_stored() -> None:
    now = {key: sorted(c.id for c in one.choices) for key, one in LIBRARY.checks.items()}
    assert now == WIRE["checks"]


def test_every_kind_of_event_is_read_and_has_the_fields_that_are_stored() -> None:
    events = [one for name in EXPORTS for one in exported(name)["events"]]
    assert {one["kind"] for one in events} == set(WIRE["event kinds"])
    assert len(get_args(told_events.Event)) == len(WIRE["event kinds"])
    for one in events:
        assert list(one["body"]) == WIRE["event fields"][one["kind"]]
        assert event_store.event_of(one["kind"], json.dumps(one["body"])).day.isoformat()


def test_a_practice_is_kept_in_the_words_it_was_kept_in() -> None:
    states = [one["state"] for name in EXPORTS for one in exported(name)["practices"]]
    assert len(states) > 30
    for state in states:
        assert json.loads(to_json(from_json(json.dumps(state)))) == state
        assert set(state) <= set(WIRE["practice fields"]["practice"])
        for part, fields in (("steps", "step"), ("said", "said"), ("told", "reason")):
            for one in state.get(part, []):
                assert set(one) <= set(WIRE["practice fields"][fields])


def test_what_keeps_drills_away_has_the_keys_that_are_stored() -> None:
    repeats = [name for name, one in LIBRARY.rules.pattern.items() if one.repeats]
    assert {*TABLES["flags"], *repeats} <= set(WIRE["block keys"])
    met = {key for name in EXPORTS for key in _blocks(name)}
    assert len(met) >= 8
    assert met <= set(WIRE["block keys"])


def _blocks(name: str) -> set[str]:
    """Return every key that kept drills away at some time of a history."""
    state, met = coach.State(), set[str]()
    for event in told(name):
        state = coach.step(LIBRARY, state, event)
        met |= state.blocks.keys()
    return met


def test_buttons_have_the_prefixes_and_verbs_that_stand_in_old_chats() -> None:
    lines = [line.split(":") for group in buttons().values() for line in group]
    assert sorted({words[0] for words in lines}) == WIRE["button prefixes"]
    for prefix, verbs in WIRE["button verbs"].items():
        there = {word for words in lines if words[0] == prefix for word in words[1:]}
        assert set(verbs) <= there, prefix


async def test_what_a_runner_was_asked_then_is_still_read(tmp_path: Path) -> None:
    database(tmp_path / "dorsi.db")
    then = {row["id"]: row["step"] for row in rows(tmp_path / "dorsi.db")["runners"]}
    db = Db(f"sqlite:///{tmp_path}/dorsi.db")
    await db.migrate()
    await db.close()
    for row in rows(tmp_path / "dorsi.db")["runners"]:
        assert asked.read(row["awaiting"]).pack() == row["awaiting"], then[row["id"]]
    tries = (re.sub(r"_[cq]\d+(-[cq]\d+)*", "_<tries>", step) for step in then.values())
    assert sorted({re.sub(r"_\d+", "_0", step) for step in tries}) == WIRE["runner steps"]
