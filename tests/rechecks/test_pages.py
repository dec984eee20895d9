"""The public pages of a draw: what a stranger sees and takes away, what the organisation department may do on them."""

import json
from datetime import date

import pytest

from fivestar.foundation.draw import NotYetDrawn, verify_draw
from fivestar.rechecks.actions import close_plan, void_plan
from fivestar.rechecks.models import Plan
from tests.cast import Cast
from tests.pages import browser_of, queries_of, table_of, text_of, words_of
from tests.rechecks.stories import LOTTERY, ON_THE_DAY, RESULT_ON, committed, drawn, find, with_stars

pytestmark = pytest.mark.django_db
DRAWS = "/d/990099/rechecks/"
NUMBERS = "03 11 16 21 28 33 07"


@pytest.fixture(autouse=True)
def stars(cast: Cast) -> None:
    with_stars(cast)


def address(plan: Plan) -> str:
    return f"{DRAWS}{plan.public_id}/"


def move_to(cast: Cast, day: date) -> None:
    cast.district.own_date = day
    cast.district.save()


def test_before_the_first_draw_the_page_says_so(cast: Cast) -> None:
    page = browser_of(cast, "").get(DRAWS)

    assert "还没有抽过签" in words_of(page)
    assert "固定范围并公开承诺" not in words_of(page)


def test_the_organisation_department_commits_and_draws_on_the_pages(cast: Cast) -> None:
    organiser = browser_of(cast, "ORGANISE")
    given = {"take": 6, "result_name": LOTTERY, "result_on": RESULT_ON.isoformat()}

    sent = organiser.post(DRAWS, given)
    plan = Plan.objects.get()
    assert (sent.status_code, sent["Location"], plan.state) == (302, address(plan), "committed")
    organiser.post(f"{address(plan)}witness/", {"who": "村民代表", "number": "0417"})
    early = organiser.post(f"{address(plan)}draw/", {"result": NUMBERS})
    move_to(cast, RESULT_ON)
    organiser.post(f"{address(plan)}draw/", {"result": NUMBERS})

    assert early.status_code == 422
    assert f"{RESULT_ON} 才出公开结果，还不能抽" in words_of(early)
    words = words_of(browser_of(cast, "").get(address(plan)))
    assert "正在复核 · 从 9 项里抽 6 项" in words
    assert "村民代表 0417 下载抽签文件" in words
    assert plan.commitment in words


def test_what_is_refused_is_said_and_nothing_is_kept(cast: Cast) -> None:
    given = {"take": 6, "result_name": LOTTERY, "result_on": "2023-09-15"}

    answer = browser_of(cast, "ORGANISE").post(DRAWS, given)

    assert (answer.status_code, Plan.objects.count()) == (422, 0)
    assert "公开结果的日期要晚于今天（2023-09-15）" in words_of(answer)


def test_nobody_else_carries_a_draw(cast: Cast) -> None:
    plan = committed(cast)

    for who in ("", "TASKFORCE", "CLERK", "OWN"):
        browser = browser_of(cast, who)
        assert "加一位见证人的号码" not in words_of(browser.get(address(plan)))
        for step, fields in (("witness", {"who": "x", "number": "1"}), ("void", {"reason": "x"}), ("close", {})):
            browser.post(f"{address(plan)}{step}/", fields)

    plan.refresh_from_db()
    assert (plan.state, plan.witnesses.count()) == ("committed", 0)


def test_the_public_file_is_the_draw_of_a_stranger(cast: Cast) -> None:
    plan = committed(cast)
    stranger = browser_of(cast, "")
    before = json.loads(text_of(stranger.get(f"{address(plan)}draw.json")))
    void_plan(actor=cast.organiser, plan=plan, reason="演练", at=ON_THE_DAY)
    again = drawn(cast)

    answer = stranger.get(f"{address(again)}draw.json")

    with pytest.raises(NotYetDrawn):
        verify_draw(before)
    assert answer["Content-Disposition"] == f'attachment; filename="draw-{again.public_id}.json"'
    assert verify_draw(json.loads(text_of(answer))) is None


def test_the_list_shows_findings_to_everybody_and_notes_to_those_concerned(cast: Cast) -> None:
    plan = drawn(cast, take=9)
    first, second = plan.pairs.order_by("position")[:2]
    find(cast, first, "holds", number=1)
    find(cast, second, "could_not", number=2, note="门锁着")

    public = browser_of(cast, "").get(address(plan))
    inside = browser_of(cast, "ORGANISE").get(address(plan))

    assert [row[3] for row in table_of(public, 1)] == ["成立", "没查成", *["还没查"] * 7]
    assert [row[3] for row in table_of(inside, 1)][:2] == ["成立", "没查成 门锁着"]
    assert "已计入 2 / 9 成立 1 不成立 0 没查成 1" in words_of(public)


def test_a_closed_re_check_says_its_bounds(cast: Cast) -> None:
    plan = drawn(cast, take=9)
    for number, pair in enumerate(plan.pairs.order_by("position")):
        find(cast, pair, "holds", number=number)
    close_plan(actor=cast.organiser, plan=plan, at=ON_THE_DAY)

    words = words_of(browser_of(cast, "").get(address(plan)))

    assert "全区判为达标的项里，站不住的 至多 0.0 % （把握 95%）。" in words
    assert "已得的 4 颗星里查到 4 颗，0 颗有任务不成立。 站不住的星 至多 0.0 % （把握 95%）。" in words


def test_what_says_nothing_of_stars_is_not_said_as_a_number(cast: Cast) -> None:
    plan = drawn(cast, take=9)
    find(cast, plan.pairs.get(position=1), "holds", number=1)

    words = words_of(browser_of(cast, "").get(address(plan)))

    assert "查得还少，说不出站不住的星至多有多少。" in words
    assert "站不住的星 至多" not in words


def test_a_void_draw_stays_listed_with_its_reason(cast: Cast) -> None:
    plan = drawn(cast)

    browser_of(cast, "ORGANISE").post(f"{address(plan)}void/", {"reason": "见证人的号码抄错了"})

    listed = words_of(browser_of(cast, "").get(DRAWS))
    assert "已作废" in listed
    assert "作废的原因： 见证人的号码抄错了" in listed
    assert "见证人的号码抄错了" in words_of(browser_of(cast, "").get(address(plan)))


def test_every_word_of_the_pages_has_its_english(cast: Cast) -> None:
    plan = drawn(cast)

    english = words_of(browser_of(cast, "ORGANISE", language="en").get(address(plan)))

    assert "Draw committed to on 2023-09-15 Being checked · 6 of 9 items" in english
    assert "Not looked at yet" in english


def test_an_address_of_no_draw_is_not_found(cast: Cast) -> None:
    plan = committed(cast)
    stranger = browser_of(cast, "")

    addresses = (f"{DRAWS}nothing/", f"/d/000000/rechecks/{plan.public_id}/", f"{DRAWS}nothing/draw.json")
    assert [stranger.get(one).status_code for one in addresses] == [404] * 3


def test_a_longer_list_costs_no_more_queries(cast: Cast) -> None:
    plan = drawn(cast, take=1)
    few = queries_of(browser_of(cast, ""), address(plan))
    void_plan(actor=cast.organiser, plan=plan, reason="演练", at=ON_THE_DAY)

    longer = drawn(cast, take=9)

    assert queries_of(browser_of(cast, ""), address(longer)) == few
