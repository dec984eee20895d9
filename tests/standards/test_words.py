"""Conditions, values and gaps in words: what a village secretary reads."""

from collections.abc import Callable
from datetime import date

import pytest
from django.utils.translation import override

from fivestar import engine
from fivestar.engine.explain import explain
from fivestar.engine.facts import FactDef
from fivestar.standards import words
from tests.factories import shipped_rulebook, small_document, small_rulebook

RURAL = shipped_rulebook("rural-2023")
URBAN = shipped_rulebook("urban-2023")
SHIPPED = [(rulebook, criterion) for rulebook in (RURAL, URBAN) for criterion in rulebook.criteria]


def condition(name: str) -> str:
    rulebook, criterion = next((rulebook, one) for rulebook, one in SHIPPED if one.id == name)
    return words.condition_in_words(criterion, rulebook.facts)


@pytest.mark.parametrize(
    ("criterion", "expected"),
    [
        ("R001", "当年书记岗位空缺天数 ≤ 30 天"),
        ("R005", "“两委”职数缺额人数 = 0 人"),
        ("R011", "按期足额缴纳党费的党员人数 ÷ 党员人数 ≥ 100 %"),
        ("R018", "组织生活会次数 ≥ 1 次 并且 民主评议党员次数 ≥ 1 次"),
        ("R030", "与合作社有入社、流转、订单或务工关系的农户数 ÷ 常住农户数 ≥ 30 %"),
        ("R033", "上年的村集体经济收入 ≥ 5 万元"),
        ("R035", "村集体经济收入不低于上年"),
        ("R041", "保洁员人数 ÷ 常住人口 ≥ 2 ‰"),
        ("R056", "被认定为当年平安村(社区)"),
        ("R065", "电信网络诈骗发案数较上年增减 ≤ 0 起"),
        ("R072", "村务监督委员会在岗人数为 3 至 5 人"),
        ("U006", "社区工作者人数 ÷ 城镇常住人口 ≥ 18 人/万人"),
    ],
)
def test_every_form_of_the_shipped_tasks_reads_well(criterion: str, expected: str) -> None:
    assert condition(criterion) == expected


def test_no_shipped_task_shows_its_code_or_an_unexplained_number() -> None:
    for rulebook, criterion in SHIPPED:
        shown = [words.condition_in_words(criterion, rulebook.facts), words.applies_in_words(criterion, rulebook.facts)]
        for text in shown:
            assert "_" not in text, (criterion.id, text)
            assert "*" not in text, (criterion.id, text)
            assert "previous" not in text, (criterion.id, text)
        assert shown[0], criterion.id
        assert bool(shown[1]) is (criterion.applies_when is not None), criterion.id


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NOT has_plan", "“有发展计划”不成立"),
        ("has_plan = TRUE", "有发展计划"),
        ("has_plan = FALSE", "“有发展计划”不成立"),
        ("rating = '优秀'", "评议结果为“优秀”"),
        ("rating <> '合格'", "评议结果不为“合格”"),
        ("rating IN ('合格', '优秀')", "评议结果为“合格”或“优秀”"),
        ("households IN (1, 2)", "农户数为1 户或2 户"),
        ("30 >= vacant_days", "书记空缺天数 ≤ 30 天"),
        ("members_meetings <> 3", "支部党员大会次数 ≠ 3 次"),
        ("has_plan OR members_meetings > 4", "有发展计划 或者 支部党员大会次数 > 4 次"),
        (
            "has_plan AND (members_meetings > 4 OR vacant_days = 0)",
            "有发展计划 并且 (支部党员大会次数 > 4 次 或者 书记空缺天数 = 0 天)",
        ),
        ("bound_households * 100000 >= households * 37500", "入社农户数 ÷ 农户数 ≥ 37.5 %"),
        ("bound_households * 7 >= households * 2", "入社农户数 ÷ 农户数 ≥ 2/7"),
        ("bound_households + households > 3", "入社农户数 + 农户数 > 3 户"),
        ("(households - bound_households) * 100 <= households * 5", "(农户数 − 入社农户数) ÷ 农户数 ≤ 5 %"),
        ("households - previous.households >= 2", "农户数较上年增减 ≥ 2 户"),
        ("households < previous.households", "农户数低于上年"),
        ("households >= bound_households * 2", "农户数 ≥ 入社农户数 × 2"),
        ("collective_income BETWEEN 3200000 AND 5000000", "村集体经济收入为 3.2 万元 至 5 万元"),
        ("households BETWEEN bound_households AND 9", "农户数为 入社农户数 至 9 户"),
    ],
)
def test_anything_the_rule_language_can_say_has_words(text: str, expected: str) -> None:
    rating = FactDef(
        id="rating",
        label="评议结果",
        type="choice",
        choices=("合格", "优秀"),
        supplied_by="township",
        frequency="year",
    )
    facts = {**small_rulebook().facts, "rating": rating}

    assert words.text_in_words(text, facts) == expected


def test_an_english_reader_gets_the_rulebooks_english_where_it_has_some() -> None:
    with override("en"):
        fact = RURAL.facts["collective_income"]
        assert fact.label_en is not None
        assert words.label_of(fact) == fact.label_en
        assert fact.label_en in condition("R035")
    assert condition("R035") == "村集体经济收入不低于上年"


@pytest.mark.parametrize(
    ("fact", "value", "expected"),
    [
        ("collective_income", 3_200_000, "3.2 万元"),
        ("collective_income", 5_000_000, "5 万元"),
        ("collective_income", 1, "0.01 元"),
        ("collective_income", 123_456_780_000, "123,456.78 万元"),
        ("collective_income", 123_456_789_000, "1,234,567,890 元"),
        ("collective_income", 0, "0 万元"),
        ("households", 1234, "1,234 户"),
        ("has_plan", True, "是"),
        ("has_plan", False, "否"),
        ("has_plan", None, "待核实"),
    ],
)
def test_values_are_exact(fact: str, value: int | bool | None, expected: str) -> None:
    assert words.value_in_words(small_rulebook().facts[fact], value) == expected


@pytest.mark.parametrize(
    ("amount", "unit", "shown_as", "expected"),
    [
        (150, "分", None, "1.5 元"),
        (-150, "分", "元", "-1.5 元"),
        (150, "分", "万元", "1.5 元"),
        (3, "次", None, "3 次"),
        (3, None, None, "3"),
    ],
)
def test_amounts_have_their_unit(amount: int, unit: str | None, shown_as: str | None, expected: str) -> None:
    assert words.amount_in_words(amount, unit, shown_as) == expected


@pytest.mark.parametrize(
    ("criterion", "facts", "expected"),
    [
        ("T3", {"collective_income": 3_200_000}, "差 1.8 万元"),
        ("T1", {"vacant_days": 42}, "超出 12 天"),
        ("T4", {"households": 101, "bound_households": 20}, "差 11 户"),
        ("T2", {"members_meetings": 4}, ""),
        ("T2", {}, ""),
    ],
)
def test_a_gap_says_what_is_missing_or_too_much(criterion: str, facts: dict[str, int], expected: str) -> None:
    small = small_rulebook()

    why = explain(small, facts, date(2023, 12, 31)).criteria[criterion]

    assert words.gap_in_words(why.met, small.facts) == expected


@pytest.mark.parametrize(
    ("won_by", "expected"),
    [
        ("all", "适用任务全部达标"),
        ({"share": [90, 100]}, "适用任务至少 90 % 达标,必达项全部达标"),
        ({"share": [2, 3]}, "适用任务至少 2/3 达标,必达项全部达标"),
        ({"points": 8}, "达标任务合计至少 8 分,必达项全部达标"),
    ],
)
def test_how_a_star_is_won_has_words(won_by: object, expected: str) -> None:
    document = small_document()
    star = document["stars"][0]
    star["won_by"] = won_by
    for criterion in star["criteria"]:
        criterion["points"] = 5 if isinstance(won_by, dict) and "points" in won_by else None

    assert words.won_by_in_words(engine.from_document(document).stars[0]) == expected


@pytest.mark.parametrize(
    ("say", "word", "expected"),
    [
        (words.verdict_word, "pending", "期内"),
        (words.verdict_word, "unknown", "待核实"),
        (words.frequency_word, "half_year", "每半年"),
        (words.supplier_word, "records", "工作记录"),
    ],
)
def test_words_of_the_house(say: Callable[[str], str], word: str, expected: str) -> None:
    assert say(word) == expected
