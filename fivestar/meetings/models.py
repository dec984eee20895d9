"""Meetings as they were recorded, and files of them on their way in."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from fivestar.foundation.bringing.record import CountedFile, closed_when_done
from fivestar.foundation.ids import new_public_id
from fivestar.meetings.judging import MAX_TOPIC
from fivestar.meetings.kinds import KINDS

_KIND_CHOICES = [(kind.id, kind.label) for kind in KINDS]


class MeetingFile(CountedFile):
    """An export of another Party-affairs system: looked at, then taken in or withdrawn, once.

    `path` is the unit of the post it was brought for: who may see it and go on with it.
    """

    district = models.ForeignKey("territory.Region", on_delete=models.PROTECT, related_name="+")
    path = models.CharField(max_length=120)

    class Meta:
        constraints = [closed_when_done("meeting_file_is_closed_when_taken_in_or_withdrawn")]


class StagedMeeting(models.Model):
    """A row of a file, judged. `raw` keeps what was written; `is_known`: the meeting is on record already."""

    file = models.ForeignKey(MeetingFile, on_delete=models.CASCADE, related_name="staged")
    row = models.PositiveIntegerField()
    branch = models.ForeignKey("territory.Branch", on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=20, choices=_KIND_CHOICES, blank=True)
    group = models.PositiveSmallIntegerField(default=0)
    held_on = models.DateField(null=True, blank=True)
    due = models.PositiveIntegerField(null=True, blank=True)
    present = models.PositiveIntegerField(null=True, blank=True)
    topic = models.CharField(max_length=MAX_TOPIC, blank=True)
    raw = models.JSONField()
    fault = models.JSONField(null=True, blank=True)
    is_known = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["file", "row"], name="one_staged_meeting_per_row"),
            models.CheckConstraint(
                condition=Q(fault__isnull=False)
                | Q(branch__isnull=False, held_on__isnull=False, due__isnull=False, present__isnull=False),
                name="staged_meeting_without_fault_is_complete",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file_id} {self.row}"


class Meeting(models.Model):
    """A meeting that was held. Never changed: a wrong one is withdrawn with a reason and stays to be seen.

    recorded_as: the duty by which it was recorded (whose word it is), so that no name is needed to say it.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    branch = models.ForeignKey("territory.Branch", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=_KIND_CHOICES)
    group = models.PositiveSmallIntegerField(default=0)
    held_on = models.DateField()
    due = models.PositiveIntegerField()
    present = models.PositiveIntegerField()
    topic = models.CharField(max_length=MAX_TOPIC)
    file = models.ForeignKey(MeetingFile, on_delete=models.PROTECT, null=True, blank=True, related_name="meetings")
    recorded_by = models.CharField(max_length=64)
    recorded_as = models.CharField(max_length=9, blank=True)
    recorded_at = models.DateTimeField()
    withdrawn_by = models.CharField(max_length=64, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(present__gte=1, present__lte=F("due")), name="no_more_were_present_than_were_due"
            ),
            models.CheckConstraint(condition=~Q(topic=""), name="a_meeting_has_a_topic"),
            models.CheckConstraint(
                condition=Q(kind="group", group__gte=1) | (~Q(kind="group") & Q(group=0)),
                name="only_a_party_group_meeting_names_its_group",
            ),
            models.UniqueConstraint(
                fields=["branch", "kind", "group", "held_on"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_meeting_of_a_kind_and_day",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_because="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_because="")),
                name="a_withdrawn_meeting_says_why",
            ),
        ]
        indexes = [models.Index(fields=["branch", "held_on"], name="meetings_branch_day")]

    def __str__(self) -> str:
        return f"{self.branch_id} {self.kind} {self.held_on}"
