"""What lets a department's own system hand in facts: its token, what it has sent before, how often it asks."""

from __future__ import annotations

from django.db import models

from fivestar.foundation.ids import new_public_id


class ApiToken(models.Model):
    """A department's key to `POST /api/observations`. Shown once when it is issued; only its digest is kept.

    REF: what the reference of whoever recorded a value begins with, where a token brought it.
    """

    REF = "api:"

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    department = models.ForeignKey("responsibility.Department", on_delete=models.PROTECT, related_name="+")
    label = models.CharField(max_length=40)
    digest = models.CharField(max_length=64, unique=True)
    issued_by = models.CharField(max_length=64)
    issued_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(label=""), name="api_token_says_what_it_is_for"),
            models.CheckConstraint(
                condition=models.Q(revoked_at__isnull=True) | models.Q(revoked_at__gte=models.F("issued_at")),
                name="api_token_is_revoked_after_it_was_issued",
            ),
        ]

    def __str__(self) -> str:
        return self.label


class ApiReceipt(models.Model):
    """The answer a key was given. The same key with the same body gets it again, with another body none."""

    token = models.ForeignKey(ApiToken, on_delete=models.PROTECT, related_name="receipts")
    key = models.CharField(max_length=64)
    body_digest = models.CharField(max_length=71)
    status = models.PositiveSmallIntegerField()
    answer = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["token", "key"], name="one_answer_per_token_and_key")]

    def __str__(self) -> str:
        return self.key


class ApiMinute(models.Model):
    """What a token asked for within one minute; forgotten after a day."""

    token = models.ForeignKey(ApiToken, on_delete=models.CASCADE, related_name="minutes")
    minute = models.DateTimeField()
    requests = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["token", "minute"], name="one_count_per_token_and_minute")]

    def __str__(self) -> str:
        return f"{self.token_id} {self.minute:%H:%M}"
