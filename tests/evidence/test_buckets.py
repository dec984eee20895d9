"""Files may lie in a bucket instead: signed as AWS's own examples are, and lost neither by an answer nor by silence."""

import hashlib
import re
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings

from fivestar.evidence import storage
from fivestar.evidence.actions import UnableToAdd, add_evidence
from fivestar.evidence.models import Evidence
from fivestar.evidence.queries import bytes_of
from fivestar.evidence.signing import Key, signed_headers
from fivestar.evidence.storage import StorageFails
from fivestar.foundation.audit.models import AuditEntry
from tests.cast import NOW, Cast
from tests.evidence import made
from tests.pages import browser_of

# The key and the moment of AWS's published examples; they open nothing.
EXAMPLE = Key("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "us-east-1")
THEN = datetime(2013, 5, 24, tzinfo=UTC)
NOTHING = hashlib.sha256(b"").hexdigest()
AUTHORIZATION = re.compile(
    r"AWS4-HMAC-SHA256 Credential=K/\d{8}/us-east-1/s3/aws4_request, "
    r"SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature=[0-9a-f]{64}"
)


class Store(ThreadingHTTPServer):
    """A bucket in memory; `refuses` answers everything with that status."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answers)
        self.objects: dict[str, bytes] = {}
        self.refuses: int | None = None


class Answers(BaseHTTPRequestHandler):
    server: Store

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        is_signed = AUTHORIZATION.fullmatch(self.headers["Authorization"])
        is_whole = self.headers["x-amz-content-sha256"] == hashlib.sha256(body).hexdigest()
        objects, status, given = self.server.objects, 200, b""
        if not (is_signed and is_whole):
            status = 403
        elif self.server.refuses:
            status = self.server.refuses
        elif self.command == "PUT":
            objects[self.path] = body
        elif self.path not in objects:
            status = 404
        elif self.command == "DELETE":
            del objects[self.path]
            status = 204
        else:
            given = objects[self.path]
        self.send_response(status)
        self.send_header("Content-Length", str(len(given)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(given)

    do_GET = do_PUT = do_DELETE = do_HEAD = _answer  # noqa: N815 -- names of http.server

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@pytest.fixture
def store() -> Iterator[Store]:
    server = Store()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    options = {"address": f"http://127.0.0.1:{server.server_port}/files", "key_id": "K", "secret": "S"}
    bucket = {
        "BACKEND": "fivestar.evidence.buckets.BucketStorage",
        "OPTIONS": {**options, "region": "us-east-1"},
    }
    with override_settings(STORAGES={**settings.STORAGES, "evidence": bucket}):
        yield server
    server.shutdown()
    server.server_close()
    thread.join()


def bring(cast: Cast) -> Evidence:
    return add_evidence(
        actor=cast.secretary, branch=cast.dongliu, criterion_id="T3", name="a.jpg", data=made.jpg(), at=NOW
    )


@pytest.mark.parametrize(
    ("method", "path", "body", "headers", "signature"),
    [
        (
            "GET",
            "/test.txt",
            b"",
            {"Range": "bytes=0-9"},
            "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
        ),
        (
            "PUT",
            "/test%24file.text",
            b"Welcome to Amazon S3.",
            {"Date": "Fri, 24 May 2013 00:00:00 GMT", "x-amz-storage-class": "REDUCED_REDUNDANCY"},
            "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd",
        ),
    ],
)
def test_requests_are_signed_as_in_the_published_examples(
    method: str, path: str, body: bytes, headers: dict[str, str], signature: str
) -> None:
    signed = signed_headers(
        method,
        f"https://examplebucket.s3.amazonaws.com{path}",
        key=EXAMPLE,
        body_sha256=hashlib.sha256(body).hexdigest(),
        at=THEN,
        headers=headers,
    )

    assert signed["Authorization"].rpartition("Signature=")[2] == signature


@pytest.mark.django_db
@pytest.mark.usefixtures("standards")
def test_a_file_lies_in_the_bucket_and_comes_back(cast: Cast, store: Store, kept_in: Path) -> None:
    file = bring(cast)

    (data,) = store.objects.values()
    assert list(store.objects) == [f"/files/{file.storage_key}"]
    assert (storage.digest(data), bytes_of(file)) == (file.sha256, data)
    assert list(kept_in.iterdir()) == []


@pytest.mark.django_db
@pytest.mark.usefixtures("standards")
@pytest.mark.parametrize("status", [403, 500, 503])
def test_a_store_that_refuses_takes_no_file_and_is_no_proof_that_one_is_lost(
    cast: Cast, store: Store, status: int
) -> None:
    file = bring(cast)
    address = f"/b/{cast.dongliu.public_id}/files/{file.public_id}/"
    store.refuses = status

    with pytest.raises(UnableToAdd, match="文件库现在存不了东西"):
        add_evidence(
            actor=cast.secretary,
            branch=cast.dongliu,
            criterion_id="T3",
            name="b.png",
            data=made.png(),
            at=NOW,
        )
    with pytest.raises(StorageFails):
        bytes_of(file)
    answer = browser_of(cast, "OWN").get(address)

    assert (Evidence.objects.count(), AuditEntry.objects.filter(act="evidence.add").count()) == (1, 1)
    assert (answer.status_code, "文件库现在连不上" in answer.content.decode()) == (503, True)


@pytest.mark.django_db
@pytest.mark.usefixtures("standards")
def test_an_object_that_is_gone_is_known_to_be_gone(cast: Cast, store: Store) -> None:
    file = bring(cast)

    store.objects.clear()

    assert bytes_of(file) is None


def test_what_was_written_for_nothing_is_removed_and_a_dead_store_says_so(store: Store) -> None:
    key = storage.keep("2023/ab/abc.jpg", b"x")
    storage.drop(key)
    storage.drop(key)
    assert store.objects == {}

    store.shutdown()
    store.server_close()

    storage.drop(key)
    with pytest.raises(StorageFails):
        storage.keep(key, b"x")


@pytest.mark.django_db
@pytest.mark.usefixtures("standards")
def test_a_full_disk_keeps_nothing_and_says_so(cast: Cast, kept_in: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("django.core.files.storage.filesystem.FileSystemStorage._save", full)

    with pytest.raises(UnableToAdd, match="文件库现在存不了东西"):
        bring(cast)

    assert (Evidence.objects.count(), list(kept_in.iterdir())) == (0, [])
