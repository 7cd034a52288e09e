"""Links to calendars, walked: said in a sentence, shown like a file, followed, and stopped."""

import json
import logging
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from aiohttp import web

from bot.links.following import Following
from bot.sandbox.chats import Message
from scheduler.wall_clock import local
from storage import runs
from tests.bot.links.https_site import NAME, Site, https_site
from tests.bot.world import Phone, World, running_world

pytestmark = pytest.mark.usefixtures("unhurried")

PART = "plan-of-ada"
HILLS = "UID:1\nSUMMARY:Hill run\nDTSTART:20261126T180000\nDURATION:PT50M"
LONG = "UID:2\nSUMMARY:Long run\nDTSTART:20261129T083000\nDURATION:PT1H45M"
EASY = "UID:3\nSUMMARY:Easy run\nDTSTART:20261202T180000\nDURATION:PT40M"


def calendar(*entries: str) -> bytes:
    body = "".join(f"BEGIN:VEVENT\n{entry}\nEND:VEVENT\n" for entry in entries)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{body}END:VCALENDAR\n".encode()


@dataclass(slots=True)
class Plan:
    """A site with a plan that a test changes."""

    entries: tuple[str, ...] = (HILLS, LONG)
    status: int = 200
    page: bytes | None = None
    site: Site = field(init=False)

    async def give(self, request: web.Request) -> web.Response:
        body = self.page or calendar(*self.entries)
        tag = f'"{abs(hash(body))}"'
        if request.headers.get("If-None-Match") == tag:
            return web.Response(status=304)
        return web.Response(status=self.status, body=body, headers={"ETag": tag})

    @property
    def link(self) -> str:
        return self.site.link(f"/{PART}.ics").replace("https", "webcal")


@pytest.fixture
async def plan(world: World) -> AsyncIterator[Plan]:
    made = Plan()
    async with https_site(made.give) as made.site:
        made.site.reached_by(world.services.fetcher)
        yield made


async def at_home(world: World, number: int = 1) -> Phone:
    phone = world.phone(number)
    await phone.come_in()
    return phone


async def starts(phone: Phone) -> list[str]:
    coming = await phone.world.services.db.transaction(
        runs.upcoming, phone.runner.chat.chat_id, phone.world.clock.now()
    )
    return [f"{local(run.start, 'Europe/Paris'):%a %H:%M} {run.minutes}" for run in coming]


async def read_again(world: World, days: int = 1) -> None:
    """Let a day go by without its reminders, and the duty do what is due."""
    world.clock.jump(timedelta(days=days, hours=1))
    await Following(world.services).go_on()


async def following(world: World, plan: Plan) -> Phone:
    phone = await at_home(world)
    await phone.say(f"Here is my plan: {plan.link}!")
    await phone.tap("Follow it")
    return phone


def news(phone: Phone) -> list[Message]:
    """Return what was said of a followed calendar: reminders may come beside it."""
    heads = ("Your calendar changed", "I could not read")
    said = phone.runner.chat.messages.values()
    return [one for one in said if one.from_bot and one.text.startswith(heads)]


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
