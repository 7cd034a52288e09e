"""Links to calendars, walked: what is not opened, and that an address is told to nobody."""

import json
import logging
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.bot.links.https_site import NAME, https_site
from tests.bot.links.plan_site import (
    PART,
    Plan,
    at_home,
    following,
    read_again,
)
from tests.bot.world import World, running_world

pytestmark = pytest.mark.usefixtures("unhurried")


@pytest.fixture
async def plan(world: World) -> AsyncIterator[Plan]:
    made = Plan()
    async with https_site(made.give) as made.site:
        made.site.reached_by(world.services.fetcher)
        yield made


@pytest.mark.parametrize(
    ("link", "told"),
    [
        ("http://plans.example/x.ics", "https:// or webcal://"),
        ("file:///etc/passwd", "https:// or webcal://"),
        ("ftp://plans.example/x.ics", "https:// or webcal://"),
        ("https://plans.example:22/x.ics", "unusual port"),
        ("https://ada:word@plans.example/x.ics", "a name and a password"),
        ("https://2130706433/x.ics", "I can't open that link"),
        ("https://127.0.0.2/x.ics", "an address that I don't open"),
        ("https://[::1]/x.ics", "an address that I don't open"),
        ("https://inside.example/x.ics", "an address that I don't open"),
        ("https://nowhere.example/x.ics", "I could not reach that site"),
    ],
)
async def test_what_is_not_opened_gets_a_sentence(
    world: World, plan: Plan, link: str, told: str
) -> None:
    plan.site.names.known["inside.example"] = [["169.254.169.254"]]
    phone = await at_home(world)
    assert told in (await phone.say(f"My plan {link}")).text
    assert plan.site.requests == []


async def test_words_of_harm_beside_a_link_come_first_and_those_in_it_are_none(
    world: World, plan: Plan
) -> None:
    phone = await at_home(world)
    shown = await phone.say(f"It hurts a lot {plan.link}")
    assert plan.site.requests == []
    assert "None of these" in [button.text for button in shown.buttons]
    shown = await phone.say(plan.site.link("/it-hurts/stop.ics"))
    assert "2 runs found" in shown.text


async def test_a_web_page_is_answered_with_where_to_look(world: World, plan: Plan) -> None:
    plan.page = b"\n<!doctype html><title>Sign in</title>"
    phone = await at_home(world)
    assert "leads to a web page" in (await phone.say(plan.link)).text


async def test_the_address_is_a_secret(
    world: World, plan: Plan, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    phone = await following(world, plan)
    plan.status = 500
    await read_again(world)
    told = [one.getMessage() for one in caplog.records if one.name.startswith(("bot", "storage"))]
    assert [one for one in told if PART in one or NAME in one] == []
    assert PART not in json.dumps(await phone.kept(), default=str)
    await phone.say("/delete")
    await phone.tap("Yes, delete it all")
    await world.settled()
    data = b"".join(
        file.read_bytes() for file in Path(world.settings.heartbeat).parent.glob("dorsi.db*")
    )
    assert PART.encode() not in data
    await read_again(world, days=9)
    assert len(plan.site.requests) == 2


async def test_where_the_host_turned_links_off_none_is_opened(tmp_path: Path) -> None:
    async with running_world(tmp_path, calendar_links="off") as world:
        phone = await at_home(world)
        for text in ("webcal://plans.example/x.ics", "see https://plans.example/x.ics"):
            assert "gives you a file that ends in .ics" in (await phone.say(text)).text
        assert not world.running.clock.is_running("links")
