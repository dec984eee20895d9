"""Projects with their money, phases, meetings, disclosures and spending. Money in 分."""

from django.db import models
from django.db.models import F, Q

from fivestar.foundation.ids import new_public_id
from fivestar.projects.steps import PUBLICATIONS, STEPS
from fivestar.projects.workflow import STATES

MAX_TITLE, MAX_TEXT, MAX_REASON, MAX_WHO, MAX_SOURCE = 80, 600, 200, 60, 120
KINDS = [
    ("collective", "集体经济"),
    ("building", "基础设施"),
    ("environment", "人居环境"),
    ("service", "公共服务"),
    ("culture", "文化和治理"),
    ("other", "其他"),
]
SOURCES = [
    ("collective", "集体自有资金"),
    ("fiscal", "财政资金"),
    ("levy", "一事一议筹资"),
    ("donation", "捐赠"),
    ("partner", "合作方投入"),
    ("other", "其他"),
]
BODIES = ["committee", "committees", "members", "delegates", "adults", "households"]


class Project(models.Model):
    """A measure that spends collective money or touches villagers' interests.

    path is not kept: who may see it follows its branch. version counts what people changed, so that the second of two
    who change it at once is shown what the first did.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    branch = models.ForeignKey("territory.Branch", models.PROTECT, related_name="+")
    title = models.CharField(max_length=MAX_TITLE)
    purpose = models.CharField(max_length=MAX_TEXT)
    kind = models.CharField(max_length=11, choices=KINDS)
    spends_collective = models.BooleanField()
    touches_villagers = models.BooleanField()
    acceptance = models.CharField(max_length=MAX_TEXT)
    people = models.CharField(max_length=MAX_REASON, blank=True)
    owner = models.ForeignKey("responsibility.Post", models.PROTECT, related_name="+")
    budget = models.PositiveBigIntegerField()
    state = models.CharField(max_length=12, choices=[(one.id, one.label) for one in STATES], default=STATES[0].id)
    version = models.PositiveIntegerField(default=1)
    is_public = models.BooleanField(default=False)  # since its decision was published, whatever becomes of it
    blocked_because = models.CharField(max_length=MAX_REASON, blank=True)
    blocked_since = models.DateField(null=True, blank=True)
    blocked_by = models.CharField(max_length=MAX_WHO, blank=True)  # who must act; who waits is the owner
    blocked_needs = models.CharField(max_length=MAX_REASON, blank=True)
    started_by = models.CharField(max_length=64)
    started_at = models.DateTimeField()
    accepted_by = models.CharField(max_length=64, blank=True)
    accepted_on = models.DateField(null=True, blank=True)
    accepted_saying = models.CharField(max_length=MAX_TEXT, blank=True)
    withdrawn_by = models.CharField(max_length=64, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=MAX_REASON, blank=True)

    class Meta:
        ordering = ["-started_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="a_project_spends_collective_money_or_touches_villagers",
                condition=Q(spends_collective=True) | Q(touches_villagers=True),
            ),
            models.CheckConstraint(name="a_project_has_a_title_and_a_purpose", condition=~Q(title="") & ~Q(purpose="")),
            models.CheckConstraint(
                name="a_withdrawn_project_says_why",
                condition=Q(state="withdrawn", withdrawn_at__isnull=False) & ~Q(withdrawn_because="")
                | ~Q(state="withdrawn") & Q(withdrawn_at__isnull=True, withdrawn_because=""),
            ),
            models.CheckConstraint(
                name="a_blocked_project_says_why",
                condition=Q(blocked_since__isnull=True, blocked_because="", blocked_by="", blocked_needs="")
                | Q(blocked_since__isnull=False) & ~Q(blocked_because=""),
            ),
        ]
        indexes = [models.Index(fields=["branch", "state"], name="projects_branch_state")]

    def __str__(self) -> str:
        return self.title


class Served(models.Model):
    """A shortfall the project serves: a task of its branch."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="served")
    criterion = models.CharField(max_length=20)
    name = models.CharField(max_length=120)  # as the standards called it when the project was started

    class Meta:
        ordering = ["criterion"]
        constraints = [models.UniqueConstraint(fields=["project", "criterion"], name="a_task_is_served_once")]

    def __str__(self) -> str:
        return f"{self.criterion} {self.name}"


class Source(models.Model):
    """Where some of the budget comes from."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="sources")
    kind = models.CharField(max_length=10, choices=SOURCES)
    amount = models.PositiveBigIntegerField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["project", "kind"], name="one_amount_of_a_source_per_project"),
            models.CheckConstraint(name="a_source_gives_something", condition=Q(amount__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount}"


class Phase(models.Model):
    """A stretch of the schedule: as it was planned first (the baseline, never changed), as it stands, when it ended."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="phases")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=40)
    planned_first = models.DateField()
    planned_last = models.DateField()
    first = models.DateField()
    last = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    done_by = models.CharField(max_length=64, blank=True)  # whoever said so
    moved_because = models.CharField(max_length=MAX_REASON, blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["project", "order"], name="one_phase_at_a_place_of_a_schedule"),
            models.CheckConstraint(
                name="a_phase_ends_after_it_begins",
                condition=Q(planned_last__gte=F("planned_first")) & Q(last__gte=F("first")),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class BothPosts(models.Model):
    """一肩挑: one person is secretary of a branch and director of its committee, as its township states it.

    to_day: None until it is ended; both days count. stated_as: the office of whoever said so, as it was then.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    branch = models.ForeignKey("territory.Branch", models.PROTECT, related_name="+")
    from_day = models.DateField()
    to_day = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=MAX_SOURCE)
    stated_by = models.CharField(max_length=64)
    stated_as = models.CharField(max_length=120)
    stated_at = models.DateTimeField()
    ended_by = models.CharField(max_length=64, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-from_day", "-id"]
        constraints = [
            models.CheckConstraint(
                name="both_posts_end_after_they_began_and_say_by_what",
                condition=(Q(to_day__isnull=True) | Q(to_day__gte=F("from_day"))) & ~Q(source=""),
            ),
            models.UniqueConstraint(
                fields=["branch"], condition=Q(to_day__isnull=True), name="one_standing_word_on_both_posts_per_branch"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.branch_id} {self.from_day}"


class Deliberation(models.Model):
    """A meeting that was held, with its votes as they were cast and how it was judged, by which rules.

    Never changed but for one thing: what waited for its rule is judged once that is entered. A wrong record is
    withdrawn with a reason. findings, rules: as shown, so that a later rule changes nothing that was judged.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    project = models.ForeignKey(Project, models.PROTECT, related_name="deliberations")
    step = models.CharField(max_length=10, choices=[(one.id, one.label) for one in STEPS])
    body = models.CharField(max_length=10, choices=[(one, one) for one in BODIES])
    held_on = models.DateField()
    notified_on = models.DateField(null=True, blank=True)
    due = models.PositiveIntegerField()
    due_because = models.CharField(max_length=MAX_REASON, blank=True)  # why fewer than the time before
    present = models.PositiveIntegerField()
    by_paper = models.BooleanField()
    favour = models.PositiveIntegerField()
    against = models.PositiveIntegerField()
    abstained = models.PositiveIntegerField()
    spoilt = models.PositiveIntegerField(default=0)
    kept = models.PositiveIntegerField(default=0)
    witnesses = models.JSONField()  # two names or more; never public, never in the audit
    merges = models.BooleanField(default=False)
    holds_both = models.BooleanField(default=False)
    both_posts = models.ForeignKey(BothPosts, models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField(
        max_length=8, choices=[(one, one) for one in ("carried", "rejected", "too_few", "pending", "unlawful")]
    )
    findings = models.JSONField()
    rules = models.JSONField()
    recorded_by = models.CharField(max_length=64)
    recorded_at = models.DateTimeField()
    judged_at = models.DateTimeField()
    withdrawn_by = models.CharField(max_length=64, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=MAX_REASON, blank=True)

    class Meta:
        ordering = ["held_on", "id"]
        constraints = [
            models.CheckConstraint(
                name="no_more_deliberated_than_were_due", condition=Q(present__gte=1, present__lte=F("due"))
            ),
            models.CheckConstraint(
                name="every_vote_of_a_deliberation_is_counted",
                condition=Q(present=F("favour") + F("against") + F("abstained") + F("spoilt") + F("kept")),
            ),
            models.UniqueConstraint(
                fields=["project", "step"],
                condition=Q(outcome__in=["carried", "pending"], withdrawn_at__isnull=True),
                name="a_step_is_taken_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.step} {self.held_on}"


class Publication(models.Model):
    """The decision or the result on the notice board: the notice is the record, this says of which project.

    Where the notice was withdrawn, the disclosure stands no more, and another may be posted.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="publications")
    kind = models.CharField(max_length=8, choices=PUBLICATIONS)
    notice = models.OneToOneField("notices.Notice", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.project_id} {self.kind}"


class Spending(models.Model):
    """Money spent, by voucher. Never changed: a wrong one is withdrawn with a reason."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    project = models.ForeignKey(Project, models.PROTECT, related_name="spendings")
    day = models.DateField()
    amount = models.PositiveBigIntegerField()
    what = models.CharField(max_length=120)
    voucher = models.CharField(max_length=40)
    recorded_by = models.CharField(max_length=64)
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=MAX_REASON, blank=True)

    class Meta:
        ordering = ["day", "id"]
        constraints = [
            models.CheckConstraint(name="a_spending_is_of_something", condition=Q(amount__gt=0) & ~Q(what="")),
            models.UniqueConstraint(
                fields=["project", "voucher"],
                condition=Q(withdrawn_at__isnull=True),
                name="a_voucher_is_entered_once_per_project",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.day} {self.amount}"
