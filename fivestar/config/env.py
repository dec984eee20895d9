"""Typed readers of the environment: each variable is read once, and a wrong one stops the start with a sentence.

Every variable of the product begins with `FIVESTAR_`. A variable nobody reads is refused too: a misspelt name would
otherwise quietly leave the default in force.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

PREFIX = "FIVESTAR_"
_TRUE = {"1", "true", "yes", "on"}
_FALSE = {"0", "false", "no", "off"}

Database = dict[str, object]


class Environment:
    """The process environment, asked by name without the prefix."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self._variables = variables
        self._read: set[str] = set()

    def text(self, name: str, default: str = "") -> str:
        if name in self._read:
            raise ImproperlyConfigured(f"{PREFIX}{name} is read twice; read it once and pass the value on")
        self._read.add(name)
        return self._variables.get(PREFIX + name, "").strip() or default

    def flag(self, name: str, *, default: bool) -> bool:
        value = self.text(name).lower()
        if not value:
            return default
        if value not in _TRUE | _FALSE:
            raise ImproperlyConfigured(f"{PREFIX}{name}={value!r} is neither yes nor no (1/0, true/false)")
        return value in _TRUE

    def whole(self, name: str, *, default: int, at_least: int) -> int:
        value = self.text(name, str(default))
        if not value.lstrip("-").isdecimal() or int(value) < at_least:
            raise ImproperlyConfigured(f"{PREFIX}{name}={value!r} is not a whole number from {at_least}")
        return int(value)

    def choice(self, name: str, choices: tuple[str, ...]) -> str:
        """One of `choices`; the first when unset."""
        value = self.text(name, choices[0])
        if value not in choices:
            raise ImproperlyConfigured(f"{PREFIX}{name}={value!r} is not one of {', '.join(choices)}")
        return value

    def day(self, name: str, *, default: date) -> date:
        value = self.text(name, default.isoformat())
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise ImproperlyConfigured(f"{PREFIX}{name}={value!r} is not a date like 2023-09-15") from None

    def folder(self, name: str, *, default: Path) -> Path:
        return Path(self.text(name, str(default))).expanduser().resolve()

    def origin(self, name: str, *, default: str) -> str:
        """Scheme and host (and port) under which browsers reach the server, like https://stars.example.cn."""
        value = self.text(name, default)
        parts = urlsplit(value)
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path or parts.query or parts.username:
            raise ImproperlyConfigured(f"{PREFIX}{name}={value!r} is not an origin like https://stars.example.cn")
        return value

    def bucket(self, name: str) -> str:
        """Where a bucket of an S3-compatible store answers; empty when unset. Its key is not part of it."""
        value = self.text(name)
        parts = urlsplit(value)
        is_near = parts.hostname in {"127.0.0.1", "localhost", "::1"}
        is_safe = parts.scheme == "https" or (parts.scheme == "http" and is_near)
        if value and (not is_safe or not parts.hostname or parts.query or parts.fragment or parts.username):
            raise ImproperlyConfigured(
                f"{PREFIX}{name} is not an address like https://store.example.cn/bucket or https://bucket.example.cn"
            )
        return value

    def addresses(self, name: str) -> dict[str, tuple[str, ...]]:
        """Unit → addresses of its groups: `411003=wecombot://key 411003101=mailto://… 411003/区教育局=dingtalk://…`.

        A unit is a code, or a district's code and the name of a department or task force in it.
        """
        found: dict[str, tuple[str, ...]] = {}
        for number, given in enumerate(self.text(name).split(), 1):
            unit, _, address = given.partition("=")
            code, slash, department = unit.partition("/")
            is_unit = code.isascii() and code.isdecimal() and bool(slash) == bool(department)
            if not is_unit or "://" not in address:
                # SECURITY: never show an address, its key is a secret.
                raise ImproperlyConfigured(f"{PREFIX}{name}: entry {number} is not like 411003=wecombot://key")
            found[unit] = (*found.get(unit, ()), address)
        return found

    def database(self, name: str, *, default: str) -> Database:
        return database(PREFIX + name, self.text(name, default))

    def refuse_unread(self) -> None:
        unread = sorted(
            name for name in self._variables if name.startswith(PREFIX) and name.removeprefix(PREFIX) not in self._read
        )
        if unread:
            raise ImproperlyConfigured(f"Unknown settings: {', '.join(unread)} (misspelt, or of another mode)")


def database(name: str, address: str) -> Database:
    """Django's settings for `sqlite:////absolute/file` or `postgresql://user:password@host:port/name?host=/socket`."""
    parts = urlsplit(address)
    if parts.scheme == "sqlite" and not parts.netloc and parts.path.startswith("//"):
        return sqlite(Path(unquote(parts.path.removeprefix("/"))))
    if parts.scheme == "postgresql" and parts.path.strip("/"):
        options: dict[str, object] = dict(parse_qsl(parts.query, strict_parsing=bool(parts.query)))
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.strip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": str(options.pop("host", "") or parts.hostname or ""),
            "PORT": str(parts.port or options.pop("port", "")),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
            "ATOMIC_REQUESTS": False,
            "OPTIONS": options,
        }
    # SECURITY: never show the address itself, it may hold a password.
    raise ImproperlyConfigured(
        f"{name} is neither sqlite:////absolute/file nor postgresql://user:password@host:port/name"
    )


def sqlite(file: Path) -> Database:
    """SQLite as an embedded production database.

    IMMEDIATE because a deferred transaction that turns into a writer fails at once, whatever the timeout.
    """
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(file),
        "CONN_MAX_AGE": 60,
        "ATOMIC_REQUESTS": False,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
                " PRAGMA temp_store=MEMORY; PRAGMA cache_size=-65536;"
            ),
        },
    }
