"""A plan of re-checks and its draw, the pairs on its list, what was found of them. Nothing of it is ever removed."""

from __future__ import annotations

from django.db import models

from fivestar.foundation.ids import new_public_id
from fivestar.foundation.outcome import N_


class Plan(models.Model):
    """A frozen frame, the commitment to it and to a secret, and the draw made of them.

    `frame` is the document of `foundation.draw.Frame`. `secret_sealed` is unsealed when it is drawn; from then on
    `secret` holds it in hexadecimal, for everybody and whatever becomes of the server's key. `frame_pairs` and
    `frame_stars` count what the frame holds. Times are the district's own.
    """

    class State(models.TextChoices):
        COMMITTED = "committed", N_("已承诺，待抽签")
        DRAWN = "drawn", N_("正在复核")
        CLOSED = "closed", N_("已结束")
        VOID = "void", N_("已作废")

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    district = models.ForeignKey("territory.Region", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=9, choices=State.choices, default=State.COMMITTED)
    frame = models.JSONField()
    frame_pairs = models.PositiveIntegerField()
    frame_stars = models.PositiveIntegerField()
    take = models.PositiveIntegerField()
    commitment = models.CharField(max_length=71)
    secret_sealed = models.TextField()
    secret = models.CharField(max_length=64, blank=True)
    committed_at = models.DateTimeField()
    committed_by = models.CharField(max_length=64)
    result_name = models.CharField(max_length=120)
    result_on = models.DateField()
    result_value = models.CharField(max_length=260, blank=True)
    drawn_at = models.DateTimeField(null=True, blank=True)
    drawn_by = models.CharField(max_length=64, blank=True)
    void_reason = models.CharField(max_length=300, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            # Whoever could commit to several and keep the one he likes would steer the draw.
            models.UniqueConstraint(
                fields=["district"], condition=models.Q(state="committed"), name="one_committed_plan_per_district"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["committed", "void"]) | models.Q(drawn_at__isnull=False),
                name="plan_is_drawn_before_it_is_checked",
            ),
            models.CheckConstraint(
                condition=models.Q(state="void", void_reason__gt="")
                | (~models.Q(state="void") & models.Q(void_reason="")),
                name="plan_is_void_with_a_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(drawn_at__isnull=True, result_value="")
                | models.Q(drawn_at__isnull=False, result_value__gt=""),
                name="plan_is_drawn_with_a_result",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.public_id} {self.state}"

    @property
    def is_drawn(self) -> bool:
        """Was it ever drawn, whether or not it was declared void later?"""
        return self.drawn_at is not None


class Witness(models.Model):
    """A number given before the public result was out. `who` is a role, never a name."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="witnesses")
    order = models.PositiveSmallIntegerField()
    who = models.CharField(max_length=30)
    number = models.CharField(max_length=40)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "order"], name="one_witness_per_plan_and_place")]

    def __str__(self) -> str:
        return f"{self.who}: {self.number}"


class Pair(models.Model):
    """A branch and a criterion on the list, at its place (from 1). `item`: as the frame spells it, whatever code the
    village carries since.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="pairs")
    position = models.PositiveIntegerField()
    stratum = models.CharField(max_length=60)
    item = models.CharField(max_length=60)
    branch = models.ForeignKey("territory.Branch", on_delete=models.PROTECT, related_name="+")
    edition = models.ForeignKey("standards.Edition", on_delete=models.PROTECT, related_name="+")
    criterion = models.CharField(max_length=40)
    star = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "position"], name="one_pair_per_plan_and_place"),
            models.UniqueConstraint(fields=["plan", "branch", "criterion"], name="one_place_per_plan_and_pair"),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.branch_id} {self.criterion}"


class Finding(models.Model):
    """What one person found of a pair. A person's newer one supersedes his older; nothing is lost.

    `client_id` is made where it was written, offline perhaps: the same one again changes nothing.
    """

    class Verdict(models.TextChoices):
        HOLDS = "holds", N_("成立")
        DOES_NOT = "does_not", N_("不成立")
        COULD_NOT = "could_not", N_("没查成")

    pair = models.ForeignKey(Pair, on_delete=models.PROTECT, related_name="findings")
    verdict = models.CharField(max_length=9, choices=Verdict.choices)
    note = models.CharField(max_length=300, blank=True)
    found_by = models.CharField(max_length=64)
    found_at = models.DateTimeField()
    client_id = models.UUIDField(unique=True)
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["pair", "found_by"],
                condition=models.Q(superseded_at__isnull=True),
                name="one_current_finding_per_pair_and_person",
            ),
            models.CheckConstraint(
                condition=models.Q(verdict="holds") | ~models.Q(note=""), name="finding_that_does_not_hold_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pair_id} {self.verdict}"
