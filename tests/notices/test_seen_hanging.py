"""That it hung on the board is what a member of the committee says by name; his check stays without one."""

import re
from datetime import date, timedelta

import pytest
from django.core.cache import cache

from fivestar.foundation.audit.models import AuditEntry
from fivestar.notices.actions import Spoken, UnableToCheck, check_notice
from fivestar.notices.models import Check, HungSeen
from tests.cast import NOW, TODAY, Cast
from tests.factories import shipped_standards
from tests.notices.committee import seat_three
from tests.notices.stories import post
from tests.pages import browser_of, text_of, words_of

pytestmark = pytest.mark.django_db
BEGAN = date(2023, 9, 10)
SAID = "监督委员会成员 {name} 说：{day} 看到它贴在公开栏"


@pytest.fixture(autouse=True)
def standards(cast: Cast) -> None:
    shipped_standards(cast)
    cache.clear()


def test_a_member_says_by_his_link_that_he_saw_it_hang_and_it_stands_under_his_name(cast: Cast) -> None:
    seats = seat_three(cast)
    notice = post(cast, from_day=BEGAN)
    page, village = f"/notices/{notice.public_id}/", f"/b/{cast.dongliu.public_id}/supervision/"
    issued = browser_of(cast, "CLERK").post(f"{village}{seats[1].post_public_id}/link/")
    found = re.search(r"/check/([\w-]{20,})/", text_of(issued))
    assert found is not None
    assert "看到它贴在公开栏" not in text_of(browser_of(cast, "").get(page))

    asked = words_of(browser_of(cast, "").get(f"/check/{found[1]}/"))
    sent = {"verdict": "object", "words": "少了一张修路的发票", "seen": "on", "seen_on": "2023-09-12"}
    browser_of(cast, "").post(f"/check/{found[1]}/", {f"{notice.public_id}-{name}": one for name, one in sent.items()})

    assert "我在公开栏看到它贴着（会写上我的姓名）" in asked
    for who in ("", "OWN"):
        read = words_of(browser_of(cast, who).get(page))
        assert SAID.format(name="周明", day="2023-09-12") in read
        assert [one for one in ("吴芳", "柳明") if one in read] == []
        assert read.count("周明") == 1
    assert [(one.check_said.channel, one.day) for one in HungSeen.objects.all()] == [("link", date(2023, 9, 12))]
    assert AuditEntry.objects.filter(act="notices.check").get().changes["seen_on"] == "2023-09-12"


def test_the_township_types_it_from_the_signed_list_for_whoever_ticked_it(cast: Cast) -> None:
    seats = seat_three(cast)
    notice = post(cast, from_day=BEGAN)
    first, second = seats[1].post_public_id, seats[2].post_public_id
    sent = {"signed_on": "2023-09-14", "kept_at": "镇党建办 2023-9 卷", f"{first}-verdict": "confirm"}
    sent |= {f"{second}-verdict": "confirm", f"{second}-seen": "on", f"{second}-seen_on": "2023-09-11"}
    page = f"/notices/{notice.public_id}/"

    late = browser_of(cast, "CLERK").post(f"{page}paper/", {**sent, f"{second}-seen_on": "2023-09-15"})
    assert (late.status_code, Check.objects.count()) == (422, 0)
    browser_of(cast, "CLERK").post(f"{page}paper/", sent)

    read = words_of(browser_of(cast, "").get(page))
    assert SAID.format(name="吴芳", day="2023-09-11") in read
    assert "周明" not in read


def test_signed_in_he_says_it_with_his_check_and_takes_it_back_with_his_next_word(cast: Cast) -> None:
    notice = post(cast, from_day=BEGAN)
    page, member = f"/notices/{notice.public_id}/", browser_of(cast, "SUPERVISE")

    member.post(f"{page}check/", {"verdict": "confirm", "seen": "on", "seen_on": "2023-09-13"})
    assert SAID.format(name="柳明", day="2023-09-13") in words_of(browser_of(cast, "").get(page))
    assert 'value="2023-09-13"' in text_of(member.get(page))
    member.post(f"{page}check/", {"verdict": "confirm"})

    assert "看到它贴在公开栏" not in words_of(browser_of(cast, "").get(page))


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"verdict": "confirm", "seen": "on"}, "请写哪天看到的"),
        ({"verdict": "confirm", "seen_on": "2023-09-13"}, "不想写上姓名，就把日期去掉"),
        ({"seen": "on", "seen_on": "2023-09-13"}, "请同时选没有问题或有异议"),
        ({"verdict": "confirm", "seen": "on", "seen_on": "2023-09-09"}, "应在 2023-09-10 和 2023-09-15 之间"),
        ({"verdict": "confirm", "seen": "on", "seen_on": "2023-09-16"}, "应在 2023-09-10 和 2023-09-15 之间"),
    ],
)
def test_a_name_goes_under_it_only_with_tick_day_and_check(cast: Cast, sent: dict[str, str], said: str) -> None:
    notice = post(cast, from_day=BEGAN)

    answer = browser_of(cast, "SUPERVISE").post(f"/notices/{notice.public_id}/check/", sent)

    assert (answer.status_code, said in words_of(answer)) == (422, True)
    assert (Check.objects.count(), HungSeen.objects.count()) == (0, 0)


def test_a_day_on_which_it_did_not_hang_yet_keeps_neither_statement_nor_check(cast: Cast) -> None:
    notice = post(cast)

    with pytest.raises(UnableToCheck, match="看到它贴着的日期应在 2023-09-15 和 2023-09-15 之间"):
        check_notice(actor=cast.supervisor, spoken=Spoken(notice, seen_on=TODAY - timedelta(days=1)), at=NOW)

    assert (Check.objects.count(), HungSeen.objects.count()) == (0, 0)
