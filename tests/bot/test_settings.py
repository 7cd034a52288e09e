"""The settings: what a host wrote is taken, and what is wrong is named without its value."""

import re
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.__main__ import settings
from bot.settings import TELEGRAM, Settings


@pytest.fixture(autouse=True)
def _no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_nothing_set_means_the_sandbox_and_the_defaults() -> None:
    chosen = settings()
    assert chosen.token is None
    assert chosen.api_url == TELEGRAM
    assert chosen.database_url == "sqlite:///data/dorsi.db"
    assert chosen.emergency_number == ""
    assert (chosen.http_host, chosen.http_port) == ("127.0.0.1", 0)
    assert (chosen.intake, chosen.webhook_url, chosen.webhook_port) == ("poll", "", 8090)


def test_every_setting_is_read_from_a_file(tmp_path: Path) -> None:
    lines = (
        "TOKEN=123456:abc",
        "API_URL=http://localhost:8081/",
        "DATABASE_URL=postgresql://dorsi@db/dorsi",
        "ADMIN_IDS=1, 22,",
        "INVITE_CODE=blue-heron",
        "CONTACT=Ada, ada@example.org",
        "EMERGENCY_NUMBER=112",
        "LOG_LEVEL=debug",
        "PER_SECOND=20",
        "HEARTBEAT=/run/dorsi",
        "HTTP_HOST=0.0.0.0",
        "HTTP_PORT=9100",
        "INTAKE=webhook",
        "WEBHOOK_URL=https://dorsi.example.org/a/hook",
        "WEBHOOK_SECRET=0123456789-abcdef_Z",
        "WEBHOOK_HOST=0.0.0.0",
        "WEBHOOK_PORT=8443",
    )
    (tmp_path / ".env").write_text("".join(f"DORSI_{line}\n" for line in lines))
    chosen = settings()
    assert chosen.token is not None
    assert chosen.invite_code is not None
    assert chosen.token.get_secret_value() == "123456:abc"
    assert chosen.base_url == "http://localhost:8081/bot"
    assert chosen.base_file_url == "http://localhost:8081/file/bot"
    assert chosen.database_url == "postgresql://dorsi@db/dorsi"
    assert chosen.admin_ids == {1, 22}
    assert chosen.invite_code.get_secret_value() == "blue-heron"
    assert (chosen.contact, chosen.emergency_number) == ("Ada, ada@example.org", "112")
    assert (chosen.log_level, chosen.per_second) == ("DEBUG", 20)
    assert chosen.heartbeat == "/run/dorsi"
    assert (chosen.http_host, chosen.http_port) == ("0.0.0.0", 9100)  # noqa: S104 - a host's choice
    assert (chosen.intake, chosen.webhook_path) == ("webhook", "/a/hook")
    assert chosen.webhook_token == "0123456789-abcdef_Z"  # noqa: S105 - made up
    assert (chosen.webhook_host, chosen.webhook_port) == ("0.0.0.0", 8443)  # noqa: S104 - as above


def test_an_empty_variable_means_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TOKEN", "API_URL", "ADMIN_IDS", "INVITE_CODE", "EMERGENCY_NUMBER"):
        monkeypatch.setenv(f"DORSI_{name}", "")
    chosen = settings()
    assert (chosen.token, chosen.invite_code, chosen.api_url) == (None, None, TELEGRAM)
    assert (chosen.admin_ids, chosen.emergency_number) == (frozenset(), "")


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("API_URL", "bots.example.org", "write it with http:// or https://"),
        ("DATABASE_URL", "mysql://u:hunter2@db/x", "write sqlite:///file or postgresql://"),
        ("DATABASE_URL", "dorsi.db", "write sqlite:///file or postgresql://"),
        ("ADMIN_IDS", "1,@ada", "a valid integer"),
        ("EMERGENCY_NUMBER", "one hundred and twelve", "at most 20 characters"),
        ("LOG_LEVEL", "loud", "choose DEBUG, INFO, WARNING or ERROR"),
        ("PER_SECOND", "0", "greater than or equal to 1"),
        ("HTTP_PORT", "70000", "less than or equal to 65535"),
        ("INTAKE", "carrier pigeon", "'poll' or 'webhook'"),
        ("WEBHOOK_URL", "runners.example.org/hook", "write it with https://"),
        ("WEBHOOK_URL", "https://[half/hook", "write it with https://"),
        ("WEBHOOK_URL", "https://x.example/hook#part", "write it with https://"),
        ("WEBHOOK_SECRET", "short", "write 16 to 256 characters"),
        ("WEBHOOK_SECRET", "sixteen letters and blanks", "write 16 to 256 characters"),
        ("WEBHOOK_SECRET", "ä" * 20, "write 16 to 256 characters"),
    ],
)
def test_a_wrong_setting_is_named_and_its_value_is_not(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, sentence: str
) -> None:
    monkeypatch.setenv(f"DORSI_{name}", value)
    with pytest.raises(SystemExit) as ended:
        settings()
    told = str(ended.value)
    assert f"DORSI_{name}: " in told
    assert sentence in told
    assert value not in told.replace("such as https://bots.example.org", "")


def test_a_webhook_without_an_address_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DORSI_INTAKE", "webhook")
    with pytest.raises(SystemExit, match=r"DORSI_WEBHOOK_URL: DORSI_INTAKE=webhook needs the addr"):
        settings()


def test_a_secret_of_the_token_is_the_same_for_all_and_does_not_tell_the_token() -> None:
    one, same = (Settings(token=SecretStr(f"123456:{'a' * 35}")) for _ in range(2))
    other = Settings(token=SecretStr(f"123456:{'a' * 34}b"))
    assert one.webhook_token == same.webhook_token != other.webhook_token
    assert re.fullmatch("[0-9a-f]{64}", one.webhook_token)
    assert one.webhook_token not in repr(one)
    with pytest.raises(ValueError, match="made from a token"):
        _ = Settings().webhook_token
