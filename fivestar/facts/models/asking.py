"""An answer given by somebody of the village: what came in, and what became of it."""

from __future__ import annotations

from django.db import models

from fivestar.foundation.ids import new_public_id


class AnswerReceipt(models.Model):
    """One answer as it arrived. `client_id` is made by the device, so that sending again never answers twice.

    `seen` is the value that stood when the question was shown, `found` the one that stood when the answer arrived:
    where they differ the answer is kept here, not taken over, until somebody chooses. `on_behalf`
    marks 代填; `replaced` is the stated value that stood before, kept as it was.
    """

    class Outcome(models.TextChoices):
        ANSWERED = "answered", "已记下"
        CONFLICT = "conflict", "两个数不一样"
        DROPPED = "dropped", "不要了"
        UNDONE = "undone", "已撤回"

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    client_id = models.UUIDField(unique=True)
    digest = models.CharField(max_length=71)
    branch = models.ForeignKey("territory.Branch", on_delete=models.PROTECT, related_name="+")
    fact = models.ForeignKey("standards.Fact", on_delete=models.PROTECT, related_name="+")
    period = models.CharField(max_length=10)
    value = models.BigIntegerField()
    seen = models.BigIntegerField(null=True, blank=True)
    found = models.BigIntegerField(null=True, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    on_behalf = models.BooleanField(default=False)
    observation = models.ForeignKey(
        "facts.Observation", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    replaced = models.ForeignKey("facts.Observation", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    answered_by = models.CharField(max_length=64)
    answered_at = models.DateTimeField()
    received_at = models.DateTimeField()
    settled_by = models.CharField(max_length=64, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome__in=["answered", "undone"], observation__isnull=False)
                | models.Q(outcome__in=["conflict", "dropped"], observation__isnull=True),
                name="an_answer_in_conflict_is_not_taken_over",
            ),
            models.CheckConstraint(
                condition=models.Q(outcome__in=["answered", "conflict"], settled_at__isnull=True)
                | models.Q(outcome__in=["dropped", "undone"], settled_at__isnull=False),
                name="an_answer_is_settled_when_dropped_or_undone",
            ),
        ]
        indexes = [models.Index(fields=["branch", "outcome"], name="facts_answer_branch_outcome")]

    def __str__(self) -> str:
        return f"{self.branch_id} {self.fact_id} {self.period}={self.value} {self.outcome}"
