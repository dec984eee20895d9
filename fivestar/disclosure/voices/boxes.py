"""What is sealed: slips in the letterbox, and the identity of whoever gave a name.

SECURITY: AES-256-GCM with a random nonce and nothing beside it. Fernet is not used here: its tokens say when they were
made. Keys are derived from the server's own secret, which stands in the environment and in no backup of the database.
"""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.utils.crypto import salted_hmac

_NONCE_BYTES = 12
_KEY_BYTES = 32
_LENGTH_BYTES = 8
SMALLEST_SLIP = 16 * 1024
"""A slip is filled up to this or a doubling of it: its size tells no more than whether pictures came along."""


def seal_slip(content: bytes) -> bytes:
    return _seal(_key("slip"), _filled(content))


def open_slip(sealed: bytes) -> bytes | None:
    """None when the server's secret has changed since."""
    content = _open(_key("slip"), sealed)
    if content is None:
        return None
    length = int.from_bytes(content[:_LENGTH_BYTES])
    return content[_LENGTH_BYTES : _LENGTH_BYTES + length]


def seal_identity(content: str, key_name: str) -> bytes:
    """Under a key of the case's own, which is made now and lies outside the database."""
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    file = folder / key_name
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        out.write(secrets.token_bytes(_KEY_BYTES))
        out.flush()
        os.fsync(out.fileno())
    os.utime(file, (0, 0))
    return _seal(_case_key(key_name), content.encode())


def open_identity(sealed: bytes, key_name: str) -> str | None:
    """None when the case's key has been destroyed."""
    try:
        content = _open(_case_key(key_name), bytes(sealed))
    except FileNotFoundError:
        return None
    return None if content is None else content.decode()


def destroy_key(key_name: str) -> None:
    """Overwritten, then removed; harmless twice."""
    file = _folder() / key_name
    with suppress(FileNotFoundError):
        with file.open("r+b") as out:
            out.write(secrets.token_bytes(_KEY_BYTES))
            out.flush()
            os.fsync(out.fileno())
        file.unlink()


def _folder() -> Path:
    return Path(settings.VAR_DIR) / "voices" / "keys"


def _filled(content: bytes) -> bytes:
    whole = len(content).to_bytes(_LENGTH_BYTES) + content
    size = SMALLEST_SLIP
    while size < len(whole):
        size *= 2
    return whole.ljust(size, b"\0")


def _key(purpose: str) -> bytes:
    return salted_hmac(f"fivestar.voices.{purpose}", "", algorithm="sha256").digest()


def _case_key(key_name: str) -> bytes:
    own = (_folder() / key_name).read_bytes()
    return salted_hmac("fivestar.voices.identity", own.hex(), algorithm="sha256").digest()


def _seal(key: bytes, content: bytes) -> bytes:
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, content, None)


def _open(key: bytes, sealed: bytes) -> bytes | None:
    try:
        return AESGCM(key).decrypt(bytes(sealed[:_NONCE_BYTES]), bytes(sealed[_NONCE_BYTES:]), None)
    except InvalidTag:
        return None
