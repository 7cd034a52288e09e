"""The settings: what a host wrote is taken, and what is wrong is named without its value."""

from pathlib import Path

import pytest

from bot.__main__ import settings
from bot.settings import TELEGRAM


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
