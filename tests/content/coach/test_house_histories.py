"""What runners told at commit 777ed54 comes to what it came to then."""

import json
from typing import Any

import pytest

from content import coach
from content.library import load
from tests.fixtures.house.reading import ABOUT, EXPORTS, LEFT_AT, expected, exported, history
from tests.fixtures.house.replaying import told

LIBRARY = load()
of_each_export = pytest.mark.parametrize("name", EXPORTS)


def then(name: str) -> dict[str, Any]:
    """Return what an export came to, as JSON has it."""
    found = expected()[EXPORTS[name]]
    return {key: value for key, value in found.items() if key not in ABOUT}


@of_each_export
def test_a_history_replays_to_the_same_levels_blocks_limits_and_plan(name: str) -> None:
    state = coach.replay(LIBRARY, history(name))
    assert json.loads(json.dumps(told(LIBRARY, state, LEFT_AT))) == then(name)


@of_each_export
def test_a_history_told_event_by_event_comes_to_the_same(name: str) -> None:
    state = coach.State()
    for event in history(name):
        state = coach.step(LIBRARY, state, event)
    assert json.loads(json.dumps(told(LIBRARY, state, LEFT_AT))) == then(name)


def test_the_exports_hold_every_value_that_can_be_told() -> None:
    wire = exported("wire")
    events = [one for name in EXPORTS for one in exported(name)["events"]]
    assert {one["kind"] for one in events} == set(wire["event kinds"])
    for name, (kind, field) in wire["told in"].items():
        there = {one["body"].get(field) for one in events if one["kind"] == kind}
        assert set(wire[name]) - {"usual"} <= there, name  # "usual" was older already
