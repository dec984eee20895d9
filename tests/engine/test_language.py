"""What the rule language takes, and the words with which it refuses everything else."""

import pytest

from fivestar.engine.facts import FactDef
from fivestar.engine.faults import RuleFault
from fivestar.engine.language import is_name, parse
from fivestar.engine.tree import (
    Among,
    And,
    Arithmetic,
    Between,
    Comparison,
    Fact,
    Not,
    Number,
    Or,
    Text,
    Truth,
    keys_in,
)


def _integer(name: str, low: int = 0, high: int = 10**9) -> FactDef:
    return FactDef(
        id=name, label=name, type="integer", unit="户", range=(low, high), supplied_by="village", frequency="year"
    )


FACTS = {
    "a": _integer("a"),
    "b": _integer("b"),
    "ok": FactDef(id="ok", label="ok", type="boolean", supplied_by="village", frequency="year"),
    "rating": FactDef(
        id="rating", label="r", type="choice", choices=("合格", "优秀"), supplied_by="village", frequency="year"
    ),
}
A, B, OK, RATING = Fact("a"), Fact("b"), Fact("ok"), Fact("rating")

TAKEN = {
    "a >= 12": Comparison(">=", A, Number(12)),
    "a <> -3": Comparison("<>", A, Number(-3)),
    "a * 100 >= b * 30": Comparison(">=", Arithmetic("*", A, Number(100)), Arithmetic("*", B, Number(30))),
    "a - previous.a <= 0": Comparison("<=", Arithmetic("-", A, Fact("a", previous=True)), Number(0)),
    "a BETWEEN 3 AND 5": Between(A, Number(3), Number(5)),
    "a NOT BETWEEN 3 AND 5": Not(Between(A, Number(3), Number(5))),
    "a IN (1, -2)": Among(A, (1, -2)),
    "ok": OK,
    "NOT ok": Not(OK),
    "ok = TRUE": Comparison("=", OK, Truth(value=True)),
    "rating = '合格'": Comparison("=", RATING, Text("合格")),
    "rating IN ('合格', '优秀')": Among(RATING, ("合格", "优秀")),
    "rating NOT IN ('合格')": Not(Among(RATING, ("合格",))),
    "ok OR a > 1 AND b > 2": Or((OK, And((Comparison(">", A, Number(1)), Comparison(">", B, Number(2)))))),
    "(ok OR a > 1) AND b > 2 AND ok": And((Or((OK, Comparison(">", A, Number(1)))), Comparison(">", B, Number(2)), OK)),
    "not ok and a>1": And((Not(OK), Comparison(">", A, Number(1)))),
}

REFUSED = {
    "": "条件是空的",
    "a / 2 > 1": "不能用除法 /;比例请写成交叉相乘",
    "a DIV 2 > 1": "不能用除法 DIV;比例请写成交叉相乘",
    "a % 3 = 1": "不能用取余 %",
    "CASE WHEN ok THEN 1 END = 1": "不能用 CASE",
    "COALESCE(a, 1) = 2": "不能用函数 COALESCE",
    "abs (a) = 2": "不能用函数 abs",
    "a(1) = 2": "不能用函数 a",
    "a = (SELECT 1)": "不能用子查询",
    "exists(a)": "不能用 exists",
    "a IS NULL": "不能用 IS;未知的事实自然得出“待核实”",
    "a = NULL": "不能用 NULL;未知的事实自然得出“待核实”",
    'a = "b"': "不能用 b",
    "`a` = 1": "不能用 `",
    "a = 1.5": "只能用整数,不能用 1.5",
    "a = 1e3": "只能用整数,不能用 1e3",
    "a = 1;": "不能用 ;",
    "a = 1 -- why": "条件里不能写注释",
    "a != 1": "不能用 !=",
    "a == 1": "不能用 ==",
    "a::int = 1": "不能用 ::",
    "a LIKE 'x'": "不能用 LIKE",
    "a || b = 1": "不能用 ||",
    "a[1] = 2": "不能用 [",
    "a b": "不能用 a AS b",
    "a < b < 3": "< 只能比较整数",
    "a.b = 1": "只有 previous 后面可以跟点:a.b",
    "x = 1": "没有定义的事实 x",
    "previous.x = 1": "没有定义的事实 x",
    "a": "条件的结果不是“是/否”",
    "a + b": "条件的结果不是“是/否”",
    "rating": "条件的结果不是“是/否”",
    "1 = 1": "条件没有用到任何事实",
    "TRUE": "条件没有用到任何事实",
    "a AND b": "条件的结果不是“是/否”",
    "ok + 1 = 2": "这里要用整数",
    "ok > TRUE": "> 只能比较整数",
    "ok = 1": "= 两边的类型不同",
    "rating = ok": "= 两边的类型不同",
    "rating = rating": "= 两边的类型不同",
    "rating = '差'": "“差”不在选项 合格、优秀 里",
    "rating IN ('合格', '差')": "“差”不在选项 合格、优秀 里",
    "rating > '合格'": "> 只能比较整数",
    "a IN ('合格')": "IN 列表与左边的类型不同",
    "rating IN (1)": "IN 列表与左边的类型不同",
    "a IN (b)": "IN 后面要列出整数或文字",
    "a IN ()": "IN 后面要列出整数或文字",
    "a * b > 0": "中间结果可能超出 ±2^53(最小 0,最大 1000000000000000000),请收紧事实的范围",
    "a > " + "(" * 13 + "1" + ")" * 13: "条件嵌套过深(最多 12 层)",
    "+".join(["a"] * 20) + " > 1": "条件嵌套过深(最多 12 层)",
    "a IN (" + ", ".join(str(number) for number in range(70)) + ")": "条件过长(最多 64 个部分)",
    "a > 1" + " " * 500: "条件过长(最多 500 个字符)",
    "a >": "读不懂这个条件:a >",
    "a = 'x": "读不懂这个条件:a = 'x",
    "a, b": "读不懂这个条件:a, b",
}


@pytest.mark.parametrize("text", TAKEN)
def test_a_condition_becomes_this_tree(text: str) -> None:
    assert parse(text, FACTS) == TAKEN[text]


@pytest.mark.parametrize("text", REFUSED)
def test_everything_else_is_refused_with_a_reason(text: str) -> None:
    with pytest.raises(RuleFault) as refused:
        parse(text, FACTS)

    assert str(refused.value) == REFUSED[text]


def test_an_overflow_is_seen_at_its_very_edge() -> None:
    at_the_edge = {"a": _integer("a", 0, 2**53 - 1), "b": _integer("b", 0, 1)}

    assert keys_in(parse("a + b > 0", at_the_edge)) == ("a", "b")
    with pytest.raises(RuleFault):
        parse("a + b + b > 0", at_the_edge)
    with pytest.raises(RuleFault):
        parse("a > 9007199254740993", at_the_edge)


def test_names_that_sql_keeps_for_itself_are_no_names_of_facts() -> None:
    names = [
        "households",
        "is_ok",
        "year",
        "count",
        "date",
        "row",
        "select",
        "left",
        "end",
        "previous",
        "a-b",
        "a b",
        "",
    ]

    assert [name for name in names if is_name(name)] == ["households", "is_ok", "year", "count"]
