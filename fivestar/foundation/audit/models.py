"""One row for every act, written in the act's own transaction and never changed again."""

from django.db import models
from django.db.models import Q

from fivestar.foundation.clock import machine_now


class AuditEntry(models.Model):
    """Who did what to what, and which fields moved from what to what. No name and no personal value.

    The database refuses to delete a row or to change it, but for the four columns of the seal, once
    (`audit/triggers.py`).
    """

    at = models.DateTimeField()  # the district's time, as the act was told
    recorded_at = models.DateTimeField(default=machine_now)
    actor = models.CharField(max_length=32)
    act = models.CharField(max_length=80)
    subject_kind = models.CharField(max_length=80)
    subject = models.CharField(max_length=64, blank=True)
    changes = models.JSONField()
    number = models.BigIntegerField(null=True, unique=True)
    previous = models.CharField(max_length=71, null=True)
    digest = models.CharField(max_length=71, null=True)
    sealed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["subject_kind", "subject"], name="audit_subject")]
        constraints = [
            models.CheckConstraint(
                name="a_seal_is_whole_or_absent",
                condition=Q(number__isnull=True, previous__isnull=True, digest__isnull=True, sealed_at__isnull=True)
                | Q(number__isnull=False, previous__isnull=False, digest__isnull=False, sealed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.subject_kind} {self.subject}"
