"""What was handed over when somebody left his posts: the capsule as it was signed."""

from django.db import models

from fivestar.foundation.ids import new_public_id
from fivestar.responsibility.models.people import Person, Post


class Handover(models.Model):
    """One move of one person on one day. Never changed."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    district = models.ForeignKey("territory.Region", models.PROTECT, related_name="+")
    path = models.CharField(max_length=120)  # the widest unit of the posts left, for the access table
    person = models.ForeignKey(Person, models.PROTECT, related_name="handovers")
    last_day = models.DateField()
    made_by = models.CharField(max_length=32)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-last_day", "-id"]

    def __str__(self) -> str:
        return f"{self.person} {self.last_day}"


class PostHandedOver(models.Model):
    """A post that was left in a move, and who took it; nobody: it stood empty with nothing open."""

    handover = models.ForeignKey(Handover, models.CASCADE, related_name="posts")
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    successor = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["handover", "post"], name="a_post_is_handed_over_once_in_a_move"),
        ]

    def __str__(self) -> str:
        return f"{self.handover_id} {self.post}"


class ItemHandedOver(models.Model):
    """An open item as it stood that day: in which post it was, in which it is now (the same, where a successor came).

    The title is as it was shown, in the language of whoever made the move.
    """

    handover = models.ForeignKey(Handover, models.CASCADE, related_name="items")
    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=32)
    title = models.CharField(max_length=300)
    place = models.CharField(max_length=80, blank=True)
    due_on = models.DateField(null=True, blank=True)
    url = models.CharField(max_length=300)
    from_post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    to_post = models.ForeignKey(Post, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["handover", "kind", "subject"], name="an_item_has_one_line_in_a_capsule"),
        ]

    def __str__(self) -> str:
        return self.title
