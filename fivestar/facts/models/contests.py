"""Whoever is asked says that he should not be, and is answered openly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from fivestar.foundation.ids import new_public_id

if TYPE_CHECKING:
    from fivestar.territory.models import Region


class Contest(models.Model):
    """One tap against one question for one period. `due_on` is the last day for an answer, fixed when it was raised.

    Who was asked: a branch; or a township about all its branches; or a `department` about those of its district.
    `unit` is where that is: the branch's township, the township, the department's district.
    The persons are kept for the record; a page never shows them.
    """

    class Kind(models.TextChoices):
        ALREADY_REPORTED = "already_reported", "已报过"
        NOT_MINE = "not_mine", "不归我报"
        UNNECESSARY = "unnecessary", "没必要"

    class Outcome(models.TextChoices):
        UPHELD = "upheld", "说得对"
        REJECTED = "rejected", "仍要报"

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    branch = models.ForeignKey("territory.Branch", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    unit = models.ForeignKey("territory.Region", on_delete=models.PROTECT, related_name="+")
    department = models.CharField(max_length=80, blank=True)
    fact = models.ForeignKey("standards.Fact", on_delete=models.PROTECT, related_name="+")
    period = models.CharField(max_length=10)
    kind = models.CharField(max_length=16, choices=Kind.choices)
    asked_by_ref = models.CharField(max_length=64)
    at = models.DateTimeField()
    due_on = models.DateField()
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True)
    answer = models.CharField(max_length=300, blank=True)
    answered_by = models.CharField(max_length=64, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["branch", "fact", "period"],
                condition=Q(outcome=""),
                name="one_open_contest_per_branch_fact_and_period",
            ),
            models.UniqueConstraint(
                fields=["unit", "department", "fact", "period"],
                condition=Q(outcome="", branch__isnull=True),
                name="one_open_contest_per_supplier_fact_and_period",
            ),
            models.CheckConstraint(
                condition=Q(department="") | Q(branch__isnull=True),
                name="a_department_contests_for_its_whole_district",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", answer="", answered_at__isnull=True)
                | (~Q(outcome="") & ~Q(answer="") & Q(answered_at__isnull=False)),
                name="an_answered_contest_says_why",
            ),
        ]

    @property
    def district(self) -> Region:
        district = self.unit if self.department else self.unit.parent
        assert district is not None  # a branch's and a township's `unit` is a township
        return district

    def __str__(self) -> str:
        return f"{self.branch_id or self.unit_id} {self.fact_id} {self.period} {self.kind}"


class ContestTerm(models.Model):
    """Within how many calendar days a district answers a contest, from a day on."""

    district = models.ForeignKey("territory.Region", on_delete=models.PROTECT, related_name="+")
    days = models.PositiveSmallIntegerField()
    from_day = models.DateField()
    source = models.CharField(max_length=300)
    set_by = models.CharField(max_length=64)
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["district", "from_day"], name="one_contest_term_per_day"),
            models.CheckConstraint(condition=~Q(source=""), name="a_contest_term_names_its_source"),
        ]

    def __str__(self) -> str:
        return f"{self.district_id} {self.from_day}: {self.days}"
