"""What the mission sets, from the environment or `.env`; each is told in `.env.example`."""

from __future__ import annotations

import re
from datetime import time, timedelta
from typing import Annotated, Self
from zoneinfo import ZoneInfo

from pydantic import (
    AfterValidator,
    BeforeValidator,
    DirectoryPath,
    Field,
    HttpUrl,
    SecretStr,
    UrlConstraints,
    ValidationError,
    model_validator,
)
from pydantic_core import Url
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import SettingsError
from needs_assessment import Audience
from storage.encryption import read_secret

PREFIX = "HAMROH_"
TOKEN = r"[0-9]{1,20}:[A-Za-z0-9_-]{4,}"  # noqa: S105 - the shape of a token, not a token


def _zone(value: str) -> ZoneInfo:
    try:
        return ZoneInfo(value)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError("is no IANA time zone, write for instance Europe/Moscow or Asia/Tashkent") from error


def _listen(value: str) -> str:
    host, colon, port = value.rpartition(":")
    if not colon or not host or not port.isdigit() or not 0 <= int(port) < 65536:
        raise ValueError("must be host:port, for instance 127.0.0.1:8080")
    return value


def _secret(value: SecretStr) -> SecretStr:
    read_secret(value.get_secret_value())
    return value


def _token(value: SecretStr) -> SecretStr:
    if not re.fullmatch(TOKEN, value.get_secret_value()):
        raise ValueError("does not look like a bot token: copy it whole from @BotFather, for instance 123456:ABC-DEF")
    return value


def _webhook_secret(value: SecretStr) -> SecretStr:
    # https://core.telegram.org/bots/api#setwebhook: 1-256 characters
    if not re.fullmatch(r"[A-Za-z0-9_-]{16,256}", value.get_secret_value()):
        raise ValueError("must be 16 to 256 characters of A-Z a-z 0-9 _ -")
    return value


def _dashboard(value: HttpUrl) -> HttpUrl:
    # https://core.telegram.org/bots/webapps: Telegram opens https only; the demo's is this machine's own.
    if value.scheme != "https" and value.host not in ("127.0.0.1", "localhost", "[::1]"):
        raise ValueError("must begin with https://: Telegram opens no other page")
    if not (value.path or "").rstrip("/").endswith("/dashboard"):
        raise ValueError("must end with /dashboard/, for instance https://hotline.example.org/dashboard/")
    return value


Token = Annotated[SecretStr, AfterValidator(_token)]
SecretKey = Annotated[SecretStr, AfterValidator(_secret)]
WebhookSecret = Annotated[SecretStr, AfterValidator(_webhook_secret)]
Zone = Annotated[ZoneInfo, BeforeValidator(lambda value: _zone(value) if isinstance(value, str) else value)]
DashboardUrl = Annotated[HttpUrl, AfterValidator(_dashboard)]
Listen = Annotated[str, AfterValidator(_listen)]
ProxyUrl = Annotated[Url, UrlConstraints(allowed_schemes=["http", "https", "socks4", "socks5"])]
RedisUrl = Annotated[Url, UrlConstraints(allowed_schemes=["redis", "rediss", "unix"])]


class Settings(BaseSettings):
    """Every setting with its default. Read them with `read_settings`, which names what is wrong in one line."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,  # a line of .env.example that was left empty is not set
        extra="ignore",
        arbitrary_types_allowed=True,
    )

    bot_token: Token | None = None
    bot_api_url: HttpUrl = HttpUrl("https://api.telegram.org")
    proxy: ProxyUrl | None = None
    webhook_url: HttpUrl | None = None
    webhook_secret: WebhookSecret | None = None
    webhook_listen: Listen = "127.0.0.1:8080"
    dashboard_url: DashboardUrl | None = None
    dashboard_listen: Listen = "127.0.0.1:8081"
    dashboard_app: Annotated[str, Field(pattern="^[A-Za-z0-9_]{3,30}$")] | None = None
    database_url: SecretStr = SecretStr("sqlite:///var/hamroh.db")
    redis_url: RedisUrl | None = None
    secret_key: SecretKey | None = None
    desk_chat_id: int | None = None
    coordinators_chat_id: int | None = None
    same_chat: bool = False
    timezone: Zone = ZoneInfo("Europe/Moscow")
    staff_language: str = "en"
    report_at: time = time(9, 0)
    report_threshold: Annotated[int, Field(ge=5, le=100)] = 5
    outside_threshold: Annotated[int, Field(ge=10, le=200)] = 10
    preview_running_week: bool = False
    keep_case_hours: Annotated[int, Field(ge=1, le=24)] = 24
    silent_case_hours: Annotated[int, Field(ge=1, le=72)] = 72
    claim_minutes: Annotated[int, Field(ge=1, le=1440)] = 15
    answer_minutes: Annotated[int, Field(ge=1, le=1440)] = 30
    urgent_minutes: Annotated[int, Field(ge=1, le=60)] = 3
    keep_person_days: Annotated[int, Field(ge=1, le=90)] = 90
    log_level: Annotated[str, Field(pattern="^(DEBUG|INFO|WARNING|ERROR|CRITICAL)$")] = "INFO"
    content_folder: DirectoryPath | None = None

    @property
    def thresholds(self) -> dict[Audience, int]:
        """Below which a count is hidden from whom."""
        return {Audience.COORDINATORS: self.report_threshold, Audience.OUTSIDE: self.outside_threshold}

    @property
    def case_grace(self) -> timedelta:
        """How long a closed case is kept."""
        return timedelta(hours=self.keep_case_hours)

    @property
    def case_silence(self) -> timedelta:
        """After how long a silent case closes by itself."""
        return timedelta(hours=self.silent_case_hours)

    @model_validator(mode="after")
    def _fit_together(self) -> Self:
        if self.webhook_url is not None and self.webhook_secret is None:
            raise ValueError("HAMROH_WEBHOOK_SECRET is missing: a webhook without one takes updates from anybody")
        if self.outside_threshold < self.report_threshold:
            raise ValueError("HAMROH_OUTSIDE_THRESHOLD must not be smaller than HAMROH_REPORT_THRESHOLD")
        if self.desk_chat_id is not None and self.desk_chat_id == self.coordinators_chat_id and not self.same_chat:
            raise ValueError(
                "HAMROH_DESK_CHAT_ID and HAMROH_COORDINATORS_CHAT_ID are the same chat: set HAMROH_SAME_CHAT=true "
                "if you mean that"
            )
        return self


def read_settings(**overrides: object) -> Settings:
    """Read and check the settings. Raises SettingsError: one line, naming the variable, never its value."""
    try:
        return Settings(**overrides)  # type: ignore[arg-type]  # the fields' own types check what is given
    except ValidationError as error:
        raise SettingsError(_line(error)) from None
    except UnicodeDecodeError:
        raise SettingsError("the file .env is not UTF-8 text: save it as UTF-8") from None


def _line(error: ValidationError) -> str:
    first = error.errors(include_input=False, include_url=False)[0]
    where = "".join(f"{PREFIX}{str(part).upper()} " for part in first["loc"][:1])
    said = first["msg"].removeprefix("Value error, ")
    return f"{where}{said}; see .env.example"
