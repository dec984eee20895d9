"""Joint meetings of the task forces, what they are asked to decide, and what they decided."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from fivestar.foundation.ids import new_public_id

MAX_TOPIC, MAX_TEXT, MAX_REASON = 80, 300, 200


class JointMeeting(models.Model):
    """专班联席会: called, then held or called off.

    pack: what lay before it, frozen when it was held (`pack.Pack` as a document); empty until then. since: from which
    day on the pack tells what moved.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    district = models.ForeignKey("territory.Region", models.PROTECT, related_name="+")
    topic = models.CharField(max_length=MAX_TOPIC)
    planned_on = models.DateField()
    since = models.DateField()
    called_by = models.CharField(max_length=64)
    called_at = models.DateTimeField()
    held_on = models.DateField(null=True, blank=True)
    recorded_by = models.CharField(max_length=64, blank=True)
    recorded_at = models.DateTimeField(null=True, blank=True)
    pack = models.JSONField(null=True, blank=True)
    called_off_at = models.DateTimeField(null=True, blank=True)
    called_off_because = models.CharField(max_length=MAX_REASON, blank=True)

    class Meta:
        ordering = ["-planned_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["district"],
                condition=Q(held_on__isnull=True, called_off_at__isnull=True),
                name="one_joint_meeting_waits_per_district",
            ),
            models.CheckConstraint(
                name="a_joint_meeting_called_off_was_not_held_and_says_why",
                condition=Q(called_off_at__isnull=True, called_off_because="")
                | Q(called_off_at__isnull=False, held_on__isnull=True) & ~Q(called_off_because=""),
            ),
            models.CheckConstraint(
                name="a_joint_meeting_held_has_its_pack",
                condition=Q(held_on__isnull=True, pack__isnull=True, recorded_at__isnull=True)
                | Q(held_on__isnull=False, pack__isnull=False, recorded_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.planned_on} {self.topic}"

    @property
    def is_waiting(self) -> bool:
        return self.held_on is None and self.called_off_at is None


class Attendance(models.Model):
    """Whether a task force was there: bodies, never persons."""

    meeting = models.ForeignKey(JointMeeting, models.CASCADE, related_name="attendance")
    body = models.ForeignKey("responsibility.Department", models.PROTECT, related_name="+")
    is_present = models.BooleanField()

    class Meta:
        ordering = ["body__order", "pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "body"], name="a_body_attends_a_meeting_once")]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.body_id}"


class Request(models.Model):
    """A decision asked of the next joint meeting. office, path: the post that asked, in words of the day, and its unit.

    It stays open, from one meeting to the next, until a decision answers it or it is declined with a reason.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    district = models.ForeignKey("territory.Region", models.PROTECT, related_name="+")
    text = models.CharField(max_length=MAX_TEXT)
    office = models.CharField(max_length=80)
    path = models.CharField(max_length=120, blank=True)
    asked_by = models.CharField(max_length=64)
    asked_at = models.DateTimeField()
    declined_at = models.DateTimeField(null=True, blank=True)
    declined_because = models.CharField(max_length=MAX_REASON, blank=True)

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="a_declined_request_says_why",
                condition=Q(declined_at__isnull=True, declined_because="")
                | Q(declined_at__isnull=False) & ~Q(declined_because=""),
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Decision(models.Model):
    """What a joint meeting decided: a duty with an owner (a post) and a day, closed with its result."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    meeting = models.ForeignKey(JointMeeting, models.PROTECT, related_name="decisions")
    answers = models.OneToOneField(Request, models.PROTECT, null=True, blank=True, related_name="decision")
    text = models.CharField(max_length=MAX_TEXT)
    owner = models.ForeignKey("responsibility.Post", models.PROTECT, related_name="+")
    due_on = models.DateField()
    decided_by = models.CharField(max_length=64)
    decided_at = models.DateTimeField()
    result = models.CharField(max_length=MAX_TEXT, blank=True)
    closed_by = models.CharField(max_length=64, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="a_closed_decision_has_its_result",
                condition=Q(closed_at__isnull=True, result="", closed_by="")
                | Q(closed_at__isnull=False) & ~Q(result="") & ~Q(closed_by=""),
            ),
        ]
        indexes = [
            models.Index(fields=["owner"], condition=Q(closed_at__isnull=True), name="open_decisions_of_a_post"),
        ]

    def __str__(self) -> str:
        return self.text
