"""What is shown as coming is what will come."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from storage import runs
from storage.db import Db
from storage.reminders import forecast
from tests.storage.passing_time import ADA, LEAD, NOW, TUESDAY, play, set_up


async def test_what_is_ahead_is_what_is_said(db: Db) -> None:
    await set_up(db, rest_drill=time(18), desk_break=time(15))
    coming = await db.transaction(forecast.of, ADA, NOW)
    said = await play(db, NOW, coming[-1].due)
    assert [due.id for due in coming] == [due.id for due in said if due in coming]
    assert [due.kind for due in coming] == ["desk", "rest", "pre", "post"]


@pytest.mark.usefixtures("ada")
async def test_a_button_leads_to_its_card_until_the_run_is_off(db: Db) -> None:
    (pre,) = await play(db, NOW, TUESDAY - LEAD)
    assert await db.transaction(forecast.card, ADA, pre.id) == replace(pre, times_sent=1, message=1)
    assert await db.transaction(forecast.card, 99, pre.id) is None
    assert pre.run is not None
    await db.transaction(runs.cancel, ADA, pre.run, TUESDAY - timedelta(minutes=10))
    assert await db.transaction(forecast.card, ADA, pre.id) is None
