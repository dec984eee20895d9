"""Production refuses to start with anything of a demonstration; a demonstration starts with nothing set."""

import os
import runpy
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from django.core.exceptions import ImproperlyConfigured

from fivestar.config import settings
from fivestar.foundation.logtree import signing

Load = Callable[..., dict[str, Any]]

PRODUCTION = {
    "MODE": "production",
    "SECRET": "kX3-Vf82_mQpLzR5tYw9Gc7BhJn4Ds6EaUoIiMkPqWxZvCbNyT1",
    "ORIGIN": "https://stars.example.cn",
    "DATABASE": "postgresql://stars@/fivestar?host=/run/postgresql",
    "LOG_KEY": signing.private_pem(signing.new_key()).decode("ascii"),
}
OTHER_CURVE = signing.private_pem(ec.generate_private_key(ec.SECP384R1())).decode("ascii")


@pytest.fixture
def load(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Load:
    """The settings as a process with these variables (and no others of ours) has them."""

    def loaded(**variables: str) -> dict[str, Any]:
        for name in [name for name in os.environ if name.startswith("FIVESTAR_")]:
            monkeypatch.delenv(name)
        for name, value in {"VAR": str(tmp_path), **variables}.items():
            monkeypatch.setenv(f"FIVESTAR_{name}", value)
        return runpy.run_path(settings.__file__)

    return loaded


def test_production_starts_with_its_five_settings(load: Load, tmp_path: Path) -> None:
    found = load(**PRODUCTION)

    assert found["DEBUG"] is False
    assert found["ALLOWED_HOSTS"] == ["stars.example.cn"]
    assert found["SECRET_KEY"] == PRODUCTION["SECRET"]
    assert found["LOG_KEY"] == PRODUCTION["LOG_KEY"].strip()
    assert list(tmp_path.iterdir()) == []


def test_files_lie_in_a_folder_or_in_a_bucket_with_its_key(load: Load, tmp_path: Path) -> None:
    address = "https://store.example.cn/files"

    folder = load(**PRODUCTION)["STORAGES"]["evidence"]
    bucket = load(**PRODUCTION, BUCKET=address, BUCKET_KEY="k", BUCKET_SECRET="s")["STORAGES"]["evidence"]

    assert folder["OPTIONS"] == {
        "location": tmp_path / "evidence",
        "file_permissions_mode": 0o600,
        "directory_permissions_mode": 0o700,
    }
    assert bucket == {
        "BACKEND": "fivestar.evidence.buckets.BucketStorage",
        "OPTIONS": {"address": address, "key_id": "k", "secret": "s", "region": "us-east-1"},
    }
    with pytest.raises(ImproperlyConfigured, match="FIVESTAR_BUCKET needs FIVESTAR_BUCKET_KEY"):
        load(**PRODUCTION, BUCKET=address)


def test_production_speaks_https_only(load: Load) -> None:
    found = load(**PRODUCTION)

    assert {
        name: found[name]
        for name in ("SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_HSTS_SECONDS")
    } == {
        "SECURE_SSL_REDIRECT": True,
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "SECURE_HSTS_SECONDS": 31_536_000,
    }
    assert "SECURE_PROXY_SSL_HEADER" not in found


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"DEBUG": "1"}, "FIVESTAR_DEBUG is on"),
        ({"SECRET": ""}, "FIVESTAR_SECRET is missing"),
        ({"SECRET": "short"}, "FIVESTAR_SECRET is too weak"),
        ({"SECRET": "ab" * 40}, "FIVESTAR_SECRET is too weak"),
        ({"SECRET": "django-insecure-" + PRODUCTION["SECRET"]}, "FIVESTAR_SECRET is a generated one"),
        ({"ORIGIN": ""}, "FIVESTAR_ORIGIN is missing or plain HTTP"),
        ({"ORIGIN": "http://stars.example.cn"}, "FIVESTAR_ORIGIN is missing or plain HTTP"),
        ({"DATABASE": ""}, "FIVESTAR_DATABASE is neither"),
        ({"LOG_KEY": ""}, "FIVESTAR_LOG_KEY is missing"),
        ({"LOG_KEY": "/nowhere/log-key.pem"}, "FIVESTAR_LOG_KEY is neither a PEM key nor a file"),
        ({"LOG_KEY": PRODUCTION["LOG_KEY"].replace("M", "N", 1)}, "FIVESTAR_LOG_KEY: not a PEM private key"),
        ({"LOG_KEY": OTHER_CURVE}, "FIVESTAR_LOG_KEY: not a P-256 key"),
        ({"DEMONSTRATION_DATE": "2023-09-15"}, "Unknown settings: FIVESTAR_DEMONSTRATION_DATE"),
        ({"MODE": "prod"}, "FIVESTAR_MODE='prod' is not one of demonstration, production, test"),
    ],
)
def test_production_refuses_to_start(load: Load, change: dict[str, str], complaint: str) -> None:
    with pytest.raises(ImproperlyConfigured) as refusal:
        load(**{**PRODUCTION, **change})

    assert str(refusal.value).startswith(complaint)


def test_a_demonstration_makes_its_log_key_once_and_keeps_it_to_itself(load: Load, tmp_path: Path) -> None:
    made, again = load()["LOG_KEY"], load()["LOG_KEY"]

    assert made == again
    assert stat.S_IMODE((tmp_path / "log-key.pem").stat().st_mode) == 0o600
    signing.read_private(made.encode())
    with pytest.raises(ImproperlyConfigured, match="FIVESTAR_LOG_KEY is a generated one"):
        load(**{**PRODUCTION, "LOG_KEY": str(tmp_path / "log-key.pem")})


def test_a_log_key_may_lie_in_a_file(load: Load, tmp_path: Path) -> None:
    file = tmp_path / "key.pem"
    file.write_text(PRODUCTION["LOG_KEY"], encoding="ascii")

    assert load(**{**PRODUCTION, "LOG_KEY": str(file)})["LOG_KEY"] == PRODUCTION["LOG_KEY"]


def test_production_refuses_the_secret_a_demonstration_made(load: Load) -> None:
    made = load()["SECRET_KEY"]

    with pytest.raises(ImproperlyConfigured, match="FIVESTAR_SECRET is a generated one"):
        load(**{**PRODUCTION, "SECRET": made})


def test_a_demonstration_starts_with_nothing_set(load: Load, tmp_path: Path) -> None:
    found = load()

    assert found["IS_DEMONSTRATION"] is True
    assert found["DEBUG"] is False
    assert found["ALLOWED_HOSTS"] == ["127.0.0.1", "127.0.0.1", "localhost", "[::1]"]
    assert found["DATABASES"]["default"]["NAME"] == str(tmp_path / "fivestar.sqlite3")


def test_a_demonstration_keeps_its_secret_to_itself_and_over_restarts(load: Load, tmp_path: Path) -> None:
    first = load()["SECRET_KEY"]

    second = load()["SECRET_KEY"]

    assert first == second
    assert sorted(path.name for path in tmp_path.iterdir()) == ["log-key.pem", "secret"]
    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == 0o600


def test_pages_may_load_nothing_unsafe(load: Load) -> None:
    directives = load()["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]

    assert directives["default-src"] == ["'self'"]
    assert [name for name, sources in directives.items() if "unsafe" in str(sources)] == []
