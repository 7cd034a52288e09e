"""The heartbeat and what `python -m bot health` makes of it."""

import json
import time
from pathlib import Path

import pytest
from aiohttp import web
from telegram.error import Conflict

from bot.lifespan import Poller
from bot.ops.heartbeat import STALE_SECONDS, Heartbeat
from tests.bot.http_servers import bot_at, reply, serving


def test_a_bot_that_just_started_is_well(tmp_path: Path) -> None:
    heart = Heartbeat(tmp_path / "data" / "heartbeat")
    heart.beat(Poller().answered_at)
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


async def test_only_a_good_answer_counts_as_one() -> None:
    refused = {"ok": False, "error_code": 409, "description": "Conflict: another one polls"}
    answers = [web.json_response(refused, status=409), reply([])]

    async def answer(_: web.Request) -> web.Response:
        return answers.pop(0)

    async with serving(answer) as url, Poller() as poller:
        started = poller.answered_at, poller.polled_at
        with pytest.raises(Conflict):
            await bot_at(url, poller).get_updates()
        assert (poller.answered_at, poller.polled_at) == started
        await bot_at(url, poller).get_updates()
        assert poller.polled_at > started[1]
