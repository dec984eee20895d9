"""The rule language: a fenced part of SQL conditions. `parse` is the only door to it.

The fence stands before the parser: a token that is not on the list never reaches sqlglot's grammar. What comes out
is our own small tree, so that no executor ever sees SQL.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError
from sqlglot.tokenizer_core import Token, TokenType

from fivestar.engine.bounds import prove
from fivestar.engine.facts import FactDef
from fivestar.engine.faults import N_, RuleFault
from fivestar.engine.tree import (
    Among,
    And,
    Arithmetic,
    ArithmeticOp,
    Between,
    Comparison,
    ComparisonOp,
    Fact,
    Negative,
    Node,
    Not,
    Number,
    Or,
    Text,
    Truth,
    depth_of,
    keys_in,
    size_of,
)

MAX_CHARACTERS = 500
MAX_DEPTH = 12
MAX_NODES = 64

_ALLOWED = {
    TokenType.VAR, TokenType.NUMBER, TokenType.STRING, TokenType.TRUE, TokenType.FALSE, TokenType.AND, TokenType.OR,
    TokenType.NOT, TokenType.L_PAREN, TokenType.R_PAREN, TokenType.EQ, TokenType.NEQ, TokenType.LT, TokenType.LTE,
    TokenType.GT, TokenType.GTE, TokenType.BETWEEN, TokenType.IN, TokenType.PLUS, TokenType.DASH, TokenType.STAR,
    TokenType.DOT, TokenType.COMMA,
}  # fmt: skip
_SPELLED = {TokenType.EQ: "=", TokenType.NEQ: "<>"}  # sqlglot also reads `==` and `!=`
_BEFORE_PARENTHESIS = _ALLOWED - {TokenType.VAR, TokenType.NUMBER, TokenType.STRING, TokenType.TRUE, TokenType.FALSE}

_REFUSED = {
    TokenType.SLASH: N_("不能用除法 {token};比例请写成交叉相乘"),
    TokenType.DIV: N_("不能用除法 {token};比例请写成交叉相乘"),
    TokenType.MOD: N_("不能用取余 {token}"),
    TokenType.CASE: N_("不能用 CASE"),
    TokenType.SELECT: N_("不能用子查询"),
    TokenType.IS: N_("不能用 IS;未知的事实自然得出“待核实”"),
    TokenType.NULL: N_("不能用 NULL;未知的事实自然得出“待核实”"),
}


def parse(text: str, facts: Mapping[str, FactDef]) -> Node:
    """The checked tree of a condition over `facts`; RuleFault when it is not one."""
    _fence(text)
    try:
        tree = _convert(sqlglot.parse_one(text))
    except SqlglotError as error:
        raise RuleFault(N_("读不懂这个条件:{text}"), text=text) from error
    if depth_of(tree) > MAX_DEPTH:
        raise RuleFault(N_("条件嵌套过深(最多 {most} 层)"), most=MAX_DEPTH)
    if size_of(tree) > MAX_NODES:
        raise RuleFault(N_("条件过长(最多 {most} 个部分)"), most=MAX_NODES)
    prove(tree, facts)
    if not keys_in(tree):
        raise RuleFault(N_("条件没有用到任何事实"))
    return tree


def is_name(text: str) -> bool:
    """Whether a fact can be called so: one plain word to the rule language, not a word SQL keeps for itself."""
    try:
        tokens = [token.token_type for token in sqlglot.tokenize(text)]
        probe = _convert(sqlglot.parse_one(f"{text} * 1 > 1"))
    except (SqlglotError, RuleFault):
        return False
    return tokens == [TokenType.VAR] and keys_in(probe) == (text,) and text != "previous"


def _fence(text: str) -> None:
    if len(text) > MAX_CHARACTERS:
        raise RuleFault(N_("条件过长(最多 {most} 个字符)"), most=MAX_CHARACTERS)
    try:
        tokens = sqlglot.tokenize(text)
    except SqlglotError as error:
        raise RuleFault(N_("读不懂这个条件:{text}"), text=text) from error
    if not tokens:
        raise RuleFault(N_("条件是空的"))
    depth = 0
    for before, token in zip([None, *tokens], tokens, strict=False):
        _allow(before, token)
        depth += {TokenType.L_PAREN: 1, TokenType.R_PAREN: -1}.get(token.token_type, 0)
        if depth > MAX_DEPTH:
            raise RuleFault(N_("条件嵌套过深(最多 {most} 层)"), most=MAX_DEPTH)


def _allow(before: Token | None, token: Token) -> None:
    kind = token.token_type
    if kind is TokenType.L_PAREN and before is not None and before.token_type not in _BEFORE_PARENTHESIS:
        raise RuleFault(N_("不能用函数 {name}"), name=before.text)
    if kind not in _ALLOWED:
        raise RuleFault(_REFUSED.get(kind, N_("不能用 {token}")), token=token.text)
    if token.comments:
        raise RuleFault(N_("条件里不能写注释"))
    if token.text != _SPELLED.get(kind, token.text):
        raise RuleFault(N_("不能用 {token}"), token=token.text)
    if kind is TokenType.NUMBER and not (token.text.isascii() and token.text.isdigit()):
        raise RuleFault(N_("只能用整数,不能用 {token}"), token=token.text)


def _convert(sql: Any) -> Node:
    """Our tree of sqlglot's. Only these exact classes: a subclass is another construct of SQL."""
    convert = _CONVERT.get(type(sql))
    if convert is None:
        raise RuleFault(N_("不能用 {token}"), token=sql.sql())
    return convert(sql)


def _comparison(op: ComparisonOp, sql: Any) -> Comparison:
    return Comparison(op, _convert(sql.left), _convert(sql.right))


def _arithmetic(op: ArithmeticOp, sql: Any) -> Arithmetic:
    return Arithmetic(op, _convert(sql.left), _convert(sql.right))


def _column(sql: Any) -> Fact:
    parts = [part.name for part in sql.parts]
    if len(parts) == 1:
        return Fact(parts[0])
    if len(parts) == 2 and parts[0] == "previous":
        return Fact(parts[1], previous=True)
    raise RuleFault(N_("只有 previous 后面可以跟点:{token}"), token=sql.sql())


def _literal(sql: Any) -> Number | Text:
    return Text(sql.this) if sql.args["is_string"] else Number(int(sql.this))


def _negative(sql: Any) -> Node:
    part = _convert(sql.this)
    return Number(-part.value) if isinstance(part, Number) else Negative(part)


def _among(sql: Any) -> Among:
    choices = [_convert(choice) for choice in sql.expressions]
    literals = tuple(choice.value for choice in choices if isinstance(choice, Number | Text))
    if not literals or len(literals) != len(choices):
        raise RuleFault(N_("IN 后面要列出整数或文字"))
    return Among(_convert(sql.this), literals)


def _and(sql: Any) -> And:
    sides = (_convert(sql.left), _convert(sql.right))
    return And(tuple(part for side in sides for part in (side.parts if isinstance(side, And) else (side,))))


def _or(sql: Any) -> Or:
    sides = (_convert(sql.left), _convert(sql.right))
    return Or(tuple(part for side in sides for part in (side.parts if isinstance(side, Or) else (side,))))


_CONVERT: dict[type, Callable[[Any], Node]] = {
    exp.EQ: partial(_comparison, "="),
    exp.NEQ: partial(_comparison, "<>"),
    exp.LT: partial(_comparison, "<"),
    exp.LTE: partial(_comparison, "<="),
    exp.GT: partial(_comparison, ">"),
    exp.GTE: partial(_comparison, ">="),
    exp.Add: partial(_arithmetic, "+"),
    exp.Sub: partial(_arithmetic, "-"),
    exp.Mul: partial(_arithmetic, "*"),
    exp.Neg: _negative,
    exp.Column: _column,
    exp.Literal: _literal,
    exp.Boolean: lambda sql: Truth(bool(sql.this)),
    exp.Paren: lambda sql: _convert(sql.this),
    exp.Between: lambda sql: Between(_convert(sql.this), _convert(sql.args["low"]), _convert(sql.args["high"])),
    exp.In: _among,
    exp.Not: lambda sql: Not(_convert(sql.this)),
    exp.And: _and,
    exp.Or: _or,
}
