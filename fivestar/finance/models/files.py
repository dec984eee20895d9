"""A file of ledgers on its way in: looked at, then taken in or withdrawn, once. The file itself is not kept."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from fivestar.foundation.bringing.record import BroughtFile, closed_when_done


class LedgerFile(BroughtFile):
    """`path` is the unit of the post it was brought for. faults: of the file or of rows that belong to no ledger."""

    district = models.ForeignKey("territory.Region", models.PROTECT, related_name="+")
    path = models.CharField(max_length=120)
    faults = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [closed_when_done("ledger_file_is_closed_when_taken_in_or_withdrawn")]


class StagedLedger(models.Model):
    """One period of one ledger as the file told it, judged.

    content: `told.LedgerTold` as JSON; faults: with their places.
    state: new, replaces (an unpublished one), known (the same is on record), faulty. stood: digest of what was on
    record of the period when it was judged, so that nobody replaces what he has not seen.
    """

    file = models.ForeignKey(LedgerFile, models.CASCADE, related_name="staged")
    number = models.PositiveIntegerField()
    branch = models.ForeignKey("territory.Branch", models.CASCADE, related_name="+")
    collective = models.ForeignKey("territory.Collective", models.CASCADE, null=True, blank=True, related_name="+")
    period = models.CharField(max_length=7)
    content = models.JSONField(default=dict)
    faults = models.JSONField(default=list, blank=True)
    state = models.CharField(max_length=8)
    stood = models.CharField(max_length=80, blank=True)
    lines = models.PositiveIntegerField(default=0)
    opening = models.BigIntegerField(null=True, blank=True)
    income = models.BigIntegerField(default=0)
    expenditure = models.BigIntegerField(default=0)
    closing = models.BigIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["file", "number"], name="one_staged_ledger_per_place"),
            models.CheckConstraint(
                condition=Q(state="faulty") | Q(opening__isnull=False, closing__isnull=False),
                name="staged_ledger_without_fault_has_its_balances",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file_id} {self.period}"
