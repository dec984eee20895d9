"""Values as people write them and as they are stored."""

import pytest

from fivestar.engine import FactDef
from fivestar.facts.values import Problem, parse_value, stored_of, value_of


def fact(**given: object) -> FactDef:
    return FactDef(**{"id": "x", "label": "测试", "supplied_by": "village", "frequency": "year", **given})  # type: ignore[arg-type]


HOUSEHOLDS = fact(type="integer", unit="户", range=(0, 5000))
INCOME = fact(type="integer", unit="分", shown_as="万元", range=(0, 10**12))
PLAN = fact(type="boolean")
RATING = fact(type="choice", choices=("合格", "优秀"))


@pytest.mark.parametrize(
    ("of", "written", "unit", "stored"),
    [
        (HOUSEHOLDS, "358", "", 358),
        (HOUSEHOLDS, "358 户", "", 358),
        (HOUSEHOLDS, "３５８", "", 358),
        (HOUSEHOLDS, "1,358", "", 1358),
        (HOUSEHOLDS, "１，３５８", "", 1358),
        (HOUSEHOLDS, 358.0, "", 358),
        (HOUSEHOLDS, 358, "户", 358),
        (INCOME, "3.2", "", 3_200_000),
        (INCOME, "3.2", "万元", 3_200_000),
        (INCOME, "32000", "元", 3_200_000),
        (INCOME, "32000.55元", "万元", 3_200_055),
        (INCOME, "3200000", "分", 3_200_000),
        (PLAN, "是", "", 1),
        (PLAN, "否", "", 0),
        (PLAN, True, "", 1),
        (RATING, "优秀", "", 1),
    ],
)
def test_a_value_is_stored_in_its_canonical_unit(of: FactDef, written: object, unit: str, stored: int) -> None:
    assert parse_value(of, written, unit) == stored


@pytest.mark.parametrize(
    ("of", "written", "message"),
    [
        (HOUSEHOLDS, "", "没有填数值"),
        (HOUSEHOLDS, "5万", "单位应是“{unit}”,现为“{found}”,请只填数字"),
        (HOUSEHOLDS, "大约三百", "应填数字,现为“{found}”"),
        (HOUSEHOLDS, "3.5", "应填整数({unit}),现为“{found}”"),
        (HOUSEHOLDS, "5,5", "应填数字,现为“{found}”"),
        (HOUSEHOLDS, "1，2", "应填数字,现为“{found}”"),
        (HOUSEHOLDS, "12,34", "应填数字,现为“{found}”"),
        (HOUSEHOLDS, "5²", "应填数字,现为“{found}”"),
        (HOUSEHOLDS, "⑤", "应填数字,现为“{found}”"),
        (HOUSEHOLDS, "-1", "应在 {low} 到 {high} {unit} 之间"),
        (HOUSEHOLDS, "5001", "应在 {low} 到 {high} {unit} 之间"),
        (HOUSEHOLDS, "3 人", "单位应是“{unit}”,现为“{found}”,请只填数字"),
        (INCOME, "5,5 万元", "应填数字,现为“{found}”"),
        (INCOME, "5万", "金额单位应是 元 或 万元,现为“{found}”"),
        (INCOME, "0.0000001 万元", "应填整数({unit}),现为“{found}”"),
        (PLAN, "也许", "应填“是”或“否”,现为“{found}”"),
        (RATING, "良好", "应填 {choices} 之一,现为“{found}”"),
    ],
)
def test_what_cannot_be_a_value_says_why(of: FactDef, written: str, message: str) -> None:
    problem = parse_value(of, written)

    assert isinstance(problem, Problem)
    assert problem.message_id == message
    problem.message_id.format(**problem.values)


@pytest.mark.parametrize(
    ("of", "value"), [(HOUSEHOLDS, 358), (INCOME, 5), (PLAN, True), (PLAN, False), (RATING, "合格")]
)
def test_a_stored_value_is_judged_as_it_was_given(of: FactDef, value: int | bool | str) -> None:
    stored = stored_of(of, value)

    assert isinstance(stored, int)
    assert value_of(of, stored) == value
    assert type(value_of(of, stored)) is type(value)


@pytest.mark.parametrize(
    ("of", "value"), [(PLAN, 1), (HOUSEHOLDS, True), (HOUSEHOLDS, "3"), (RATING, "良好"), (HOUSEHOLDS, 9999)]
)
def test_a_value_of_another_type_is_refused(of: FactDef, value: int | bool | str) -> None:
    assert isinstance(stored_of(of, value), Problem)


def test_a_range_is_said_in_the_unit_people_write_with_all_its_zeros() -> None:
    problem = parse_value(INCOME, "-1")

    assert isinstance(problem, Problem)
    assert problem.values == {"low": "0", "high": "1000000", "unit": "万元"}
