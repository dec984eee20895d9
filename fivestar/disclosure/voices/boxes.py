"""What is sealed: slips in the letterbox, and the identity of whoever gave a name.

SECURITY: AES-256-GCM with a random nonce and nothing beside it. Fernet is not used here: its tokens say when they were
made. Keys are derived from the server's own secret, which stands in the environment and in no backup of the database.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Collection
from contextlib import suppress
from datetime import date
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.utils.crypto import salted_hmac

_NONCE_BYTES = 12
_KEY_BYTES = 32
_LENGTH_BYTES = 8
_DAY = "day."
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
    _new_key_file(key_name)
    return _seal(_case_key(key_name), content.encode())


def open_identity(sealed: bytes, key_name: str) -> str | None:
    """None when the case's key has been destroyed."""
    try:
        content = _open(_case_key(key_name), bytes(sealed))
    except FileNotFoundError:
        return None
    return None if content is None else content.decode()


def seal_name(content: str, day: date) -> bytes:
    """For the hours in the letterbox: under a key of the day's own, destroyed when the day's slips have come out."""
    return _seal(_name_key(_made_day_key(day)), content.encode())


def open_name(sealed: bytes, day: date) -> str | None:
    """None when the day's key has been destroyed."""
    try:
        content = _open(_name_key(_day_file(day).read_bytes()), sealed)
    except FileNotFoundError:
        return None
    return None if content is None else content.decode()


def destroy_day_keys(before: date, waiting: Collection[date]) -> int:
    """Of days before that one, except those of which slips wait; how many."""
    files = [file for file in _folder().glob(f"{_DAY}*") if file.name < _day_file(before).name]
    gone = [file for file in files if file not in {_day_file(day) for day in waiting}]
    for file in gone:
        destroy_key(file.name)
    return len(gone)


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


def _day_file(day: date) -> Path:
    return _folder() / f"{_DAY}{day.isoformat()}"


def _made_day_key(day: date) -> bytes:
    """Made whole beside it and linked into place: two processes at one moment have one key."""
    file = _day_file(day)
    if not file.exists():
        draft = _new_key_file(f"draft.{secrets.token_hex(16)}")
        with suppress(FileExistsError):
            os.link(draft, file)
        draft.unlink()
    return file.read_bytes()


def _new_key_file(name: str) -> Path:
    file = _folder() / name
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        out.write(secrets.token_bytes(_KEY_BYTES))
        out.flush()
        os.fsync(out.fileno())
    os.utime(file, (0, 0))
    return file


def _name_key(own: bytes) -> bytes:
    return salted_hmac("fivestar.voices.name", own.hex(), algorithm="sha256").digest()


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
