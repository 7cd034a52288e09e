"""What cannot be read any more is set aside with a word, and everything else goes on."""

import json
import logging
from typing import Any

import pytest
from sqlalchemy import Connection

from storage import unreadable
from tests.bot.scenarios import begun, reports
from tests.bot.world import Phone, World

pytestmark = pytest.mark.usefixtures("unhurried")

PRIVATE = "my left heel, since Bob's wedding"
BROKEN = ["{}", json.dumps({"note": PRIVATE})]


@pytest.fixture(autouse=True)
def anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unreadable, "_told", set())


async def run_sql(world: World, sql: str, **values: Any) -> list[Any]:
    def run(conn: Connection) -> list[Any]:
        found = conn.exec_driver_sql(sql, values)
        return [row[0] for row in found] if found.returns_rows else []

    return await world.services.db.transaction(run)


async def break_in(world: World, kind: str, body: str) -> None:
    """Put an event into the history that Dorsi would not have written so."""
    await run_sql(
        world,
        "INSERT INTO events (runner, at, kind, body)"
        " VALUES (1, '2026-11-23 10:00:00.000000', :kind, :body)",
        kind=kind,
        body=body,
    )


async def state_of(world: World) -> str:
    (newest, *_) = await run_sql(world, "SELECT state FROM practices ORDER BY id DESC")
    return str(newest)


async def goes_on(phone: Phone) -> None:
    """See that every page is there, and a whole new practice can be begun."""
    for page in ("/today", "/progress", "/why", "/plan", "/safety", "/week"):
        message = await phone.say(page)
        assert "Sorry" not in message.text, page


@pytest.mark.parametrize("state", BROKEN)
async def test_a_practice_that_cannot_be_read_is_closed_with_a_word(
    world: World, caplog: pytest.LogCaptureFixture, state: str
) -> None:
    phone = await begun(world)
    await run_sql(world, "UPDATE practices SET state = :state", state=state)
    with caplog.at_level(logging.ERROR):
        message = await phone.say("/today")
        assert message.text == (
            "I cannot open the practice you left any more, so I closed it. What you told me in it "
            "is kept."
        )
        await phone.tap("What's for today")
        assert "Start" in phone.labels
        await phone.tap("Start")
        await goes_on(phone)
    assert await state_of(world) != state
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    assert PRIVATE not in caplog.text


async def test_a_tap_in_it_is_answered_with_the_same_word(world: World) -> None:
    phone = await begun(world)
    button = next(label for label in phone.labels if label)
    await run_sql(world, "UPDATE practices SET state = '{}'")
    message = await phone.tap(button)
    assert "closed it" in message.text
    assert await state_of(world) == "{}", "it is closed, and else as it was"
    await goes_on(phone)


async def test_a_practice_whose_drill_is_gone_from_the_content_is_closed_with_a_word(
    world: World,
) -> None:
    phone = await begun(world)
    state = json.loads(await state_of(world))
    for step in state["steps"]:
        step["drill"] = "a_drill_of_before"
    await run_sql(world, "UPDATE practices SET state = :state", state=json.dumps(state))
    await phone.say("/today")
    assert "closed it" in phone.last.text
    await goes_on(phone)


@pytest.mark.parametrize("kind", ["report", "measured", "a kind of tomorrow"])
async def test_an_event_that_cannot_be_read_is_passed_over(
    world: World, caplog: pytest.LogCaptureFixture, kind: str
) -> None:
    phone = await begun(world)
    await break_in(world, kind, f'{{"note": "{PRIVATE}"}}')
    with caplog.at_level(logging.ERROR):
        await goes_on(phone)
        await goes_on(phone)
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    assert PRIVATE not in caplog.text


async def test_a_report_of_a_drill_that_is_gone_is_passed_over(world: World) -> None:
    phone = await begun(world)
    await phone.tap(":done")
    (report,) = await reports(phone)
    for gone in ({"drill": "a_drill_of_before"}, {"planned": 40, "lowest": 40}):
        await break_in(world, "report", json.dumps({**report, **gone, "practice": 0}))
    await goes_on(phone)


async def test_a_red_flag_that_cannot_be_read_still_stops_until_it_is_lifted(world: World) -> None:
    phone = await begun(world)
    await break_in(world, "flagged", "{")
    await phone.say("/today")
    await phone.tap("Start again")
    assert "Start" not in phone.labels
    await phone.say("/safety")
    assert "A warning sign (today)\nEnds when a doctor" in phone.last.text
    await world.jump(hours=3)
    await phone.tap("A doctor checked it", "Today")
    await phone.say("/today")
    assert "Start" in phone.labels


async def test_a_runner_whose_plan_is_broken_can_give_it_anew(world: World) -> None:
    phone = await begun(world)
    await run_sql(world, "UPDATE runners SET plan = '{', zone = 'Mars/Olympus'")
    await goes_on(phone)
    assert "sorry" not in (await phone.say("/stop")).text.lower()
