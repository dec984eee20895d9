"""A file brought for a task that says why a record cannot do, with its hash, its day and who brought it.

Beside it what was said of two that look alike.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from fivestar.evidence.cleaning import MAX_BYTES, Kind
from fivestar.foundation.ids import new_public_id

SHA256_DIGITS = 64
DHASH_DIGITS = 16


class Evidence(models.Model):
    """One file. What was brought is cleaned before it is kept; both have their SHA-256.

    `star` is the criterion's, for whom only that star concerns. `band_0` … `band_3` are the parts of `dhash` by which
    pictures are found. A withdrawn file keeps its row and its reason.
    """

    class State(models.TextChoices):
        KEPT = "kept", "在用"
        WITHDRAWN = "withdrawn", "已撤回"

    class BroughtAs(models.TextChoices):
        VILLAGE = "village", "村(社区)"
        TOWNSHIP = "township", "乡镇(街道)"

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    branch = models.ForeignKey("territory.Branch", models.PROTECT, related_name="+")
    edition = models.ForeignKey("standards.Edition", models.PROTECT, related_name="+")
    criterion_id = models.CharField(max_length=20)
    star = models.CharField(max_length=20)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=4, choices=[(kind.value, kind.value) for kind in Kind])
    bytes = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=SHA256_DIGITS, db_index=True)
    sha256_given = models.CharField(max_length=SHA256_DIGITS, db_index=True)
    dhash = models.CharField(max_length=DHASH_DIGITS, blank=True)
    dhash_mirror = models.CharField(max_length=DHASH_DIGITS, blank=True)
    band_0 = models.PositiveIntegerField(null=True, db_index=True)
    band_1 = models.PositiveIntegerField(null=True, db_index=True)
    band_2 = models.PositiveIntegerField(null=True, db_index=True)
    band_3 = models.PositiveIntegerField(null=True, db_index=True)
    storage_key = models.CharField(max_length=120, unique=True)
    brought_as = models.CharField(max_length=8, choices=BroughtAs.choices)
    added_by = models.CharField(max_length=64)
    added_at = models.DateTimeField()
    state = models.CharField(max_length=9, choices=State.choices, default=State.KEPT)
    withdrawn_by = models.CharField(max_length=64, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-added_at", "-id"]
        indexes = [models.Index(fields=["branch", "criterion_id"], name="evidence_of_a_task")]
        constraints = [
            models.UniqueConstraint(
                name="the_same_file_is_in_use_once_for_a_task",
                fields=["branch", "edition", "criterion_id", "sha256_given"],
                condition=Q(state="kept"),
            ),
            models.CheckConstraint(
                name="evidence_is_withdrawn_with_a_day_and_a_reason",
                condition=Q(state="kept", withdrawn_at__isnull=True, withdrawn_because="")
                | (Q(state="withdrawn", withdrawn_at__isnull=False) & ~Q(withdrawn_because="")),
            ),
            models.CheckConstraint(
                name="evidence_weighs_something_and_not_too_much", condition=Q(bytes__gte=1, bytes__lte=MAX_BYTES)
            ),
            models.CheckConstraint(
                name="evidence_is_found_by_all_bands_or_none",
                condition=Q(dhash="", band_0=None, band_1=None, band_2=None, band_3=None)
                | (Q(band_0__gte=0, band_1__gte=0, band_2__gte=0, band_3__gte=0) & ~Q(dhash="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.public_id} {self.name}"

    @property
    def is_picture(self) -> bool:
        return self.kind in (Kind.JPG, Kind.PNG)


class Comparison(models.Model):
    """Somebody looked at two files that are alike and says so in words. It counts nowhere and is no verdict.

    `first` was taken down before `second`. Looked at again, there is one more row.
    """

    first = models.ForeignKey(Evidence, models.PROTECT, related_name="+")
    second = models.ForeignKey(Evidence, models.PROTECT, related_name="+")
    note = models.CharField(max_length=200)
    noted_by = models.CharField(max_length=64)
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ["-noted_at", "-id"]
        indexes = [models.Index(fields=["first", "second"], name="what_was_said_of_two_files")]
        constraints = [
            models.CheckConstraint(
                name="a_file_is_compared_with_a_later_one", condition=Q(first__lt=models.F("second"))
            ),
            models.CheckConstraint(name="a_comparison_says_something", condition=~Q(note="")),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} {self.second_id}"
