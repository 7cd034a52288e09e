"""Kinds and states of reminders stand in one table each, and everything else follows from it."""

import json
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

import pytest

from bot.ops.metrics import OUTCOMES
from bot.reminders.content import CARDS
from bot.screens.plan.page import CALLED
from bot.screens.stats import NOT_SENT
from content import drill
from scheduler.kinds import KINDS, Kind, Moment, kinds_that
from scheduler.states import ARRIVED, SPOKEN, UNANSWERED, ReminderState

ROOT = Path(__file__).parent.parent
ROW = """"water": KindRules(
    days=lambda runner, zone, after: daily(time(12), zone, after),
    moment="rest",
    useful=timedelta(hours=1),
    can_be_snoozed=True,
),"""
# A new kind: its name, its row and its words, each behind what it is put behind.
NEW = (
    ("scheduler/kinds.py", 'Kind = Literal["pre", ', '"water", '),
    ("scheduler/kinds.py", "] = MappingProxyType(\n    {", ROW),
    ("bot/screens/cards.py", "tuple[str, str]] = {", '"water": ("Thirsty?", "Drink."),'),
)


def test_every_kind_has_one_row_and_every_row_is_a_kind() -> None:
    assert tuple(KINDS) == get_args(Kind)


def test_a_card_leads_to_a_moment_that_drills_have() -> None:
    assert get_args(Moment) == get_args(drill.Moment)


def test_every_kind_that_is_said_has_its_words() -> None:
    assert set(CARDS) == set(kinds_that(lambda rules: rules.is_said))
    assert set(CALLED) >= set(kinds_that(lambda rules: rules.asks_for_drills))


@pytest.mark.parametrize("kind", KINDS)
def test_a_row_says_what_its_rules_need(kind: Kind) -> None:
    rules = KINDS[kind]
    if (rules.can_be_snoozed and not rules.before_run) or rules.days or rules.after_run:
        assert rules.useful, "up to when it makes sense"
    if rules.is_served_early or rules.follow_up:
        assert rules.asks_for_drills
    if not rules.is_said:
        assert rules.after_run, "it ends its run"


def test_a_kind_that_no_length_of_time_ends_is_not_asked_for_one() -> None:
    with pytest.raises(ValueError, match="no length of time"):
        KINDS["pre"].until(datetime(2026, 3, 2, tzinfo=UTC))


def test_every_state_is_told_to_the_host_or_was_not_wanted() -> None:
    assert {*ARRIVED, *NOT_SENT, ReminderState.SKIPPED} == set(ReminderState)
    assert set(SPOKEN) == {*ARRIVED, ReminderState.PENDING}
    assert set(UNANSWERED) < set(ARRIVED)
    assert set(OUTCOMES) == set(ReminderState) - set(SPOKEN)


def test_adding_a_kind_is_one_row_and_its_words(tmp_path: Path) -> None:
    for room in ("content", "storage", "tests"):
        (tmp_path / room).symlink_to(ROOT / room)
    for room in ("scheduler", "bot"):
        shutil.copytree(ROOT / room, tmp_path / room)
    for name, after, added in NEW:
        path = tmp_path / name
        before, behind = path.read_text("utf-8").split(after)
        path.write_text(before + after + added + behind, "utf-8")
    command = [sys.executable, "-m", "tests.storage.one_more_kind"]
    done = subprocess.run(  # noqa: S603 - our own words
        command, cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "check": True,
        "ahead": ["water"] * 7,
        "claimed": ["water"],
        "words": "<b>Thirsty?</b>\nDrink.",
        "state": "ignored",
        "ignored": 1,
        "snoozed by": 15,
        "meter": 1.0,
    }
