"""The heartbeat and what `python -m bot health` makes of it."""

import json
import time
from pathlib import Path

from bot.ops.heartbeat import STALE_SECONDS, Heartbeat


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
    heart.path.write_text(json.dumps({"ticked": long_ago, "polled": time.time()}))
    assert heart.ill() == "the clock has stopped"


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
