"""Reads of contests: public, without persons."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from fivestar.facts.models import Contest
from fivestar.foundation.access import ANYONE, Actor, visible

if TYPE_CHECKING:
    from fivestar.territory.models import Region


@dataclass(frozen=True, slots=True)
class Standing:
    """The newest contest of one question of one branch. outcome: "" open, upheld, rejected."""

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
    rows = visible(ANYONE, "facts.read_contest", Contest.objects.filter(branch__district=district))
    return rows.select_related("branch__township", "fact").order_by("answered_at", "due_on", "-id")


def open_contests(district: Region) -> QuerySet[Contest]:
    return contests(district).filter(outcome="").order_by("due_on", "id")


def answered_contests(district: Region) -> QuerySet[Contest]:
    return contests(district).exclude(outcome="").order_by("-answered_at", "-id")


def to_answer(actor: Actor) -> QuerySet[Contest]:
    """What this actor may answer now, the soonest due first."""
    rows = visible(actor, "facts.answer_contest", Contest.objects.filter(outcome=""))
    return rows.select_related("branch__village", "branch__district", "fact").order_by("due_on", "id")


def contest(public_id: str) -> Contest | None:
    return (
        Contest.objects.select_related("branch__district", "branch__village", "fact")
        .filter(public_id=public_id)
        .first()
    )


def standing(branch_ids: Iterable[int]) -> dict[tuple[int, str, str], Standing]:
    """(branch, fact, period) → the newest contest of it; one query."""
    rows = Contest.objects.filter(branch__in=list(branch_ids)).select_related("fact").order_by("id")
    return {
        (row.branch_id, row.fact.slug, row.period): Standing(
            row.public_id, row.kind, row.outcome, row.due_on, row.answer
        )
        for row in rows
    }
