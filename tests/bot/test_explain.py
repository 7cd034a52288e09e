"""`explain` tells from a real export where each drill stands and why, or what is wrong with it."""

import json
from pathlib import Path
from typing import Any

import pytest
from pydantic_settings import CliApp

from bot.__main__ import Commands
from bot.ops.explain import NotAnExportError, explain
from tests.bot.scenarios import begun
from tests.bot.world import World

pytestmark = pytest.mark.usefixtures("unhurried")


@pytest.fixture
async def export(world: World, tmp_path: Path) -> Path:
    """Return the file `/export` sends after a practice whose first drill pinched in front."""
    phone = await begun(world)
    await phone.tap(":pinch", ":pinch", ":front", ":2")
    while "Done" in phone.labels:
        await phone.tap("Done")
    await phone.tap("Nothing")
    await phone.say("/export")
    assert phone.last.media is not None
    path = tmp_path / phone.last.media.name
    path.write_bytes(phone.last.media.data)
    return path


def test_a_drill_has_its_level_reason_rule_and_what_raises_each_side(
    export: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    CliApp.run(Commands, cli_args=["explain", str(export)])
    told = capsys.readouterr().out
    assert told.startswith("4 answers up to 2026-11-23; as of 2026-11-23.")
    drill = next(part for part in told.split("\n\n") if part.startswith("Seated ankle rotation"))
    head, reason, rule, *raised = drill.splitlines()
    assert head == "Seated ankle rotation: rung 0 of 5 (mid-range), since 2026-11-23"
    assert "it pinched on the left today" in reason
    assert rule.startswith("  Rule R3: A pinch, however slight,")
    assert raised == [
        "  Left, to go up: To grow: three sessions without pain with this ankle.",
        "  Right, to go up: To grow: three sessions without pain with this ankle.",
    ]


def test_every_drill_and_both_sides_are_there_and_twice_the_same(export: Path) -> None:
    told = explain(export)
    assert told.count("  Left, to go up: ") == told.count("  Right, to go up: ") == 7
    assert explain(export) == told


def test_another_day_counts_the_break_until_then(
    export: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    CliApp.run(Commands, cli_args=["explain", str(export), "--on", "2027-03-01"])
    told = capsys.readouterr().out
    assert "as of 2027-03-01." in told
    assert "Rule R12:" in told


def without(export: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in export.items() if name != key}


def test_a_bad_file_gets_one_clear_sentence(export: Path, tmp_path: Path) -> None:
    told = json.loads(export.read_text(encoding="utf-8"))
    unknown = {**told, "events": [{**told["events"][0], "kind": "dream"}]}
    broken = {**told, "events": [{**told["events"][0], "body": {"drill": 3}}]}
    bad = tmp_path / "bad.json"
    for text, said in (
        ("Dear diary", "is not JSON"),
        ("[1, 2]", "is no export"),
        (json.dumps({"runner": None}), "is no export"),
        (json.dumps(without(told, "events")), "is no export"),
        (json.dumps({**told, "events": [7]}), "was changed since"),
        (json.dumps({**told, "runner": {"name": "Ada"}}), "'last_seen' is missing"),
        (json.dumps(unknown), "'dream' is missing"),
        (json.dumps(broken), "was changed since"),
    ):
        bad.write_text(text, encoding="utf-8")
        with pytest.raises(NotAnExportError, match=said) as raised:
            explain(bad)
        assert "\n" not in str(raised.value)
    with pytest.raises(SystemExit, match="cannot be read: No such file"):
        CliApp.run(Commands, cli_args=["explain", str(tmp_path / "none.json")])
