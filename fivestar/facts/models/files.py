"""A file on its way to become observations: staged, mended, confirmed or withdrawn."""

from __future__ import annotations

from django.db import models

from fivestar.facts.models.observations import Basis
from fivestar.foundation.ids import new_public_id


class ImportBatch(models.Model):
    """A file being taken in: staged (can be looked at and mended), then confirmed or withdrawn, once.

    `digest` is of the file's bytes: the same file sent twice is one batch while it is open.

    `path` is the unit of the post it was uploaded for and `department` that post's: who may see it and go on with it.
    `data` holds a long file until the job has read it.
    """

    class State(models.TextChoices):
        STAGING = "staging", "读取中"
        STAGED = "staged", "待确认"
        CONFIRMED = "confirmed", "已入库"
        WITHDRAWN = "withdrawn", "已撤回"
        BROKEN = "broken", "读不出"

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    district = models.ForeignKey("territory.Region", on_delete=models.PROTECT, related_name="+")
    basis = models.CharField(max_length=1, choices=Basis.choices)
    kind = models.CharField(max_length=4, choices=[("long", "长表"), ("wide", "宽表")], default="long")
    file_name = models.CharField(max_length=200)
    digest = models.CharField(max_length=71, blank=True, default="")
    encoding = models.CharField(max_length=20, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.STAGING)
    options = models.JSONField(default=dict)
    data = models.BinaryField(null=True, blank=True)
    file_faults = models.JSONField(default=list, blank=True)
    path = models.CharField(max_length=120, default="")
    department = models.CharField(max_length=80, blank=True)
    rows_read = models.PositiveIntegerField(default=0)
    rows_total = models.PositiveIntegerField(null=True, blank=True)
    rows = models.PositiveIntegerField(default=0)
    faults = models.PositiveIntegerField(default=0)
    observations_made = models.PositiveIntegerField(null=True, blank=True)
    branches_touched = models.PositiveIntegerField(null=True, blank=True)
    uploaded_by = models.CharField(max_length=64)
    uploaded_at = models.DateTimeField()
    closed_by = models.CharField(max_length=64, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(basis__in=["S", "C"]), name="batch_basis_is_s_or_c"),
            models.CheckConstraint(
                condition=models.Q(state__in=["staging", "staged"], closed_at__isnull=True)
                | models.Q(state__in=["confirmed", "withdrawn", "broken"], closed_at__isnull=False),
                name="batch_is_closed_when_confirmed_or_withdrawn",
            ),
            models.UniqueConstraint(
                fields=["district", "basis", "uploaded_by", "digest"],
                condition=models.Q(closed_at__isnull=True) & ~models.Q(digest=""),
                name="one_open_batch_per_person_and_file",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.public_id} {self.file_name}"

    @property
    def is_open(self) -> bool:
        """May it still be mended, confirmed or withdrawn?"""
        return self.state == self.State.STAGED


class StagedRow(models.Model):
    """One value of a file (in a wide file: one cell), judged. `raw` keeps what was written, by column.

    `seen` is the observation that stood in its place when whoever wrote it could last have looked: another one standing
    there at the end means that somebody else was here meanwhile.
    """

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="staged")
    row = models.PositiveIntegerField()
    column = models.CharField(max_length=100, blank=True)
    branch = models.ForeignKey("territory.Branch", on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    fact = models.ForeignKey("standards.Fact", on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    period = models.CharField(max_length=10, blank=True)
    year = models.SmallIntegerField(null=True, blank=True)
    value = models.BigIntegerField(null=True, blank=True)
    source = models.CharField(max_length=300, blank=True)
    observed_on = models.DateField(null=True, blank=True)
    seen = models.BigIntegerField(null=True, blank=True)
    raw = models.JSONField()
    fault = models.JSONField(null=True, blank=True)
    is_left_out = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "row", "column"], name="one_staged_value_per_cell"),
            models.CheckConstraint(
                condition=models.Q(fault__isnull=False)
                | models.Q(
                    branch__isnull=False,
                    fact__isnull=False,
                    value__isnull=False,
                    year__isnull=False,
                    observed_on__isnull=False,
                ),
                name="staged_row_without_fault_is_complete",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.batch_id} {self.row}{self.column}"
