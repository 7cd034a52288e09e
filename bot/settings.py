"""The settings: read once at start from the environment or `.env`, prefix `DORSI_`."""

import hashlib
import hmac
import re
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

TELEGRAM = "https://api.telegram.org"
# [own] A season's break is no reason to be forgotten; nobody plans for longer than a century.
SHORTEST_KEPT, LONGEST_KEPT = 6, 1200
# What Telegram takes as a webhook's secret is 1 to 256 of these (Bot API, setWebhook); fewer than
# 16 can be guessed.
_SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")


class Settings(BaseSettings):
    """Everything a host can choose; an empty variable means the default."""

    model_config = SettingsConfigDict(
        env_prefix="DORSI_", env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True
    )

    token: SecretStr | None = Field(None, description="the bot's token from @BotFather")
    api_url: str = Field(TELEGRAM, description="root of the Bot API server")
    database_url: str = Field(
        "sqlite:///data/dorsi.db", description="sqlite:///file or postgresql://user@host/name"
    )
    session_url: str = Field(
        "", description="PostgreSQL itself, where `database_url` leads through a pooler"
    )
    admin_ids: Annotated[frozenset[int], NoDecode] = Field(
        frozenset(),
        description="Telegram ids, comma-separated, that hear of errors and may ask for /stats",
    )
    intake: Literal["poll", "webhook"] = Field(
        "poll", description="`poll` asks Telegram for updates, with `webhook` Telegram calls"
    )
    webhook_url: str = Field(
        "", validate_default=True, description="public https:// address that Telegram calls"
    )
    webhook_secret: SecretStr | None = Field(
        None, description="what Telegram says with each call; made from the token if unset"
    )
    webhook_host: str = Field("127.0.0.1", description="address that listens for these calls")
    webhook_port: int = Field(
        8090, ge=0, le=65535, description="port that listens for these calls; 0 takes any free one"
    )
    invite_code: SecretStr | None = Field(
        None, description="only runners with this code are served"
    )
    contact: str = Field("", max_length=200, description="shown in /privacy")
    emergency_number: str = Field(
        "", max_length=20, description="shown in red flags instead of 'your local emergency number'"
    )
    keep_months: int = Field(
        0,
        description="forget runners unseen for so many months, and older self-checks; 0 is never",
    )
    calendar_links: Literal["on", "off"] = Field(
        "on", description="`off` opens no link that a runner gives, and follows none"
    )
    log_level: str = Field("INFO", description="DEBUG, INFO, WARNING or ERROR")
    per_second: int = Field(30, ge=1, le=1000, description="messages a second over all chats")
    heartbeat: str = Field("data/heartbeat", description="file `python -m bot health` looks at")
    http_host: str = Field("127.0.0.1", description="address the operators' port listens on")
    http_port: int = Field(
        0, ge=0, le=65535, description="port of /livez, /readyz and /metrics; 0 is none"
    )

    @field_validator("keep_months")
    @classmethod
    def _is_long_enough(cls, value: int) -> int:
        if value and not SHORTEST_KEPT <= value <= LONGEST_KEPT:
            raise ValueError(f"write 0 for ever, or {SHORTEST_KEPT} to {LONGEST_KEPT} months")
        return value

    @field_validator("api_url")
    @classmethod
    def _is_a_root(cls, value: str) -> str:
        if not value.startswith(("http://", "https://")):
            raise ValueError("write it with http:// or https://, such as https://bots.example.org")
        return value.rstrip("/")

    @field_validator("session_url")
    @classmethod
    def _is_postgresql(cls, value: str) -> str:
        if value and not value.startswith(("postgresql://", "postgres://")):
            raise ValueError("write postgresql://user:password@host/name")
        return value

    @field_validator("database_url")
    @classmethod
    def _is_a_database(cls, value: str) -> str:
        if not value.startswith(("sqlite://", "postgresql://", "postgres://")):
            raise ValueError("write sqlite:///file or postgresql://user:password@host/name")
        return value

    @field_validator("webhook_url")
    @classmethod
    def _is_an_address(cls, value: str, info: ValidationInfo) -> str:
        if not value:
            if info.data.get("intake") == "webhook":
                raise ValueError("DORSI_INTAKE=webhook needs the address that Telegram calls")
            return value
        try:
            parts = urlsplit(value)
        except ValueError:
            parts = urlsplit("")
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.fragment:
            raise ValueError("write it with https://, such as https://dorsi.example.org/hook")
        return value

    @field_validator("webhook_secret")
    @classmethod
    def _is_a_secret(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not _SECRET.fullmatch(value.get_secret_value()):
            raise ValueError("write 16 to 256 characters out of A-Z, a-z, 0-9, _ and -")
        return value

    @field_validator("admin_ids", mode="before")
    @classmethod
    def _comma_separated(cls, value: object) -> object:
        if isinstance(value, str):
            return frozenset(part.strip() for part in value.split(",") if part.strip())
        return value

    @field_validator("log_level")
    @classmethod
    def _is_a_level(cls, value: str) -> str:
        level = value.upper()
        if level not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
            raise ValueError("choose DEBUG, INFO, WARNING or ERROR")
        return level

    @property
    def webhook_path(self) -> str:
        """Return the path of the webhook's address."""
        return urlsplit(self.webhook_url).path or "/"

    @property
    def webhook_token(self) -> str:
        """Return the webhook's secret; one that is not set is the same for all of one token."""
        if self.webhook_secret is not None:
            return self.webhook_secret.get_secret_value()
        if self.token is None:
            raise ValueError("a secret is made from a token")
        key = self.token.get_secret_value().encode()
        return hmac.new(key, b"webhook secret", hashlib.sha256).hexdigest()

    @property
    def base_url(self) -> str:
        """Return the root that python-telegram-bot puts before the token."""
        return f"{self.api_url}/bot"

    @property
    def base_file_url(self) -> str:
        """Return the root of file downloads that python-telegram-bot puts before the token."""
        return f"{self.api_url}/file/bot"
