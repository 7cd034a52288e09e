"""The settings: read once at start from the environment or `.env`, prefix `DORSI_`."""

from typing import Annotated

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

TELEGRAM = "https://api.telegram.org"


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
    invite_code: SecretStr | None = Field(
        None, description="only runners with this code are served"
    )
    contact: str = Field("", max_length=200, description="shown in /privacy")
    emergency_number: str = Field(
        "", max_length=20, description="shown in red flags instead of 'your local emergency number'"
    )
    log_level: str = Field("INFO", description="DEBUG, INFO, WARNING or ERROR")
    per_second: int = Field(30, ge=1, le=1000, description="messages a second over all chats")
    heartbeat: str = Field("data/heartbeat", description="file `python -m bot health` looks at")
    http_host: str = Field("127.0.0.1", description="address the operators' port listens on")
    http_port: int = Field(
        0, ge=0, le=65535, description="port of /livez, /readyz and /metrics; 0 is none"
    )

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
    def base_url(self) -> str:
        """Return the root that python-telegram-bot puts before the token."""
        return f"{self.api_url}/bot"

    @property
    def base_file_url(self) -> str:
        """Return the root of file downloads that python-telegram-bot puts before the token."""
        return f"{self.api_url}/file/bot"
