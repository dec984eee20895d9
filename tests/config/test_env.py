"""Settings are typed, read once and loud when wrong."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from fivestar.config.env import Environment, database


def test_an_unset_variable_gives_its_default() -> None:
    env = Environment({})

    assert env.text("A", "x") == "x"
    assert env.flag("B", default=True) is True
    assert env.whole("C", default=3, at_least=0) == 3
    assert env.choice("D", ("first", "second")) == "first"
    assert env.day("E", default=date(2023, 9, 15)) == date(2023, 9, 15)
    assert env.folder("F", default=Path("/tmp/var")) == Path("/tmp/var").resolve()
    assert env.origin("G", default="http://127.0.0.1:8000") == "http://127.0.0.1:8000"
    assert env.bucket("H") == ""


def test_a_set_variable_is_read_in_its_type() -> None:
    env = Environment(
        {
            "FIVESTAR_A": " x ",
            "FIVESTAR_B": "no",
            "FIVESTAR_C": "7",
            "FIVESTAR_D": "second",
            "FIVESTAR_E": "2026-02-28",
            "FIVESTAR_G": "https://stars.example.cn",
            "FIVESTAR_H": "https://store.example.cn/files",
            "FIVESTAR_I": "http://127.0.0.1:9000/files",
        }
    )

    assert env.text("A") == "x"
    assert env.flag("B", default=True) is False
    assert env.whole("C", default=3, at_least=0) == 7
    assert env.choice("D", ("first", "second")) == "second"
    assert env.day("E", default=date(2023, 9, 15)) == date(2026, 2, 28)
    assert env.origin("G", default="") == "https://stars.example.cn"
    assert env.bucket("H") == "https://store.example.cn/files"
    assert env.bucket("I") == "http://127.0.0.1:9000/files"


@pytest.mark.parametrize(
    ("value", "read", "complaint"),
    [
        (
            "maybe",
            lambda env: env.flag("A", default=True),
            "FIVESTAR_A='maybe' is neither yes nor no (1/0, true/false)",
        ),
        ("many", lambda env: env.whole("A", default=1, at_least=0), "FIVESTAR_A='many' is not a whole number from 0"),
        ("0", lambda env: env.whole("A", default=1, at_least=1), "FIVESTAR_A='0' is not a whole number from 1"),
        ("third", lambda env: env.choice("A", ("one", "two")), "FIVESTAR_A='third' is not one of one, two"),
        (
            "15.9.2023",
            lambda env: env.day("A", default=date(2023, 1, 1)),
            "FIVESTAR_A='15.9.2023' is not a date like 2023-09-15",
        ),
        (
            "https://a.cn/path",
            lambda env: env.origin("A", default=""),
            "FIVESTAR_A='https://a.cn/path' is not an origin like https://stars.example.cn",
        ),
        (
            "ftp://a.cn",
            lambda env: env.origin("A", default=""),
            "FIVESTAR_A='ftp://a.cn' is not an origin like https://stars.example.cn",
        ),
        *(
            (
                value,
                lambda env: env.bucket("A"),
                "FIVESTAR_A is not an address like https://store.example.cn/bucket or https://bucket.example.cn",
            )
            for value in (
                "http://store.example.cn/files",
                "https://key:secret@a.cn/files",
                "files",
                "https://a.cn/?x=1",
            )
        ),
    ],
)
def test_a_wrong_value_is_named_with_what_was_expected(
    value: str, read: Callable[[Environment], Any], complaint: str
) -> None:
    with pytest.raises(ImproperlyConfigured) as refusal:
        read(Environment({"FIVESTAR_A": value}))

    assert str(refusal.value) == complaint


def test_a_variable_is_read_once() -> None:
    env = Environment({})
    env.text("A")

    with pytest.raises(ImproperlyConfigured, match="FIVESTAR_A is read twice"):
        env.text("A")


def test_a_misspelt_variable_is_refused() -> None:
    env = Environment({"FIVESTAR_ORIGIN": "x", "FIVESTAR_ORIGEN": "y", "PATH": "/bin"})
    env.text("ORIGIN")

    with pytest.raises(ImproperlyConfigured) as refusal:
        env.refuse_unread()

    assert str(refusal.value) == "Unknown settings: FIVESTAR_ORIGEN (misspelt, or of another mode)"


def test_postgresql_is_addressed_by_host_and_port() -> None:
    settings = database("X", "postgresql://stars:p%40ss@db.example.cn:5433/fivestar?sslmode=require")

    assert {key: settings[key] for key in ("ENGINE", "NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")} == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "fivestar",
        "USER": "stars",
        "PASSWORD": "p@ss",
        "HOST": "db.example.cn",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "require"},
    }


def test_postgresql_is_addressed_by_socket() -> None:
    settings = database("X", "postgresql://stars@/fivestar?host=/run/postgresql")

    assert (settings["HOST"], settings["PORT"], settings["OPTIONS"]) == ("/run/postgresql", "", {})


def test_sqlite_is_opened_for_production() -> None:
    settings = database("X", "sqlite:////srv/fivestar/var/fivestar.sqlite3")

    assert settings["NAME"] == "/srv/fivestar/var/fivestar.sqlite3"
    assert settings["OPTIONS"] == {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
            " PRAGMA temp_store=MEMORY; PRAGMA cache_size=-65536;"
        ),
    }


@pytest.mark.parametrize(
    "address", ["", "mysql://a/b", "postgresql://host", "sqlite://", "sqlite:relative", "postgresql://u:secret@h/"]
)
def test_a_wrong_database_address_is_refused_without_showing_its_password(address: str) -> None:
    with pytest.raises(ImproperlyConfigured) as refusal:
        database("FIVESTAR_DATABASE", address)

    assert str(refusal.value) == (
        "FIVESTAR_DATABASE is neither sqlite:////absolute/file nor postgresql://user:password@host:port/name"
    )


def test_addresses_are_kept_by_unit_and_never_shown() -> None:
    env = Environment({"FIVESTAR_A": "411003=json://a 411003/区教育局=mailto://b  411003=dingtalk://c"})
    assert env.addresses("A") == {"411003": ("json://a", "dingtalk://c"), "411003/区教育局": ("mailto://b",)}
    assert env.addresses("B") == {}

    for wrong in ("json://secret", "区=json://secret", "411003/=json://secret", "411003=secret"):
        with pytest.raises(ImproperlyConfigured) as refused:
            Environment({"FIVESTAR_A": f"411003=json://a {wrong}"}).addresses("A")
        assert str(refused.value) == "FIVESTAR_A: entry 2 is not like 411003=wecombot://key"
