"""Links to calendars said in the chat: opened, shown like a file, followed until "stop"."""

from bot.handlers import calendar, flags
from bot.interaction import Interaction
from bot.links.addresses import BadLinkError, address, find, without
from bot.links.fetching import FetchError
from bot.screens import calendar as calendar_screens
from bot.screens import links as screens
from bot.screens.screen import Screen
from bot.services import Services
from bot.taps.links import FollowTap, StopFollowingTap
from content.harm_words import tells_harm
from scheduler import calendars
from storage import imports, links, runners


def said(interaction: Interaction) -> None:
    """Have the calendar opened to which a link in a runner's words leads; harm comes first."""
    if tells_harm(without(interaction.text)):
        flags.open_(interaction)
        return
    services = interaction.services
    if services.settings.calendar_links == "off":
        interaction.say(screens.off())
        return
    try:
        url = address(find(interaction.text) or "", services.fetcher.ports)
    except BadLinkError as error:
        interaction.say(screens.refused(str(error)))
        return
    link = links.give(interaction.conn, interaction.runner.id, str(url), interaction.now)
    interaction.work("link", str(link))


async def read(services: Services, runner: int, number: str) -> Screen | None:
    """Open a link and return what is in the calendar; nothing becomes a run yet."""
    db, now = services.db, services.now()
    link = await db.transaction(links.get, runner, int(number))
    who = await db.transaction(runners.get, runner)
    if who is None or link is None:
        return None
    if not await db.transaction(links.may_open, link, now):
        return screens.too_often(link, now)
    try:
        fetched = await services.fetcher.fetch(link.address)
        data = fetched.data or b""
        if screens.is_page(data):
            return screens.page()
        shown = await calendar.previewed(services, who, data)
    except FetchError as error:
        return screens.not_opened(error.why)
    except calendars.BadCalendarError as error:
        return calendar_screens.refused(str(error))
    found = await db.transaction(imports.waiting, runner)
    return screens.with_follow(shown, link.id, imports.mark(found)) if found else shown


def follow(interaction: Interaction, tap: FollowTap) -> None:
    """Import what a link led to and follow it from now on."""
    conn, runner = interaction.conn, interaction.runner
    link = links.get(conn, runner.id, tap.link)
    if link is None:
        interaction.show(screens.no_such_link())
        return
    waits = imports.waits(conn, runner.id, tap.mark)
    found = imports.waiting(conn, runner.id) if waits else link.seen or ()
    if not links.follow(conn, link, found, interaction.now):
        interaction.show(screens.enough())
        return
    done = imports.apply(conn, runner.id, interaction.now) if waits else None
    interaction.show(screens.following(link, done, runner.lead))


def stop(interaction: Interaction, tap: StopFollowingTap) -> None:
    """Forget a link."""
    links.stop(interaction.conn, interaction.runner.id, tap.link)
    interaction.show(screens.stopped())
