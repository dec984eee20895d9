"""What was done since one last looked, and where: the audit read as news, for whoever keeps something beside it.

Every act leaves a row in its own transaction, so whoever has read all rows knows of every act. PostgreSQL hands out
numbers before a transaction ends: one that was passed over may still appear, and is asked for by itself.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Max, Q

from fivestar.foundation.access import table
from fivestar.foundation.audit.models import AuditEntry


@dataclass(frozen=True, slots=True)
class Told:
    """One act. kind, reference: of its subject, "" where it had none."""

    pk: int
    act: str
    kind: str
    reference: str


def last_told() -> int:
    return AuditEntry.objects.aggregate(last=Max("pk"))["last"] or 0


def told_since(last: int, passed_over: Collection[int] = ()) -> list[Told]:
    """Rows with a higher number, and those of the numbers passed over that have appeared. One query."""
    either = Q(pk__gt=last) | Q(pk__in=passed_over) if passed_over else Q(pk__gt=last)
    rows = AuditEntry.objects.filter(either).order_by("pk")
    return [Told(*row) for row in rows.values_list("pk", "act", "subject_kind", "subject")]


def paths_of(kind: str, references: Collection[str]) -> frozenset[str] | None:
    """Paths of the units those subjects belong to; None where the access table does not say. One query."""
    if not kind or not table().knows(kind):
        return None
    model = apps.get_model(kind)
    key = "public_id" if hasattr(model, "public_id") else "pk"
    found = model._default_manager.filter(**{f"{key}__in": references})
    return frozenset(found.values_list(table().subject(kind).path_field, flat=True))
