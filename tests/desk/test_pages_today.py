"""今日要办: what waits for the person who opens it."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fivestar.desk.today import today_for
from fivestar.foundation.clock import morning_of
from tests.cast import NOW, Cast
from tests.factories import small_standards
from tests.fieldwork.stories import decided, held
from tests.pages import browser_of, queries_of, text_of, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _standards(cast: Cast) -> None:
    small_standards(cast)


def move_to(cast: Cast, day: date) -> None:
    cast.district.own_date = day
    cast.district.save()


def test_a_secretary_sees_what_is_due_why_and_how_long_it_takes(cast: Cast) -> None:
    move_to(cast, date(2023, 12, 25))

    words = words_of(browser_of(cast, "OWN").get("/today/"))

    assert words.startswith(
        "今日要办 6 件 · 约 4 分钟 您的岗位： 东柳村党支部书记 别人在等您 2 "
        "公示 · 东柳村委会 贴四季度村务（居务）公开 这一期还没有贴过 村民 在等 2023-12-31 前 "
    )
    assert (
        "已过期的 1 "
        "要报的数 · 东柳村委会 支部党员大会次数 2023 年第 3 季度 · 用于 测试任务T2 "
        "2023-09-30 到期，过了 86 天 · 约 1 分钟 "
        "七天内到期 3 要报的数 · 东柳村委会"
    ) in words
    assert "要报的数 · 东柳村委会 农户数 2023 年 · 用于 测试任务T4 2023-12-31 前 · 约 1 分钟" in words


def test_each_thing_leads_to_its_question(cast: Cast) -> None:
    page = text_of(browser_of(cast, "OWN").get("/today/"))

    assert f'href="/b/{cast.dongliu.public_id}/ask/#q-members_meetings-2023-Q2"' in page


def test_who_has_nothing_to_do_is_told_so(cast: Cast) -> None:
    assert words_of(browser_of(cast, "outsider").get("/today/")).startswith("今日要办 今天没有要办的事")


def test_nobody_is_sent_to_sign_in(cast: Cast) -> None:
    answer = browser_of(cast, "").get("/today/")

    assert (answer.status_code, answer["location"]) == (302, "/sign-in/?next=%2Ftoday%2F")


def test_today_is_never_kept_by_a_cache(cast: Cast) -> None:
    assert "no-store" in browser_of(cast, "OWN").get("/today/")["cache-control"]


def test_more_to_do_costs_no_more_queries(cast: Cast) -> None:
    few = queries_of(browser_of(cast, "OWN"), "/today/")
    move_to(cast, date(2023, 12, 25))

    assert queries_of(browser_of(cast, "OWN"), "/today/") == few
    assert len(today_for(cast.secretary, morning_of(date(2023, 12, 25))).items) == 6


def test_three_duties_cost_as_many_queries_as_one(cast: Cast) -> None:
    meeting = held(cast)
    decided(cast, meeting)
    one = queries_of(browser_of(cast, "MANAGE"), "/today/")
    for number in range(2):
        decided(cast, meeting, text=f"第{number}件")

    assert queries_of(browser_of(cast, "MANAGE"), "/today/") == one
    assert [(group.id, len(group.lines)) for group in today_for(cast.manager, NOW).groups] == [("blocking", 3)]


@pytest.mark.parametrize("who", ["CLERK", "SUPPLY", "OWN"])
def test_whose_posts_are_whose_is_asked_once_for_all_rooms(cast: Cast, who: str) -> None:
    browser = browser_of(cast, who)
    with CaptureQueriesContext(connection) as captured:
        browser.get("/today/")

    asked = [query["sql"] for query in captured if 'IN (SELECT U0."post_id"' in query["sql"]]
    assert len([sql for sql in asked if sql.startswith('SELECT "responsibility_post"."id"')]) == 1
