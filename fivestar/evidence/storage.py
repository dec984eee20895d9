"""Where the bytes lie: the storage `evidence` of the settings, a folder outside everything the web server gives out, or
a bucket that only this program reads."""

from __future__ import annotations

import hashlib
import logging

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages

_log = logging.getLogger(__name__)


class StorageFails(Exception):  # noqa: N818 -- reads as a sentence
    """The disk is full or the bucket cannot be reached: nothing is known of the file, try again later."""


def _storage() -> Storage:
    return storages["evidence"]


def keep(key: str, data: bytes) -> str:
    """Writes under a key nobody used before; the key it got. Raises StorageFails."""
    try:
        return _storage().save(key, ContentFile(data))
    except OSError as error:
        _log.error("evidence is not kept: %s", error)
        raise StorageFails from error


def read(key: str) -> bytes | None:
    """None when it is not there any more. Raises StorageFails."""
    try:
        with _storage().open(key) as stream:
            data: bytes = stream.read()
    except FileNotFoundError:
        return None
    except OSError as error:
        _log.error("evidence is not read: %s", error)
        raise StorageFails from error
    return data


def drop(key: str) -> None:
    """Of an act that did not come about. What cannot be removed stays unseen: no row speaks of it."""
    try:
        _storage().delete(key)
    except OSError as error:
        _log.error("evidence is not dropped: %s", error)


def digest(data: bytes) -> str:
    """SHA-256, 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()
