"""The machine answers every worked proposal as it was worked by hand; the docs print the same table."""

from pathlib import Path

import pytest

from fivestar.facts.gate import decisions
from fivestar.facts.gate.shapes import Asked
from tests.facts.gate.worked import KNOWN, WORKED, asked, page

DOCS = Path(__file__).resolve().parents[3] / "docs" / "reference"


def said(question: Asked) -> list[tuple[str, str]]:
    """Kind of each finding with what it points at."""
    return [
        (
            one.kind,
            str(one.values.get("slug") or one.values.get("expression") or one.values.get("criteria") or ""),
        )
        for one in decisions.findings(question, KNOWN)
    ]


@pytest.mark.parametrize(("question", "answer"), WORKED.values(), ids=WORKED.keys())
def test_a_worked_proposal(question: Asked, answer: list[tuple[str, str]]) -> None:
    assert said(question) == answer


def test_there_are_thirty_of_them() -> None:
    assert len(WORKED) >= 30


def test_every_shipped_fact_asked_for_again_is_refused_as_held() -> None:
    for fact in KNOWN.held:
        population = "both" if len(fact.populations) == 2 else next(iter(fact.populations))
        found = decisions.held(asked(fact.label, fact.unit, population, fact.period), KNOWN)

        assert found is not None, fact.label
        assert found.values["slug"] == fact.slug


def test_a_name_that_sounds_alike_is_named_with_its_likeness() -> None:
    near = decisions.near_names(asked("村民代表会议次数", "次"), KNOWN)

    assert [(one.slug, one.label, one.similarity) for one in near] == [
        ("representatives_meetings", "居民代表会议次数", 83)
    ]


def test_however_many_sound_alike_each_is_named() -> None:
    near = decisions.near_names(asked("物业服务抽样评议答卷份数", "份", "urban"), KNOWN)

    assert [one.label for one in near] == [
        "物业服务抽样评议答卷数",
        "公共服务抽样评议答卷数",
        "物业服务抽样评议中满意的答卷数",
        "支部工作抽样评议答卷数",
        "企业商户抽样评议答卷数",
        "人居环境抽样评议答卷数",
        "公共服务抽样评议中满意的答卷数",
        "共建共治抽样评议答卷数",
    ]


def test_the_same_name_for_another_population_sounds_alike_too() -> None:
    near = decisions.near_names(asked("常住农户数", population="both"), KNOWN)

    assert ("households", 100) in [(one.slug, one.similarity) for one in near]


def test_a_name_of_its_own_sounds_like_nothing() -> None:
    assert decisions.near_names(asked("村内大棚数", "个"), KNOWN) == ()


@pytest.mark.parametrize(
    ("text", "is_number"),
    [
        ("区办发〔2023〕12号", True),
        ("区委办[2023]第12号", True),
        ("国办函〔2026〕12号", True),
        ("〔2023〕12号", False),
        ("区办发12号", False),
        ("按上级要求", False),
    ],
)
def test_a_document_is_named_by_its_number(text: str, is_number: bool) -> None:
    assert decisions.is_document_number(text) is is_number


def test_the_docs_print_the_same_table() -> None:
    assert (DOCS / "gate.md").read_text(encoding="utf-8") == page()
