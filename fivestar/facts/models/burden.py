"""How long forms take: times measured one by one, without a person, and what they came to per kind of form."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class FormTime(models.Model):
    """One form that was sent: which kind, and how long it was open. Nobody's name, no branch, only the month.

    Kept until a job has added it to its `QuestionMinutes`; an act never raises a shared count.
    """

    form = models.CharField(max_length=80)
    seconds = models.PositiveIntegerField()
    month = models.CharField(max_length=7)

    def __str__(self) -> str:
        return f"{self.form} {self.seconds} s"


class QuestionMinutes(models.Model):
    """What was measured of one kind of form: `fact:<slug>` or `record:<kind>`. The estimate is a dated file."""

    form = models.CharField(max_length=80, unique=True)
    measured_count = models.PositiveBigIntegerField(default=0)
    measured_seconds = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(measured_seconds__gte=models.F("measured_count")), name="a_measured_form_took_a_second"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form}: {self.measured_count}"
