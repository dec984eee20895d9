"""People, posts and ways to sign in.

An account is a way to sign in; who it is stands in `Person`; what he may do comes from the posts he holds that day.
"""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.db.models import F, Q

from fivestar.foundation.access import Duty
from fivestar.foundation.clock import machine_now
from fivestar.foundation.ids import new_public_id
from fivestar.foundation.outcome import N_


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts; one without a password signs in by a device key only."""

    def create_user(self, username: str, password: str | None = None) -> "Account":
        account = self.model(username=self.model.normalize_username(username))
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """A way to sign in: a name and a password, nothing about the person.

    There are no groups, flags or superusers: power comes from posts alone.
    """

    username = models.CharField(max_length=64, unique=True, validators=[UnicodeUsernameValidator()])
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=machine_now, editable=False)
    last_login = None  # when somebody last came is nobody's business

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[AccountManager] = AccountManager()

    def __str__(self) -> str:
        return self.username


class Person(models.Model):
    """Somebody who holds posts. `ref` is what records keep instead of the name."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    ref = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    name = models.CharField(max_length=40)
    account = models.OneToOneField(Account, models.SET_NULL, null=True, blank=True, related_name="person")

    class Meta:
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name


class Department(models.Model):
    """A department of a district, or a body set up for the drive. `task`: what it answers for, in words."""

    class Kind(models.TextChoices):
        DEPARTMENT = "department", N_("部门")
        LEADING = "leading", N_("领导小组")
        TASKFORCE = "taskforce", N_("工作专班")
        WORKGROUP = "workgroup", N_("专项工作组")

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    district = models.ForeignKey("territory.Region", models.PROTECT, related_name="departments")
    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.DEPARTMENT)
    task = models.CharField(max_length=200, blank=True)
    order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["district", "name"], name="one_department_of_a_name_per_district"),
            models.UniqueConstraint(
                fields=["district"], condition=Q(kind="leading"), name="a_district_has_one_leading_group"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """A duty over a unit and all beneath it, with dates. The duty follows the post; people hold it for a time.

    `path` is the unit's own, copied when the post is made. A SUPPLY post is limited to its department's facts, any
    post with `stars` to those stars.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    duty = models.CharField(max_length=10, choices=[(duty.value, duty.value) for duty in Duty])
    title = models.CharField(max_length=60)
    district = models.ForeignKey(
        "territory.Region", models.PROTECT, null=True, blank=True, related_name="district_posts"
    )
    region = models.ForeignKey("territory.Region", models.PROTECT, null=True, blank=True, related_name="posts")
    village = models.ForeignKey("territory.Village", models.PROTECT, null=True, blank=True, related_name="posts")
    path = models.CharField(max_length=120, db_index=True)
    department = models.ForeignKey(Department, models.PROTECT, null=True, blank=True, related_name="posts")
    stars = models.JSONField(null=True, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["path", "id"]
        constraints = [
            models.CheckConstraint(
                name="a_post_has_exactly_one_unit",
                condition=Q(region__isnull=False, village__isnull=True) | Q(region__isnull=True, village__isnull=False),
            ),
            models.CheckConstraint(
                name="a_post_ends_after_it_begins",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
            ),
            models.CheckConstraint(
                name="a_supplying_post_names_its_department",
                condition=~Q(duty=Duty.SUPPLY.value) | Q(department__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Holding(models.Model):
    """Who held a post, and when. Both days count."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="holdings")
    person = models.ForeignKey(Person, models.PROTECT, related_name="holdings")
    from_day = models.DateField()
    to_day = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["from_day", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["post"], condition=Q(to_day__isnull=True), name="a_post_has_one_holder_at_a_time"
            ),
            models.CheckConstraint(
                name="a_holding_ends_after_it_begins",
                condition=Q(to_day__isnull=True) | Q(to_day__gte=F("from_day")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post} – {self.person}"
