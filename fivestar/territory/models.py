"""Where people live and who leads them: regions, villages (communities), their branches and their collectives.

A region or village lies under everything whose `path` its own path begins with: "1.4.9." is region 9 in 4 in 1,
"1.4.9.v17." a village of it. Statistical codes are dated text: former names and codes of a village are kept.
"""

from django.db import models
from django.db.models import F, Q

from fivestar.foundation.ids import new_public_id
from fivestar.territory import names

CODE_LENGTH = 12
"""Digits of a village's statistical code: province 2, city 2, district 2, township 3, village 3."""


class Region(models.Model):
    """A unit of government from the nation down to a township or street."""

    class Kind(models.TextChoices):
        NATION = "nation", "全国"
        PROVINCE = "province", "省"
        CITY = "city", "市"
        DISTRICT = "district", "县(市、区)"
        TOWNSHIP = "township", "乡镇(街道)"

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    name = models.CharField(max_length=80)
    short_name = models.CharField(max_length=40)
    code = models.CharField(max_length=CODE_LENGTH, unique=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    path = models.CharField(max_length=120, db_index=True)
    pinyin = models.CharField(max_length=200)
    initials = models.CharField(max_length=80)
    is_fictitious = models.BooleanField(default=False)
    own_date = models.DateField(null=True, blank=True)
    order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["order", "code"]
        constraints = [
            models.CheckConstraint(
                name="only_the_nation_has_no_parent",
                condition=Q(kind="nation", parent__isnull=True) | (~Q(kind="nation") & Q(parent__isnull=False)),
            ),
            models.CheckConstraint(
                name="own_date_only_in_a_fictitious_region",
                condition=Q(own_date__isnull=True) | Q(is_fictitious=True),
            ),
        ]

    def __str__(self) -> str:
        return self.name


NAME_FIELDS = ["name", "core", "pinyin", "initials", "legal_form"]


class Village(models.Model):
    """A villagers' or residents' committee with its area, as the public register lists it."""

    class LegalForm(models.TextChoices):
        VILLAGE = "village", "村民委员会"
        RESIDENTS = "residents", "居民委员会"

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    township = models.ForeignKey(Region, models.PROTECT, related_name="villages")
    district = models.ForeignKey(Region, models.PROTECT, related_name="district_villages")
    name = models.CharField(max_length=80)
    core = models.CharField(max_length=80, db_index=True)  # the name without 村委会, 社区居委会, 村 …
    code = models.CharField(max_length=CODE_LENGTH, unique=True)
    legal_form = models.CharField(max_length=9, choices=LegalForm.choices)
    path = models.CharField(max_length=120, db_index=True)
    pinyin = models.CharField(max_length=200, db_index=True)
    initials = models.CharField(max_length=80, db_index=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged_from")
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                name="a_merged_village_has_ended",
                condition=Q(merged_into__isnull=True) | Q(ended_on__isnull=False),
            ),
            models.CheckConstraint(
                name="a_village_is_not_merged_into_itself",
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def take_name(self, name: str) -> None:
        """Sets the name and what follows from it; the caller saves `NAME_FIELDS`."""
        self.name, self.core = name, names.core(name)
        self.pinyin, self.initials = names.pinyin(self.core)
        residents = names.is_residents(name, self.code)
        self.legal_form = self.LegalForm.RESIDENTS if residents else self.LegalForm.VILLAGE


class FormerName(models.Model):
    """What a village (or one merged into it) was called until a day."""

    village = models.ForeignKey(Village, models.CASCADE, related_name="former_names")
    name = models.CharField(max_length=80)
    core = models.CharField(max_length=80, db_index=True)
    until = models.DateField()

    class Meta:
        ordering = ["-until", "name"]
        constraints = [
            models.UniqueConstraint(fields=["village", "name", "until"], name="one_former_name_per_village_and_day"),
        ]

    def __str__(self) -> str:
        return self.name


class FormerCode(models.Model):
    """A statistical code a village (or one merged into it) carried until a day."""

    village = models.ForeignKey(Village, models.CASCADE, related_name="former_codes")
    code = models.CharField(max_length=CODE_LENGTH, db_index=True)
    until = models.DateField()

    class Meta:
        ordering = ["-until", "code"]
        constraints = [
            models.UniqueConstraint(fields=["village", "code", "until"], name="one_former_code_per_village_and_day"),
        ]

    def __str__(self) -> str:
        return self.code


class Alias(models.Model):
    """Another name people use for a village."""

    village = models.ForeignKey(Village, models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=80)
    core = models.CharField(max_length=80, db_index=True)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["village", "name"], name="one_alias_per_village_and_name")]

    def __str__(self) -> str:
        return self.name


class Branch(models.Model):
    """The Party branch of a village. Its category decides which standards apply; the legal form does not."""

    class Category(models.TextChoices):
        RURAL = "rural", "农村"
        URBAN = "urban", "城市社区"
        OUTSIDE = "outside", "不在创建范围"
        UNKNOWN = "unknown", "待核实"

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    village = models.OneToOneField(Village, models.PROTECT, related_name="branch")
    township = models.ForeignKey(Region, models.PROTECT, related_name="branches")
    district = models.ForeignKey(Region, models.PROTECT, related_name="district_branches")
    name = models.CharField(max_length=90)
    category = models.CharField(max_length=7, choices=Category.choices, default=Category.UNKNOWN)
    path = models.CharField(max_length=120, db_index=True)
    ended_on = models.DateField(null=True, blank=True)  # the village's, so that a wall needs no join

    class Meta:
        ordering = ["village__code"]
        indexes = [models.Index(fields=["district", "category"], name="branch_district_category")]

    def __str__(self) -> str:
        return self.name


class Collective(models.Model):
    """A rural collective economic organisation (集体经济组织). It has the income; a branch has none."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    district = models.ForeignKey(Region, models.PROTECT, related_name="collectives")
    village = models.ForeignKey(Village, models.PROTECT, null=True, blank=True, related_name="collectives")
    name = models.CharField(max_length=90)
    code = models.CharField(max_length=18, unique=True)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name
