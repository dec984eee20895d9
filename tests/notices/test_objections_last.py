"""Neither a correction nor a withdrawal ends an objection: only its member or the township does."""

from datetime import timedelta
from typing import Any

import pytest

from fivestar.foundation.outcome import NotAllowed
from fivestar.notices.actions import (
    Brought,
    Spoken,
    UnableToPost,
    UnableToSettle,
    answer_objection,
    check_notice,
    settle_objection,
    withdraw_notice,
)
from fivestar.notices.checking import objections_to, standing_of
from fivestar.notices.decisions import Standing
from fivestar.notices.models import Check, Notice
from fivestar.notices.today import to_settle
from tests.cast import NOW, TODAY, Cast
from tests.factories import shipped_standards
from tests.notices.committee import counted, seat_three
from tests.notices.stories import post
from tests.notices.test_enclosures import picture
from tests.pages import browser_of, words_of

pytestmark = pytest.mark.django_db
WORDS = "支出里少了一张修路的发票"
ANSWER = "发票在下一期里，已补贴说明"
LIST = "/d/990099/objections/"


@pytest.fixture(autouse=True)
def standards(cast: Cast) -> None:
    shipped_standards(cast)


def objected(cast: Cast, **other: Any) -> tuple[Notice, Check]:
    seat_three(cast)
    notice = post(cast, **other)
    return notice, check_notice(actor=cast.supervisor, spoken=Spoken(notice, WORDS, objects=True), at=NOW)


def settle(cast: Cast, notice: Notice, check: Check, actor: Any = None) -> Check:
    return settle_objection(actor=actor or cast.clerk, notice=notice, check=check, because="已核对发票存根", at=NOW)


def test_a_correction_carries_the_objection_until_it_is_answered_and_settled(cast: Cast) -> None:
    wrong, objection = objected(cast)
    again = post(cast, corrects=wrong, body="更正：支出应为 18500 元。")
    right = post(cast, corrects=again, body="更正：支出应为 18600 元。")

    assert (standing_of(right, TODAY), counted()) == (Standing("objection", 0, 3, 1), 0)
    answer_objection(actor=cast.secretary, notice=right, check=objection, answer=ANSWER, at=NOW)
    assert (standing_of(right, TODAY).state, counted()) == ("answered", 0)
    settle(cast, right, objection)

    assert (standing_of(right, TODAY), counted()) == (Standing("waiting", 0, 3, 0), 1)
    assert [(one.words, one.ended_how) for one in objections_to(right)] == [(WORDS, "settled")]


def test_pages_of_the_correction_and_of_the_village_and_the_list_still_show_it(cast: Cast) -> None:
    wrong, _ = objected(cast)
    right = post(cast, corrects=wrong, body="更正：支出应为 18500 元。")

    assert WORDS in words_of(browser_of(cast, "").get(f"/notices/{right.public_id}/"))
    village = words_of(browser_of(cast, "").get(f"/b/{cast.dongliu.public_id}/notices/"))
    assert "监督委员会有异议，等村里答复" in village
    assert f"{WORDS} 等村里答复" in words_of(browser_of(cast, "CLERK").get(LIST))


def test_whoever_says_it_again_of_the_correction_objects_once(cast: Cast) -> None:
    wrong, _ = objected(cast)
    right = post(cast, corrects=wrong, body="更正：支出应为 18500 元。")

    check_notice(actor=cast.supervisor, spoken=Spoken(right, WORDS, objects=True), at=NOW)

    assert standing_of(right, TODAY) == Standing("objection", 0, 3, 1)
    check_notice(actor=cast.supervisor, spoken=Spoken(right), at=NOW)
    assert (standing_of(right, TODAY), counted()) == (Standing("waiting", 1, 3, 0), 1)


def test_a_correction_that_changes_nothing_is_refused(cast: Cast) -> None:
    wrong, _ = objected(cast)

    for other in ({}, {"place": "村口"}, {"to_day": TODAY + timedelta(days=9)}):
        with pytest.raises(UnableToPost, match="更正和原来的一样"):
            post(cast, corrects=wrong, **other)

    assert (Notice.objects.count(), counted()) == (1, 0)


def test_a_correction_by_another_file_or_another_basis_changes_something(cast: Cast) -> None:
    wrong = post(cast)
    files = [Brought("收支明细.jpg", picture())]

    first = post(cast, corrects=wrong, basis="村民代表会议 9 月 15 日审核")
    second = post(cast, corrects=first, basis=first.basis, enclosed=files, is_looked_through=True)

    assert second.corrects == first


def test_withdrawn_with_an_objection_open_it_stays_with_the_township_until_it_is_settled(cast: Cast) -> None:
    wrong, objection = objected(cast)
    withdraw_notice(actor=cast.secretary, notice=wrong, because="金额写错了", at=NOW)
    new = post(cast, body="重新公开三季度收支。")

    assert (standing_of(new, TODAY), counted()) == (Standing("waiting", 0, 3, 0), 1)
    assert f"已撤回 {WORDS} 等村里答复" in words_of(browser_of(cast, "CLERK").get(LIST))
    assert WORDS in words_of(browser_of(cast, "").get(f"/notices/{wrong.public_id}/"))
    about = f"/notices/{wrong.public_id}/objections/{objection.public_id}/"
    browser_of(cast, "OWN").post(f"{about}answer/", {"answer": ANSWER})
    assert len(to_settle(cast.clerk, NOW + timedelta(days=3650))) == 1
    assert "本人不同意，由乡镇裁定" in words_of(browser_of(cast, "CLERK").get(f"/notices/{wrong.public_id}/"))
    browser_of(cast, "CLERK").post(f"{about}settle/", {"because": "已核对发票存根"})

    read = words_of(browser_of(cast, "CLERK").get(LIST))
    assert ("没有要办的异议" in read, "乡镇裁定" in read) == (True, True)


def test_what_was_withdrawn_as_personal_is_not_named_in_the_lists(cast: Cast) -> None:
    wrong, _ = objected(cast, title="柳四婶家的补助")
    withdraw_notice(actor=cast.secretary, notice=wrong, because="写了个人情况", at=NOW, is_personal=True)

    for who, page in (("CLERK", LIST), ("", f"/b/{cast.dongliu.public_id}/disclosures/")):
        read = words_of(browser_of(cast, who).get(page))
        assert ("财务公开（内容不再显示）" in read, "柳四婶" in read) == (True, False)


def test_whoever_posted_the_correction_settles_nothing_of_the_one_before(cast: Cast) -> None:
    wrong, objection = objected(cast)
    right = post(cast, actor=cast.clerk, corrects=wrong, body="更正：支出应为 18500 元。")
    answer_objection(actor=cast.secretary, notice=wrong, check=objection, answer=ANSWER, at=NOW)

    with pytest.raises(UnableToSettle, match="自己办的事须由他人来定"):
        settle(cast, wrong, objection)
    with pytest.raises(NotAllowed, match="自己办的事须由他人来定"):
        settle(cast, right, objection)

    later = NOW + timedelta(days=7)
    assert [len(to_settle(who, later)) for who in (cast.clerk, cast.manager)] == [0, 1]
    assert settle(cast, wrong, objection, cast.manager).ended_how == "settled"
