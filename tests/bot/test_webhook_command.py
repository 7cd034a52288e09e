"""`webhook set`, `show` and `drop`: what Telegram is told, and what a host is."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from pydantic import SecretStr
from pydantic_settings import CliApp
from telegram import Bot

from bot.__main__ import Commands
from bot.ops import webhook_command as command
from bot.ops.webhook_command import Told, with_bot
from bot.sandbox.clock import Clock
from bot.sandbox.telegram import Telegram
from bot.settings import Settings
from bot.transport.poller import KINDS
from tests.bot.http_servers import closed_port

TOKEN = f"123456:{'A' * 35}"
URL = "http://127.0.0.1:9/hook"  # nobody listens there
PUBLIC = "https://dorsi.example.org/hook"
SET = "Run: python -m bot webhook set"


@pytest.fixture
async def telegram() -> AsyncIterator[Telegram]:
    there = Telegram(Clock(), token=TOKEN)
    await there.start()
    yield there
    await there.stop()


def chosen(telegram: Telegram, **more: object) -> Settings:
    own = {"token": SecretStr(TOKEN), "api_url": telegram.url, "intake": "webhook"}
    return Settings(**(own | {"webhook_url": PUBLIC} | more))  # type: ignore[arg-type]


async def put(settings: Settings) -> Told:
    return await with_bot(settings, lambda bot: command.put(bot, settings))


async def show(telegram: Telegram, settings: Settings, **later: float) -> Told:
    now = telegram.clock.now() + timedelta(**later)
    return await with_bot(settings, lambda bot: command.show(bot, settings, now))


async def test_set_tells_telegram_the_address_the_secret_and_what_is_read(
    telegram: Telegram,
) -> None:
    settings = chosen(telegram)
    assert await put(settings) == Told((f"Telegram delivers to {PUBLIC} from now on.",))
    call = next(one for one in telegram.calls if one.method == "setWebhook")
    assert call.params == {
        "url": PUBLIC,
        "max_connections": 100,
        "secret_token": settings.webhook_token,
        "allowed_updates": list(KINDS),
    }
    assert await show(telegram, settings) == Told(
        (
            f"Telegram delivers to {PUBLIC}",
            "Nothing waits.",
            "There was no error since it was set.",
        )
    )


async def test_what_waits_is_kept_by_set_and_by_drop(telegram: Telegram) -> None:
    settings = chosen(telegram)
    await telegram.runner(7).say("/start")
    assert (await put(settings)).wrong == ()
    assert "1 update waits." in (await show(telegram, settings)).sentences
    await telegram.runner(7).say("/help")
    assert "2 updates wait." in (await show(telegram, settings)).sentences
    told = await with_bot(settings, command.drop)
    assert told.wrong == ()
    assert "150 seconds" in told.sentences[0]
    assert len(telegram.waiting) == 2


async def test_show_says_when_delivery_failed_last_and_why(telegram: Telegram) -> None:
    settings = chosen(telegram, webhook_url=URL)
    await put(settings)
    await telegram.runner(7).say("/start")
    async with asyncio.timeout(5):
        while not telegram.deliveries:  # noqa: ASYNC110 - no event
            await asyncio.sleep(0)
    told = await show(telegram, settings)
    assert told.sentences[-1].startswith("The last error, ")
    assert told.sentences[-1].endswith("Connection refused")
    assert told.wrong == ("Telegram could not deliver just now.",)
    hours = await show(telegram, settings, hours=2, minutes=59)
    assert hours.sentences[-1].startswith("The last error, 2 hours ago: ")
    assert hours.wrong == ()
    assert "1 day ago" in (await show(telegram, settings, days=1, hours=1)).sentences[-1]


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"webhook_url": ""}, "DORSI_WEBHOOK_URL is not set"),
        ({"webhook_url": "http://dorsi.example.org/"}, "an https url must be provided"),
        ({"webhook_url": "https://dorsi.example.org:8444/"}, "ports 80, 88, 443 or 8443"),
        ({"token": None}, "DORSI_TOKEN is not set"),
    ],
)
async def test_what_telegram_would_not_take_is_said(
    telegram: Telegram, more: dict[str, object], sentence: str
) -> None:
    (told,) = (await put(chosen(telegram, **({"intake": "poll"} | more)))).wrong
    assert sentence in told


@pytest.mark.parametrize("url", ["http://dorsi.example.org/hook", "https://d.example:444/hook"])
async def test_an_address_that_telegram_cannot_call_costs_nobody_the_old_webhook(url: str) -> None:
    """The real server forgets the old one before it refuses the new one, so it is not asked."""
    settings = Settings(token=SecretStr(TOKEN), webhook_url=url)
    told = await command.put(Bot(TOKEN), settings)
    assert told.wrong == ("DORSI_WEBHOOK_URL: Telegram calls https:// on 443, 80, 88 or 8443.",)


async def test_a_webhook_that_is_not_ours_is_said(telegram: Telegram) -> None:
    settings = chosen(telegram)
    assert (await show(telegram, settings)).wrong == (f"Telegram delivers to no address. {SET}",)
    await put(settings)
    elsewhere = settings.model_copy(update={"webhook_url": f"{PUBLIC}/other"})
    assert (await show(telegram, elsewhere)).wrong == (
        f"Telegram delivers to another address than DORSI_WEBHOOK_URL. {SET}",
    )
    polls = settings.model_copy(update={"intake": "poll"})
    assert "takes it back at its next start" in (await show(telegram, polls)).wrong[0]


async def test_an_address_that_telegram_writes_anew_is_the_same(telegram: Telegram) -> None:
    settings = chosen(telegram, webhook_url="https://Dorsi.example.org")
    await put(settings)
    for written in ("https://dorsi.example.org/", "https://Dorsi.example.org"):
        same = settings.model_copy(update={"webhook_url": written})
        assert (await show(telegram, same)).wrong == ()


async def test_updates_that_are_kept_back_are_said(telegram: Telegram) -> None:
    settings = chosen(telegram)
    await put(settings)
    telegram.state.updates.allow(["message"])
    assert (await show(telegram, settings)).wrong == (f"Telegram keeps some updates back. {SET}",)


async def test_a_token_in_the_address_is_not_shown(telegram: Telegram) -> None:
    settings = chosen(telegram, webhook_url=f"https://dorsi.example.org/{TOKEN}")
    told = (await put(settings)).sentences + (await show(telegram, settings)).sentences
    assert "A" * 35 not in " ".join(told)


async def test_a_start_warns_of_a_webhook_that_is_not_set(
    telegram: Telegram, caplog: pytest.LogCaptureFixture
) -> None:
    settings = chosen(telegram)

    async def warn(bot: Bot) -> Told:
        await command.warn(bot, settings, telegram.clock.now())
        return Told()

    await with_bot(settings, warn)
    assert caplog.messages == [f"Telegram delivers to no address. {SET}"]


@pytest.fixture
def _environment(telegram: Telegram, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "TOKEN": TOKEN,
        "API_URL": telegram.url,
        "INTAKE": "webhook",
        "WEBHOOK_URL": PUBLIC,
    }.items():
        monkeypatch.setenv(f"DORSI_{name}", value)


async def run(*arguments: str) -> object:
    """Run a command in a thread with a loop of its own; return how it exits."""

    def work() -> object:
        with pytest.raises(SystemExit) as ended:
            CliApp.run(Commands, cli_args=list(arguments))
        return ended.value.code

    return await asyncio.to_thread(work)


@pytest.mark.usefixtures("_environment")
async def test_the_command_line_prints_it_and_exits_with_1_where_something_is_wrong(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert await run("webhook", "show") == 1
    assert await run("webhook", "set") == 0
    assert await run("webhook", "show") == 0
    assert await run("webhook", "drop") == 0
    told = capsys.readouterr().out
    assert told.startswith("No webhook is set.\nNothing waits.\n")
    assert told.endswith("messages a day.\n")
    monkeypatch.setenv("DORSI_API_URL", f"http://127.0.0.1:{closed_port()}")
    assert str(await run("webhook", "show")).startswith("The Bot API server (DORSI_API_URL) cannot")
