"""Anyone reads the standards: both schemes beside each other, each task in words and as its condition."""

import re
from datetime import date

import pytest
from django.test import Client

from fivestar import engine
from fivestar.standards import chart
from tests.cast import Cast
from tests.factories import in_force, shipped_rulebook, shipped_standards, small_document, small_standards
from tests.pages import browser_of, queries_of, text_of, words_in, words_of

ADDRESS = "/d/990099/standards/"


@pytest.fixture
def anyone(cast: Cast) -> Client:
    return browser_of(cast, "")


def task(html: str, name: str) -> str:
    """One task, opened."""
    found = re.search(rf'<details class="task" id="{name}".*?</details>', html, re.DOTALL)
    assert found is not None
    return words_in(found.group())


def ids(html: str) -> list[str]:
    return re.findall(r'<details class="task" id="([^"]+)"', html)


def test_both_schemes_stand_beside_each_other_whole(cast: Cast, anyone: Client) -> None:
    shipped_standards(cast)

    answer = anyone.get(ADDRESS)

    html = text_of(answer)
    assert len(ids(html)) == 90 + 106
    assert html.count('<div class="chart-row">') == 5
    assert [(row.rural.name, row.urban.name) for row in answer.context["rows"]] == [
        ("支部过硬星", "支部过硬星"),
        ("产业兴旺星", "宜业兴业星"),
        ("生态宜居星", "平安法治星"),
        ("平安法治星", "共建共享星"),
        ("文明幸福星", "幸福和谐星"),
    ]


def test_a_task_says_its_rule_in_words_and_as_condition_with_source_and_supplier(cast: Cast, anyone: Client) -> None:
    small_standards(cast)

    assert task(text_of(anyone.get(ADDRESS)), "T4") == (
        "T4 测试任务T4 拟定 入社农户数 ÷ 农户数 ≥ 30 % 区委组织部 · 每年 · 村(社区)供数"
        " 要求 测试任务T4的要求(拟定) 达标条件 入社农户数 ÷ 农户数 ≥ 30 % bound_households * 100 >= households * 30"
        " 何时适用 农户数 > 0 户 households > 0 用到的指标 入社农户数、农户数 牵头 区委组织部"
        " 凭什么认定 系统记录 不要求上传照片或文件。 依据 拟定，待本区原文替换"
    )


def test_a_count_through_the_year_says_what_happens_before_the_year_ends(cast: Cast, anyone: Client) -> None:
    small_standards(cast)

    html = text_of(anyone.get(ADDRESS))

    assert "全年累计的次数：年底前没到算“期内”，不算未达标。" in task(html, "T2")
    assert "全年累计的次数" not in task(html, "T1")


def test_a_sourced_task_links_to_its_source_and_a_veto_that_is_off_says_so(cast: Cast, anyone: Client) -> None:
    document = small_document()
    document["stars"][0]["criteria"][0] |= {"source": "sourced: http://example.org/rule", "veto": {"on": False}}
    in_force(cast, engine.from_document(document))

    html = text_of(anyone.get(ADDRESS))

    assert "T1 测试任务T1 否决项，未启用" in task(html, "T1")
    assert '<a href="http://example.org/rule" rel="noopener noreferrer"' in html


def test_nothing_in_force_says_who_sets_standards(cast: Cast, anyone: Client) -> None:
    assert words_of(anyone.get(ADDRESS)).endswith(
        "这一天没有有效的标准 标准由区委组织部按年度设定，设定以前所有星级都写作“待核实”。"
    )


def test_searching_keeps_what_contains_every_word(cast: Cast, anyone: Client) -> None:
    small_standards(cast)

    answer = anyone.get(ADDRESS, {"q": "农户 30"})

    assert ids(text_of(answer)) == ["T4", "T4"]
    assert "含“农户 30”的：农村 1 项，城市社区 1 项" in words_of(answer)


@pytest.mark.parametrize(
    ("text", "names"), [("t3", ["T3"]), ("区农业农村局", ["T3"]), ("产业", []), ("集体经济", ["T3"])]
)
def test_searching_reads_ids_departments_and_facts(cast: Cast, anyone: Client, text: str, names: list[str]) -> None:
    in_force(cast, engine.from_document(small_document()))

    assert ids(text_of(anyone.get(ADDRESS, {"q": text}))) == names


def test_nothing_found_says_what_to_try(cast: Cast, anyone: Client) -> None:
    small_standards(cast)

    assert words_of(anyone.get(ADDRESS, {"q": "高铁站"})).endswith(
        "没有这样的条目 换一个更短的词，或用编号（如 R019）查。"
    )


def test_few_results_are_shown_opened(cast: Cast, anyone: Client) -> None:
    small_standards(cast)

    assert text_of(anyone.get(ADDRESS, {"q": "入社"})).count('" open>') == 2
    assert text_of(anyone.get(ADDRESS)).count('" open>') == 0


@pytest.mark.parametrize(
    ("query", "scheme"), [({}, "rural"), ({"scheme": "urban"}, "urban"), ({"scheme": "x"}, "rural")]
)
def test_a_phone_shows_the_scheme_that_was_chosen(
    cast: Cast, anyone: Client, query: dict[str, str], scheme: str
) -> None:
    small_standards(cast)

    assert f'<div id="chart" class="chart chart--{scheme}">' in text_of(anyone.get(ADDRESS, query))


def test_a_phone_shows_the_scheme_in_which_something_was_found(cast: Cast, anyone: Client) -> None:
    shipped_standards(cast)

    assert '"chart chart--urban"' in text_of(anyone.get(ADDRESS, {"q": "U106"}))


def test_another_day_is_asked_for_by_address(cast: Cast, anyone: Client) -> None:
    in_force(cast, engine.from_document(small_document()), date(2023, 6, 1))

    assert ids(text_of(anyone.get(ADDRESS))) == ["T1", "T2", "T3", "T4", "T5"]
    assert ids(text_of(anyone.get(ADDRESS, {"on": "2023-05-31"}))) == []
    assert ids(text_of(anyone.get(ADDRESS, {"on": "gestern"}))) == ["T1", "T2", "T3", "T4", "T5"]


def test_a_condition_stays_on_one_line() -> None:
    scheme = chart.scheme_of(shipped_rulebook("rural-2023"), "R030")

    (found,) = [line for star in scheme.stars for line in star.tasks]
    assert found.met_words.endswith("\u00a0≥\u00a030\u00a0%")


def test_only_who_may_propose_is_led_to_the_districts_own_standards(cast: Cast) -> None:
    small_standards(cast)

    led = {who: "本区自己的标准" in words_of(browser_of(cast, who).get(ADDRESS)) for who in ("", "CLERK", "ORGANISE")}

    assert led == {"": False, "CLERK": False, "ORGANISE": True}


def test_an_unknown_district_is_not_found(cast: Cast, anyone: Client) -> None:
    assert anyone.get("/d/123456/standards/").status_code == 404
    assert anyone.get("/d/990099/standards/compare/?category=x").status_code == 404


def test_the_first_edition_has_nothing_before_it(cast: Cast, anyone: Client) -> None:
    small_standards(cast)

    assert words_of(anyone.get(f"{ADDRESS}compare/")) == (
        "评星标准对照图 与上一版对照 哪些任务新加、取消、改了条件，一条一条列出。 农村 城市社区"
        " 没有上一版 测试用评星标准 是这一类的第一版，以后每换一版，都能在这里逐条对照。"
        f" 施行过的标准 标准 自 至 指纹 测试用评星标准 拟定稿 2023-01-01 今 {_digest(small_document())}"
    )


def test_an_edition_against_the_one_before(cast: Cast, anyone: Client) -> None:
    in_force(cast, engine.from_document(small_document()))
    document = small_document(id="next", name="第二版")
    document["stars"][0]["criteria"][0]["met_when"] = "vacant_days <= 15"
    document["stars"][1]["criteria"].pop()
    document["facts"] = [fact for fact in document["facts"] if fact["id"] != "has_plan"]
    in_force(cast, engine.from_document(document), date(2023, 7, 1))

    words = words_of(anyone.get(f"{ADDRESS}compare/"))

    assert (
        "改了的 1 项 T1 测试任务T1 支部过硬星 达标条件 书记空缺天数 ≤ 30 天 书记空缺天数 ≤ 15 天"
        " 取消的 1 项 T5 测试任务T5 产业兴旺星 有发展计划 不再问的 1 个指标 有发展计划 其余 3 项没有变。"
    ) in words


def _digest(document: dict[str, object]) -> str:
    return engine.from_document(document).digest[:19]


def test_the_chart_costs_the_same_queries_with_small_and_large_standards(cast: Cast, anyone: Client) -> None:
    in_force(cast, engine.from_document(small_document()))
    anyone.get(ADDRESS)
    small = queries_of(anyone, ADDRESS)
    large = small_document(id="large")
    first = large["stars"][0]["criteria"][0]
    large["stars"][0]["criteria"] += [first | {"id": f"L{number}"} for number in range(100)]
    in_force(cast, engine.from_document(large), date(2023, 2, 1))
    anyone.get(ADDRESS)

    assert (len(ids(text_of(anyone.get(ADDRESS)))), queries_of(anyone, ADDRESS)) == (105, small)
