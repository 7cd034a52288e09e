"""setWebhook, deleteWebhook and getWebhookInfo."""

from datetime import timedelta

import pytest
from aiohttp import FormData
from telegram import Bot
from telegram.error import RetryAfter

from bot.sandbox.runner import Runner
from bot.sandbox.telegram import Telegram
from tests.bot.sandbox.calling import Api
from tests.bot.sandbox.receiver import Receiver

SECOND = timedelta(seconds=1)


async def test_an_update_is_posted_with_its_secret(
    api: Api, receiver: Receiver, runner: Runner
) -> None:
    answer = await api("setWebhook", url=receiver.url, secret_token="s3-cret_")  # noqa: S106
    assert answer == {"ok": True, "result": True, "description": "Webhook was set"}
    await runner.say("one")
    await receiver.wait(1)
    (request,) = receiver.requests
    assert (request.method, request.path_qs) == ("POST", "/hook?of=7")
    assert request.headers["X-Telegram-Bot-Api-Secret-Token"] == "s3-cret_"
    assert request.content_type == "application/json"
    assert receiver.texts == ["one"]


async def test_without_a_secret_there_is_no_header(
    api: Api, receiver: Receiver, runner: Runner
) -> None:
    await api("setWebhook", url=receiver.url)
    await runner.say("one")
    await receiver.wait(1)
    assert "X-Telegram-Bot-Api-Secret-Token" not in receiver.requests[0].headers


async def test_what_waits_goes_along_from_polling_to_a_webhook_and_back(
    api: Api, receiver: Receiver, runner: Runner
) -> None:
    await runner.say("polled")
    (first,) = (await api("getUpdates"))["result"]
    await runner.say("posted")
    await api("setWebhook", url=receiver.url)
    await receiver.wait(2)
    # What was never confirmed by an offset comes again.
    assert receiver.updates[0] == first
    assert receiver.texts == ["polled", "posted"]
    assert (await api("deleteWebhook"))["description"] == "Webhook was deleted"
    await runner.say("polled again")
    (last,) = (await api("getUpdates"))["result"]
    assert last["message"]["text"] == "polled again"
    assert (await api("deleteWebhook"))["description"] == "Webhook is already deleted"


async def test_a_webhook_and_polling_exclude_each_other(
    api: Api, telegram: Telegram, runner: Runner
) -> None:
    assert "HTTPS URL" in await api.why("setWebhook", url="http://x.org")
    telegram.clock.jump(SECOND)
    await api("setWebhook", url="https://x.org/hook")
    assert (await api("getUpdates"))["error_code"] == 409
    await runner.say("one")
    about = (await api("getWebhookInfo"))["result"]
    assert (about["url"], about["pending_update_count"]) == ("https://x.org/hook", 1)
    await api("deleteWebhook", drop_pending_updates=True)
    assert (await api("getUpdates"))["result"] == []


async def test_a_webhook_elsewhere_is_set_and_never_called(
    api: Api, telegram: Telegram, runner: Runner
) -> None:
    await api("setWebhook", url="https://example.org/hook", max_connections=7)
    await runner.say("one")
    assert telegram.state.delivery is None
    assert (await api("getWebhookInfo"))["result"] == {
        "url": "https://example.org/hook",
        "has_custom_certificate": False,
        "pending_update_count": 1,
        "max_connections": 7,
        "ip_address": "<unknown>",
    }


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"url": "hook"}, "invalid webhook URL specified"),
        ({"url": "http://[::1"}, "invalid webhook URL specified"),
        ({"url": "https://x.org:8080/"}, "only on ports 80, 88, 443 or 8443"),
        ({"url": "http://10.0.0.1/hook"}, "An HTTPS URL must be provided for webhook"),
        ({"url": "https://x.org", "secret_token": "a" * 257}, "secret token is too long"),
        ({"url": "https://x.org", "secret_token": "a b"}, "contains unallowed characters"),
        ({"url": "https://x.org", "ip_address": "1.2.3.4"}, "ip_address is not in the sandbox"),
    ],
)
async def test_a_wrong_webhook_is_refused(api: Api, wrong: dict[str, str], why: str) -> None:
    assert why in await api.why("setWebhook", **wrong)
    assert (await api("getWebhookInfo"))["result"]["url"] == ""


async def test_a_certificate_is_refused_with_a_sentence(api: Api) -> None:
    form = FormData({"url": "https://x.org/hook"})
    form.add_field("certificate", b"-----BEGIN", filename="cert.pem")
    answer = await api.form("setWebhook", form)
    assert answer["description"] == (
        "Bad Request: certificate is not in the sandbox: no certificate is looked at"
    )


@pytest.mark.parametrize(("asked", "given"), [(None, 40), (0, 1), (1, 1), (100, 100), (900, 100)])
async def test_connections_are_forty_unless_asked_and_a_hundred_at_most(
    api: Api, asked: int | None, given: int
) -> None:
    more = {} if asked is None else {"max_connections": asked}
    await api("setWebhook", url="https://x.org/hook", **more)
    assert (await api("getWebhookInfo"))["result"]["max_connections"] == given


async def test_a_webhook_is_set_once_a_second(api: Api, bot: Bot, telegram: Telegram) -> None:
    await bot.set_webhook("https://x.org/one")
    with pytest.raises(RetryAfter):
        await bot.set_webhook("https://x.org/two")
    telegram.clock.jump(SECOND)
    await bot.set_webhook("https://x.org/two")
    telegram.clock.jump(SECOND)
    again = await api("setWebhook", url="https://x.org/two")
    assert again["description"] == "Webhook is already set"


async def test_only_the_kinds_asked_for_are_posted(
    api: Api, receiver: Receiver, runner: Runner
) -> None:
    await api("setWebhook", url=receiver.url, allowed_updates=["message"])
    runner.block()
    runner.unblock()
    await runner.say("heard")
    await receiver.wait(1)
    assert receiver.texts == ["heard"]
    about = (await api("getWebhookInfo"))["result"]
    assert (about["allowed_updates"], about["ip_address"]) == (["message"], "127.0.0.1")


async def test_a_poll_that_waits_ends_when_a_webhook_is_set(api: Api) -> None:
    poll = await api.polling()
    await api("setWebhook", url="https://x.org/hook")
    answer = await poll
    assert answer["description"] == "Conflict: terminated by setWebhook request"


async def test_a_webhook_outlives_a_restart_of_the_server(
    api: Api, telegram: Telegram, receiver: Receiver, runner: Runner
) -> None:
    await api("setWebhook", url=receiver.url)
    await telegram.stop()
    await runner.say("while it was away")
    assert receiver.updates == []
    await telegram.start()
    await receiver.wait(1)
    await runner.say("after it")
    await receiver.wait(2)
    assert receiver.texts == ["while it was away", "after it"]


async def test_an_empty_address_is_no_webhook(api: Api, receiver: Receiver, runner: Runner) -> None:
    await api("setWebhook", url=receiver.url)
    await api("setWebhook", url="")
    await runner.say("polled")
    assert len((await api("getUpdates"))["result"]) == 1
    assert receiver.updates == []


async def test_the_real_library_reads_a_webhook(
    bot: Bot, receiver: Receiver, runner: Runner
) -> None:
    receiver.codes = [502]
    await bot.set_webhook(receiver.url, max_connections=3, allowed_updates=["message"])
    await runner.say("one")
    await receiver.wait(2)
    about = await bot.get_webhook_info()
    assert about.url == receiver.url
    assert about.last_error_message == "Wrong response from the webhook: 502 Bad Gateway"
    assert about.last_error_date
    assert (about.max_connections, about.allowed_updates) == (3, ("message",))
