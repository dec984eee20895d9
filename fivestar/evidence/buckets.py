"""A bucket of any S3-compatible store, as a Django storage: write, read, remove, nothing else.

Written out because the usual client weighs more than this product; four requests are needed of it.
"""

from __future__ import annotations

import hashlib
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from io import BytesIO
from urllib.parse import urlsplit

from django.core.files.base import File
from django.core.files.storage import Storage

from fivestar.evidence.signing import Key, signed_headers
from fivestar.foundation.clock import machine_now

_PATIENCE = 20  # seconds for each answer
_REMOVED = (HTTPStatus.OK, HTTPStatus.NO_CONTENT, HTTPStatus.NOT_FOUND)


class BucketFails(OSError):  # noqa: N818 -- reads as a sentence
    """The store cannot be reached or refuses."""


class BucketStorage(Storage):
    """address: of the bucket, `https://store.example.cn/bucket` or `https://bucket.store.example.cn`."""

    def __init__(self, *, address: str, key_id: str, secret: str, region: str) -> None:
        self._address = address.rstrip("/")
        self._key = Key(key_id, secret, region)

    def _save(self, name: str, content: File[bytes]) -> str:
        status, _ = self._ask("PUT", name, content.read())
        if status != HTTPStatus.OK:
            raise BucketFails(f"PUT {name}: {status}")
        return name

    def _open(self, name: str, mode: str = "rb") -> File[bytes]:
        status, body = self._ask("GET", name)
        if status == HTTPStatus.NOT_FOUND:
            raise FileNotFoundError(name)
        if status != HTTPStatus.OK:
            raise BucketFails(f"GET {name}: {status}")
        return File(BytesIO(body), name)

    def delete(self, name: str) -> None:
        status, _ = self._ask("DELETE", name)
        if status not in _REMOVED:
            raise BucketFails(f"DELETE {name}: {status}")

    def exists(self, name: str) -> bool:
        status, _ = self._ask("HEAD", name)
        if status not in (HTTPStatus.OK, HTTPStatus.NOT_FOUND):
            raise BucketFails(f"HEAD {name}: {status}")
        return status == HTTPStatus.OK

    def _ask(self, method: str, name: str, body: bytes = b"") -> tuple[int, bytes]:
        address = f"{self._address}/{name}"
        parts = urlsplit(address)
        headers = signed_headers(
            method, address, key=self._key, body_sha256=hashlib.sha256(body).hexdigest(), at=machine_now()
        )
        kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        connection = kind(parts.hostname or "", parts.port, timeout=_PATIENCE)
        try:
            connection.request(method, parts.path, body or None, headers)
            answer: HTTPResponse = connection.getresponse()
            return answer.status, answer.read()
        except (OSError, HTTPException) as error:
            # SECURITY: of the error only its kind is passed on; the headers hold the signature.
            raise BucketFails(f"{method} {name}: {type(error).__name__}") from error
        finally:
            connection.close()
