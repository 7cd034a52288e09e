"""Fetching from a real HTTPS site: what is refused, how much is taken, and that nothing is told."""

import gzip
import logging
import traceback

import pytest
from aiohttp import web

from bot.links.fetching import LARGEST, Fetcher, FetchError, Version
from tests.bot.links.https_site import NAME, https_site

PLAN = b"BEGIN:VCALENDAR\nEND:VCALENDAR\n"
PART = "plan-of-ada"


async def plan(_: web.Request) -> web.Response:
    return web.Response(body=PLAN, content_type="text/calendar")


async def refused(fetcher: Fetcher, link: str) -> str:
    with pytest.raises(FetchError) as error:
        await fetcher.fetch(link)
    told = "".join(traceback.format_exception(error.value))
    assert PART not in told
    assert NAME not in told
    return error.value.why


async def test_a_calendar_is_fetched_over_https() -> None:
    async with https_site(plan) as site:
        found = await site.fetcher().fetch(site.link().replace("https", "webcal"))
        assert found.data == PLAN
        assert site.requests[0].headers["User-Agent"] == "Dorsi (calendar reader)"


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "169.254.169.254"),
        *(
            "10.0.0.1",
            "[fe80::1]",
            "[fd00::1]",
            "[64:ff9b::7f00:1]",
            "[2002:7f00:1::]",
            "①②⑦.⓪.⓪.①",
        ),
    ],
)
async def test_no_socket_is_opened_to_an_address_that_is_not_public(host: str) -> None:
    async with https_site(plan) as site:
        site.public.clear()
        assert await refused(site.fetcher(), site.link(host=host)) == "refused"
        assert site.requests == []


@pytest.mark.parametrize("to", ["127.0.0.1", "192.168.0.9", "::1", "::ffff:127.0.0.1"])
async def test_a_name_that_leads_to_a_private_address_is_refused(to: str) -> None:
    async with https_site(plan) as site:
        site.public.clear()
        site.names.known[NAME] = [[to]]
        assert await refused(site.fetcher(), site.link(f"/{PART}")) == "refused"
        assert site.requests == []
        assert site.names.asked == [NAME]


async def test_the_address_that_is_connected_to_is_the_one_that_is_judged() -> None:
    """A name that changes between two look-ups gains nothing: each socket is judged by itself."""

    async def onward(_: web.Request) -> web.Response:
        return web.Response(status=302, headers={"Location": f"/again?{len(site.requests)}"})

    async with https_site(onward) as site:
        site.names.known[NAME] = [["127.0.0.1"], ["127.0.0.2"]]
        assert await refused(site.fetcher(), site.link()) == "refused"
        assert len(site.requests) == 1
        assert site.names.asked == [NAME, NAME]


@pytest.mark.parametrize(
    ("location", "why"),
    [
        ("https://127.0.0.2/x", "refused"),
        ("https://inside.example/x", "refused"),
        ("http://plans.example/x", "refused"),
        ("file:///etc/passwd", "refused"),
        ("ftp://plans.example/x", "refused"),
        ("https://plans.example:22/x", "refused"),
        ("https://a:b@plans.example/x", "refused"),
        ("https://2130706433/", "refused"),
        ("//[::1]/x", "refused"),
        ("", "failing"),
    ],
)
async def test_a_redirect_is_judged_like_a_link(location: str, why: str) -> None:
    async def away(_: web.Request) -> web.Response:
        return web.Response(status=302, headers={"Location": location})

    async with https_site(away) as site:
        site.names.known["inside.example"] = [["10.0.0.8"]]
        assert await refused(site.fetcher(), site.link()) == why
        assert len(site.requests) == (1 if location else 4)


@pytest.mark.parametrize(("times", "goes"), [(3, True), (4, False)])
async def test_three_redirects_are_followed_and_no_more(times: int, goes: bool) -> None:
    async def step(request: web.Request) -> web.Response:
        done = int(request.path[1:])
        if done == times:
            return await plan(request)
        return web.Response(status=307, headers={"Location": f"/{done + 1}"})

    async with https_site(step) as site:
        if goes:
            assert (await site.fetcher().fetch(site.link("/0"))).data == PLAN
        else:
            assert await refused(site.fetcher(), site.link("/0")) == "failing"


async def test_a_version_that_is_known_is_not_fetched_again() -> None:
    async def kept(request: web.Request) -> web.Response:
        if request.headers.get("If-None-Match") == '"1"':
            return web.Response(status=304)
        return web.Response(body=PLAN, headers={"ETag": '"1"', "Last-Modified": "Mon"})

    async with https_site(kept) as site:
        first = await site.fetcher().fetch(site.link())
        assert first.version == Version('"1"', "Mon")
        again = await site.fetcher().fetch(site.link(), first.version)
        assert (again.data, again.version) == (None, first.version)
        assert site.requests[1].headers["If-Modified-Since"] == "Mon"


def packed(size: int) -> bytes:
    return gzip.compress(bytes(size))


@pytest.mark.parametrize(
    ("body", "coding", "why"),
    [
        (bytes(LARGEST), None, None),
        (bytes(LARGEST + 1), None, "big"),
        (packed(LARGEST), "gzip", None),
        (packed(200 * LARGEST), "gzip", "big"),
        (packed(50)[:-9], "gzip", "failing"),
        (PLAN, "gzip", "failing"),
        (PLAN, "br", "failing"),
    ],
)
async def test_a_megabyte_is_taken_after_unpacking(
    body: bytes, coding: str | None, why: str | None
) -> None:
    async def send(_: web.Request) -> web.Response:
        return web.Response(body=body, headers={"Content-Encoding": coding} if coding else {})

    async with https_site(send) as site:
        if why is None:
            assert len((await site.fetcher().fetch(site.link())).data or b"") == LARGEST
        else:
            assert await refused(site.fetcher(), site.link()) == why


async def test_a_body_without_a_length_and_without_an_end_is_cut_off() -> None:
    async def endless(request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse()
        await answer.prepare(request)
        for _ in range(64):
            await answer.write(bytes(2**16))
        return answer

    async with https_site(endless) as site:
        assert await refused(site.fetcher(), site.link()) == "big"


@pytest.mark.parametrize(
    ("status", "why"), [(404, "gone"), (410, "gone"), (403, "closed"), (500, "failing")]
)
async def test_what_a_site_answers_is_told_in_a_word(status: int, why: str) -> None:
    async def say(_: web.Request) -> web.Response:
        return web.Response(status=status)

    async with https_site(say) as site:
        assert await refused(site.fetcher(), site.link(f"/{PART}")) == why


async def test_all_of_it_takes_no_longer_than_it_may() -> None:
    async def drip(request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse()
        await answer.prepare(request)
        while True:
            await answer.write(b"x")

    async with https_site(drip) as site:
        assert await refused(site.fetcher(seconds=0.05), site.link()) == "unreachable"


async def test_a_certificate_of_somebody_else_is_not_taken() -> None:
    async with https_site(plan) as site:
        site.names.known["wrong.example"] = [["127.0.0.1"]]
        link = site.link(host="wrong.example")
        assert await refused(site.fetcher(), link) == "unreachable"
        site.names.known[NAME] = [["127.0.0.1"]]
        stranger = site.fetcher()
        stranger.tls = None
        assert await refused(stranger, site.link()) == "unreachable"
        assert site.requests == []


async def test_no_log_holds_a_part_of_a_link(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)

    async def away(request: web.Request) -> web.Response:
        if request.path == "/loop":
            return web.Response(status=302, headers={"Location": f"https://10.0.0.1/{PART}"})
        return await plan(request)

    def own() -> list[str]:
        return [record.getMessage() for record in caplog.records if record.name != "aiohttp.access"]

    async with https_site(away) as site:
        await site.fetcher().fetch(site.link(f"/{PART}"))
        await refused(site.fetcher(), site.link("/loop"))
        await refused(site.fetcher(), site.link(f"/{PART}", "nowhere.example"))
        assert [one for one in own() if PART in one or NAME in one] == []
