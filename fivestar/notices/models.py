"""What hung on a board, as it hung there, and what the supervision committee said of it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from fivestar.foundation.ids import new_public_id
from fivestar.notices.judging import MAX_BASIS, MAX_PLACE, MAX_REASON, MAX_TITLE, MAX_WORDS
from fivestar.notices.kinds import KINDS


class Notice(models.Model):
    """One notice. Never changed: another one corrects it and says so, or it is withdrawn with a reason.

    table: {"head": [text], "rows": [[text]]}. A chain of corrections counts once, on the day its first one was hung up.
    posted_as: the duty by which it was posted. topics: which classes and items of the finance list it discloses
    (`topics`). names_people: shown as long as it hangs, afterwards only that it hung (`decisions.shows_words`).
    digest_form: what the digest in the public log covers; 1 is without topics and enclosures (`logged`).
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
    topics = models.JSONField(default=list)
    names_people = models.BooleanField(default=False)
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrected_by")
    digest_form = models.PositiveSmallIntegerField(default=2)
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


class Enclosure(models.Model):
    """A file that hangs with a notice: the cleaned copy, with who said that he looked and nothing personal is in it.

    is_public: until it comes down, with the notice's last day, its correction or its withdrawal.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="enclosures")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=4)
    bytes = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    sha256_given = models.CharField(max_length=64)
    storage_key = models.CharField(max_length=120, unique=True)
    looked_through_by = models.CharField(max_length=64)
    looked_through_at = models.DateTimeField()
    is_public = models.BooleanField(default=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(looked_through_by=""), name="an_enclosure_was_looked_through")
        ]

    def __str__(self) -> str:
        return f"{self.notice_id} {self.public_id}"


class Check(models.Model):
    """What a member of the supervision committee said of a notice: nothing against it, or an objection in words.

    Never changed: whoever says something else later has a new row, and the one before is superseded. Of an objection
    the village's answer and how it ended stand here too. `member` is the reference of whoever has the seat; the village
    and the public read the words, never whose they are. entered_by: himself, or who typed the signed paper.
    """

    class Verdict(models.TextChoices):
        CONFIRM = "confirm", "没有问题"
        OBJECT = "object", "有异议"

    class Channel(models.TextChoices):
        LINK = "link", "一次性链接"
        PAPER = "paper", "签字纸单"
        ACCOUNT = "account", "本人登录"

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="checks")
    post = models.ForeignKey("responsibility.Post", on_delete=models.PROTECT, related_name="+")
    member = models.CharField(max_length=64)
    verdict = models.CharField(max_length=7, choices=Verdict.choices)
    words = models.CharField(max_length=MAX_WORDS, blank=True)
    channel = models.CharField(max_length=7, choices=Channel.choices)
    said_on = models.DateField()
    kept_at = models.CharField(max_length=MAX_PLACE, blank=True)
    entered_by = models.CharField(max_length=64)
    entered_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=MAX_WORDS, blank=True)
    answered_by = models.CharField(max_length=64, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    ended_how = models.CharField(max_length=7, choices=[("agreed", "本人同意"), ("settled", "乡镇裁定")], blank=True)
    ended_by = models.CharField(max_length=64, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_because = models.CharField(max_length=MAX_WORDS, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["notice", "post"],
                condition=Q(superseded_at__isnull=True),
                name="a_member_says_one_thing_of_a_notice",
            ),
            models.CheckConstraint(
                condition=(Q(verdict="confirm") & Q(words="")) | (Q(verdict="object") & ~Q(words="")),
                name="an_objection_has_words_and_nothing_else_has",
            ),
            models.CheckConstraint(
                condition=~Q(channel="paper") | ~Q(kept_at=""), name="a_paper_list_is_kept_somewhere"
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True) | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="an_answer_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(ended_how="", ended_at__isnull=True)
                | (Q(verdict="object", ended_at__isnull=False) & ~Q(ended_how="")),
                name="only_an_objection_ends_and_says_how",
            ),
            models.CheckConstraint(
                condition=~Q(ended_how="settled") | ~Q(ended_because=""), name="what_is_settled_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.notice_id} {self.verdict}"


class HungSeen(models.Model):
    """With a check, by name: its member saw the notice hanging that day. His statement, never the program's.

    name: as it stands publicly under the notice, because he asked for it. Of the check itself nothing is public by it.
    """

    check_said = models.OneToOneField(Check, on_delete=models.PROTECT, related_name="hung_seen")
    name = models.CharField(max_length=60)
    day = models.DateField()

    class Meta:
        ordering = ["day", "id"]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="who_saw_it_hang_is_named")]

    def __str__(self) -> str:
        return f"{self.check_said_id} {self.day}"


class CheckLink(models.Model):
    """A link by which one member says something of some notices, once. Only a keyed digest of it is kept."""

    post = models.ForeignKey("responsibility.Post", on_delete=models.CASCADE, related_name="+")
    member = models.CharField(max_length=64)
    notices = models.ManyToManyField(Notice, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    issued_by = models.CharField(max_length=64)
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["post"],
                condition=Q(used_at__isnull=True, revoked_at__isnull=True),
                name="a_member_has_one_open_link",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post_id} {self.expires_at:%Y-%m-%d}"


class BusyMoney(models.Model):
    """The township found that money moves often here (财务往来较多): it is disclosed more often. Both days count."""

    branch = models.ForeignKey("territory.Branch", on_delete=models.PROTECT, related_name="+")
    from_day = models.DateField()
    to_day = models.DateField(null=True, blank=True)
    because = models.CharField(max_length=MAX_REASON)
    set_by = models.CharField(max_length=64)
    set_at = models.DateTimeField()

    class Meta:
        ordering = ["-from_day", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["branch"], condition=Q(to_day__isnull=True), name="a_branch_is_busy_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(to_day__isnull=True) | Q(to_day__gte=F("from_day")), name="it_is_busy_until_after_it_was"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.branch_id} {self.from_day}"
