"""What was done about stated facts: confirmed, singly or many in one signed act, or returned with a reason."""

from __future__ import annotations

from django.db import models

from fivestar.foundation.ids import new_public_id


class ReviewAct(models.Model):
    """One act of confirming: a single item, or the unflagged rest of somebody's queue, signed together.

    `digest` is `sha256:` over the RFC 8785 JSON of the confirmed rows (`facts.review.queue.digest_of`): who signed
    signed these values and no others.
    """

    class Scope(models.TextChoices):
        ITEM = "item", "单条"
        REST = "rest", "其余一并"

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    district = models.ForeignKey("territory.Region", on_delete=models.PROTECT, related_name="+")
    scope = models.CharField(max_length=4, choices=Scope.choices)
    count = models.PositiveIntegerField()
    digest = models.CharField(max_length=71)
    reviewer_ref = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(count__gt=0), name="review_act_confirms_something")]
        indexes = [models.Index(fields=["district", "reviewer_ref"], name="facts_review_by_whom")]

    def __str__(self) -> str:
        return f"{self.scope} × {self.count}"


class ReviewedRow(models.Model):
    """A stated observation, the confirmed one made of it, and the act that did so. A statement is confirmed once."""

    act = models.ForeignKey(ReviewAct, on_delete=models.PROTECT, related_name="rows")
    stated = models.OneToOneField("facts.Observation", on_delete=models.PROTECT, related_name="reviewed")
    confirmed = models.ForeignKey("facts.Observation", on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.stated_id} → {self.confirmed_id}"


class Return(models.Model):
    """A stated observation given back with a reason.

    It is open until the supplier states another value (the observation is superseded then) or stands by this one, with
    words of his own; then it goes back to the queue.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    observation = models.ForeignKey("facts.Observation", on_delete=models.PROTECT, related_name="returns")
    reason = models.CharField(max_length=300)
    returned_by = models.CharField(max_length=64)
    at = models.DateTimeField()
    answer = models.CharField(max_length=300, blank=True)
    answered_by = models.CharField(max_length=64, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["observation"],
                condition=models.Q(answered_at__isnull=True),
                name="one_open_return_per_observation",
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="return_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.observation_id}: {self.public_id}"
