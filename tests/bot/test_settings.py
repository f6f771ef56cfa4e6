"""Every setting: its default, what it takes, and what it says of a wrong value without repeating it."""

from __future__ import annotations

import re
from datetime import time, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest

from bot.errors import SettingsError
from bot.house import open_house
from bot.settings import Settings, read_settings
from operators import new_code
from storage import Database, StorageError, Vault

EXAMPLE = Path(__file__).parents[2] / ".env.example"
KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="

GOOD = {
    "BOT_TOKEN": "123456:ABC-DEF_ghi",
    "BOT_API_URL": "http://localhost:8081",
    "PROXY": "socks5://user:password@localhost:1080",
    "WEBHOOK_URL": "https://hotline.example/telegram",
    "WEBHOOK_SECRET": "a-secret-of-the-tests",
    "WEBHOOK_LISTEN": "0.0.0.0:80",
    "DASHBOARD_URL": "https://hotline.example/dashboard/",
    "DASHBOARD_LISTEN": "0.0.0.0:81",
    "DASHBOARD_APP": "charts",
    "DATABASE_URL": "postgresql://user:password@localhost/hamroh",
    "REDIS_URL": "redis://localhost:6379/0",
    "SECRET_KEY": KEY,
    "DESK_CHAT_ID": "-1001234567890",
    "COORDINATORS_CHAT_ID": "-1001234567891",
    "SAME_CHAT": "true",
    "TIMEZONE": "Asia/Tashkent",
    "STAFF_LANGUAGE": "ru",
    "REPORT_AT": "07:30",
    "REPORT_THRESHOLD": "10",
    "OUTSIDE_THRESHOLD": "20",
    "PREVIEW_RUNNING_WEEK": "true",
    "CLAIM_MINUTES": "10",
    "ANSWER_MINUTES": "20",
    "URGENT_MINUTES": "1",
    "KEEP_CASE_HOURS": "1",
    "SILENT_CASE_HOURS": "48",
    "KEEP_PERSON_DAYS": "7",
    "LOG_LEVEL": "DEBUG",
    "CONTENT_FOLDER": str(EXAMPLE.parent),
}

WRONG = [
    ("BOT_TOKEN", "hunter2-hunter2"),
    ("BOT_TOKEN", "123456:has spaces"),
    ("BOT_API_URL", "api.telegram.example"),
    ("BOT_API_URL", "ftp://telegram.example"),
    ("PROXY", "hunter2@proxy.example"),
    ("PROXY", "ftp://user:hunter2@proxy.example"),
    ("WEBHOOK_URL", "hotline.example"),
    ("WEBHOOK_SECRET", "hunter2"),
    ("WEBHOOK_SECRET", "hunter2 hunter2 hunter2"),
    ("WEBHOOK_SECRET", "h" * 257),
    ("WEBHOOK_LISTEN", "8088"),
    ("WEBHOOK_LISTEN", "localhost:"),
    ("WEBHOOK_LISTEN", ":8088"),
    ("WEBHOOK_LISTEN", "localhost:99999"),
    ("DASHBOARD_URL", "http://hunter2.example/dashboard/"),
    ("DASHBOARD_URL", "https://hunter2.example/"),
    ("DASHBOARD_LISTEN", "8088"),
    ("DASHBOARD_APP", "hunter2 hunter2"),
    ("REDIS_URL", "localhost"),
    ("REDIS_URL", "http://:hunter2@localhost"),
    ("SECRET_KEY", "hunter2!"),
    ("SECRET_KEY", "aHVudGVyMg=="),
    ("DESK_CHAT_ID", "@ourdesk"),
    ("COORDINATORS_CHAT_ID", "12.5"),
    ("SAME_CHAT", "perhaps"),
    ("TIMEZONE", "Mars/Olympus"),
    ("TIMEZONE", "../../etc/passwd"),
    ("REPORT_AT", "nine"),
    ("REPORT_AT", "25:61"),
    ("REPORT_THRESHOLD", "4"),
    ("REPORT_THRESHOLD", "few"),
    ("OUTSIDE_THRESHOLD", "9"),
    ("PREVIEW_RUNNING_WEEK", "soon"),
    ("CLAIM_MINUTES", "0"),
    ("ANSWER_MINUTES", "soon"),
    ("URGENT_MINUTES", "61"),
    ("KEEP_CASE_HOURS", "0"),
    ("KEEP_CASE_HOURS", "25"),
    ("SILENT_CASE_HOURS", "9999"),
    ("KEEP_PERSON_DAYS", "91"),
    ("LOG_LEVEL", "LOUD"),
    ("CONTENT_FOLDER", "/nowhere/at/all"),
]


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in GOOD:
        monkeypatch.delenv(f"HAMROH_{name}", raising=False)


def fault_of(**overrides: object) -> str:
    with pytest.raises(SettingsError) as caught:
        read_settings(**overrides)
    return str(caught.value)


def test_without_any_setting_it_is_a_sqlite_file_at_telegram_s_own_server() -> None:
    settings = read_settings()
    assert settings.bot_token is settings.webhook_url is settings.redis_url is settings.secret_key is None
    assert str(settings.bot_api_url) == "https://api.telegram.org/"
    assert settings.database_url.get_secret_value() == "sqlite:///var/hamroh.db"
    assert settings.timezone == ZoneInfo("Europe/Moscow")
    assert (settings.report_at, settings.report_threshold) == (time(9, 0), 5)
    assert (settings.case_grace, settings.case_silence) == (timedelta(hours=24), timedelta(hours=72))
    assert not settings.preview_running_week
    assert not settings.same_chat


def test_these_tests_know_every_setting() -> None:
    known = {name.upper() for name in Settings.model_fields}
    assert set(GOOD) == known
    judged_elsewhere = {"DATABASE_URL", "STAFF_LANGUAGE"}
    assert {name for name, _ in WRONG} == known - judged_elsewhere


def test_every_good_value_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in GOOD.items():
        monkeypatch.setenv(f"HAMROH_{name}", value)
    changed, default = read_settings(), Settings.model_construct()
    same = [name for name in Settings.model_fields if getattr(changed, name) == getattr(default, name)]
    assert same == []
    assert changed.report_at == time(7, 30)
    assert changed.desk_chat_id == -1001234567890


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_a_wrong_value_is_one_line_that_names_the_variable_and_never_the_value(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"HAMROH_{name}", value)
    line = fault_of()
    assert line.startswith(f"HAMROH_{name} ")
    assert "\n" not in line
    assert value not in line
    assert "hunter2" not in line
    assert "see .env.example" in line


@pytest.mark.parametrize("address", ["mysql://root:hunter2@localhost/x", "hunter2", "sqlite://"])
def test_a_database_nobody_knows_is_one_line_that_names_the_variable(address: str) -> None:
    with pytest.raises(StorageError) as caught:
        Database.at(address)
    assert "HAMROH_DATABASE_URL must look like" in str(caught.value)
    assert "hunter2" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_staff_language_without_catalog_is_one_line_that_names_those_there_are() -> None:
    with pytest.raises(SettingsError, match=r"^HAMROH_STAFF_LANGUAGE must be one of .*\bru\b.*; see \.env\.example$"):
        open_house(read_settings(staff_language="xx"), Vault(bytes(32)), lambda: new_code(Random(1)))


def test_an_empty_value_is_an_unset_one(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in GOOD:
        monkeypatch.setenv(f"HAMROH_{name}", "")
    assert read_settings() == Settings.model_construct()


def test_one_chat_is_both_only_when_that_is_said() -> None:
    both = {"desk_chat_id": -1001, "coordinators_chat_id": -1001}
    line = fault_of(**both)
    assert "HAMROH_SAME_CHAT=true" in line
    assert "-1001" not in line
    assert read_settings(**both, same_chat=True).desk_chat_id == -1001


def test_a_webhook_without_secret_is_refused() -> None:
    line = fault_of(webhook_url="https://hotline.example/telegram")
    assert line.startswith("HAMROH_WEBHOOK_SECRET is missing")
    assert "hotline.example" not in line


def test_the_file_env_is_read_and_the_environment_goes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env").write_text("HAMROH_TIMEZONE=Asia/Almaty\nHAMROH_REPORT_AT=10:00\nSOMETHING_ELSE=1\n")
    monkeypatch.setenv("HAMROH_REPORT_AT", "11:00")
    settings = read_settings()
    assert settings.timezone == ZoneInfo("Asia/Almaty")
    assert settings.report_at == time(11, 0)


def test_a_wrong_value_in_the_file_is_named_too(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("HAMROH_BOT_TOKEN=hunter2\n")
    line = fault_of()
    assert line.startswith("HAMROH_BOT_TOKEN ")
    assert "hunter2" not in line


def test_a_file_in_another_encoding_is_one_line(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes("# Ключ\nHAMROH_TIMEZONE=Asia/Almaty\n".encode("cp1251"))
    assert fault_of() == "the file .env is not UTF-8 text: save it as UTF-8"


def test_the_example_tells_of_every_setting_and_gives_its_default() -> None:
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    given = dict(line.removeprefix("HAMROH_").split("=", 1) for line in lines if line.startswith("HAMROH_"))
    assert sorted(given) == sorted(name.upper() for name in Settings.model_fields)
    assert [name for name, value in given.items() if not value] == [
        name for name in given if Settings.model_fields[name.lower()].default is None
    ]
    untold = [lines[at] for at in range(1, len(lines)) if re.match("HAMROH_", lines[at]) and lines[at - 1][:1] != "#"]
    assert untold == []


def test_a_copied_example_is_the_default(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(EXAMPLE.read_bytes())
    assert read_settings() == Settings.model_construct()


@pytest.mark.parametrize(
    "address",
    ["https://hotline.example.org/dashboard/", "https://example.org/a/dashboard", "http://127.0.0.1:8081/dashboard/"],
)
def test_a_dashboard_has_a_public_address_or_this_machines(address: str) -> None:
    assert read_settings(dashboard_url=address).dashboard_url is not None
