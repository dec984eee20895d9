"""A long file waits for the job, is read with the rights its uploader has, and again after an interruption."""

import pytest

from fivestar.facts import jobs
from fivestar.facts.actions import bring, continue_staging, receive_file, withdraw_import
from fivestar.facts.models import ImportBatch, StagedRow
from fivestar.foundation.clock import held_at
from tests.cast import NOW, Cast
from tests.factories import small_standards
from tests.facts.tables import DONGLIU, XILIU, faults

pytestmark = pytest.mark.django_db

FILE = f"branch,fact,period,value\n{DONGLIU},vacant_days,2023,3\n{XILIU},vacant_days,2023,x\n".encode()


@pytest.fixture(autouse=True)
def _every_file_is_long(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    small_standards(cast)
    monkeypatch.setattr(bring, "LONG_FILE_BYTES", 10)


def received(cast: Cast, data: bytes = FILE) -> ImportBatch:
    return receive_file(actor=cast.clerk, district=cast.district, basis="S", name="长.csv", data=data, at=NOW)


def test_a_long_file_is_kept_and_read_by_the_job(cast: Cast) -> None:
    batch = received(cast)
    assert (batch.state, batch.rows_read, StagedRow.objects.count()) == ("staging", 0, 0)

    assert jobs.read_long_files(NOW) == 1

    batch.refresh_from_db()
    assert (batch.state, batch.rows, batch.rows_read, batch.rows_total, batch.faults, batch.data) == (
        "staged",
        2,
        2,
        2,
        1,
        None,
    )
    assert faults(batch) == [(3, "value", "应填数字,现为“{found}”")]
    assert jobs.read_long_files(NOW) == 0


def test_the_job_knows_the_uploaders_rights(cast: Cast) -> None:
    batch = received(cast, f"branch,fact,value\n990099002001,vacant_days,3\n{DONGLIU},vacant_days,3\n".encode())

    jobs.read_long_files(NOW)

    assert faults(batch) == [(2, "branch", "这个支部不在您的岗位范围内")]


def test_an_interrupted_file_is_read_again_from_the_beginning(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    batch = received(cast)
    monkeypatch.setattr("fivestar.facts.staging.CHUNK_ROWS", 1)

    def killed(_read: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        continue_staging(actor=cast.clerk, batch=batch, at=NOW, progress=killed)
    assert StagedRow.objects.count() == 1
    assert ImportBatch.objects.get(pk=batch.pk).state == "staging"

    jobs.read_long_files(NOW)

    batch.refresh_from_db()
    assert (batch.state, StagedRow.objects.count()) == ("staged", 2)


@pytest.mark.parametrize("data", [b"fact,value\nvacant_days,123456\n", b"\xff\xfe" * 20])
def test_a_long_file_that_cannot_be_read_says_why(cast: Cast, data: bytes) -> None:
    batch = received(cast, data)

    jobs.read_long_files(NOW)

    batch.refresh_from_db()
    assert (batch.state, batch.data, len(batch.file_faults)) == ("broken", None, 1)
    assert set(batch.file_faults[0]) == {"row", "column", "message_id", "values"}


def test_an_empty_long_file_is_broken_too(cast: Cast) -> None:
    batch = received(cast, b"branch,fact,period,value,source\n")

    jobs.read_long_files(NOW)

    batch.refresh_from_db()
    assert (batch.state, [fault["message_id"] for fault in batch.file_faults]) == ("broken", ["文件里没有数据行"])


def test_a_file_withdrawn_while_it_waits_is_not_read(cast: Cast) -> None:
    batch = received(cast)

    withdraw_import(actor=cast.clerk, batch=batch, at=NOW)

    assert jobs.read_long_files(NOW) == 0
    assert ImportBatch.objects.get(pk=batch.pk).data is None


def test_a_file_withdrawn_while_it_is_read_stays_withdrawn(cast: Cast) -> None:
    batch = received(cast)

    def withdrawn_meanwhile(_read: int) -> None:
        withdraw_import(actor=cast.clerk, batch=ImportBatch.objects.get(pk=batch.pk), at=NOW)

    with held_at(NOW):
        continue_staging(actor=cast.clerk, batch=batch, at=NOW, progress=withdrawn_meanwhile)

    assert ImportBatch.objects.get(pk=batch.pk).state == "withdrawn"
    assert StagedRow.objects.count() == 0
