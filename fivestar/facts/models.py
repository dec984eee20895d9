"""Observations are the record; a batch is a file on its way to become observations."""

from __future__ import annotations

from django.db import models

from fivestar.foundation.ids import new_public_id


class Basis(models.TextChoices):
    """On whose word a value stands. A reading of stated facts takes the newer of the two, of confirmed only C."""

    STATED = "S", "村里报告"
    CONFIRMED = "C", "已核实"


class Observation(models.Model):
    """One value of one fact of one branch for one period. Never changed: a newer one supersedes it.

    `value` is an integer in the fact's canonical unit; a boolean is 0/1, a choice its index in the definition.
    `year` is the year of `period`. Nothing recorded is lost: what was known at a moment is
    `recorded_at <= moment < superseded_at`.
    """

    branch = models.ForeignKey("territory.Branch", on_delete=models.PROTECT, related_name="+")
    fact = models.ForeignKey("standards.Fact", on_delete=models.PROTECT, related_name="+")
    period = models.CharField(max_length=10)
    year = models.SmallIntegerField()
    value = models.BigIntegerField()
    basis = models.CharField(max_length=1, choices=Basis.choices)
    source = models.CharField(max_length=300)
    observed_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=64)
    batch = models.ForeignKey(
        "facts.ImportBatch", on_delete=models.PROTECT, null=True, blank=True, related_name="observations"
    )
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["branch", "fact", "period", "basis"],
                condition=models.Q(superseded_at__isnull=True),
                name="one_current_observation_per_branch_fact_period_basis",
            ),
            models.CheckConstraint(
                condition=models.Q(superseded_at__isnull=True) | models.Q(superseded_at__gte=models.F("recorded_at")),
                name="observation_is_superseded_after_it_was_recorded",
            ),
            models.CheckConstraint(condition=models.Q(basis__in=["S", "C"]), name="observation_basis_is_s_or_c"),
            models.CheckConstraint(condition=~models.Q(source=""), name="observation_names_its_source"),
        ]
        indexes = [models.Index(fields=["branch", "year"], name="facts_obs_branch_year")]

    def __str__(self) -> str:
        return f"{self.branch_id} {self.fact_id} {self.period} {self.basis}={self.value}"


class ImportBatch(models.Model):
    """A file being taken in: staged (can be looked at and mended), then confirmed or withdrawn, once.

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
        ]

    def __str__(self) -> str:
        return f"{self.public_id} {self.file_name}"

    @property
    def is_open(self) -> bool:
        """May it still be mended, confirmed or withdrawn?"""
        return self.state == self.State.STAGED


class StagedRow(models.Model):
    """One value of a file (in a wide file: one cell), judged. `raw` keeps what was written, by column."""

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
