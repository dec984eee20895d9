"""Study visits and stays: which village, how many days, what came of it. Never who was where at what hour."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from fivestar.fieldwork.models.joint import MAX_REASON, MAX_TEXT
from fivestar.foundation.ids import new_public_id
from fivestar.foundation.outcome import N_

MOST_HOUSEHOLDS = 2_000


class Visit(models.Model):
    """调研 or 蹲点 in a branch's village, in the name of a post.

    households: how many were heard in a stay, a count and nothing else. solved: what was settled there and then.
    A study that found nothing to do says so. It counts for nothing: no fact is made of it.
    """

    class Kind(models.TextChoices):
        STUDY = "study", N_("调研")
        STAY = "stay", N_("蹲点")

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    branch = models.ForeignKey("territory.Branch", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=5, choices=Kind.choices)
    post = models.ForeignKey("responsibility.Post", models.PROTECT, related_name="+")
    from_day = models.DateField()
    to_day = models.DateField()
    households = models.PositiveSmallIntegerField(null=True, blank=True)
    solved = models.CharField(max_length=MAX_TEXT, blank=True)
    found_nothing = models.BooleanField(default=False)
    recorded_by = models.CharField(max_length=64)
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=MAX_REASON, blank=True)

    class Meta:
        ordering = ["-to_day", "-pk"]
        constraints = [
            models.CheckConstraint(name="a_visit_ends_after_it_begins", condition=Q(to_day__gte=F("from_day"))),
            models.CheckConstraint(
                name="only_a_stay_counts_households",
                condition=Q(kind="stay", households__isnull=False) | Q(kind="study", households__isnull=True),
            ),
            models.CheckConstraint(
                name="a_withdrawn_visit_says_why",
                condition=Q(withdrawn_at__isnull=True, withdrawn_because="")
                | Q(withdrawn_at__isnull=False) & ~Q(withdrawn_because=""),
            ),
        ]
        indexes = [models.Index(fields=["branch", "to_day"], name="visits_of_a_branch")]

    def __str__(self) -> str:
        return f"{self.branch_id} {self.kind} {self.from_day}"

    @property
    def days(self) -> int:
        return (self.to_day - self.from_day).days + 1


class Problem(models.Model):
    """What a visit ended in: a problem, the post that answers for it, a day; settled with a result."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="problems")
    text = models.CharField(max_length=MAX_TEXT)
    owner = models.ForeignKey("responsibility.Post", models.PROTECT, related_name="+")
    due_on = models.DateField()
    noted_by = models.CharField(max_length=64)
    noted_at = models.DateTimeField()
    result = models.CharField(max_length=MAX_TEXT, blank=True)
    settled_by = models.CharField(max_length=64, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="a_settled_problem_has_its_result",
                condition=Q(settled_at__isnull=True, result="", settled_by="")
                | Q(settled_at__isnull=False) & ~Q(result="") & ~Q(settled_by=""),
            ),
        ]
        indexes = [models.Index(fields=["owner"], condition=Q(settled_at__isnull=True), name="open_problems_of_a_post")]

    def __str__(self) -> str:
        return self.text
