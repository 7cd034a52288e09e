"""The heartbeat and what `python -m bot health` makes of it."""

import json
import re
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.ops import heartbeat
from bot.ops.heartbeat import STALE_SECONDS, Heartbeat


def write(heart: Heartbeat, ticked: float) -> None:
    beats = {"ticked": ticked, "polled": time.time(), "unread": 0, "checks": {}}
    heart.path.write_text(json.dumps(beats))


def test_a_bot_that_just_started_is_well(tmp_path: Path) -> None:
    heart = Heartbeat(tmp_path / "data" / "heartbeat")
    heart.beat(time.time())
    assert heart.ill() is None


def test_without_a_heartbeat_nothing_runs(tmp_path: Path) -> None:
    assert Heartbeat(tmp_path / "heartbeat").ill() == "no heartbeat: is the bot running?"


def test_half_a_heartbeat_is_none(tmp_path: Path) -> None:
    heart = Heartbeat(tmp_path / "heartbeat")
    heart.path.write_text('{"ticked": 17')
    assert heart.ill() == "no heartbeat: is the bot running?"


def test_a_clock_that_stopped_is_ill(tmp_path: Path) -> None:
    heart = Heartbeat(tmp_path / "heartbeat")
    long_ago = time.time() - STALE_SECONDS - 1
    write(heart, ticked=long_ago)
    assert heart.ill() == "the clock has stopped"


def test_a_clock_set_back_is_ill(tmp_path: Path) -> None:
    heart = Heartbeat(tmp_path / "heartbeat")
    write(heart, ticked=time.time() + STALE_SECONDS + 1)
    assert heart.ill() == "the machine's clock was set back"


def test_a_machine_that_has_no_time_yet_is_ill(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heart = Heartbeat(tmp_path / "heartbeat")
    heart.beat(time.time())
    monkeypatch.setattr(heartbeat, "EARLIEST", datetime.now(UTC) + timedelta(minutes=1))
    assert heart.ill() == f"the machine's clock stands at {datetime.now(UTC):%d %B %Y}"


def test_what_is_not_well_is_said_first(tmp_path: Path) -> None:
    heart = Heartbeat(tmp_path / "heartbeat")
    checks = {"database": "ok", "disk": "only 3 MB are free", "reminders": "silent for 20 s"}
    heart.beat(time.time(), checks=checks)
    assert heart.ill() == "disk: only 3 MB are free"


def test_updates_that_nobody_reads_are_ill(tmp_path: Path) -> None:
    heart = Heartbeat(tmp_path / "heartbeat")
    heart.beat(time.time(), unread=STALE_SECONDS)
    assert heart.ill() is None
    heart.beat(time.time(), unread=STALE_SECONDS + 1)
    assert heart.ill() == "updates come, but none is read"


def test_where_no_beat_can_be_written_any_more_the_disk_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heart = Heartbeat(tmp_path / "heartbeat")
    write(heart, ticked=time.time() - STALE_SECONDS - 1)
    monkeypatch.setattr(heartbeat, "SCARCE", 10**18)
    assert re.fullmatch(r"disk: only \d+ MB are free", heart.ill() or "")


def test_a_telegram_that_does_not_answer_is_ill(tmp_path: Path) -> None:
    heart = Heartbeat(tmp_path / "heartbeat")
    heart.beat(time.time() - STALE_SECONDS - 1)
    assert heart.ill() == "Telegram does not answer"


def test_a_bot_that_telegram_calls_is_well_without_a_poll(tmp_path: Path) -> None:
    heart = Heartbeat(tmp_path / "heartbeat")
    heart.beat(None)
    assert heart.ill() is None
    heart.path.write_text(json.dumps({"ticked": time.time() - STALE_SECONDS - 1, "polled": None}))
    assert heart.ill() == "the clock has stopped"
