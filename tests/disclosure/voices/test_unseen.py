"""No line of a log tells that somebody was at these pages, whichever way the answer takes."""

import logging

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.test import Client

from fivestar.disclosure.voices import actions
from fivestar.foundation import unseen
from fivestar.foundation.middleware import MAX_REQUEST_BYTES
from tests.cast import Cast
from tests.disclosure.voices.stories import TEXT
from tests.disclosure.voices.test_pages import follow, hidden, page_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def started(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How many seconds each timer was told to wait; none does."""
    told: list[float] = []
    monkeypatch.setattr(unseen, "_faults", set())
    monkeypatch.setattr(unseen, "Timer", lambda seconds, _call: _Waiting(told, seconds))
    return told


def test_what_is_too_large_or_not_there_writes_no_line(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    client = Client()
    big = SimpleUploadedFile("a.jpg", b"x" * (MAX_REQUEST_BYTES + 1), content_type="image/jpeg")
    voices = f"/d/{cast.district.code}/open/voices/"

    statuses = [
        client.post(page_of(cast), {"text": "x", "pictures": big}).status_code,
        client.get(f"{voices}new/?about=branch&id=nosuch").status_code,
        client.get(f"{voices}nosuch/").status_code,
        client.get(f"{voices}?x=%00").status_code,
        client.put(follow(cast)).status_code,
        client.post(follow(cast), {f"field{number}": "" for number in range(2_000)}).status_code,
        client.get("/check/nosuch/").status_code,
    ]

    assert statuses == [413, 404, 404, 404, 405, 400, 410]
    assert [one.getMessage() for one in caplog.records] == []


def test_elsewhere_the_line_is_written(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    Client().get(f"/d/{cast.district.code}/nosuch/")

    assert [one.name for one in caplog.records] == ["django.request"]


def test_a_fault_is_told_after_the_day_without_hour_words_or_number(
    cast: Cast, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, started: list[float]
) -> None:
    client = Client(raise_request_exception=False)

    def locked(**_told: object) -> None:
        raise OperationalError(f"database is locked: {TEXT}")

    monkeypatch.setattr(actions, "put_in_voice", locked)
    for _ in range(2):
        form = hidden(client.get(page_of(cast)).content.decode())
        told = {"code": form["code"], "mark": form["mark"], "matter": "problem", "text": TEXT}
        status = client.post(page_of(cast), told).status_code
    while_it_is_day = [one.getMessage() for one in caplog.records]

    unseen.tell_faults()
    unseen.tell_faults()

    assert (status, while_it_is_day, len(started)) == (500, [], 1)
    assert 0 < started[0] <= 24 * 60 * 60
    assert len(caplog.records) == 1
    told_then = caplog.records[0].getMessage()
    assert told_then.startswith(
        "faults of the day on pages whose visits are not logged: OperationalError test_unseen.py:"
    )
    assert TEXT not in told_then
    assert caplog.records[0].levelno == logging.ERROR


class _Waiting:
    """A timer that only says how long it would have waited."""

    def __init__(self, started: list[float], seconds: float) -> None:
        self.daemon, self._told = False, (started, seconds)

    def start(self) -> None:
        started, seconds = self._told
        started.append(seconds)


@pytest.mark.parametrize("path", ["/d/990001/open/voices/new/?about=branch&id=abc", "/check/a-live-token/"])
def test_a_report_of_the_content_policy_names_no_such_page(path: str, caplog: pytest.LogCaptureFixture) -> None:
    report = f'{{"csp-report": {{"effective-directive": "style-src", "document-uri": "https://x{path}"}}}}'

    status = Client().post("/csp-report/", report, content_type="application/csp-report").status_code

    assert status == 204
    assert caplog.records == []


def test_no_address_of_these_pages_goes_to_what_they_load(cast: Cast) -> None:
    client = Client()
    voices = f"/d/{cast.district.code}/open/voices/"

    policies = {
        address: client.get(address)["Referrer-Policy"]
        for address in (voices, page_of(cast), follow(cast), f"{voices}nosuch/", "/check/nosuch/")
    }

    assert set(policies.values()) == {"strict-origin"}
    assert 'name="referrer" content="strict-origin"' in client.get(voices).content.decode()
    assert client.get(f"/d/{cast.district.code}/open/")["Referrer-Policy"] == "same-origin"
