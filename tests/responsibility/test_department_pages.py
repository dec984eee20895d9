"""A department: who stands for it, its tasks, whom it supports, what is open. A work group: what it found."""

import pytest

from fivestar.responsibility import actions
from fivestar.responsibility.models import Department, Post
from tests.cast import NOW, TODAY, Cast
from tests.factories import small_standards
from tests.pages import browser_of, queries_of, words_of
from tests.responsibility.stories import sent, work_group
from tests.responsibility.test_dispatches import note
from tests.shortfalls.stories import lack_income, post_of, taken_up

pytestmark = pytest.mark.django_db


def _department(cast: Cast) -> Department:
    found = post_of(cast, "SUPPORT").department
    assert found is not None
    return found


def _address(body: Department) -> str:
    return f"/bodies/{body.public_id}/"


def test_it_names_posts_tasks_and_the_villages_it_supports(cast: Cast) -> None:
    small_standards(cast)
    department = _department(cast)

    page = browser_of(cast, "").get(_address(department))

    shown = page.context["shown"]
    assert [(line.place, line.name) for line in shown.supports] == [("东柳村委会", "罗")]
    assert [line.post.duty for line in shown.posts] == ["SUPPLY"]
    sections = {one.title: [line.words for line in one.lines] or [one.nothing] for one in page.context["sections"]}
    assert sections == {
        "牵头的任务": ["T3 测试任务T3"] * 2,  # of villages and of communities
        "协同的任务": ["任务分解方案里没有要它协同的任务。"],
    }
    assert shown.open_items is None


def test_what_is_open_is_one_number_for_those_above_and_for_itself(cast: Cast) -> None:
    small_standards(cast)
    department = _department(cast)
    taken_up(cast, lack_income(cast), owner=post_of(cast, "SUPPORT"))

    counts = {
        who: browser_of(cast, who).get(_address(department)).context["shown"].open_items
        for who in ("ORGANISE", "SUPPORT", "OWN", "")
    }

    assert counts == {"ORGANISE": 1, "SUPPORT": 1, "OWN": None, "": None}
    assert "岗位上有 1 件没办完的事" in words_of(browser_of(cast, "ORGANISE").get(_address(department)))


def test_the_list_of_bodies_leads_to_it(cast: Cast) -> None:
    page = browser_of(cast, "").get(f"/d/{cast.district.code}/bodies/")

    assert f'href="{_address(_department(cast))}"' in page.content.decode()


def test_nobody_sits_in_a_department(cast: Cast) -> None:
    answer = browser_of(cast, "ORGANISE").post(f"{_address(_department(cast))}rhythm/", {})

    assert answer.status_code == 404


def test_it_costs_the_same_with_one_post_and_with_three(cast: Cast) -> None:
    department, browser = _department(cast), browser_of(cast, "ORGANISE")
    one = queries_of(browser, _address(department))
    for village in (cast.xiliu.village, cast.shiqiao.village):
        Post.objects.create(
            duty="SUPPORT",
            title=f"帮建{village.name}",
            village=village,
            district=cast.district,
            path=village.path,
            department=department,
            valid_from=TODAY,
        )

    assert queries_of(browser, _address(department)) == one


def test_a_work_groups_page_tells_what_it_found_and_in_whose_post_it_is_now(cast: Cast) -> None:
    group = work_group(cast)
    dispatch = sent(cast, group)
    first, second = note(cast, dispatch, "甲"), note(cast, dispatch, "乙")
    actions.give_finding(actor=cast.organiser, finding=first, to=post_of(cast), at=NOW)
    actions.settle_finding(actor=cast.organiser, finding=second, result="接好了", at=NOW)

    words = words_of(browser_of(cast, "ORGANISE").get(_address(group)))

    assert "没办结的问题 1 个，其中交给别的岗位 1 个；已办结 1 个" in words
    assert "甲 东柳村党支部书记" in words
    assert "甲" not in words_of(browser_of(cast, "").get(_address(group)))
