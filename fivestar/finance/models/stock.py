"""What stood at the end of a period: contracts, assets and resources, debts. Rows of the period."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from fivestar.finance.kinds import COUNTERPARTS, DEBT_DIRECTIONS, DIRECTIONS, OBJECTS, TIES, USES, WITHOUT_NAME, choices
from fivestar.finance.models.ledger import MAX_CONTRACT, MAX_NAME, Period
from fivestar.foundation.ids import new_public_id

MAX_OBJECT, MAX_UNIT, MAX_SOURCE = 80, 12, 120
_NO_PERSON = ~Q(counterpart__in=sorted(WITHOUT_NAME)) | Q(name="")


class Contract(models.Model):
    """A contract as it stood. `number` is its own through all periods of a book.

    price: 分 a unit; usual_price: what such an object usually brings (or costs), with where that is known from.
    quantity: in hundredths. due, settled: 分 up to the period's end.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    period = models.ForeignKey(Period, models.CASCADE, related_name="contracts")
    number = models.CharField(max_length=MAX_CONTRACT)
    object = models.CharField(max_length=MAX_OBJECT)
    object_kind = models.CharField(max_length=12, choices=choices(OBJECTS))
    direction = models.CharField(max_length=7, choices=choices(DIRECTIONS))
    counterpart = models.CharField(max_length=12, choices=choices(COUNTERPARTS))
    name = models.CharField(max_length=MAX_NAME, blank=True)
    tie = models.CharField(max_length=9, choices=choices(TIES), blank=True)
    price = models.BigIntegerField()
    unit = models.CharField(max_length=MAX_UNIT)
    quantity = models.BigIntegerField()
    usual_price = models.BigIntegerField(null=True, blank=True)
    usual_source = models.CharField(max_length=MAX_SOURCE, blank=True)
    from_day = models.DateField()
    to_day = models.DateField()
    due = models.BigIntegerField()
    settled = models.BigIntegerField()

    class Meta:
        ordering = ["period", "number"]
        constraints = [
            models.UniqueConstraint(fields=["period", "number"], name="a_contract_stands_once_in_a_period"),
            models.CheckConstraint(condition=Q(to_day__gte=F("from_day")), name="a_contract_ends_after_it_begins"),
            models.CheckConstraint(condition=_NO_PERSON, name="a_contract_names_no_person"),
            models.CheckConstraint(
                condition=Q(usual_price__isnull=True) | ~Q(usual_source=""),
                name="a_usual_price_says_where_it_is_known_from",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.period_id} {self.number}"


class Property(models.Model):
    """An asset (with its book value) or a resource (land, water; with its area). quantity: in hundredths."""

    period = models.ForeignKey(Period, models.CASCADE, related_name="properties")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=MAX_OBJECT)
    kind = models.CharField(max_length=12, choices=choices(OBJECTS))
    quantity = models.BigIntegerField()
    unit = models.CharField(max_length=MAX_UNIT)
    value = models.BigIntegerField(null=True, blank=True)
    use = models.CharField(max_length=6, choices=choices(USES))
    contract = models.CharField(max_length=MAX_CONTRACT, blank=True)

    class Meta:
        ordering = ["period", "number"]
        constraints = [models.UniqueConstraint(fields=["period", "number"], name="one_property_per_place_in_a_period")]

    def __str__(self) -> str:
        return f"{self.period_id} {self.name}"


class Debt(models.Model):
    """What others owe the collective, or it owes others, at the end of a period."""

    period = models.ForeignKey(Period, models.CASCADE, related_name="debts")
    number = models.PositiveIntegerField()
    direction = models.CharField(max_length=7, choices=choices(DEBT_DIRECTIONS))
    counterpart = models.CharField(max_length=12, choices=choices(COUNTERPARTS))
    name = models.CharField(max_length=MAX_NAME, blank=True)
    what = models.CharField(max_length=MAX_OBJECT)
    amount = models.BigIntegerField()
    since = models.DateField()
    due_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["period", "number"]
        constraints = [
            models.UniqueConstraint(fields=["period", "number"], name="one_debt_per_place_in_a_period"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="a_debt_is_above_zero"),
            models.CheckConstraint(condition=_NO_PERSON, name="a_debt_names_no_person"),
        ]

    def __str__(self) -> str:
        return f"{self.period_id} {self.what}"
