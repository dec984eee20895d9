"""The page of a task's files: brought without JavaScript, opened by few, shown without running anything."""

from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from fivestar import engine
from fivestar.evidence.actions import add_evidence, withdraw_evidence
from fivestar.evidence.cleaning import MAX_BYTES
from fivestar.evidence.models import Evidence
from fivestar.foundation.access import SYSTEM
from fivestar.territory.models import Branch
from tests.cast import NOW, Cast
from tests.evidence import made
from tests.evidence.conftest import REASON
from tests.factories import in_force, small_document
from tests.pages import browser_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standards")]

MOST_QUERIES = 14


def page_of(branch: Branch, task: str = "T3") -> str:
    return f"/b/{branch.public_id}/evidence/{task}/"


def address_of(file: Evidence) -> str:
    return f"/b/{file.branch.public_id}/files/{file.public_id}/"


def upload(data: bytes, name: str = "合同.jpg") -> dict[str, SimpleUploadedFile]:
    return {"file": SimpleUploadedFile(name, data, "image/jpeg")}


def bring(branch: Branch, data: bytes, name: str = "合同.jpg") -> Evidence:
    return add_evidence(actor=SYSTEM, branch=branch, criterion_id="T3", name=name, data=data, at=NOW)


def test_a_secretary_brings_a_picture_from_the_page(cast: Cast) -> None:
    browser = browser_of(cast, "OWN")
    before = browser.get(page_of(cast.dongliu))
    assert (before.status_code, REASON in before.content.decode()) == (200, True)

    sent = browser.post(page_of(cast.dongliu), upload(made.jpg_of_a_telephone()))

    file = Evidence.objects.get()
    assert (sent.status_code, sent["Location"]) == (302, page_of(cast.dongliu))
    after = browser.get(page_of(cast.dongliu)).content.decode()
    assert file.sha256 in after
    assert address_of(file) in after
    assert "收到了，位置、设备和作者已去掉。" in after


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"MZ not a picture", "只收 jpg、png、pdf、docx、xlsx；看的是文件内容，改名没有用"),
        (b"", "文件是空的"),
        (b"\xff\xd8\xff" + bytes(MAX_BYTES), "文件超过 20 MB"),
    ],
)
def test_a_file_that_cannot_be_kept_is_refused_on_the_page(cast: Cast, data: bytes, words: str, kept_in: Path) -> None:
    answer = browser_of(cast, "OWN").post(page_of(cast.dongliu), upload(data))

    assert (answer.status_code, words in answer.content.decode()) == (422, True)
    assert (Evidence.objects.count(), list(kept_in.iterdir())) == (0, [])


def test_a_task_without_a_reason_offers_no_form_and_takes_nothing(cast: Cast) -> None:
    browser = browser_of(cast, "OWN")

    page = browser.get(page_of(cast.dongliu, "T1")).content.decode()
    sent = browser.post(page_of(cast.dongliu, "T1"), upload(made.jpg()))

    assert ('type="file"' in page, "这项任务不收照片或文件" in page) == (False, True)
    assert (sent.status_code, "标准没有写明为什么记录不能代替" in sent.content.decode()) == (422, True)
    assert Evidence.objects.count() == 0


def test_the_files_of_a_task_that_is_in_force_no_more_can_still_be_seen(cast: Cast) -> None:
    file = bring(cast.dongliu, made.jpg())
    for category in ("rural", "urban"):
        document = small_document(category)
        document["edition"]["id"] += "-without"
        document["stars"][1]["criteria"][0]["id"] = "T30"
        in_force(cast, engine.from_document(document), date(2023, 6, 1))

    page = browser_of(cast, "OWN").get(page_of(cast.dongliu)).content.decode()

    assert ("现行标准里已没有这项任务" in page, file.sha256 in page, 'type="file"' in page) == (True, True, False)


def test_only_the_access_table_opens_a_file(cast: Cast) -> None:
    file = bring(cast.dongliu, made.jpg())

    answers = {who: browser_of(cast, who).get(address_of(file)).status_code for who in [*cast.actors, ""]}

    readers = {"LEAD", "GUIDE", "SUPPORT", "MANAGE", "OWN", "ORGANISE", "CLERK", "TASKFORCE", "SUPERVISE", "HELPER"}
    assert {who for who, status in answers.items() if status == 200} == readers
    assert {answers[who] for who in answers if who not in readers} == {404}


def test_a_picture_is_shown_and_can_run_nothing(cast: Cast) -> None:
    file = bring(cast.dongliu, made.jpg(), "合同\"1'.jpg")

    answer = browser_of(cast, "OWN").get(address_of(file))

    headers = ("Content-Type", "Content-Security-Policy", "X-Content-Type-Options", "Cache-Control")
    assert [answer[name] for name in headers] == [
        "image/jpeg",
        "default-src 'none'; sandbox",
        "nosniff",
        "private, no-store",
    ]
    quoted = "%E5%90%88%E5%90%8C%221%27.jpg"
    assert answer["Content-Disposition"] == f"inline; filename=\"{file.public_id}.jpg\"; filename*=UTF-8''{quoted}"
    assert answer.content.startswith(b"\xff\xd8\xff")


def test_a_document_is_only_ever_downloaded(cast: Cast) -> None:
    file = bring(cast.dongliu, made.pdf(), "合同.pdf")

    answer = browser_of(cast, "OWN").get(address_of(file))

    assert (answer["Content-Type"], answer["Content-Disposition"].split(";")[0]) == ("application/pdf", "attachment")


def test_a_withdrawn_file_is_opened_by_the_organisation_department_alone(cast: Cast) -> None:
    file = bring(cast.dongliu, made.jpg())
    sent = browser_of(cast, "CLERK").post(f"{address_of(file)}withdraw/", {"reason": "拍到了身份证"})
    assert sent.status_code == 302

    answers = {who: browser_of(cast, who).get(address_of(file)).status_code for who in ("OWN", "CLERK", "ORGANISE")}

    assert answers == {"OWN": 403, "CLERK": 403, "ORGANISE": 200}
    assert "拍到了身份证" in browser_of(cast, "OWN").get(page_of(cast.dongliu)).content.decode()


def test_a_file_changed_on_disk_is_not_given_out(cast: Cast, kept_in: Path) -> None:
    file = bring(cast.dongliu, made.jpg())
    (path,) = (path for path in kept_in.rglob("*") if path.is_file())
    path.write_bytes(b"other")

    answer = browser_of(cast, "OWN").get(address_of(file))

    assert (answer.status_code, "SHA-256 不一致" in answer.content.decode()) == (500, True)


def test_whoever_reviews_sees_what_is_worth_a_look_and_the_village_does_not(cast: Cast) -> None:
    bring(cast.dongliu, made.jpg())
    other = bring(cast.xiliu, made.jpg(quality=50))

    pages = {who: browser_of(cast, who).get(page_of(cast.dongliu)).content.decode() for who in ("CLERK", "OWN")}

    assert ("值得看一眼" in pages["CLERK"], f"#f-{other.public_id}" in pages["CLERK"]) == (True, True)
    assert ("值得看一眼" in pages["OWN"], other.public_id in pages["OWN"]) == (False, False)


def test_the_public_and_strangers_are_told_that_it_is_not_theirs(cast: Cast) -> None:
    answers = [browser_of(cast, who).get(page_of(cast.dongliu)).status_code for who in ("", "next_clerk", "outsider")]

    assert answers == [403, 403, 403]


def test_the_dossier_leads_to_the_files_of_the_task_that_may_have_some(cast: Cast) -> None:
    bring(cast.dongliu, made.jpg())

    dossiers = {who: browser_of(cast, who).get(f"/b/{cast.dongliu.public_id}/").content.decode() for who in ("OWN", "")}

    assert dossiers["OWN"].count("/evidence/") == 1
    assert page_of(cast.dongliu) in dossiers["OWN"]
    assert "佐证文件 1 份" in dossiers["OWN"]
    assert "/evidence/" not in dossiers[""]


def test_the_page_costs_the_same_with_one_file_and_with_three(cast: Cast) -> None:
    browser = browser_of(cast, "CLERK")
    counts = []
    for number in range(3):
        bring(cast.dongliu, made.jpg(made.scene(number)))
        bring(cast.xiliu, made.jpg(made.scene(number)))
        counts.append(_queries(browser, page_of(cast.dongliu)))

    assert counts == [counts[0]] * 3
    assert counts[0] <= MOST_QUERIES


def _queries(browser: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(address).status_code == 200
    return len(queries)


def test_a_reader_of_english_is_told_in_english(cast: Cast) -> None:
    answer = browser_of(cast, "OWN", language="en").post(page_of(cast.dongliu), upload(b"MZ")).content.decode()

    assert "Only jpg, png, pdf, docx and xlsx are taken" in answer


def test_reading_a_withdrawn_file_twice_is_refused_twice(cast: Cast) -> None:
    file = bring(cast.dongliu, made.jpg())
    withdraw_evidence(actor=cast.clerk, file=file, reason="传错了", at=NOW)

    again = browser_of(cast, "CLERK").post(f"{address_of(file)}withdraw/", {"reason": "再撤"})

    assert again.status_code == 403
