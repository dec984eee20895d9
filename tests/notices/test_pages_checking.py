"""The committee's link on a phone, the township's list and seats, the village's answer; who sees what of it."""

import re

import pytest
from django.core.cache import cache

from fivestar.notices.actions import Spoken, answer_objection, check_notice
from fivestar.notices.models import Check, CheckLink, Notice
from tests.cast import NOW, TODAY, Cast
from tests.factories import shipped_standards
from tests.notices.committee import seat_three
from tests.notices.stories import post
from tests.pages import browser_of, queries_of, text_of, words_of

pytestmark = pytest.mark.django_db
WORDS = "支出里少了一张修路的发票"


@pytest.fixture(autouse=True)
def standards(cast: Cast) -> None:
    shipped_standards(cast)
    cache.clear()


def supervision(cast: Cast) -> str:
    return f"/b/{cast.dongliu.public_id}/supervision/"


def test_a_member_without_an_account_checks_by_the_link_the_clerk_handed_over(cast: Cast) -> None:
    seats = seat_three(cast)
    first, second = post(cast), post(cast, kind="affairs", title="三季度村务公开")

    issued = browser_of(cast, "CLERK").post(f"{supervision(cast)}{seats[1].post_public_id}/link/")
    found = re.search(r"/check/([\w-]{20,})/", text_of(issued))
    assert found is not None
    phone = browser_of(cast, "", checks_forms=True)
    page = phone.get(f"/check/{found[1]}/")
    assert "三季度财务公开" in words_of(page)
    assert "周明" not in text_of(page)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', text_of(page))
    assert token is not None
    sent = {
        "csrfmiddlewaretoken": token[1],
        f"{first.public_id}-verdict": "confirm",
        f"{second.public_id}-verdict": "object",
        f"{second.public_id}-words": WORDS,
    }
    done = phone.post(f"/check/{found[1]}/", sent)

    assert (done.status_code, "记下了" in words_of(done)) == (200, True)
    assert phone.post(f"/check/{found[1]}/", sent).status_code == 410
    assert [(one.notice, one.verdict, one.words) for one in Check.objects.order_by("notice_id")] == [
        (first, "confirm", ""),
        (second, "object", WORDS),
    ]


def test_an_objection_without_words_comes_back_and_the_link_is_in_use_and_in_no_log(
    cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    seats = seat_three(cast)
    notice = post(cast)
    issued = browser_of(cast, "CLERK").post(f"{supervision(cast)}{seats[1].post_public_id}/link/")
    found = re.search(r"/check/([\w-]{20,})/", text_of(issued))
    assert found is not None

    answer = browser_of(cast, "").post(f"/check/{found[1]}/", {f"{notice.public_id}-verdict": "object"})

    assert (answer.status_code, Check.objects.count(), CheckLink.objects.get().used_at) == (422, 0, None)
    assert "有异议的，请写 4 到 300 个字" in words_of(answer)
    browser_of(cast, "").get(f"/check/{found[1]}x/")
    assert [one for one in caplog.messages if "/check/" in one] == []


def test_the_village_and_the_public_read_the_objection_and_not_whose_it_is(cast: Cast) -> None:
    seat_three(cast)
    notice = post(cast)
    check_notice(actor=cast.supervisor, spoken=Spoken(notice, WORDS, objects=True), at=NOW)
    page = f"/notices/{notice.public_id}/"

    for who in ("", "OWN", "HELPER", "next_clerk"):
        read = text_of(browser_of(cast, who).get(page))
        assert WORDS in read
        assert "不算合规" in read
        assert [one for one in ("柳明", "东柳村村务监督委员会主任", "谁说了什么") if one in read] == []
    assert "东柳村村务监督委员会主任 ：有异议 · 本人登录 · 2023-09-15" in words_of(browser_of(cast, "CLERK").get(page))


def test_the_secretary_answers_and_the_township_settles_on_the_notices_own_page(cast: Cast) -> None:
    seat_three(cast)
    notice = post(cast)
    objection = check_notice(actor=cast.supervisor, spoken=Spoken(notice, WORDS, objects=True), at=NOW)
    about = f"/notices/{notice.public_id}/objections/{objection.public_id}/"

    refused = browser_of(cast, "OWN").post(f"{about}answer/", {"answer": "好"})
    assert (refused.status_code, "答复写 4 到 300 个字" in words_of(refused)) == (422, True)
    browser_of(cast, "OWN").post(f"{about}answer/", {"answer": "发票在下一期里，已补贴说明"})
    assert "村里答复了，等了结" in words_of(browser_of(cast, "").get(f"/notices/{notice.public_id}/"))
    assert browser_of(cast, "OWN").post(f"{about}settle/", {"because": "没有问题的"}).status_code == 403
    browser_of(cast, "CLERK").post(f"{about}settle/", {"because": "已核对发票存根，金额一致"})

    read = words_of(browser_of(cast, "").get(f"/notices/{notice.public_id}/"))
    assert "乡镇裁定的理由 已核对发票存根，金额一致" in read
    assert "不算合规" not in read


def test_the_clerk_types_a_signed_list(cast: Cast) -> None:
    seats = seat_three(cast)
    notice = post(cast)
    page = f"/notices/{notice.public_id}/paper/"
    clerk = browser_of(cast, "CLERK")
    sent = {
        "signed_on": "2023-09-15",
        "kept_at": "镇党建办 2023-9 卷",
        f"{seats[0].post_public_id}-verdict": "confirm",
        f"{seats[2].post_public_id}-verdict": "confirm",
    }

    assert "周明" in words_of(clerk.get(page))
    wrong = clerk.post(page, {**sent, "signed_on": "2023-09-16"})
    assert (wrong.status_code, Check.objects.count()) == (422, 0)
    clerk.post(page, sent)

    assert [(one.post_id, one.kept_at) for one in Check.objects.order_by("post_id")] == [
        (seats[0].post_id, "镇党建办 2023-9 卷"),
        (seats[2].post_id, "镇党建办 2023-9 卷"),
    ]
    assert "监督委员会核对过了（3 人中 2 人没有意见）" in words_of(
        browser_of(cast, "").get(f"/notices/{notice.public_id}/")
    )


@pytest.mark.parametrize("who", ["", "OWN", "HELPER", "next_clerk", "next_secretary", "SUPPLY", "outsider"])
def test_the_committees_pages_are_the_townships(cast: Cast, who: str) -> None:
    seats = seat_three(cast)
    notice = post(cast)
    browser = browser_of(cast, who)
    seat = f"{supervision(cast)}{seats[1].post_public_id}/"

    answers = [
        browser.get(supervision(cast)),
        browser.get(f"/notices/{notice.public_id}/paper/"),
        browser.post(f"{supervision(cast)}seat/", {"name": "路人", "title": "委员", "from_day": "2023-09-15"}),
        browser.post(f"{seat}link/"),
        browser.post(f"{seat}unseat/"),
    ]

    assert {one.status_code for one in answers} <= {403, 404}
    assert [one for one in answers if "周明" in text_of(one)] == []
    assert (CheckLink.objects.count(), Check.objects.count()) == (0, 0)


def test_the_township_seats_and_unseats_on_one_page(cast: Cast) -> None:
    clerk = browser_of(cast, "CLERK")

    clerk.post(f"{supervision(cast)}seat/", {"name": "周明", "title": "监督委员会委员", "from_day": "2023-09-01"})
    page = words_of(clerk.get(supervision(cast)))
    assert "应有 3 至 5 人" in page
    assert "现在 2 人" in page
    wrong = clerk.post(f"{supervision(cast)}seat/", {"name": "柳青", "title": "委员", "from_day": "2023-09-01"})

    assert (wrong.status_code, "不能监督自己" in words_of(wrong)) == (422, True)


def test_a_member_who_is_signed_in_checks_on_the_notices_page(cast: Cast) -> None:
    notice = post(cast)
    page = f"/notices/{notice.public_id}/"
    member = browser_of(cast, "SUPERVISE")

    assert "您的核对意见" in words_of(member.get(page))
    nothing = member.post(f"{page}check/", {})
    member.post(f"{page}check/", {"verdict": "confirm"})

    assert nothing.status_code == 422
    assert [(one.verdict, one.channel) for one in Check.objects.all()] == [("confirm", "account")]


def test_the_list_of_objections_is_for_those_over_the_villages(cast: Cast) -> None:
    seat_three(cast)
    notice = post(cast)
    objection = check_notice(actor=cast.supervisor, spoken=Spoken(notice, WORDS, objects=True), at=NOW)
    page = "/d/990099/objections/"

    seen = {who: browser_of(cast, who).get(page).status_code for who in ("", "OWN", "SUPERVISE", "CLERK", "LEAD")}
    assert seen == {"": 403, "OWN": 403, "SUPERVISE": 403, "CLERK": 200, "LEAD": 200}
    assert "等村里答复" in words_of(browser_of(cast, "CLERK").get(page))
    assert WORDS not in words_of(browser_of(cast, "next_clerk").get(page))
    answer_objection(actor=cast.secretary, notice=notice, check=objection, answer="发票在下一期里", at=NOW)
    check_notice(actor=cast.supervisor, spoken=Spoken(notice), at=NOW)
    assert "提出的成员没有意见了" in words_of(browser_of(cast, "CLERK").get(page))


def test_lists_and_pages_cost_the_same_with_more_checks(cast: Cast) -> None:
    seats = seat_three(cast)
    notices = [post(cast, title=f"第{number}份") for number in range(3)]
    clerk = browser_of(cast, "CLERK")
    pages = [f"/notices/{notices[0].public_id}/", f"/b/{cast.dongliu.public_id}/notices/", supervision(cast)]
    check_notice(actor=cast.supervisor, spoken=Spoken(notices[0], WORDS, objects=True), at=NOW)
    one = [queries_of(clerk, page) for page in pages]

    for seat in seats[1:]:
        for notice in notices:
            Check.objects.create(
                notice=notice,
                post_id=seat.post_id,
                member=seat.person_ref,
                verdict="object",
                words=WORDS,
                channel="account",
                said_on=TODAY,
                entered_by=seat.person_ref,
                entered_at=NOW,
            )

    assert [queries_of(clerk, page) for page in pages] == one
    assert Notice.objects.count() == 3
