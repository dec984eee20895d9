"""Where the bytes lie: the storage `evidence` of the settings, a folder outside everything the web server gives out."""

from __future__ import annotations

import hashlib

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages


def _storage() -> Storage:
    return storages["evidence"]


def keep(key: str, data: bytes) -> str:
    """Writes under a key nobody used before; the key it got."""
    return _storage().save(key, ContentFile(data))


def read(key: str) -> bytes | None:
    """None when it is not there any more."""
    try:
        with _storage().open(key) as stream:
            data: bytes = stream.read()
    except FileNotFoundError:
        return None
    return data


def drop(key: str) -> None:
    """Of an act that did not come about."""
    _storage().delete(key)


def digest(data: bytes) -> str:
    """SHA-256, 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()
