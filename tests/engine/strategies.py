"""Rulebooks and facts made up by Hypothesis: small numbers, so that thresholds are met and missed by one."""

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from fivestar.engine import Rulebook, from_document, value_problem
from fivestar.engine.facts import FactDef, Value, base_name, integer_range
from fivestar.engine.faults import RuleFault
from fivestar.engine.language import parse

INTEGERS = ("meetings", "households", "income")
BOOLEANS = ("is_filed", "is_weak")
CHOICES = ("优秀", "合格", "不合格")
FIRST_DAY = date(2023, 1, 1)


def _fact(name: str, kind: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "label": name, "type": kind, "supplied_by": "village", "frequency": "year", **more}


FACTS = [
    *(_fact(name, "integer", unit="次", range=[-3, 6]) for name in INTEGERS),
    *(_fact(name, "boolean") for name in BOOLEANS),
    _fact("rating", "choice", choices=list(CHOICES)),
]
DEFINITIONS = {
    str(fact["id"]): FactDef(
        id=str(fact["id"]),
        label=str(fact["label"]),
        type=fact["type"],
        unit=fact.get("unit"),
        range=tuple(fact["range"]) if "range" in fact else None,
        choices=tuple(fact["choices"]) if "choices" in fact else None,
        supplied_by="village",
        frequency="year",
    )
    for fact in FACTS
}

_literals = st.integers(-3, 6).map(str)
_last_year = st.sampled_from(("", "previous."))


def _names(names: tuple[str, ...]) -> st.SearchStrategy[str]:
    return st.builds("{}{}".format, _last_year, st.sampled_from(names))


_integer_facts = _names(INTEGERS)
integers = st.recursive(
    _integer_facts | _literals,
    lambda inner: st.one_of(
        st.builds("({} + {})".format, inner, inner),
        st.builds("({} - {})".format, inner, inner),
        st.builds("{} * {}".format, st.integers(-4, 30), _integer_facts),
        st.builds("-({})".format, inner),
    ),
    max_leaves=3,
)
_comparisons = st.builds("{} {} {}".format, integers, st.sampled_from(("=", "<>", "<", "<=", ">", ">=")), integers)
_texts = st.sampled_from(CHOICES).map("'{}'".format)
_answers = st.one_of(
    _comparisons,
    _names(BOOLEANS),
    st.builds("{} {} {}".format, _names(BOOLEANS), st.sampled_from(("=", "<>")), st.sampled_from(("TRUE", "FALSE"))),
    st.builds("{} BETWEEN {} AND {}".format, integers, _literals, integers),
    st.builds("{} NOT BETWEEN {} AND {}".format, _integer_facts, _literals, _literals),
    st.builds("{} IN ({}, {})".format, integers, _literals, _literals),
    st.builds("{} {} {}".format, _names(("rating",)), st.sampled_from(("=", "<>")), _texts),
    st.builds("{} NOT IN ({})".format, _names(("rating",)), _texts),
)


def _is_condition(text: str) -> bool:
    try:
        parse(text, DEFINITIONS)
    except RuleFault:
        return False
    return True


conditions = st.recursive(
    _answers,
    lambda inner: st.one_of(
        st.builds("({}) AND ({})".format, inner, inner),
        st.builds("({}) OR ({})".format, inner, inner),
        st.builds("NOT ({})".format, inner),
    ),
    max_leaves=4,
).filter(_is_condition)

_counts = st.builds("{} >= {}".format, st.sampled_from(("meetings", "households", "3 * income")), st.integers(0, 6))
accruing = _counts | st.builds("{} AND {}".format, _counts, _counts)
_tiers = st.lists(st.fixed_dictionaries({"when": conditions, "points": st.integers(0, 4)}), min_size=1, max_size=3)


@st.composite
def _criteria(draw: st.DrawFn, name: str, *, by_points: bool) -> dict[str, Any]:
    accrues = draw(st.booleans())
    criterion: dict[str, Any] = {
        "id": name,
        "key_task": "k",
        "name": name,
        "text": "t",
        "met_when": draw(accruing if accrues else conditions),
        "accrues": accrues,
        "must": draw(st.booleans()),
        "lead_dept": "d",
        "frequency": "year",
        "supplied_by": "village",
        "source": "drafted",
    }
    if draw(st.booleans()):
        criterion["applies_when"] = draw(conditions)
    veto = draw(st.sampled_from((None, None, False, True)))
    if veto is not None:
        criterion["veto"] = {"on": veto, "basis": "依据"}
    if by_points:
        criterion["points"] = draw(st.integers(1, 4) | _tiers)
    return criterion


@st.composite
def _stars(draw: st.DrawFn, name: str, earlier: list[str]) -> dict[str, Any]:
    way = draw(st.sampled_from(("all", "share", "points")))
    count = draw(st.integers(1, 4))
    criteria = [draw(_criteria(f"{name}_{index}", by_points=way == "points")) for index in range(count)]
    won_by: Any = "all"
    if way == "share":
        of = draw(st.integers(1, 5))
        won_by = {"share": [draw(st.integers(1, of)), of]}
    if way == "points":
        most = sum(
            points if isinstance(points := criterion["points"], int) else max(tier["points"] for tier in points)
            for criterion in criteria
        )
        criteria[0]["points"] = criteria[0]["points"] if most else 1
        won_by = {"points": draw(st.integers(1, most or 1))}
    return {
        "id": name,
        "name": name,
        "short": "星",
        "won_by": won_by,
        "requires": draw(st.lists(st.sampled_from(earlier), unique=True)) if earlier else [],
        "source": "s",
        "criteria": criteria,
    }


@st.composite
def rulebooks(draw: st.DrawFn) -> Rulebook:
    """Sound rulebooks of one to three stars, over an edition of 3 to 30 days."""
    names = ["one", "two", "three"][: draw(st.integers(1, 3))]
    stars = [draw(_stars(name, names[:index])) for index, name in enumerate(names)]
    last_day = FIRST_DAY + timedelta(days=draw(st.integers(2, 29)))
    caps = []
    if len(names) > 1 and draw(st.booleans()):
        caps = [{"id": "cap", "when": draw(conditions), "at_most": draw(st.integers(0, len(names) - 1)), "source": "s"}]
    edition = {
        "id": "made-up",
        "name": "m",
        "category": "rural",
        "year": 2023,
        "status": "draft",
        "source": "s",
        "valid_from": FIRST_DAY.isoformat(),
        "valid_to": last_day.isoformat(),
        "level": {"rule": "count", "source": "s"},
        "caps": caps,
    }
    return from_document({"format": 1, "edition": edition, "facts": FACTS, "stars": stars})


days = st.integers(-2, 33).map(lambda number: FIRST_DAY + timedelta(days=number))


def values(fact: FactDef) -> st.SearchStrategy[Value]:
    """Unknown, or a value of the fact near the small end of its range."""
    if fact.type == "boolean":
        return st.none() | st.booleans()
    if fact.type == "choice":
        return st.none() | st.sampled_from(fact.choices or ())
    low, high = integer_range(fact)
    return st.one_of(st.none(), st.integers(low, min(high, low + 150)), st.integers(low, high), st.just(high))


def facts_for(rulebook: Rulebook) -> st.SearchStrategy[dict[str, Value]]:
    """A value, or none, for everything the rulebook asks for."""
    return st.fixed_dictionaries({key: values(rulebook.facts[base_name(key)]) for key in rulebook.keys})


@st.composite
def completed(draw: st.DrawFn, rulebook: Rulebook, facts: dict[str, Value]) -> dict[str, Value]:
    """The same facts with every unknown one found out."""
    whole = {
        key: value
        if value is not None
        else draw(values(rulebook.facts[base_name(key)]).filter(lambda v: v is not None))
        for key, value in facts.items()
    }
    assert all(value_problem(rulebook.facts[base_name(key)], value) is None for key, value in whole.items())
    return whole
