"""What is asked at all, of whom and for what: the list of facts and a fact's page, for everybody."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from fivestar import engine
from fivestar.facts import consumers
from fivestar.facts.actions import state_observation
from fivestar.standards.queries import catalogue
from tests.cast import NOW, TODAY, Cast
from tests.factories import in_force, small_document, small_standards
from tests.pages import browser_of, queries_of, words_of

ADDRESS = "/d/990099/facts/"


@pytest.fixture
def anyone(cast: Cast) -> Client:
    small_standards(cast)
    return browser_of(cast, "")


def state(cast: Cast, village: str, fact: str, value: Any, period: str = "2023", basis: str = "C") -> None:
    state_observation(
        actor=cast.organiser if basis == "C" else cast.clerk,
        branch=cast.branches[village],
        fact=catalogue()[fact],
        period=period,
        value=value,
        basis=basis,
        source="台账",
        observed_on=TODAY,
        at=NOW,
    )


def slugs(client: Client, **query: str) -> list[str]:
    return [line.slug for group in client.get(ADDRESS, query).context["groups"] for line in group.lines]


def test_every_fact_stands_under_who_supplies_it(anyone: Client) -> None:
    groups = anyone.get(ADDRESS).context["groups"]

    assert [(group.id, [line.slug for line in group.lines]) for group in groups] == [
        ("village", ["members_meetings", "households", "bound_households"]),
        ("township", ["has_plan", "vacant_days"]),
        ("department", ["collective_income"]),
    ]


def test_a_line_counts_tasks_and_branches(cast: Cast, anyone: Client) -> None:
    state(cast, "东柳", "households", 300)
    state(cast, "东柳", "households", 310, basis="S")
    state(cast, "西柳", "households", 200)

    (line,) = anyone.get(ADDRESS, {"q": "households 户"}).context["groups"][0].lines[:1]

    assert (line.slug, line.unit, line.needed, line.branches, line.newest) == ("households", "户", 2, 2, TODAY)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "农户"}, ["households", "bound_households"]),
        ({"q": "t3"}, ["collective_income"]),
        ({"q": "区农业农村局"}, ["collective_income"]),
        ({"q": "农户 入社"}, ["bound_households"]),
        ({"by": "township"}, ["vacant_days", "has_plan"]),
        ({"by": "township", "q": "计划"}, ["has_plan"]),
        ({"q": "高铁站"}, []),
    ],
)
def test_searching_and_narrowing(anyone: Client, query: dict[str, str], found: list[str]) -> None:
    assert sorted(slugs(anyone, **query)) == sorted(found)


def test_a_facts_page_says_all_there_is_to_know(cast: Cast, anyone: Client) -> None:
    state(cast, "东柳", "collective_income", 5_200_000)
    state(cast, "西柳", "collective_income", 4_000_000, period="2022")

    assert words_of(anyone.get(f"{ADDRESS}collective_income/")) == (
        "指标目录 村集体经济收入 怎么报 谁提供 区农业农村局 单位 万元 范围 0 万元 到 1,000,000 万元 多久一次 每年"
        " 一个数管多久 年 · 一年里取最近一次 代号 collective_income"
        " 谁要用 T3 测试任务T3 农村 · 产业兴旺星 T3 测试任务T3 城市社区 · 产业兴旺星 部门 区农业农村局"
        " 报到哪一期 期间 已有支部 其中已核实 应有支部 最近日期"
        " 2023 1 1 5 2023-09-15 2022 1 1 5 2023-09-15"
    )


def test_stated_and_confirmed_are_counted_apart(cast: Cast, anyone: Client) -> None:
    state(cast, "东柳", "households", 300)
    state(cast, "东柳", "households", 310, basis="S")
    state(cast, "西柳", "households", 200, basis="S")

    (period,) = anyone.get(f"{ADDRESS}households/").context["fact"].periods

    assert (period.branches, period.confirmed) == (2, 1)


def test_a_fact_nobody_needs_any_more_says_that_nobody_is_asked(cast: Cast, anyone: Client) -> None:
    for category in ("rural", "urban"):
        document = small_document(category, id=f"next-{category}")
        document["stars"][1]["criteria"].pop()
        document["facts"] = [fact for fact in document["facts"] if fact["id"] != "has_plan"]
        in_force(cast, engine.from_document(document), date(2023, 7, 1))

    words = words_of(anyone.get(f"{ADDRESS}has_plan/"))

    assert "现行标准里没有任务用到它，所以不向任何人要。" in words
    assert "谁要用 没有。" in words


def test_who_else_needs_a_fact_is_named(anyone: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(consumers.consumers, "_entries", (lambda district: {"has_plan": ["通报"]},))

    assert "有发展计划" in words_of(anyone.get(f"{ADDRESS}has_plan/"))
    assert anyone.get(f"{ADDRESS}has_plan/").context["fact"].others == ("通报",)


def test_what_does_not_exist_is_not_found(anyone: Client) -> None:
    assert anyone.get(f"{ADDRESS}nothing/").status_code == 404
    assert anyone.get("/d/123456/facts/").status_code == 404


def test_an_empty_catalogue_says_where_facts_come_from(cast: Cast) -> None:
    assert words_of(browser_of(cast, "").get(ADDRESS)).endswith(
        "目录里还没有指标 评星标准存入以后，用到的指标都列在这里。"
    )


@pytest.mark.parametrize("page", ["", "households/"])
def test_both_pages_cost_the_same_with_one_branch_and_with_three(cast: Cast, anyone: Client, page: str) -> None:
    state(cast, "东柳", "households", 300)
    anyone.get(ADDRESS + page)
    one = queries_of(anyone, ADDRESS + page)
    for village in ("西柳", "石桥"):
        state(cast, village, "households", 200)
        state(cast, village, "households", 190, period="2022")
        state(cast, village, "vacant_days", 2)

    assert queries_of(anyone, ADDRESS + page) == one
