"""Observation tours: route by a draw anybody can verify, items with weights, scores of named judges."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from fivestar.foundation.ids import new_public_id

MOST_POINTS = 100


class Tour(models.Model):
    """观摩: committed to (frame, secret, named result of a later day), drawn, closed.

    frame: the document of `foundation.draw.Frame`, strata are townships, items codes of villages. items: name → weight,
    in their order.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    district = models.ForeignKey("territory.Region", models.PROTECT, related_name="+")
    title = models.CharField(max_length=80)
    items = models.JSONField()
    frame = models.JSONField()
    commitment = models.CharField(max_length=71)
    secret_sealed = models.TextField()
    result_name = models.CharField(max_length=120)
    result_on = models.DateField()
    committed_by = models.CharField(max_length=64)
    committed_at = models.DateTimeField()
    result_value = models.CharField(max_length=260, blank=True)
    drawn_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-committed_at", "-pk"]
        constraints = [
            # Whoever could commit to several and keep the one he likes would steer the route.
            models.UniqueConstraint(
                fields=["district"], condition=Q(drawn_at__isnull=True), name="one_tour_waits_for_its_draw"
            ),
            models.CheckConstraint(
                name="a_tour_is_drawn_with_a_result",
                condition=Q(drawn_at__isnull=True, result_value="", closed_at__isnull=True)
                | Q(drawn_at__isnull=False) & ~Q(result_value=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        """Are scores taken?"""
        return self.drawn_at is not None and self.closed_at is None


class Judge(models.Model):
    """A post whose holder scores; he does so under his own name."""

    tour = models.ForeignKey(Tour, models.PROTECT, related_name="judges")
    post = models.ForeignKey("responsibility.Post", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["tour", "post"], name="a_post_judges_a_tour_once")]

    def __str__(self) -> str:
        return f"{self.tour_id} {self.post_id}"


class Stop(models.Model):
    """A village on the route, at its place (from 1). code: as it stands in the frame it was drawn from."""

    tour = models.ForeignKey(Tour, models.PROTECT, related_name="stops")
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=12)
    branch = models.ForeignKey("territory.Branch", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["tour", "position"], name="one_stop_at_a_place_of_a_tour"),
            models.UniqueConstraint(fields=["tour", "branch"], name="a_tour_stops_once_in_a_village"),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.branch_id}"


class Score(models.Model):
    """All items of a stop by one judge. A newer one supersedes his older; nothing is lost.

    points: by item, in the order of the tour. `client_id` is made where it was written, offline perhaps: the same one
    again changes nothing.
    """

    stop = models.ForeignKey(Stop, models.PROTECT, related_name="scores")
    judge = models.ForeignKey(Judge, models.PROTECT, related_name="scores")
    points = models.JSONField()
    scored_by = models.CharField(max_length=64)
    scored_at = models.DateTimeField()
    client_id = models.UUIDField(unique=True)
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["stop", "judge"],
                condition=Q(superseded_at__isnull=True),
                name="one_current_score_per_stop_and_judge",
            )
        ]

    def __str__(self) -> str:
        return f"{self.stop_id} {self.judge_id}"
