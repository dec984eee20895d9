"""Records of voices. They tell no more of when somebody spoke than the day the letterbox was opened, and no order.

Keys are drawn at random (`RandomKey`), every time is a legal day, rows of one opening are written in one transaction
in an order drawn by lot. No address, device, session or cookie is kept anywhere.
"""

from __future__ import annotations

import secrets
from typing import Any, ClassVar

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Q

from fivestar.disclosure.voices.decisions import Office
from fivestar.foundation.ids import new_public_id
from fivestar.foundation.outcome import N_

MAX_TEXT = 2000
MAX_WORDS = 1000
MAX_PUBLIC = 600
MAX_NAME = 40
MAX_CONTACT = 60


def random_key() -> int:
    return secrets.randbelow(2**63 - 1) + 1


class RandomKey(models.BigIntegerField[Any, Any]):
    """A primary key that says nothing of the order in which rows came.

    SECURITY: on SQLite it must be the row's own number (`integer`, not `bigint`): a table with any other key has a
    hidden one beside it that counts upwards.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"primary_key": True, "default": random_key, "editable": False, **options})

    def db_type(self, connection: BaseDatabaseWrapper) -> str | None:
        return "integer" if connection.vendor == "sqlite" else super().db_type(connection)


class Slip(models.Model):
    """Something put into the letterbox: sealed, of a few sizes only. Also empty ones, so that one proves nothing."""

    key = RandomKey()
    day = models.DateField()
    digest = models.CharField(max_length=64, unique=True)
    sealed = models.BinaryField()

    class Meta:
        ordering: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return str(self.day)


class Voice(models.Model):
    """What somebody reported, and how it stands. `path`: of the unit complained about. `office_path`: of who hears.
    `reached`: the highest office it has stood with; it never goes beneath that again."""

    class About(models.TextChoices):
        BRANCH = "branch", N_("村（社区）党支部、村（居）委会")
        TOWNSHIP = "township", N_("乡镇（街道）")
        DEPARTMENT = "department", N_("区直部门")
        POST = "post", N_("某个岗位的人")
        DISTRICT = "district", N_("区委组织部或区领导")

    class Matter(models.TextChoices):
        OBJECTION = "objection", N_("对公示有异议")
        PROBLEM = "problem", N_("反映问题")
        DISCIPLINE = "discipline", N_("党员干部违纪违法")
        PETITION = "petition", N_("信访事项")
        HOTLINE = "hotline", N_("12345 热线事项")

    class State(models.TextChoices):
        OPEN = "open", N_("正在办")
        PASSED_ON = "passed_on", N_("已转交")
        CLOSED = "closed", N_("已答复")
        NOBODY = "nobody", N_("区内没有可以受理的单位")

    class Consent(models.TextChoices):
        NONE = "", N_("还没有说")
        YES = "yes", N_("同意公开")
        NO = "no", N_("不同意公开")

    class Verdict(models.TextChoices):
        NONE = "", N_("还没有说")
        AGREES = "agrees", N_("认可")
        DISAGREES = "disagrees", N_("不认可")

    key = RandomKey()
    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    digest = models.CharField(max_length=64, unique=True)
    district = models.ForeignKey("territory.Region", models.PROTECT, related_name="+")
    about = models.CharField(max_length=10, choices=About.choices)
    unit_name = models.CharField(max_length=120)
    path = models.CharField(max_length=120, blank=True)
    township_path = models.CharField(max_length=120, blank=True)
    department = models.ForeignKey("responsibility.Department", models.PROTECT, null=True, blank=True, related_name="+")
    post = models.ForeignKey("responsibility.Post", models.PROTECT, null=True, blank=True, related_name="+")
    notice = models.CharField(max_length=12, blank=True)
    matter = models.CharField(max_length=10, choices=Matter.choices)
    text = models.CharField(max_length=MAX_TEXT)
    is_named = models.BooleanField(default=False)
    linked_to = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    office = models.CharField(max_length=12, choices=[(one.value, one.value) for one in Office])
    office_path = models.CharField(max_length=120, blank=True)
    reached = models.CharField(max_length=12, blank=True, default="")
    state = models.CharField(max_length=9, choices=State.choices, default=State.OPEN)
    received_on = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    reopened = models.PositiveSmallIntegerField(default=0)
    passed_to = models.CharField(max_length=60, blank=True)
    passed_number = models.CharField(max_length=40, blank=True)
    public_text = models.CharField(max_length=MAX_PUBLIC, blank=True)
    consent = models.CharField(max_length=3, choices=Consent.choices, blank=True, default=Consent.NONE)
    published_on = models.DateField(null=True, blank=True)
    verdict = models.CharField(max_length=9, choices=Verdict.choices, blank=True, default=Verdict.NONE)

    class Meta:
        ordering: ClassVar[list[str]] = ["received_on", "key"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="a_public_answer_has_the_reporters_consent",
                condition=Q(published_on__isnull=True) | (Q(consent="yes") & ~Q(public_text="")),
            ),
            models.CheckConstraint(
                name="a_voice_nobody_hears_stands_nowhere",
                condition=Q(office="nobody", office_path="") | (~Q(office="nobody") & ~Q(office_path="")),
            ),
            models.CheckConstraint(
                name="a_closed_voice_says_which_day",
                condition=Q(state="closed", closed_on__isnull=False) | (~Q(state="closed") & Q(closed_on__isnull=True)),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["district", "office", "state"], name="voice_office_state")
        ]

    def __str__(self) -> str:
        return self.public_id


class KeptFrom(models.Model):
    """Somebody a voice names: it never reaches him, whatever post he takes. `ref` is his reference, never his name."""

    key = RandomKey()
    voice = models.ForeignKey(Voice, models.CASCADE, related_name="kept_from")
    ref = models.CharField(max_length=12)

    class Meta:
        ordering: ClassVar[list[str]] = ["key"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["voice", "ref"], name="a_voice_names_somebody_once")
        ]

    def __str__(self) -> str:
        return self.ref


class Word(models.Model):
    """Something said later, by whoever spoke or by the office. number: their order within the one voice."""

    class By(models.TextChoices):
        REPORTER = "reporter", N_("反映人")
        OFFICE = "office", N_("受理单位")
        PROGRAM = "program", N_("系统")

    key = RandomKey()
    voice = models.ForeignKey(Voice, models.CASCADE, related_name="words")
    number = models.PositiveSmallIntegerField()
    by = models.CharField(max_length=8, choices=By.choices)
    kind = models.CharField(max_length=10)
    text = models.CharField(max_length=MAX_WORDS, blank=True)
    day = models.DateField()

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["voice", "number"], name="one_word_of_a_number")
        ]

    def __str__(self) -> str:
        return f"{self.voice_id} {self.number}"


class Picture(models.Model):
    """A picture drawn anew from its points; kept here and not as a file, which would have a time of its own."""

    key = RandomKey()
    voice = models.ForeignKey(Voice, models.CASCADE, related_name="pictures")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=3)
    data = models.BinaryField()

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["voice", "number"], name="one_picture_of_a_number")
        ]

    def __str__(self) -> str:
        return f"{self.voice_id} {self.number}"


class Identity(models.Model):
    """Who gave a name, sealed under a key of this case alone that lies outside the database."""

    key = RandomKey()
    voice = models.OneToOneField(Voice, models.CASCADE, related_name="identity")
    key_name = models.CharField(max_length=32)
    sealed = models.BinaryField()
    destroy_on = models.DateField()
    is_destroyed = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["key"]

    def __str__(self) -> str:
        return str(self.voice_id)
