"""A site with a training plan, a runner who follows it, and days that go by."""

from dataclasses import dataclass, field
from datetime import timedelta

from aiohttp import web

from bot.links.following import Following
from bot.sandbox.chats import Message
from scheduler.wall_clock import local
from storage import runs
from tests.bot.links.https_site import Site
from tests.bot.world import Phone, World

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
