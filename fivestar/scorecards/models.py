"""What is kept for speed and for history. All but `Target` is written by `actions.rescore` and can be rebuilt."""

from __future__ import annotations

from django.db import models

from fivestar.foundation.ids import new_public_id

BASES = ["S", "C"]


class CurrentRow(models.Model):
    """All facts of a branch on one basis, packed (see `packing`). Locked while a branch is rescored."""

    branch = models.ForeignKey("territory.Branch", on_delete=models.CASCADE, related_name="+")
    basis = models.CharField(max_length=1)
    catalogue_digest = models.CharField(max_length=71, blank=True)
    packed = models.BinaryField(default=b"")
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["branch", "basis"], name="one_current_row_per_branch_and_basis"),
            models.CheckConstraint(condition=models.Q(basis__in=BASES), name="current_row_basis_is_s_or_c"),
        ]

    def __str__(self) -> str:
        return f"{self.branch_id} {self.basis}"


class ScorecardQuerySet(models.QuerySet["Scorecard"]):
    def with_edition(self) -> ScorecardQuerySet:
        """With the edition, its document left in the database."""
        return self.select_related("edition").defer("edition__document")


class Scorecard(models.Model):
    """An answer and how long it stood: from `since` until before `until` (null while it stands).

    `as_at` is the day the facts were last reckoned; `digest` is the digest of the receipt at `as_at`. A new row
    is appended when the answer (level, at most, stars, outcomes, edition) changes; a fact that moves without
    changing the answer refreshes `as_at`, `digest` and `next_change_at` of the standing row. `district` and
    `category` repeat the branch's for counting over one narrow index.
    """

    branch = models.ForeignKey("territory.Branch", on_delete=models.CASCADE, related_name="+")
    edition = models.ForeignKey("standards.Edition", on_delete=models.PROTECT, related_name="+")
    district = models.ForeignKey("territory.Region", on_delete=models.PROTECT, related_name="+")
    category = models.CharField(max_length=8)
    basis = models.CharField(max_length=1)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    as_at = models.DateField()
    level = models.SmallIntegerField()
    at_most = models.SmallIntegerField()
    met = models.SmallIntegerField()
    unmet = models.SmallIntegerField()
    unknown = models.SmallIntegerField()
    pending = models.SmallIntegerField()
    not_applicable = models.SmallIntegerField()
    stars = models.CharField(max_length=12)
    outcomes = models.BinaryField()
    digest = models.CharField(max_length=71)
    next_change_at = models.DateField(null=True, blank=True)
    computed_at = models.DateTimeField()
    is_current = models.BooleanField(default=True)

    objects = ScorecardQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["branch", "basis"],
                condition=models.Q(is_current=True),
                name="one_current_scorecard_per_branch_and_basis",
            ),
            models.UniqueConstraint(fields=["branch", "basis", "since"], name="one_scorecard_per_branch_basis_and_day"),
            models.CheckConstraint(
                condition=models.Q(is_current=True, until__isnull=True)
                | models.Q(is_current=False, until__isnull=False),
                name="scorecard_is_current_until_it_ends",
            ),
            models.CheckConstraint(condition=models.Q(basis__in=BASES), name="scorecard_basis_is_s_or_c"),
            models.CheckConstraint(
                condition=models.Q(level__gte=0) & models.Q(at_most__gte=models.F("level")),
                name="scorecard_level_is_at_most_at_most",
            ),
            models.CheckConstraint(
                condition=models.Q(as_at__gte=models.F("since")), name="scorecard_is_reckoned_since_it_stands"
            ),
        ]
        indexes = [
            models.Index(
                fields=["basis", "district", "category", "level", "at_most", "stars"],
                condition=models.Q(is_current=True),
                name="scorecards_standing",
            ),
            models.Index(fields=["next_change_at"], condition=models.Q(is_current=True), name="scorecards_due"),
            models.Index(fields=["basis", "district", "since", "until"], name="scorecards_past"),
        ]

    def __str__(self) -> str:
        return f"{self.branch_id} {self.basis} {self.since} {self.level}"


class Target(models.Model):
    """The level (and stars) a branch aims at under an edition, with the reason; a newer one replaces it.

    Taken back, it stays with who did it, when and why.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    branch = models.ForeignKey("territory.Branch", on_delete=models.CASCADE, related_name="+")
    edition = models.ForeignKey("standards.Edition", on_delete=models.PROTECT, related_name="+")
    level = models.SmallIntegerField()
    stars = models.JSONField(default=list)
    reason = models.CharField(max_length=300)
    set_at = models.DateTimeField()
    set_by = models.CharField(max_length=64)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.CharField(max_length=64, blank=True)
    withdrawn_because = models.CharField(max_length=300, blank=True)
    is_current = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["branch", "edition"],
                condition=models.Q(is_current=True),
                name="one_current_target_per_branch_and_edition",
            ),
            models.CheckConstraint(condition=models.Q(level__gte=1), name="target_level_is_at_least_one"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="target_has_a_reason"),
            models.CheckConstraint(
                name="a_target_taken_back_says_who_when_and_why",
                condition=models.Q(withdrawn_at__isnull=True, withdrawn_by="", withdrawn_because="")
                | (
                    models.Q(withdrawn_at__isnull=False, is_current=False)
                    & ~models.Q(withdrawn_by="")
                    & ~models.Q(withdrawn_because="")
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.branch_id} → {self.level}"


class DailyTally(models.Model):
    """How many branches of a district stood where on a day. Written by a daily job, never inside an act.

    `star` empty: `value` is a level; `?`: branches with an unknown star; else a star's id and `value` its code.
    """

    district = models.ForeignKey("territory.Region", on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    category = models.CharField(max_length=8)
    basis = models.CharField(max_length=1)
    star = models.CharField(max_length=20, blank=True)
    value = models.SmallIntegerField()
    count = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["district", "day", "basis", "category", "star", "value"],
                name="one_tally_per_district_day_and_value",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.district_id} {self.day} {self.star or 'level'} {self.value}: {self.count}"


class TargetStep(models.Model):
    """What a branch proposes to aim at, or its township puts forward, on the way to the district. Never changed.

    as_duty: by which post it was said. year, category: as of the standards in force that day. is_current: until the
    next step of its kind, or until the district fixes the target.
    """

    class Step(models.TextChoices):
        PROPOSED = "proposed", "支部申报"
        ENDORSED = "endorsed", "乡镇审核"

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    branch = models.ForeignKey("territory.Branch", on_delete=models.CASCADE, related_name="+")
    category = models.CharField(max_length=5)
    year = models.PositiveSmallIntegerField()
    step = models.CharField(max_length=8, choices=Step.choices)
    level = models.SmallIntegerField()
    stars = models.JSONField(default=list)
    reason = models.CharField(max_length=300)
    as_duty = models.CharField(max_length=10)
    by = models.CharField(max_length=64)
    at = models.DateTimeField()
    is_current = models.BooleanField(default=True)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["branch", "year", "step"],
                condition=models.Q(is_current=True),
                name="one_current_step_towards_a_target",
            ),
            models.CheckConstraint(
                condition=models.Q(level__gte=1) & ~models.Q(reason=""), name="a_step_has_a_level_and_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.branch_id} {self.step} {self.level}"


class TargetPlan(models.Model):
    """The figures a plan names for a district or township in a year, as published. A newer one stands for it.

    levels: {"5": 6}; a level not named is not zero. stars: {star id: branches}, empty where the plan names none.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    region = models.ForeignKey("territory.Region", on_delete=models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField()
    rural = models.PositiveIntegerField(null=True, blank=True)
    urban = models.PositiveIntegerField(null=True, blank=True)
    levels = models.JSONField(default=dict)
    stars = models.JSONField(default=dict)
    source = models.CharField(max_length=200)
    entered_by = models.CharField(max_length=64)
    entered_at = models.DateTimeField()
    is_current = models.BooleanField(default=True)

    class Meta:
        ordering = ["-entered_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["region", "year"], condition=models.Q(is_current=True), name="one_current_target_plan_a_year"
            ),
            models.CheckConstraint(condition=~models.Q(source=""), name="a_target_plan_has_a_source"),
        ]

    def __str__(self) -> str:
        return f"{self.region_id} {self.year}"
