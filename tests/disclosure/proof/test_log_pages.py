"""The log's pages: what is missing is shown, an entry has its proof, and a copy is checked without this server."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from fivestar.disclosure.proof import log_views
from fivestar.foundation import publiclog
from fivestar.foundation.logtree import signing
from fivestar.foundation.logtree.checking import check_copy
from fivestar.foundation.publiclog.models import LogEntry, LogHead, LogWitness
from fivestar.foundation.publiclog.reading import signed_head
from tests.cast import NOW, Cast
from tests.foundation.publiclog.stories import sealed
from tests.pages import browser_of, words_of

pytestmark = pytest.mark.django_db
LOG, WITNESS = "/d/990099/open/log/", "/d/990099/log/witness/"
KEY = signing.new_key()


def registers(client: Client, cast: Cast, public: str = signing.public_text(KEY)) -> str:
    answer = client.post(f"{WITNESS}{cast.liuxi.public_id}/register/", {"public": public}, follow=True)
    return words_of(answer, "body")


def test_a_head_without_witnesses_is_shown_so(cast: Cast) -> None:
    sealed(3)

    said = words_of(browser_of(cast, "").get(LOG))

    assert "2 个乡镇（街道）里，0 个签了现在这个日志头" in said
    assert "这个日志头还没有乡镇见证" in said
    assert said.count("缺：没有登记见证的钥匙") == 2


def test_a_township_registers_its_key_and_signs_and_a_later_head_lacks_it(cast: Cast) -> None:
    sealed(3)
    clerk = browser_of(cast, "CLERK")
    said = registers(clerk, cast)
    witness, head = LogWitness.objects.get(), LogHead.objects.select_related("key").get()
    before = words_of(browser_of(cast, "").get(LOG))
    signature = signing.sign(KEY, signed_head(head).head.witness_message())
    publiclog.sign_head(actor=cast.clerk, witness=witness, size=3, signature=signature, at=NOW)
    signed = words_of(browser_of(cast, "").get(LOG))
    sealed(2, first=4)

    after = words_of(browser_of(cast, "").get(LOG))

    assert "登记了" in said
    assert ("缺：有钥匙，还没有签过" in before, "签了现在这个" in signed, "缺：签到 3 条" in after) == (
        True,
        True,
        True,
    )
    assert "签到 3 条" in words_of(clerk.get(WITNESS))


def test_a_key_that_is_none_is_refused_and_an_ended_one_makes_room(cast: Cast) -> None:
    clerk = browser_of(cast, "CLERK")
    refused = registers(clerk, cast, "ecdsa-p256:AAAA")
    kept = LogWitness.objects.count()
    registers(clerk, cast)

    ended = clerk.post(f"{WITNESS}{cast.liuxi.public_id}/end/", follow=True)

    assert ("这不是见证用的公钥" in refused, kept) == (True, 0)
    assert "停用了" in words_of(ended, "body")
    assert LogWitness.objects.get().ended_at is not None


@pytest.mark.parametrize("who", ["", "outsider", "OWN", "ORGANISE", "SUPERVISE"])
def test_nobody_but_the_township_comes_to_its_page(cast: Cast, who: str) -> None:
    client = browser_of(cast, who)

    asked = client.get(WITNESS)
    tried = client.post(f"{WITNESS}{cast.liuxi.public_id}/register/", {"public": signing.public_text(KEY)})

    assert (asked.status_code, tried.status_code, LogWitness.objects.count()) == (404, 404, 0)


def test_a_clerk_does_not_witness_for_the_township_next_to_his(cast: Cast) -> None:
    tried = browser_of(cast, "CLERK").post(
        f"{WITNESS}{cast.zhuyuan.public_id}/register/", {"public": signing.public_text(KEY)}
    )

    assert (tried.status_code, LogWitness.objects.count()) == (404, 0)


def test_an_entry_is_read_with_its_proof_and_an_erased_one_with_the_reason(cast: Cast) -> None:
    sealed(5)
    entry = LogEntry.objects.get(number=2)
    page = browser_of(cast, "").get(f"{LOG}2/")
    publiclog.erase(entry=entry, because="按 2026 年第 1 号决定", at=NOW)

    erased = words_of(browser_of(cast, "").get(f"{LOG}2/"))

    assert "第 3 条 · 复核抽签作废" in words_of(page)
    assert "经 3 个摘要通向 5 条时的日志头" in words_of(page)
    assert 'href="/verify/#' in page.content.decode()
    assert "按 2026 年第 1 号决定" in erased
    assert browser_of(cast, "").get(f"{LOG}9/").status_code == 404


def test_a_number_leads_to_its_entry(cast: Cast) -> None:
    sealed(5)

    found, beyond = (browser_of(cast, "").get(f"{LOG}?number={number}") for number in (3, 6))

    assert (found.status_code, found.headers.get("Location")) == (302, f"{LOG}2/")
    assert beyond.status_code == 200


def test_a_number_of_thousands_of_digits_finds_nothing_and_stays_short(cast: Cast) -> None:
    sealed(5)

    page = browser_of(cast, "").get(f"{LOG}?number={'9' * 5000}&page={'9' * 5000}")

    assert page.status_code == 200
    assert 'value="999999999999" maxlength="12"' in page.content.decode()


def test_an_entry_in_the_list_says_whose_district_it_is_of_and_that_it_is_invented(cast: Cast) -> None:
    with transaction.atomic():
        for unit in (cast.district.code, cast.liuxi.code):
            publiclog.record(
                kind="recheck.void", subject=unit, unit=unit, canonical={"id": unit, "commitment": "sha256:00"}, at=NOW
            )
    publiclog.seal_pending(at=NOW)

    said = words_of(browser_of(cast, "").get(LOG))

    mark = " 演示数据" if cast.district.is_fictitious else ""
    assert f"青禾区(测试) · 柳溪镇{mark} 2" in said
    assert f"复核抽签作废 青禾区(测试){mark} 2" in said


def test_the_copy_to_take_home_is_whole(cast: Cast, tmp_path: Path) -> None:
    nothing = browser_of(cast, "").get(f"{LOG}copy.zip")
    sealed(300)

    packed = browser_of(cast, "").get(f"{LOG}copy.zip")

    zipfile.ZipFile(BytesIO(packed.content)).extractall(tmp_path)
    found = check_copy(tmp_path / "fivestar-log", [])
    assert (nothing.status_code, found.faults) == (404, [])


def test_a_log_too_long_to_pack_says_how_the_whole_is_had(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_views, "MOST_TO_DOWNLOAD", 4)
    sealed(5)

    page, packed = (browser_of(cast, "").get(address) for address in (LOG, f"{LOG}copy.zip"))

    assert "日志有 5 条，太长" in words_of(page)
    assert "fivestar log export 文件夹" in words_of(page)
    assert f"{LOG}copy.zip" not in page.content.decode()
    assert packed.status_code == 404


def test_the_list_costs_the_same_with_one_entry_and_with_three(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = browser_of(cast, "")
    sealed(1)
    client.get(LOG)
    with django_assert_num_queries(11):
        client.get(LOG)
    sealed(2, first=2)

    with django_assert_num_queries(11):
        client.get(LOG)
