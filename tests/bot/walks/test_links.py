"""Links to calendars, walked: said in a sentence, shown like a file, followed, and stopped."""

import re
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.links.following import Following
from tests.bot.links.https_site import NAME, https_site
from tests.bot.links.plan_site import (
    EASY,
    HILLS,
    LONG,
    PART,
    Plan,
    at_home,
    calendar,
    following,
    news,
    read_again,
    starts,
)
from tests.bot.world import World

pytestmark = pytest.mark.usefixtures("unhurried")


@pytest.fixture
async def plan(world: World) -> AsyncIterator[Plan]:
    made = Plan()
    async with https_site(made.give) as made.site:
        made.site.reached_by(world.services.fetcher)
        yield made


async def test_a_link_in_a_sentence_is_shown_like_a_file(world: World, plan: Plan) -> None:
    phone = await at_home(world)
    shown = await phone.say(f"Here is my plan ({plan.link}), thanks")
    assert "2 runs found" in shown.text
    assert "Thu 26 Nov 18:00 · Hill run" in shown.text
    assert "Follow it" in phone.labels
    await phone.tap("Import")
    assert {"Thu 18:00 50", "Sun 08:30 105"} <= set(await starts(phone))


async def test_a_link_answers_no_question_that_is_open(world: World, plan: Plan) -> None:
    phone = await at_home(world)
    await phone.say("/run")
    await phone.tap("Type a time")
    assert "2 runs found" in (await phone.say(plan.link)).text


async def test_what_changes_is_said_in_one_quiet_message(world: World, plan: Plan) -> None:
    phone = await following(world, plan)
    assert "2 runs added." in phone.last.text
    assert f"I read {NAME} again every day" in phone.last.text
    assert {"Thu 18:00 50", "Sun 08:30 105"} <= set(await starts(phone))
    plan.entries = (HILLS.replace("T18", "T19"), LONG, EASY)
    await read_again(world)
    assert len(news(phone)) == 1
    assert news(phone)[0].text.splitlines()[:2] == [
        "Your calendar changed",
        "Thursday moved to 19:00, one run added (Wed 2 Dec).",
    ]
    assert news(phone)[0].silent
    assert {"Thu 19:00 50", "Sun 08:30 105", "Wed 18:00 40"} <= set(await starts(phone))
    assert "Thu 18:00 50" not in await starts(phone)
    await Following(world.services).go_on()
    assert len(news(phone)) == 1


async def test_nothing_new_is_not_fetched_and_not_said(world: World, plan: Plan) -> None:
    phone = await following(world, plan)
    await read_again(world)
    await read_again(world)
    assert "If-None-Match" in plan.site.requests[-1].headers
    assert len(plan.site.requests) == 3
    assert news(phone) == []
    assert {"Thu 18:00 50", "Sun 08:30 105"} & set(await starts(phone))


async def test_a_run_that_was_taken_away_is_called_off(world: World, plan: Plan) -> None:
    phone = await following(world, plan)
    plan.entries = (HILLS,)
    await read_again(world)
    assert "One run taken away (Sun 29 Nov)." in news(phone)[0].text
    assert "Sun 08:30 105" not in await starts(phone)


async def test_a_run_the_runner_moved_is_theirs(world: World, plan: Plan) -> None:
    phone = await following(world, plan)
    world.clock.jump(timedelta(days=2))
    await phone.say("/run")
    await phone.tap("Moved" if "Moved" in phone.labels else "Thu 18:00")
    await phone.say("20:15")
    plan.entries = (HILLS.replace("T18", "T19"), LONG)
    await read_again(world, days=0)
    assert "Thu 20:15 50" in await starts(phone)
    assert news(phone) == []


async def test_a_site_that_names_all_anew_changes_nothing(world: World, plan: Plan) -> None:
    phone = await following(world, plan)
    plan.entries = tuple(re.sub(r"UID:(\d)", r"UID:new-\1", one) for one in plan.entries)
    await read_again(world)
    assert news(phone) == []
    assert {"Thu 18:00 50", "Sun 08:30 105"} & set(await starts(phone))
    plan.entries = (plan.entries[0], plan.entries[1].replace("T0830", "T0930"))
    await read_again(world)
    assert "Sunday moved to 09:30" in news(phone)[0].text


@pytest.mark.parametrize("fault", ["down", "page", "empty"])
async def test_a_fault_is_said_once_and_tried_later_and_later(
    world: World, plan: Plan, fault: str
) -> None:
    phone = await following(world, plan)
    plan.status = 503 if fault == "down" else 200
    plan.page = {"page": b"<html>", "empty": calendar()}.get(fault)
    for _ in range(4):
        await read_again(world, days=0)
        world.clock.jump(timedelta(hours=24))
    await read_again(world, days=0)
    assert len(news(phone)) == 1
    assert f"I could not read {NAME} today." in news(phone)[0].text
    assert 3 <= len(plan.site.requests) - 1 <= 4
    assert {"Thu 18:00 50", "Sun 08:30 105"} & set(await starts(phone))


async def test_it_is_stopped_in_the_plan(world: World, plan: Plan) -> None:
    phone = await following(world, plan)
    await phone.say("/plan")
    await phone.tap("Calendar")
    assert f"Read every day: {NAME}" in phone.last.text
    assert PART not in phone.last.text
    await phone.tap("Stop following")
    assert "The runs that came from it stay" in phone.last.text
    await read_again(world)
    assert len(plan.site.requests) == 1
    assert "Sun 08:30 105" in await starts(phone)


async def test_a_link_is_opened_once_an_hour(world: World, plan: Plan) -> None:
    phone = await at_home(world)
    await phone.say(plan.link)
    await phone.say(plan.link)
    assert "less than an hour ago" in phone.last.text
    assert len(plan.site.requests) == 1
    world.clock.jump(timedelta(minutes=61))
    assert "2 runs found" in (await phone.say(plan.link)).text


async def test_of_many_links_six_an_hour_are_opened(world: World, plan: Plan) -> None:
    phone = await at_home(world)
    for number in range(8):
        await phone.say(plan.site.link(f"/{number}.ics"))
    assert len(plan.site.requests) == 6
    assert "several links" in phone.last.text
