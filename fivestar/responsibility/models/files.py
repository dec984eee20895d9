"""Posts on their way in from a workbook: looked at, then taken in or withdrawn, once."""

from django.db import models
from django.db.models import Q

from fivestar.foundation.bringing.record import CountedFile, closed_when_done
from fivestar.responsibility.models.people import Department, Person, Post


class PostFile(CountedFile):
    """A workbook of posts and who holds them."""

    district = models.ForeignKey("territory.Region", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-brought_at", "-id"]
        constraints = [closed_when_done("post_file_is_closed_when_taken_in_or_withdrawn")]


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
