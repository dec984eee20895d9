"""Questions somebody would like to put to the grassroots, and how many minutes a month may be asked for."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from fivestar.foundation.ids import new_public_id

LEVELS = [("village", "村(社区)"), ("township", "乡镇(街道)"), ("department", "部门")]


class QuestionProposal(models.Model):
    """A question proposed: what, why, from whom, how often, how long it takes; refused by the machine or waiting.

    `measure`, `unit`, `population` and `period` say what is measured, and are what it is held against. `population` is
    whom a figure is about: branches of a category (rural, urban, both), a township or the district. `department` asks;
    `supplier` is named where a department answers. `minutes` is what one supplier needs each time.
    findings: [{kind, message_id, values}]; near: [{slug, label, similarity, rejected_because}], each name that sounds
    alike with the reason why it is something else.
    """

    class Form(models.TextChoices):
        FACT = "fact", "数据"
        FORM = "form", "表格"
        EVIDENCE = "evidence", "材料"

    class State(models.TextChoices):
        REFUSED = "refused", "系统退回"
        WAITING = "waiting", "待组织部门审定"
        APPROVED = "approved", "已同意"
        REJECTED = "rejected", "未同意"
        WITHDRAWN = "withdrawn", "已撤回"

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    district = models.ForeignKey("territory.Region", on_delete=models.PROTECT, related_name="+")
    form = models.CharField(max_length=8, choices=Form.choices)
    label = models.CharField(max_length=80)
    measure = models.CharField(max_length=80)
    unit = models.CharField(max_length=10, blank=True)
    population = models.CharField(max_length=8)
    period = models.CharField(max_length=10)
    supplied_by = models.CharField(max_length=10, choices=LEVELS)
    supplier = models.CharField(max_length=80, blank=True)
    department = models.CharField(max_length=80)
    times_a_year = models.PositiveSmallIntegerField()
    minutes = models.PositiveSmallIntegerField()
    criteria = models.JSONField(default=list)
    document = models.CharField(max_length=80, blank=True)
    expression = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=9, choices=State.choices)
    findings = models.JSONField(default=list)
    near = models.JSONField(default=list)
    proposed_by = models.CharField(max_length=64)
    proposed_at = models.DateTimeField()
    decided_by = models.CharField(max_length=64, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decision = models.CharField(max_length=300, blank=True)
    is_withdrawn_for_asker = models.BooleanField(default=False)

    class Meta:
        ordering = ["-proposed_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(times_a_year__gte=1, minutes__gte=1), name="a_question_has_a_frequency_and_a_price"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["refused", "waiting"], decided_at__isnull=True)
                | Q(state__in=["approved", "rejected", "withdrawn"], decided_at__isnull=False),
                name="a_question_is_decided_once_it_waits_no_more",
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | ~Q(decided_by=models.F("proposed_by")),
                name="nobody_approves_a_question_of_his_own",
            ),
        ]

    def __str__(self) -> str:
        return self.label


class MinuteBudget(models.Model):
    """How many minutes a month a district lets one village, township or department be asked for, from a day on."""

    district = models.ForeignKey("territory.Region", on_delete=models.PROTECT, related_name="+")
    level = models.CharField(max_length=10, choices=LEVELS)
    minutes_a_month = models.PositiveIntegerField()
    from_day = models.DateField()
    source = models.CharField(max_length=300)
    set_by = models.CharField(max_length=64)
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["district", "level", "from_day"], name="one_minute_budget_per_level_and_day"
            ),
            models.CheckConstraint(condition=~Q(source=""), name="a_minute_budget_names_its_source"),
        ]

    def __str__(self) -> str:
        return f"{self.district_id} {self.level} {self.from_day}: {self.minutes_a_month}"
