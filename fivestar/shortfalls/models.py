"""What branches lack, what somebody does about it, and screenings that froze the list on a day."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from fivestar.foundation.ids import new_public_id
from fivestar.shortfalls.decisions import OPEN_WORDS, state_of

MAX_MEASURE, MAX_NOTE = 300, 200
VERDICTS = [(one, one) for one in ("unmet", "unknown", "met", "pending", "not_applicable", "gone")]
AIMS = [(one, one) for one in ("aimed", "outside", "open")]


class Shortfall(models.Model):
    """A task that a branch lacks, or that somebody took up in a year when it did.

    Derived from confirmed scorecards and written by `keeping.keep` alone: edition … falls (see `decisions.Trace`).
    Added by people: measure, owner, date, whether it takes a project; and by somebody else that it is struck off.
    `version` counts what people changed. An answer that falls back takes the striking-off away.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    branch = models.ForeignKey("territory.Branch", models.CASCADE, related_name="+")
    district = models.ForeignKey("territory.Region", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    criterion = models.CharField(max_length=20)

    edition = models.ForeignKey("standards.Edition", models.PROTECT, related_name="+")
    star = models.CharField(max_length=20)
    department = models.CharField(max_length=60)  # leading
    verdict = models.CharField(max_length=14, choices=VERDICTS)
    is_open = models.BooleanField()
    opened_on = models.DateField()
    since = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    falls = models.PositiveSmallIntegerField(default=0)

    measure = models.CharField(max_length=MAX_MEASURE, blank=True)
    owner = models.ForeignKey("responsibility.Post", models.PROTECT, null=True, blank=True, related_name="+")
    due_on = models.DateField(null=True, blank=True)
    # Null: nobody asked yet. Either makes a project of the measure.
    spends_collective = models.BooleanField(null=True)
    touches_villagers = models.BooleanField(null=True)
    planned_by = models.CharField(max_length=32, blank=True)
    planned_at = models.DateTimeField(null=True, blank=True)
    struck_off_by = models.CharField(max_length=32, blank=True)
    struck_off_at = models.DateTimeField(null=True, blank=True)
    struck_off_note = models.CharField(max_length=MAX_NOTE, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["branch", "criterion"]
        constraints = [
            models.UniqueConstraint(
                fields=["branch", "year", "criterion"], name="one_shortfall_per_branch_year_and_criterion"
            ),
            models.CheckConstraint(
                name="an_open_shortfall_is_unmet_or_unknown",
                condition=Q(is_open=True, verdict__in=OPEN_WORDS, ended_on__isnull=True)
                | (Q(is_open=False, ended_on__isnull=False) & ~Q(verdict__in=OPEN_WORDS)),
            ),
            models.CheckConstraint(
                name="a_plan_has_measure_owner_and_date",
                condition=Q(measure="", owner__isnull=True, due_on__isnull=True, planned_by="", planned_at__isnull=True)
                | (
                    ~Q(measure="")
                    & ~Q(planned_by="")
                    & Q(owner__isnull=False, due_on__isnull=False, planned_at__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="what_a_measure_takes_is_said_of_a_measure",
                condition=Q(spends_collective__isnull=True, touches_villagers__isnull=True)
                | (Q(spends_collective__isnull=False, touches_villagers__isnull=False) & ~Q(measure="")),
            ),
            models.CheckConstraint(
                name="what_is_struck_off_lacks_nothing",
                condition=Q(struck_off_at__isnull=True, struck_off_by="", struck_off_note="")
                | (Q(struck_off_at__isnull=False, is_open=False) & ~Q(struck_off_by="")),
            ),
            models.CheckConstraint(
                name="nobody_strikes_off_what_he_planned",
                condition=Q(struck_off_by="") | ~Q(struck_off_by=models.F("planned_by")),
            ),
        ]
        indexes = [
            models.Index(fields=["district", "is_open", "star"], name="shortfalls_of_a_district"),
            models.Index(
                fields=["owner", "due_on"],
                condition=Q(owner__isnull=False, struck_off_at__isnull=True),
                name="shortfalls_of_a_post",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.branch_id} {self.year} {self.criterion}"

    @property
    def state(self) -> str:
        return state_of(
            self.verdict,
            is_planned=self.owner_id is not None,
            is_struck_off=self.struck_off_at is not None,
        )

    @property
    def takes_project(self) -> bool:
        """The measure spends collective money or touches villagers' interests."""
        return bool(self.spends_collective or self.touches_villagers)


class Screening(models.Model):
    """全面排查: the list of a day, frozen. levels: whose branches were screened. Never changed."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    district = models.ForeignKey("territory.Region", models.PROTECT, related_name="+")
    on = models.DateField()
    levels = models.JSONField()
    screened_by = models.CharField(max_length=32)
    screened_at = models.DateTimeField()

    class Meta:
        ordering = ["-on"]
        constraints = [models.UniqueConstraint(fields=["district", "on"], name="one_screening_per_district_and_day")]

    def __str__(self) -> str:
        return f"{self.district_id} {self.on}"


class ScreenedBranch(models.Model):
    """A branch of a screening: what it aimed at, what it was held against. is_answered: it had an answer that day."""

    screening = models.ForeignKey(Screening, models.CASCADE, related_name="branches")
    branch = models.ForeignKey("territory.Branch", models.PROTECT, related_name="+")
    edition = models.ForeignKey("standards.Edition", models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField()
    stars = models.JSONField()
    tasks = models.PositiveSmallIntegerField()
    is_answered = models.BooleanField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["screening", "branch"], name="a_branch_is_screened_once_in_a_screening")
        ]

    def __str__(self) -> str:
        return f"{self.screening_id} {self.branch_id}"


class ScreenedTask(models.Model):
    """A task on the frozen list: lacking that day, and whether its star was aimed at."""

    screening = models.ForeignKey(Screening, models.CASCADE, related_name="tasks")
    branch = models.ForeignKey("territory.Branch", models.PROTECT, related_name="+")
    criterion = models.CharField(max_length=20)
    star = models.CharField(max_length=20)
    department = models.CharField(max_length=60)
    verdict = models.CharField(max_length=7, choices=[(one, one) for one in OPEN_WORDS])
    aim = models.CharField(max_length=7, choices=AIMS)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["screening", "branch", "criterion"], name="a_task_is_listed_once_in_a_screening"
            )
        ]

    def __str__(self) -> str:
        return f"{self.screening_id} {self.branch_id} {self.criterion}"


class DigestSent(models.Model):
    """That a unit's digest of a day went out: at most one a day for each. region: a department's district."""

    region = models.ForeignKey("territory.Region", models.CASCADE, related_name="+")
    department = models.ForeignKey("responsibility.Department", models.CASCADE, null=True, blank=True, related_name="+")
    day = models.DateField()
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region", "day"], condition=Q(department__isnull=True), name="one_digest_per_unit_and_day"
            ),
            models.UniqueConstraint(fields=["department", "day"], name="one_digest_per_department_and_day"),
        ]

    def __str__(self) -> str:
        return f"{self.region_id} {self.department_id or ''} {self.day}"
