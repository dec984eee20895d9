"""A file is brought only where the standards say why a record cannot do, and is taken back with a reason."""

from pathlib import Path
from typing import Any

import pytest

from fivestar.evidence import cleaning, storage
from fivestar.evidence.actions import (
    MAX_FILES_A_TASK,
    UnableToAdd,
    UnableToWithdraw,
    add_evidence,
    withdraw_evidence,
)
from fivestar.evidence.models import Evidence
from fivestar.evidence.queries import bytes_of, counts_of, file_by_public_id
from fivestar.foundation.audit.models import AuditEntry
from fivestar.foundation.outcome import NotAllowed, NotSeen
from tests.cast import NOW, Cast
from tests.evidence import made

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standards")]


def bring(cast: Cast, data: bytes = b"", **other: Any) -> Evidence:
    given = {"actor": cast.secretary, "branch": cast.dongliu, "criterion_id": "T3", "name": "合同.jpg", "at": NOW}
    return add_evidence(data=data or made.jpg_of_a_telephone(), **{**given, **other})


def lying_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def entries() -> list[tuple[str, str]]:
    return list(AuditEntry.objects.filter(act__startswith="evidence.").order_by("id").values_list("act", "actor"))


def test_the_secretary_brings_a_photograph_of_the_contract(cast: Cast, kept_in: Path) -> None:
    given = made.jpg_of_a_telephone()

    file = bring(cast, given)

    (path,) = lying_in(kept_in)
    kept = path.read_bytes()
    assert (file.name, file.kind, file.bytes, file.star) == ("合同.jpg", "jpg", len(kept), "industry")
    assert (file.sha256, file.sha256_given) == (storage.digest(kept), storage.digest(given))
    assert (file.brought_as, file.added_by, file.added_at) == ("village", cast.secretary.person_ref, NOW)
    assert made.SECRET.encode() not in kept
    entry = AuditEntry.objects.get(act="evidence.add")
    assert (entry.actor, entry.subject, entry.changes) == (
        cast.secretary.person_ref,
        file.public_id,
        {
            "branch": cast.dongliu.public_id,
            "criterion": "T3",
            "kind": "jpg",
            "bytes": file.bytes,
            "sha256": file.sha256,
        },
    )


@pytest.mark.parametrize(
    ("criterion", "because"),
    [
        ("T1", "“测试任务T1”不收文件：标准没有写明为什么记录不能代替"),
        ("T9", "现行标准里没有任务 T9"),
    ],
)
def test_no_task_without_a_reason_takes_a_file(cast: Cast, kept_in: Path, criterion: str, because: str) -> None:
    with pytest.raises(UnableToAdd) as refused:
        bring(cast, criterion_id=criterion)

    assert str(refused.value) == because
    assert (Evidence.objects.count(), lying_in(kept_in), entries()) == (0, [], [])


def test_a_file_that_could_run_leaves_nothing_behind(cast: Cast, kept_in: Path) -> None:
    with pytest.raises(UnableToAdd, match="PDF 里有脚本"):
        bring(cast, made.pdf_that("runs"), name="合同.jpg")

    assert (Evidence.objects.count(), lying_in(kept_in), entries()) == (0, [], [])


def test_the_name_keeps_no_folder_and_takes_the_suffix_of_its_content(cast: Cast) -> None:
    names = ["C:\\安然\\合同.exe", "../../etc/passwd", "合\u202e同\n.docx", ".jpg", "x" * 300 + ".jpg"]

    assert [bring(cast, made.pdf(made.scene(number)), name=name).name for number, name in enumerate(names)] == [
        "合同.pdf",
        "passwd.pdf",
        "合同.pdf",
        "jpg.pdf",
        "x" * 100 + ".pdf",
    ]


def test_whose_post_does_not_reach_the_branch_does_not_know_of_it(cast: Cast, kept_in: Path) -> None:
    for stranger in (cast.next_secretary, cast.next_clerk, cast.outsider, cast.supplier):
        with pytest.raises((NotSeen, NotAllowed)):
            bring(cast, actor=stranger)

    assert (Evidence.objects.count(), lying_in(kept_in)) == (0, [])


def test_a_task_takes_only_so_many_files(cast: Cast, kept_in: Path) -> None:
    first = bring(cast)
    again = {field.attname: getattr(first, field.attname) for field in Evidence._meta.fields}
    for number in range(1, MAX_FILES_A_TASK):
        other = {"id": None, "public_id": f"file{number}", "storage_key": f"k{number}", "sha256_given": f"{number:064}"}
        Evidence.objects.create(**{**again, **other})

    with pytest.raises(UnableToAdd, match="最多收 20 份"):
        bring(cast, made.jpg())

    assert (Evidence.objects.count(), len(lying_in(kept_in))) == (MAX_FILES_A_TASK, 1)


def test_a_file_sent_twice_is_kept_once_and_may_come_again_after_it_was_taken_back(cast: Cast, kept_in: Path) -> None:
    first = bring(cast)
    with pytest.raises(UnableToAdd, match="已经在这项任务里"):
        bring(cast, name="再传.jpg")
    assert (Evidence.objects.count(), len(lying_in(kept_in)), len(entries())) == (1, 1, 1)

    withdraw_evidence(actor=cast.secretary, file=first, reason="传错了", at=NOW)
    bring(cast)

    assert Evidence.objects.filter(state="kept").count() == 1


def test_of_the_same_file_sent_twice_at_once_the_later_is_refused(
    cast: Cast, kept_in: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clean, given = cleaning.clean, made.jpg_of_a_telephone()

    def while_the_other_is_faster(data: bytes) -> cleaning.Cleaned:
        monkeypatch.setattr(cleaning, "clean", clean)
        bring(cast, given)
        return clean(data)

    monkeypatch.setattr(cleaning, "clean", while_the_other_is_faster)

    with pytest.raises(UnableToAdd, match="已经在这项任务里"):
        bring(cast, given)

    assert (Evidence.objects.count(), len(lying_in(kept_in)), len(entries())) == (1, 1, 1)


def test_the_secretary_takes_back_his_own_with_a_reason(cast: Cast) -> None:
    file = bring(cast)

    withdraw_evidence(actor=cast.secretary, file=file, reason=" 拍错了 ", at=NOW)

    file.refresh_from_db()
    assert (file.state, file.withdrawn_because, file.withdrawn_at) == ("withdrawn", "拍错了", NOW)
    assert entries() == [
        ("evidence.add", cast.secretary.person_ref),
        ("evidence.withdraw", cast.secretary.person_ref),
    ]
    assert "拍错了" not in str(AuditEntry.objects.get(act="evidence.withdraw").changes)
    with pytest.raises(NotAllowed, match="已经撤回"):
        withdraw_evidence(actor=cast.secretary, file=file, reason="再撤", at=NOW)


def test_without_a_reason_nothing_is_taken_back(cast: Cast) -> None:
    file = bring(cast)

    with pytest.raises(UnableToWithdraw):
        withdraw_evidence(actor=cast.secretary, file=file, reason="  ", at=NOW)

    file.refresh_from_db()
    assert (file.state, entries()) == ("kept", [("evidence.add", cast.secretary.person_ref)])


def test_a_village_cannot_take_away_what_the_township_found(cast: Cast) -> None:
    file = bring(cast, actor=cast.clerk)
    assert file.brought_as == "township"

    with pytest.raises(NotAllowed, match="由乡镇"):
        withdraw_evidence(actor=cast.secretary, file=file, reason="不好看", at=NOW)

    file.refresh_from_db()
    assert file.state == "kept"


def test_bytes_that_are_not_those_written_down_are_not_given_out(cast: Cast, kept_in: Path) -> None:
    file = bring(cast)
    assert bytes_of(file) is not None
    (path,) = lying_in(kept_in)

    path.write_bytes(path.read_bytes() + b"x")
    changed = bytes_of(file)
    path.unlink()

    assert (changed, bytes_of(file)) == (None, None)


def test_files_in_use_are_counted_for_whoever_may_read_them(cast: Cast) -> None:
    bring(cast)
    withdraw_evidence(actor=cast.clerk, file=bring(cast, made.pdf()), reason="重复", at=NOW)

    counts = {who: counts_of(actor, cast.dongliu) for who, actor in cast.everybody.items()}

    readers = {"LEAD", "GUIDE", "SUPPORT", "MANAGE", "OWN", "ORGANISE", "CLERK", "TASKFORCE", "SUPERVISE", "HELPER"}
    assert {who for who, count in counts.items() if count is not None} == readers
    assert [counts[who] for who in sorted(readers)] == [{"T3": 1}] * len(readers)


def test_a_file_is_found_only_at_its_own_branch(cast: Cast) -> None:
    file = bring(cast)

    assert file_by_public_id(cast.organiser, cast.dongliu, file.public_id) == file
    assert file_by_public_id(cast.organiser, cast.xiliu, file.public_id) is None
    assert file_by_public_id(cast.next_clerk, cast.dongliu, file.public_id) is None
