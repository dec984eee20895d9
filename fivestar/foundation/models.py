"""Records of the foundation: the audit, the public log, and which forms were sent."""

from django.db import models

from fivestar.foundation.audit.models import AuditEntry
from fivestar.foundation.publiclog.models import LogEntry, LogHead, LogKey, LogTile, LogWitness, LogWitnessing

__all__ = ["AuditEntry", "FormSent", "LogEntry", "LogHead", "LogKey", "LogTile", "LogWitness", "LogWitnessing"]

MOST_LOCATION = 300


class FormSent(models.Model):
    """The receipt of a form that must not be done twice (`once`), for two days. Who sent it is not kept.

    digest: of the form's own random number and its content; location: where the first one was led to.
    """

    digest = models.CharField(max_length=64, unique=True)
    location = models.CharField(max_length=MOST_LOCATION, blank=True)
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.digest
