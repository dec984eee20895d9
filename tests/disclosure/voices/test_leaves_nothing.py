"""With database, audit, logs and a backup in hand nobody tells who spoke anonymously, nor when.

The attacker has seen who came to a telephone at which minute, and takes everything that was kept afterwards.
"""

import json
import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, models
from django.test import Client, RequestFactory

from fivestar.cli.serve import serve
from fivestar.disclosure.voices import actions, boxes, jobs
from fivestar.disclosure.voices.models import Picture, Slip, Voice, Word
from fivestar.disclosure.voices.views import flood
from fivestar.foundation import audit
from fivestar.foundation.clock import held_at
from fivestar.foundation.models import AuditEntry
from fivestar.foundation.origin import origin_of
from tests.cast import Cast
from tests.disclosure.voices.stories import EVENING, NIGHT, marks_in, open_box, put_in, say, voice_of
from tests.disclosure.voices.test_pages import hidden, page_of, shown_code
from tests.evidence.made import jpg_of_a_telephone

pytestmark = pytest.mark.django_db
ADDRESSES = [f"203.0.113.{number}" for number in range(1, 11)]
AGENT = "Mozilla/5.0 (Linux; Android 8.1.0; vivo Y85A) of a villager"


@pytest.fixture(autouse=True)
def _a_new_day() -> None:
    flood.forget()


def ten_speak(cast: Cast) -> list[str]:
    """At ten known minutes, from ten known addresses; the codes in that order."""
    spoken = []
    for number, address in enumerate(ADDRESSES):
        client = Client(REMOTE_ADDR=address, HTTP_USER_AGENT=AGENT)
        with held_at(EVENING + timedelta(minutes=7 * number)):
            form = hidden(client.get(page_of(cast)).content.decode())
            told = {"code": form["code"], "mark": form["mark"], "matter": "problem"}
            page = client.post(page_of(cast), {**told, "text": f"第 {number} 件：路灯坏了很久没有人修"})
        spoken.append(shown_code(page).replace("-", ""))
    return spoken


def everything() -> Iterator[tuple[models.Model, dict[str, object]]]:
    for model in apps.get_models():
        for row in model._default_manager.all():
            yield row, {field.name: getattr(row, field.attname) for field in row._meta.concrete_fields}


def test_no_row_holds_an_address_a_device_or_a_minute_of_the_evening(cast: Cast) -> None:
    ten_speak(cast)
    open_box()

    minutes = {(EVENING + timedelta(minutes=7 * number)).strftime("%H:%M") for number in range(10)}
    times = [
        (row, value)
        for row, fields in everything()
        for value in fields.values()
        if isinstance(value, datetime) and value.strftime("%H:%M") in minutes and value.date() == EVENING.date()
    ]
    kept = json.dumps([fields for _, fields in everything()], default=str, ensure_ascii=False)

    assert times == []
    assert [one for one in (*ADDRESSES, "vivo", "Android") if one in kept] == []
    ours = (Slip, Voice, Word, Picture)
    kinds = {type(field) for model in ours for field in model._meta.concrete_fields}
    assert kinds & {models.DateTimeField, models.TimeField, models.AutoField, models.BigAutoField} == set()


def test_no_key_row_or_audit_entry_stands_in_the_order_in_which_they_spoke(cast: Cast) -> None:
    codes = ten_speak(cast)
    open_box()
    in_order = [voice_of(code).public_id for code in codes]

    by_key = list(Voice.objects.order_by("key").values_list("public_id", flat=True))
    audited = list(AuditEntry.objects.filter(act="voices.receive").order_by("id"))

    assert sorted(by_key) == sorted(in_order) == sorted(one.subject for one in audited)
    assert by_key != in_order
    # One in 3,628,800 that the lot is the order itself.
    assert [one.subject for one in audited] != in_order
    assert len({one.recorded_at.date() for one in audited}) == len({one.at for one in audited}) == 1
    assert {one.recorded_at >= NIGHT for one in audited} == {True}


def test_nothing_is_audited_while_somebody_speaks(cast: Cast) -> None:
    before = AuditEntry.objects.count()

    ten_speak(cast)

    assert AuditEntry.objects.count() == before


def test_a_slip_tells_nothing_but_its_day_and_an_empty_one_looks_the_same(cast: Cast) -> None:
    code = put_in(cast)
    with held_at(EVENING):
        actions.put_in_word(code=code, act="words", text="还有一件")
        actions.put_in_empty()

    slips = list(Slip.objects.all())

    assert {(one.day, len(bytes(one.sealed)), len(one.digest)) for one in slips} == {
        (EVENING.date(), boxes.SMALLEST_SLIP + 28, 64)
    }
    assert len({bytes(one.sealed)[:12] for one in slips}) == 3
    assert [one for one in slips if code.encode() in bytes(one.sealed) or code in one.digest] == []


def test_no_digest_of_a_slip_is_that_of_the_voice_it_becomes(cast: Cast) -> None:
    code = put_in(cast)
    slip = Slip.objects.get().digest
    open_box()

    assert voice_of(code).digest != slip


def test_a_picture_has_neither_name_nor_time(cast: Cast) -> None:
    code = put_in(cast, pictures=(jpg_of_a_telephone(),))
    open_box()

    kept = bytes(voice_of(code).pictures.get().data)
    files = [file for file in Path(settings.VAR_DIR).rglob("*") if file.is_file() and file.read_bytes() == kept]

    assert b"Exif" not in kept
    assert files == []


def test_memory_forgets_at_midnight_and_never_held_an_address(cast: Cast) -> None:
    ten_speak(cast)
    with held_at(EVENING):
        pseudonyms = [origin_of(RequestFactory().get("/", REMOTE_ADDR=address)) for address in ADDRESSES]
    evening = flood.remembered()
    flood.take("file", "somebody", NIGHT.date())
    night = flood.remembered()

    sought = [*(one.encode() for one in (*ADDRESSES, *pseudonyms)), *(bytes.fromhex(one)[:16] for one in pseudonyms)]
    assert [one for one in sought if one in evening] == []
    marks = marks_in(evening)
    assert (len(marks), len(marks_in(night)), marks & marks_in(night)) == (10, 1, set())


def test_no_line_of_any_log_is_written(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, logger="django.request")
    caplog.set_level(logging.DEBUG, logger="fivestar")

    ten_speak(cast)
    open_box()

    assert caplog.records == []


def test_the_web_server_is_started_without_an_access_log(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[list[str]] = []

    def instead(commands: dict[str, list[str]], _more: dict[str, str]) -> int:
        started.extend(commands.values())
        return 0

    monkeypatch.setattr("fivestar.cli.serve.supervise", instead)

    with pytest.raises(SystemExit):
        serve.callback(host="127.0.0.1", port=8000, workers=1)  # type: ignore[misc]

    assert len(started) == 2
    assert [word for command in started for word in command if "access-log" in word] == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("sqlite" not in str(settings.DATABASES["default"]["ENGINE"]), reason="bytes of an SQLite file")
def test_the_files_bytes_before_and_after_the_opening_link_nothing(cast: Cast) -> None:
    """Database, write-ahead log and a backup of the evening, read as bytes."""
    codes = ten_speak(cast)
    evening = _bytes_of_the_files()
    with connection.cursor() as cursor:
        rowids = list(cursor.execute("SELECT rowid, key FROM disclosure_slip"))
    open_box()
    with connection.cursor() as cursor:
        voices = list(cursor.execute("SELECT rowid, key, digest FROM disclosure_voice"))

    words = ("路灯", "第 3 件", AGENT, *ADDRESSES, *codes)
    assert [one for one in words if one.encode() in evening] == []
    # SQLite counts no hidden row beside ours.
    assert [one for one in (*rowids, *voices) if one[0] != one[1]] == []
    assert [voice_of(code).digest for code in codes] != [digest for _, _, digest in voices]
    assert b"203.0.113" not in _bytes_of_the_files()


def _bytes_of_the_files() -> bytes:
    name = str(connection.settings_dict["NAME"])
    files = [Path(name), Path(name + "-wal")]
    return b"".join(file.read_bytes() for file in files if file.exists())


def test_killed_in_the_middle_of_an_opening_nothing_is_lost_and_nothing_is_there_twice(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    codes = [put_in(cast) for _ in range(3)]
    real, calls = audit.record, []

    def dies(**told: object) -> object:
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return real(**told)  # type: ignore[arg-type]

    monkeypatch.setattr(audit, "record", dies)
    with pytest.raises(KeyboardInterrupt):
        open_box()
    after_the_kill = (Voice.objects.count(), Slip.objects.count())
    monkeypatch.setattr(audit, "record", real)
    open_box()

    assert after_the_kill == (0, 3)
    assert (sorted(one.digest for one in Voice.objects.all()), Slip.objects.count()) == (
        sorted(voice_of(code).digest for code in codes),
        0,
    )


def test_with_the_clock_set_back_a_slip_waits_and_is_not_lost(cast: Cast) -> None:
    code = put_in(cast)

    early = open_box(at=EVENING - timedelta(days=400))
    later = open_box()

    assert (early, later) == (0, 1)
    assert voice_of(code).state == "open"


def test_what_a_reporter_says_later_has_a_day_and_no_hour_either(cast: Cast) -> None:
    code = put_in(cast)
    open_box()

    say(code, "words", "补充一句")

    said = Word.objects.get()
    assert (str(said.day), said.number) == ("2023-09-15", 1)
    at = AuditEntry.objects.get(act="voices.words").at
    assert at == AuditEntry.objects.get(act="voices.receive").at


def test_empty_slips_are_put_in_at_moments_drawn_by_lot(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = iter([False, True, False, True])
    monkeypatch.setattr(jobs, "is_drawn", lambda: next(drawn))
    work = {one.name: one for one in jobs.PERIODIC}["voices.empty_slips"]
    with held_at(EVENING):
        for _ in range(4):
            work.run(EVENING)

    assert Slip.objects.count() == 2
    assert (open_box(), Slip.objects.count(), Voice.objects.count()) == (0, 0, 0)
