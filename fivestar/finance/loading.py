"""Whose ledger a code means, and what is on record of ledgers: a constant number of queries, however many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q

from fivestar.facts.periods import parse
from fivestar.finance.dated import COLLECTIVE, ESTATE
from fivestar.finance.models import Book, Contract, Line, Period
from fivestar.finance.told import LedgerTold, OldLine, Record, Stood
from fivestar.foundation.access import Actor, visible
from fivestar.foundation.outcome import N_
from fivestar.territory import queries as territory

if TYPE_CHECKING:
    from fivestar.territory.models import Branch, Collective, Region

Message = tuple[str, dict[str, object]]
Key = tuple[int, int | None]
"""Branch and collective; None: the community's common income."""


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose ledger it is."""

    branch: Branch
    collective: Collective | None

    @property
    def key(self) -> Key:
        return self.branch.pk, self.collective.pk if self.collective else None

    @property
    def chart(self) -> str:
        return COLLECTIVE if self.collective else ESTATE


class Owners:
    """Of one district, as far as the actor may keep their ledgers. Three queries."""

    def __init__(self, actor: Actor, district: Region) -> None:
        branches = list(territory.branches_of(district))
        self._by_code = {branch.village.code: branch for branch in branches}
        self._by_village = {branch.village_id: branch for branch in branches}
        kept = visible(actor, "finance.keep", territory.branches_of(district))
        self._kept = frozenset(kept.values_list("pk", flat=True))
        self._by_collective: dict[str, Collective] = {}
        self._of_village: dict[int, list[Collective]] = defaultdict(list)
        for one in territory.collectives_of(district):
            self._by_collective[one.code] = one
            if one.village_id is not None:
                self._of_village[one.village_id].append(one)

    def of(self, code: str) -> Owner | Message:
        """By the village's or the collective's code; or why there is no such ledger to keep."""
        found = self._found(code)
        if isinstance(found, Owner) and found.branch.pk not in self._kept:
            return N_("这个村（社区）的账不在您的岗位范围内"), {}
        return found

    def _found(self, code: str) -> Owner | Message:
        collective = self._by_collective.get(code)
        if collective is not None:
            branch = self._by_village.get(collective.village_id or 0)
            if branch is None:
                return N_("{code} 不属于本区现有的一个村，账没有地方公开"), {"code": code}
            return Owner(branch, collective)
        branch = self._by_code.get(code)
        if branch is None:
            return N_("本区名录里没有代码 {code}"), {"code": code}
        if branch.category == "urban":
            return Owner(branch, None)
        there = self._of_village[branch.village_id]
        if not there:
            return N_("{code} 还没有登记集体经济组织，请先由区里登记"), {"code": code}
        if len(there) > 1:
            return N_("{code} 有 {count} 个集体经济组织，请填组织代码"), {"code": code, "count": len(there)}
        return Owner(branch, there[0])


def books_of(keys: Collection[Key]) -> dict[Key, Book]:
    """One query."""
    rows = Book.objects.filter(branch__in={branch for branch, _ in keys})
    found = {(book.branch_id, book.collective_id): book for book in rows}
    return {key: book for key, book in found.items() if key in set(keys)}


def records_of(owners: Mapping[Key, Owner], told: Mapping[Key, Collection[LedgerTold]]) -> dict[Key, Record]:
    """What is on record of each, as far as these periods are judged by it. What they replace counts for nothing."""
    books = books_of(owners)
    keys = {book.pk: key for key, book in books.items()}
    periods = list(Period.objects.filter(book__in=keys).order_by("first"))
    replaced = {
        one.pk
        for one in periods
        if not one.is_published and any(other.period == one.text for other in told.get(keys[one.book_id], ()))
    }
    settled: dict[int, dict[str, int]] = defaultdict(dict)
    ends: dict[int, dict[str, date]] = defaultdict(dict)
    contracts = Contract.objects.filter(period__in=periods)
    for period, number, amount, to_day in contracts.values_list("period", "number", "settled", "to_day"):
        settled[period][number], ends[period][number] = amount, to_day
    stood: dict[Key, list[Stood]] = defaultdict(list)
    for one in periods:
        span = parse(one.text)
        assert span is not None
        stood[keys[one.book_id]].append(
            Stood(span, one.opening, one.closing, one.is_published, one.told, settled[one.pk], ends[one.pk])
        )
    vouchers = _vouchers(keys, told)
    old = _old_lines(keys, told, replaced)
    return {
        key: Record(owner.chart, tuple(stood[key]), vouchers.get(key, {}), old.get(key, {}))
        for key, owner in owners.items()
    }


def _vouchers(
    keys: Mapping[int, Key], told: Mapping[Key, Collection[LedgerTold]]
) -> dict[Key, dict[tuple[int, str], str]]:
    years = {line.day.year for some in told.values() for one in some for line in one.lines}
    rows = Line.objects.filter(book__in=keys, year__in=years)
    found: dict[Key, dict[tuple[int, str], str]] = defaultdict(dict)
    for book, year, voucher, period in rows.values_list("book", "year", "voucher", "period__text"):
        found[keys[book]][year, voucher] = period
    return found


def _old_lines(
    keys: Mapping[int, Key], told: Mapping[Key, Collection[LedgerTold]], replaced: Collection[int]
) -> dict[Key, dict[tuple[int, str], OldLine]]:
    wanted = {
        line.corrects for some in told.values() for one in some for line in one.lines if line.corrects is not None
    }
    if not wanted:
        return {}
    rows = Line.objects.filter(book__in=keys, period__is_published=True, voucher__in={voucher for _, voucher in wanted})
    lines = {one.pk: one for one in rows}
    left = {pk: one.amount for pk, one in lines.items()}
    back = Line.objects.filter(corrects__in=lines, amount__lt=0).exclude(Q(period__in=list(replaced)))
    for pk, amount in back.values_list("corrects", "amount"):
        assert pk is not None  # by the filter
        left[pk] += amount
    found: dict[Key, dict[tuple[int, str], OldLine]] = defaultdict(dict)
    for pk, one in lines.items():
        if (one.year, one.voucher) in wanted:
            found[keys[one.book_id]][one.year, one.voucher] = OldLine(one.kind, one.head, left[pk])
    return found
