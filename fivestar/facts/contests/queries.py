"""Reads of contests: public, without persons."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from fivestar.facts.models import Contest
from fivestar.foundation.access import ANYONE, Actor, visible

if TYPE_CHECKING:
    from fivestar.territory.models import Region


@dataclass(frozen=True, slots=True)
class Standing:
    """The newest contest of one question of one branch or supplier. outcome: "" open, upheld, rejected."""

    public_id: str
    kind: str
    outcome: str
    due_on: date
    answer: str

    @property
    def is_upheld(self) -> bool:
        return self.outcome == Contest.Outcome.UPHELD


def contests(district: Region) -> QuerySet[Contest]:
    """The contests of a district: those open first, the soonest due on top, then the answered, the newest on top."""
    rows = visible(ANYONE, "facts.read_contest", Contest.objects.filter(_in(district)))
    return rows.select_related("branch__township", "unit", "fact").order_by("answered_at", "due_on", "-id")


def open_contests(district: Region) -> QuerySet[Contest]:
    return contests(district).filter(outcome="").order_by("due_on", "id")


def answered_contests(district: Region) -> QuerySet[Contest]:
    return contests(district).exclude(outcome="").order_by("-answered_at", "-id")


def to_answer(actor: Actor) -> QuerySet[Contest]:
    """What this actor may answer now, the soonest due first."""
    rows = visible(actor, "facts.answer_contest", Contest.objects.filter(outcome=""))
    return rows.select_related("branch__village", "unit__parent", "fact").order_by("due_on", "id")


def contest(public_id: str) -> Contest | None:
    return Contest.objects.select_related("branch__village", "unit__parent", "fact").filter(public_id=public_id).first()


def may_answer_here(actor: Actor, district: Region) -> set[str]:
    """Public ids of the open contests of a district that this actor may answer."""
    return set(to_answer(actor).filter(_in(district)).values_list("public_id", flat=True))


def standing(branch_ids: Iterable[int]) -> dict[tuple[int, str, str], Standing]:
    """(branch, fact, period) → the newest contest of it; one query."""
    rows = Contest.objects.filter(branch__in=list(branch_ids)).select_related("fact").order_by("id")
    return {(row.branch_id, row.fact.slug, row.period): _standing(row) for row in rows if row.branch_id is not None}


def standing_of_suppliers(units: Iterable[Region]) -> dict[tuple[int, str, str, str], Standing]:
    """(township or district, department, fact, period) → the newest contest of a whole supplier; one query."""
    rows = Contest.objects.filter(branch=None, unit__in=list(units)).select_related("fact").order_by("id")
    return {(row.unit_id, row.department, row.fact.slug, row.period): _standing(row) for row in rows}


def _standing(row: Contest) -> Standing:
    return Standing(row.public_id, row.kind, row.outcome, row.due_on, row.answer)


def _in(district: Region) -> Q:
    return Q(unit=district) | Q(unit__parent=district)
