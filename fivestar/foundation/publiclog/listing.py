"""What the log's pages list: its entries, the newest first, and how far each witness has signed."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max, QuerySet

from fivestar.foundation.publiclog.models import LogEntry, LogWitnessing


def sealed_entries() -> QuerySet[LogEntry]:
    """With their places, the newest first. Entries are public whole: nobody is asked who he is."""
    return LogEntry.objects.filter(number__isnull=False).order_by("-number")


def waiting_entries() -> int:
    """How many have no place yet: the sealer comes within seconds."""
    return LogEntry.objects.filter(number__isnull=True).count()


@dataclass(frozen=True, slots=True)
class SignedUpTo:
    """The newest head a witness signed: its size, and when it signed something last."""

    size: int
    at: datetime


def signed_up_to() -> dict[str, SignedUpTo]:
    """By the witness's key. One query."""
    rows = LogWitnessing.objects.values("witness__name").annotate(size=Max("head__size"), at=Max("signed_at"))
    return {row["witness__name"]: SignedUpTo(row["size"], row["at"]) for row in rows.order_by()}


def content_of(entry: LogEntry) -> dict[str, Any] | None:
    """None once it was taken out."""
    return dict(json.loads(entry.content)) if entry.content is not None else None
