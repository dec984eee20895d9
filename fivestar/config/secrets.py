"""The signing secret and the log's key: made by themselves for a demonstration, demanded of production."""

import os
import secrets
from collections.abc import Callable
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from fivestar.foundation.logtree import signing

SECRET_MIN_LENGTH = 50
SECRET_MIN_DISTINCT = 12
GENERATED_MARK = "demonstration-"


def generated_secret(file: Path) -> str:
    """The demonstration's own secret, made at the first start and kept (0600) so that sessions outlive a restart.

    It carries a mark by which production knows and refuses it.
    """
    return _made_once(file, lambda: GENERATED_MARK + secrets.token_urlsafe(64))


def generated_log_key(file: Path) -> str:
    """The key by which a demonstration signs its public log, made and kept likewise: PEM behind the mark."""
    return _made_once(
        file, lambda: f"{GENERATED_MARK}log-key\n{signing.private_pem(signing.new_key()).decode('ascii')}"
    )


def _made_once(file: Path, make: Callable[[], str]) -> str:
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f".{file.name}.{secrets.token_hex(8)}")
    try:
        return file.read_text(encoding="ascii")
    except FileNotFoundError:
        pass
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as out:
        out.write(make())
    # Server and worker may start together: linking fails for the second, and both read the first one's secret.
    try:
        os.link(draft, file)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return file.read_text(encoding="ascii")


def demanded_secret(value: str) -> str:
    """Production's secret; raises when missing, short, monotonous, generated or a framework's default."""
    if not value:
        raise ImproperlyConfigured("FIVESTAR_SECRET is missing: production needs a secret of its own")
    if value.startswith((GENERATED_MARK, "django-insecure")):
        raise ImproperlyConfigured("FIVESTAR_SECRET is a generated one: production needs a secret of its own")
    if len(value) < SECRET_MIN_LENGTH or len(set(value)) < SECRET_MIN_DISTINCT:
        raise ImproperlyConfigured(
            f"FIVESTAR_SECRET is too weak: at least {SECRET_MIN_LENGTH} characters,"
            f" {SECRET_MIN_DISTINCT} of them different"
        )
    return value


def given_log_key(value: str, *, is_production: bool) -> str:
    """The PEM text of the log's key; value: itself, or the path of its file. Raises with the reason when it is none.

    SECURITY: the value is never shown, it may be the key.
    """
    pem = value
    if "-----BEGIN" not in value:
        try:
            pem = Path(value).read_text(encoding="ascii")
        except (OSError, ValueError):
            raise ImproperlyConfigured("FIVESTAR_LOG_KEY is neither a PEM key nor a file that can be read") from None
    if is_production and pem.startswith(GENERATED_MARK):
        raise ImproperlyConfigured("FIVESTAR_LOG_KEY is a generated one: production needs a key of its own")
    try:
        signing.read_private(pem.encode("ascii"))
    except ValueError as unfit:
        raise ImproperlyConfigured(f"FIVESTAR_LOG_KEY: {unfit}") from None
    return pem
