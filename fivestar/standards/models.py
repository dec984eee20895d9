"""The standards as records: editions, which is in force where, what a district proposes, and the facts they need."""

from django.db import models
from django.db.models import F, Q

from fivestar.foundation.ids import new_public_id

CATEGORIES = [("rural", "农村"), ("urban", "城市社区")]


class Edition(models.Model):
    """A whole set of standards, pinned by the digest of its document. Superseded, never edited."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    slug = models.CharField(max_length=60)
    category = models.CharField(max_length=5, choices=CATEGORIES)
    year = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    status = models.CharField(max_length=8, choices=[("draft", "拟定稿"), ("official", "正式稿")])
    digest = models.CharField(max_length=71, unique=True)
    document = models.JSONField()  # engine.to_document
    valid_from = models.DateField()
    valid_to = models.DateField()
    supersedes = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="superseded_by")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["category", "-year", "-id"]
        constraints = [
            models.CheckConstraint(name="an_edition_ends_after_it_begins", condition=Q(valid_to__gte=F("valid_from"))),
        ]

    def __str__(self) -> str:
        return self.name


class EditionInForce(models.Model):
    """The edition a district rates a category by, from a day to a day (both included; open without `to_day`)."""

    district = models.ForeignKey("territory.Region", models.PROTECT, related_name="editions_in_force")
    category = models.CharField(max_length=5, choices=CATEGORIES)
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="in_force")
    from_day = models.DateField()
    to_day = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["district", "category", "from_day"]
        constraints = [
            models.UniqueConstraint(
                fields=["district", "category"],
                condition=Q(to_day__isnull=True),
                name="one_edition_in_force_per_district_and_category",
            ),
            models.UniqueConstraint(
                fields=["district", "category", "from_day"], name="one_edition_begins_per_district_category_and_day"
            ),
            models.CheckConstraint(
                name="an_edition_in_force_ends_after_it_begins",
                condition=Q(to_day__isnull=True) | Q(to_day__gte=F("from_day")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.district_id} {self.category} {self.from_day}"


class Proposal(models.Model):
    """A district's own workbook of tasks, turned into a document and not yet in force."""

    class State(models.TextChoices):
        OPEN = "open", "待采用"
        ADOPTED = "adopted", "已采用"
        WITHDRAWN = "withdrawn", "已撤回"

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    district = models.ForeignKey("territory.Region", models.PROTECT, related_name="proposals")
    category = models.CharField(max_length=5, choices=CATEGORIES)
    file_name = models.CharField(max_length=200)
    document = models.JSONField(null=True, blank=True)  # empty while the workbook has faults
    digest = models.CharField(max_length=71, blank=True)
    faults = models.JSONField(default=list)  # [{row, column, message_id, values}]
    notes = models.JSONField(default=list)  # what the workbook reader decided by itself, same shape
    state = models.CharField(max_length=9, choices=State.choices, default=State.OPEN)
    uploaded_by = models.CharField(max_length=60)  # person_ref
    uploaded_at = models.DateTimeField()
    decided_by = models.CharField(max_length=60, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    edition = models.ForeignKey(Edition, models.PROTECT, null=True, blank=True, related_name="proposals")

    class Meta:
        ordering = ["-uploaded_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="an_adopted_proposal_has_its_edition", condition=~Q(state="adopted") | Q(edition__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.file_name


class Fact(models.Model):
    """A row of the catalogue: one fact, defined once for every edition. `order` is its place in packed rows."""

    slug = models.CharField(max_length=60, unique=True)
    definition = models.JSONField()  # the fact as in facts.yaml
    order = models.PositiveIntegerField(unique=True)

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return self.slug


class LocalRule(models.Model):
    """A rule of law, or a local one, that a district entered: with its days, article and source. Never edited."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    district = models.ForeignKey("territory.Region", models.PROTECT, related_name="local_rules")
    category = models.CharField(max_length=9, choices=[("village", "村民委员会"), ("community", "居民委员会")])
    name = models.CharField(max_length=30)  # law.kinds
    value = models.CharField(max_length=40)  # law.values
    unit = models.CharField(max_length=20, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    article = models.CharField(max_length=120)
    source = models.CharField(max_length=300)
    entered_by = models.CharField(max_length=60)  # person_ref
    entered_at = models.DateTimeField()
    withdrawn_by = models.CharField(max_length=60, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-entered_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["district", "category", "name", "valid_from"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_local_rule_of_a_name_begins_on_a_day",
            ),
            models.CheckConstraint(
                name="a_local_rule_ends_after_it_begins",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
            ),
            models.CheckConstraint(
                name="a_local_rule_names_article_and_source", condition=~Q(article="") & ~Q(source="")
            ),
            models.CheckConstraint(
                name="a_withdrawn_rule_says_why",
                condition=Q(withdrawn_at__isnull=True, withdrawn_because="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_because="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.category}.{self.name} {self.valid_from}"


class PlanLine(models.Model):
    """What a district's decomposition plan says of a task in a year. A newer line stands for it; none is edited.

    By category, year and criterion, so that it outlives a corrected edition of the same year.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    district = models.ForeignKey("territory.Region", models.PROTECT, related_name="+")
    category = models.CharField(max_length=5, choices=CATEGORIES)
    year = models.PositiveSmallIntegerField()
    criterion = models.CharField(max_length=20)
    level = models.CharField(
        max_length=10,
        choices=[("branch", "党支部"), ("township", "乡镇"), ("department", "部门"), ("district", "区级")],
    )
    due_on = models.DateField()
    task_force = models.ForeignKey("responsibility.Department", models.PROTECT, null=True, blank=True, related_name="+")
    co_departments = models.JSONField(default=list)  # names, as the standards write them
    set_by = models.CharField(max_length=60)  # person_ref
    set_at = models.DateTimeField()
    is_current = models.BooleanField(default=True)

    class Meta:
        ordering = ["criterion", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["district", "category", "year", "criterion"],
                condition=Q(is_current=True),
                name="one_current_plan_line_per_task",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.category} {self.year} {self.criterion}"
