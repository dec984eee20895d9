"""Items that stand out come first, with the reason in words."""

import pytest

from fivestar.facts.review.queue import queue
from tests.cast import Cast
from tests.factories import small_standards
from tests.facts.review.stories import LATER, past, say, stated

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _standards(cast: Cast) -> None:
    small_standards(cast)


def reasons(cast: Cast) -> list[tuple[str, list[str]]]:
    return [
        (item.fact, [str(flag) for flag in item.flags]) for item in queue(cast.clerk, cast.district, at=LATER).flagged
    ]


def test_a_value_unlike_its_own_history_comes_first(cast: Cast) -> None:
    past(cast.dongliu, "households", {"2018": 296, "2019": 300, "2020": 301, "2021": 299, "2022": 303})
    stated(cast, "bound_households", 20)
    stated(cast, "households", 600)

    assert reasons(cast) == [("households", ["比本支部以往高出很多：前 5 期通常是 300 户"])]
    found = queue(cast.clerk, cast.district, at=LATER)
    assert [(item.fact, item.before) for item in found.flagged] == [("households", "303 户")]
    assert [(item.fact, item.before) for item in found.rest] == [("bound_households", "")]


def test_without_a_history_the_district_is_what_a_value_is_held_against(cast: Cast) -> None:
    for branch in (cast.xiliu, cast.shiqiao, cast.zhuyuan_branch, cast.nanmen, cast.shagang):
        past(branch, "households", {"2023": 300})
    stated(cast, "households", 30)

    assert reasons(cast) == [("households", ["比全区低很多：另外 5 个支部通常是 300 户"])]


def test_a_value_that_contradicts_a_record_comes_first(cast: Cast) -> None:
    say(cast, "households", 290, actor=cast.organiser, branch=cast.dongliu, basis="C", source="区公安局户籍系统")
    stated(cast, "households", 300)

    assert reasons(cast) == [("households", ["与已核实的 290 户 不一致（来源：区公安局户籍系统）"])]


def test_a_value_exactly_on_a_threshold_comes_first(cast: Cast) -> None:
    stated(cast, "households", 300)
    stated(cast, "bound_households", 90)

    words = "正好卡在“测试任务T4”的标准上：入社农户数 ÷ 农户数 ≥ 30 %"
    assert reasons(cast) == [("bound_households", [words]), ("households", [words])]


def test_the_quarters_of_a_year_count_together_against_the_threshold(cast: Cast) -> None:
    for quarter, count in (("2023-Q1", 1), ("2023-Q2", 2), ("2023-Q3", 1)):
        stated(cast, "members_meetings", count, period=quarter)

    assert [fact for fact, _ in reasons(cast)] == ["members_meetings"] * 3


def test_the_edge_of_what_a_fact_can_be_is_no_coincidence(cast: Cast) -> None:
    stated(cast, "households", 0)
    stated(cast, "bound_households", 0)

    assert reasons(cast) == []
