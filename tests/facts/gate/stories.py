"""Questions at the gate of the cast's district."""

from typing import Any

from fivestar.facts.gate.actions import propose_question
from fivestar.facts.gate.shapes import Asked
from fivestar.facts.models import QuestionProposal
from tests.cast import NOW, Cast

DOCUMENT = "区办发〔2023〕12号"


def asked(label: str = "村内大棚数", **other: Any) -> Asked:
    """A village's own figure, once a year, five minutes, ordered by a document."""
    given = {
        "form": "fact",
        "measure": "",
        "unit": "个",
        "population": "rural",
        "period": "year",
        "supplied_by": "village",
        "times_a_year": 1,
        "minutes": 5,
        "document": DOCUMENT,
        **other,
    }
    return Asked(label=label, **given)


def proposed(cast: Cast, label: str = "村内大棚数", *, rejections: Any = None, **other: Any) -> QuestionProposal:
    """Proposed by the agriculture department's supplier."""
    return propose_question(
        actor=cast.supplier,
        district=cast.district,
        asked=asked(label, **other),
        department="区农业农村局",
        rejections=rejections,
        at=NOW,
    )


def recorded_question(cast: Cast, **given: Any) -> QuestionProposal:
    """A row as it stands, past the machine: for what only looks at rows."""
    return QuestionProposal.objects.create(
        **{
            "district": cast.district,
            "form": "fact",
            "label": "村内大棚数",
            "unit": "个",
            "population": "rural",
            "period": "year",
            "supplied_by": "village",
            "department": "区农业农村局",
            "times_a_year": 1,
            "minutes": 5,
            "document": DOCUMENT,
            "state": "waiting",
            "proposed_by": cast.supplier.person_ref,
            "proposed_at": NOW,
            **given,
        }
    )
