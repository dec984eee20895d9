"""What hung on a board, as it hung there."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from fivestar.foundation.ids import new_public_id
from fivestar.notices.judging import MAX_BASIS, MAX_PLACE, MAX_REASON, MAX_TITLE
from fivestar.notices.kinds import KINDS


class Notice(models.Model):
    """One notice. Never changed: another one corrects it and says so, or it is withdrawn with a reason.

    table: {"head": [text], "rows": [[text]]}. A chain of corrections counts once, on the day its first one was hung up.
    posted_as: the duty by which it was posted.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    branch = models.ForeignKey("territory.Branch", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=[(kind.id, kind.label) for kind in KINDS])
    title = models.CharField(max_length=MAX_TITLE)
    basis = models.CharField(max_length=MAX_BASIS)
    body = models.TextField(blank=True)
    table = models.JSONField(default=dict)
    from_day = models.DateField()
    to_day = models.DateField()
    place = models.CharField(max_length=MAX_PLACE)
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrected_by")
    posted_by = models.CharField(max_length=64)
    posted_as = models.CharField(max_length=9, blank=True)
    posted_at = models.DateTimeField()
    withdrawn_by = models.CharField(max_length=64, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=MAX_REASON, blank=True)

    class Meta:
        ordering = ["-from_day", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_day__gte=F("from_day")), name="a_notice_does_not_end_before_it_begins"
            ),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(basis="") & ~Q(place=""), name="a_notice_has_a_title_a_basis_and_a_place"
            ),
            models.UniqueConstraint(
                fields=["corrects"],
                condition=Q(withdrawn_at__isnull=True, corrects__isnull=False),
                name="one_notice_corrects_another",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_because="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_because="")),
                name="a_withdrawn_notice_says_why",
            ),
        ]
        indexes = [
            models.Index(fields=["branch", "from_day"], name="notices_branch_day"),
            models.Index(fields=["branch", "to_day"], name="notices_branch_last"),
        ]

    def __str__(self) -> str:
        return f"{self.public_id} {self.title}"


class Attachment(models.Model):
    """A file of evidence a notice refers to. The file itself is opened by whoever may, never by the public."""

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="attachments")
    file = models.ForeignKey("evidence.Evidence", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["notice", "file"], name="a_notice_refers_to_a_file_once")]

    def __str__(self) -> str:
        return f"{self.notice_id} {self.file_id}"
