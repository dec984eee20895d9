"""Observations are the record: one value of one fact of one branch for one period."""

from __future__ import annotations

from django.db import models


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
        indexes = [
            models.Index(fields=["branch", "year"], name="facts_obs_branch_year"),
            models.Index(fields=["branch", "recorded_at"], name="facts_obs_branch_recorded"),
        ]

    def __str__(self) -> str:
        return f"{self.branch_id} {self.fact_id} {self.period} {self.basis}={self.value}"
