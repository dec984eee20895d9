"""Posts on their way in from a workbook: looked at, then taken in or withdrawn, once."""

from django.db import models
from django.db.models import Q

from fivestar.foundation.ids import new_public_id
from fivestar.foundation.outcome import N_
from fivestar.responsibility.models.people import Department, Person, Post


class PostFile(models.Model):
    """A workbook of posts and who holds them."""

    class State(models.TextChoices):
        STAGED = "staged", N_("待确认")
        CONFIRMED = "confirmed", N_("已入库")
        WITHDRAWN = "withdrawn", N_("已撤回")

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    district = models.ForeignKey("territory.Region", models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    encoding = models.CharField(max_length=20, blank=True)
    state = models.CharField(max_length=9, choices=State.choices, default=State.STAGED)
    rows = models.PositiveIntegerField(default=0)
    faults = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)
    taken_in = models.PositiveIntegerField(null=True, blank=True)
    brought_by = models.CharField(max_length=32)
    brought_at = models.DateTimeField()
    closed_by = models.CharField(max_length=32, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-brought_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="staged", closed_at__isnull=True)
                | Q(state__in=["confirmed", "withdrawn"], closed_at__isnull=False),
                name="post_file_is_closed_when_taken_in_or_withdrawn",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.public_id} {self.file_name}"


class StagedPost(models.Model):
    """A row, judged. `raw` keeps what was written; `post`: there already; `is_known`: with that holder.

    `name` is forgotten with the row: when the file is withdrawn, or when it has become a person.
    """

    file = models.ForeignKey(PostFile, models.CASCADE, related_name="staged")
    row = models.PositiveIntegerField()
    duty = models.CharField(max_length=10, blank=True)
    region = models.ForeignKey("territory.Region", models.CASCADE, null=True, blank=True, related_name="+")
    village = models.ForeignKey("territory.Village", models.CASCADE, null=True, blank=True, related_name="+")
    title = models.CharField(max_length=60, blank=True)
    department = models.ForeignKey(Department, models.CASCADE, null=True, blank=True, related_name="+")
    post = models.ForeignKey(Post, models.CASCADE, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=40, blank=True)
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="+")
    from_day = models.DateField(null=True, blank=True)
    to_day = models.DateField(null=True, blank=True)
    raw = models.JSONField()
    fault = models.JSONField(null=True, blank=True)
    is_known = models.BooleanField(default=False)

    class Meta:
        ordering = ["row"]
        constraints = [
            models.UniqueConstraint(fields=["file", "row"], name="one_staged_post_per_row"),
            models.CheckConstraint(
                condition=Q(fault__isnull=False) | (~Q(duty="") & ~Q(title="") & Q(from_day__isnull=False)),
                name="staged_post_without_fault_is_complete",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file_id} {self.row}"
