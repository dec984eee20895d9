"""A judged period becomes a record: its lines, and what stood at its end. The caller judged it under the same lock."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec

from fivestar.engine import canon
from fivestar.facts.periods import parse
from fivestar.finance.loading import Owner
from fivestar.finance.models import Book, Contract, Debt, Line, Period, Property
from fivestar.finance.told import ContractTold, DebtTold, LedgerTold, PropertyTold, without_rows
from fivestar.foundation import audit
from fivestar.foundation.access import Actor

_ROWS_A_STATEMENT = 500


def enter_period(*, actor: Actor, owner: Owner, told: LedgerTold, at: datetime) -> Period:
    """One period kept, new or instead of the unpublished one of the same days.

    SECURITY: asks for no right and judges nothing; `confirm_file` does both, under the branch's lock.
    """
    span = parse(told.period)
    assert span is not None
    book, _ = Book.objects.get_or_create(
        branch=owner.branch, collective=owner.collective, chart=owner.chart, defaults={"opened_at": at}
    )
    before = Period.objects.filter(book=book, last__lt=span.first).order_by("-last").first()
    whole = _whole(told, before)
    there = Period.objects.filter(book=book, text=span.text, is_published=False).first()
    was = [there.income, there.expenditure, there.closing] if there else None
    if there is not None:
        for rows in (there.lines, there.contracts, there.properties, there.debts):
            rows.all().delete()
    period = there or Period(book=book, branch=owner.branch, text=span.text, first=span.first, last=span.last)
    period.opening, period.income = told.opening.amount, told.income
    period.expenditure, period.closing = told.expenditure, told.closing.amount
    period.told, period.digest = told.digest, public_digest(owner, whole)
    period.entered_by, period.entered_at = actor.person_ref, at
    period.save()
    _keep_rows(book, period, whole)
    changes = {
        "period": span.text,
        "lines": len(whole.lines),
        "sums": [was, [period.income, period.expenditure, period.closing]],
    }
    audit.record(actor=actor, act="finance.enter", subject=period, changes=changes, at=at)
    return period


def public_digest(owner: Owner, whole: LedgerTold) -> str:
    """Of the whole period as it is published (RFC 8785): what a reader can reckon from the downloaded file."""
    unit = owner.collective.code if owner.collective else owner.branch.village.code
    return canon.digest({"ledger": unit, **without_rows(whole.as_json())})


def _whole(told: LedgerTold, before: Period | None) -> LedgerTold:
    """With what stood before where the file says nothing of it; what was settled since is added from the lines."""
    moved: dict[str, int] = {}
    for line in told.lines:
        if line.contract:
            moved[line.contract] = moved.get(line.contract, 0) + line.amount
    contracts, properties, debts = told.contracts, told.properties, told.debts
    if contracts is None:
        rows = before.contracts.order_by("number") if before else ()
        kept = [_told_of(ContractTold, one) for one in rows]
        contracts = tuple(msgspec.structs.replace(one, settled=one.settled + moved.get(one.number, 0)) for one in kept)
    if properties is None:
        properties = tuple(
            _told_of(PropertyTold, one) for one in (before.properties.order_by("number") if before else ())
        )
    if debts is None:
        debts = tuple(_told_of(DebtTold, one) for one in (before.debts.order_by("number") if before else ()))
    return msgspec.structs.replace(told, contracts=contracts, properties=properties, debts=debts)


def _told_of(kind: type[Any], row: object) -> Any:
    return kind(row=0, **{name: getattr(row, name) for name in kind.__struct_fields__ if name != "row"})


def _fields(told: Any) -> Mapping[str, Any]:
    return {name: getattr(told, name) for name in told.__struct_fields__ if name != "row"}


def _keep_rows(book: Book, period: Period, whole: LedgerTold) -> None:
    wanted = {line.corrects for line in whole.lines if line.corrects is not None}
    old = {
        (one.year, one.voucher): one
        for one in Line.objects.filter(
            book=book, period__is_published=True, voucher__in={voucher for _, voucher in wanted}
        )
    }
    Line.objects.bulk_create(
        [
            Line(
                book=book,
                period=period,
                number=number,
                year=line.day.year,
                corrects=old[line.corrects] if line.corrects else None,
                **{name: one for name, one in _fields(line).items() if name != "corrects"},
            )
            for number, line in enumerate(whole.lines, 1)
        ],
        batch_size=_ROWS_A_STATEMENT,
    )
    Contract.objects.bulk_create([Contract(period=period, **_fields(one)) for one in whole.contracts or ()])
    Property.objects.bulk_create(
        [Property(period=period, number=number, **_fields(one)) for number, one in enumerate(whole.properties or (), 1)]
    )
    Debt.objects.bulk_create(
        [Debt(period=period, number=number, **_fields(one)) for number, one in enumerate(whole.debts or (), 1)]
    )
