"""Bodies of a district: who sits in them, how often they meet, where a work group is sent and what it found there."""

from django.db import models
from django.db.models import F, Q

from fivestar.foundation.ids import new_public_id
from fivestar.foundation.outcome import N_
from fivestar.responsibility.models.people import Department, Post


class Seat(models.Model):
    """A post that sits in a body. Whoever follows in the post follows in the seat."""

    class Role(models.TextChoices):
        HEAD = "head", N_("组长")
        DEPUTY = "deputy", N_("副组长")
        MEMBER = "member", N_("成员")
        OFFICE = "office", N_("办公室")

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    body = models.ForeignKey(Department, models.PROTECT, related_name="seats")
    post = models.ForeignKey(Post, models.PROTECT, related_name="seats")
    role = models.CharField(max_length=6, choices=Role.choices)
    from_day = models.DateField()
    to_day = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["body"], condition=Q(role="head", to_day__isnull=True), name="a_body_has_one_head"
            ),
            models.UniqueConstraint(
                fields=["body", "post"], condition=Q(to_day__isnull=True), name="a_post_sits_once_in_a_body"
            ),
            models.CheckConstraint(
                name="a_seat_ends_after_it_begins", condition=Q(to_day__isnull=True) | Q(to_day__gte=F("from_day"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.post}"


class Rhythm(models.Model):
    """From a day on a body meets at least every so many days; the newest that has begun counts. Never changed."""

    body = models.ForeignKey(Department, models.PROTECT, related_name="rhythms")
    every_days = models.PositiveSmallIntegerField()
    from_day = models.DateField()
    source = models.CharField(max_length=200)
    set_by = models.CharField(max_length=32)
    set_at = models.DateTimeField()

    class Meta:
        ordering = ["-from_day", "-id"]
        constraints = [
            models.CheckConstraint(
                name="a_rhythm_is_between_a_week_and_a_year", condition=Q(every_days__range=(7, 366))
            ),
            models.UniqueConstraint(fields=["body", "from_day"], name="one_rhythm_of_a_body_from_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.every_days}"


class BodyMeeting(models.Model):
    """A meeting of a body: called for a day, then held or called off."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    body = models.ForeignKey(Department, models.PROTECT, related_name="meetings")
    planned_on = models.DateField()
    topic = models.CharField(max_length=120)
    held_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=500, blank=True)
    called_off_because = models.CharField(max_length=200, blank=True)
    called_by = models.CharField(max_length=32)
    called_at = models.DateTimeField()
    closed_by = models.CharField(max_length=32, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-planned_on", "-id"]
        constraints = [
            models.CheckConstraint(
                name="a_body_meeting_is_held_or_called_off_not_both",
                condition=Q(held_on__isnull=True) | Q(called_off_because=""),
            ),
            models.UniqueConstraint(
                fields=["body", "planned_on"], condition=Q(called_off_because=""), name="one_body_meeting_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.planned_on}"


class Dispatch(models.Model):
    """A work group sent to a creation village, from a day to a day."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    group = models.ForeignKey(Department, models.PROTECT, related_name="dispatches")
    branch = models.ForeignKey("territory.Branch", models.PROTECT, related_name="+")
    from_day = models.DateField()
    to_day = models.DateField(null=True, blank=True)
    sent_by = models.CharField(max_length=32)
    sent_at = models.DateTimeField()

    class Meta:
        ordering = ["-from_day", "-id"]
        constraints = [
            models.CheckConstraint(
                name="a_dispatch_ends_after_it_begins", condition=Q(to_day__isnull=True) | Q(to_day__gte=F("from_day"))
            ),
            models.UniqueConstraint(
                fields=["group", "branch"], condition=Q(to_day__isnull=True), name="a_group_is_sent_once_to_a_branch"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group} {self.branch_id}"


class GroupFinding(models.Model):
    """What a work group found in a village; open until settled, and always in somebody's post."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    dispatch = models.ForeignKey(Dispatch, models.PROTECT, related_name="findings")
    branch = models.ForeignKey("territory.Branch", models.PROTECT, related_name="+")
    text = models.CharField(max_length=300)
    owner = models.ForeignKey(Post, models.PROTECT, related_name="+")
    due_on = models.DateField()
    noted_by = models.CharField(max_length=32)
    noted_at = models.DateTimeField()
    settled_by = models.CharField(max_length=32, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    result = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.CheckConstraint(
                name="a_settled_finding_says_how",
                condition=Q(settled_at__isnull=True, result="") | (Q(settled_at__isnull=False) & ~Q(result="")),
            ),
        ]
        indexes = [models.Index(fields=["owner"], condition=Q(settled_at__isnull=True), name="open_findings_of_a_post")]

    def __str__(self) -> str:
        return self.text
