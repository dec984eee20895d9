"""A book, its periods, its lines. Money is in 分."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from fivestar.finance.kinds import CHARTS, COUNTERPARTS, WITHOUT_NAME, choices
from fivestar.foundation.ids import new_public_id

MAX_VOUCHER, MAX_SUMMARY, MAX_NAME, MAX_CONTRACT = 30, 120, 60, 30


class Book(models.Model):
    """The ledger of a collective (集体经济组织), or the common income (公共收益) of a community.

    `branch` is that of the collective's village: where the ledger is read, and by whose path it is reached.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    branch = models.ForeignKey("territory.Branch", models.PROTECT, related_name="+")
    collective = models.OneToOneField("territory.Collective", models.PROTECT, null=True, blank=True, related_name="+")
    chart = models.CharField(max_length=10, choices=choices(CHARTS))
    opened_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(chart="collective", collective__isnull=False) | Q(chart="estate", collective__isnull=True),
                name="a_collectives_ledger_names_the_collective",
            ),
            models.UniqueConstraint(
                fields=["branch"], condition=Q(chart="estate"), name="a_community_has_one_ledger_of_common_income"
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class Period(models.Model):
    """A month or a quarter of a book, whole: published, it is never changed; until then a file replaces it as a whole.

    text: as `facts.periods` writes it. told: digest of what the file said. digest: of everything that is public of it.
    `branch` is the book's, for the access table.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    book = models.ForeignKey(Book, models.PROTECT, related_name="periods")
    branch = models.ForeignKey("territory.Branch", models.PROTECT, related_name="+")
    text = models.CharField(max_length=7)
    first = models.DateField()
    last = models.DateField()
    opening = models.BigIntegerField()
    income = models.BigIntegerField()
    expenditure = models.BigIntegerField()
    closing = models.BigIntegerField()
    told = models.CharField(max_length=71)
    digest = models.CharField(max_length=71)
    entered_by = models.CharField(max_length=64)
    entered_at = models.DateTimeField()
    is_published = models.BooleanField(default=False)
    published_by = models.CharField(max_length=64, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    notice = models.OneToOneField("notices.Notice", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["first"]
        constraints = [
            models.UniqueConstraint(fields=["book", "first"], name="a_ledgers_periods_begin_on_different_days"),
            models.UniqueConstraint(fields=["book", "last"], name="a_ledgers_periods_end_on_different_days"),
            models.CheckConstraint(condition=Q(last__gt=F("first")), name="a_ledgers_period_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(closing=F("opening") + F("income") - F("expenditure")),
                name="a_closing_balance_is_opening_plus_income_less_expenditure",
            ),
            models.CheckConstraint(
                condition=Q(is_published=False, published_at__isnull=True, notice__isnull=True)
                | Q(is_published=True, published_at__isnull=False, notice__isnull=False),
                name="a_published_period_has_its_notice",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.book_id} {self.text}"


class Line(models.Model):
    """One entry with its voucher. Below zero (红字) only where it takes back an older line, to which it points.

    year: of its day, for the voucher's number. name: of an enterprise or an office, never of a person.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    book = models.ForeignKey(Book, models.PROTECT, related_name="lines")
    period = models.ForeignKey(Period, models.CASCADE, related_name="lines")
    number = models.PositiveIntegerField()
    year = models.PositiveSmallIntegerField()
    day = models.DateField()
    voucher = models.CharField(max_length=MAX_VOUCHER)
    kind = models.CharField(max_length=11, choices=[("income", "收入"), ("expenditure", "支出")])
    head = models.CharField(max_length=20)
    amount = models.BigIntegerField()
    summary = models.CharField(max_length=MAX_SUMMARY)
    counterpart = models.CharField(max_length=12, choices=choices(COUNTERPARTS))
    name = models.CharField(max_length=MAX_NAME, blank=True)
    contract = models.CharField(max_length=MAX_CONTRACT, blank=True)
    corrects = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="corrections")

    class Meta:
        ordering = ["period", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["book", "year", "voucher"], name="a_voucher_number_is_used_once_in_a_ledgers_year"
            ),
            models.UniqueConstraint(fields=["period", "number"], name="one_line_per_place_in_a_period"),
            models.CheckConstraint(condition=~Q(voucher=""), name="a_line_has_a_voucher"),
            models.CheckConstraint(
                condition=Q(amount__gt=0) | Q(amount__lt=0, corrects__isnull=False),
                name="a_line_below_zero_takes_back_an_older_one",
            ),
            models.CheckConstraint(
                condition=~Q(counterpart__in=sorted(WITHOUT_NAME)) | Q(name=""), name="a_line_names_no_person"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.book_id} {self.year} {self.voucher}"
