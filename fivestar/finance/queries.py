"""Reads of ledgers, each saying for whom: books, periods, lines, what stood at a period's end, files, questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, QuerySet, Sum
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext

from fivestar.finance.dated import heads_counting_for
from fivestar.finance.models import Book, Contract, Debt, LedgerFile, Line, Period, Property, Question, StagedLedger
from fivestar.foundation.access import Actor, decide, visible
from fivestar.foundation.outcome import may_or_could
from fivestar.territory import queries as territory

if TYPE_CHECKING:
    from fivestar.territory.models import Branch, Region


@dataclass(frozen=True, slots=True)
class HeadSum:
    """All lines of a head in a period."""

    kind: str
    head: str
    count: int
    amount: int


def branch_or_404(public_id: str) -> Branch:
    branch = territory.branch_by_public_id(public_id)
    if branch is None:
        raise Http404(gettext("没有这个支部"))
    return branch


def may_keep(actor: Actor, branch: Branch) -> bool:
    return may_or_could(decide(actor, "finance.keep", branch))


def may_import(actor: Actor, district: Region) -> bool:
    return bool(decide(actor, "finance.import", district))


def may_publish(actor: Actor, period: Period) -> bool:
    return may_or_could(decide(actor, "finance.publish", period))


def may_answer(actor: Actor, question: Question) -> bool:
    return bool(decide(actor, "finance.answer", question))


def may_enter_answer(actor: Actor, question: Question) -> bool:
    return bool(decide(actor, "finance.enter_answer", question))


def periods_of(actor: Actor, branch: Branch) -> QuerySet[Period]:
    """Of every ledger kept for a branch, the latest first; what is not public yet for whoever may see it."""
    rows = visible(actor, "finance.read", Period.objects.filter(branch=branch))
    return rows.select_related("book__collective", "branch__village", "branch__district", "notice").order_by(
        "book", "-first"
    )


def period_for(actor: Actor, branch: Branch, text: str, book: str = "") -> Period:
    """book: public id of the ledger, where a village has several."""
    rows = periods_of(actor, branch).filter(text=text)
    found = (rows.filter(book__public_id=book) if book else rows).first()
    if found is None:
        raise Http404(gettext("没有这一期账"))
    return found


def latest_period(actor: Actor, branch: Branch, book: str = "") -> Period | None:
    """The latest he may see."""
    rows = periods_of(actor, branch)
    return (rows.filter(book__public_id=book) if book else rows).order_by("-last", "book").first()


def lines_of(period: Period) -> QuerySet[Line]:
    return Line.objects.filter(period=period).select_related("corrects__period").order_by("number")


def corrections_of(lines: Iterable[Line]) -> dict[int, list[Line]]:
    """Line → later public lines that correct it. One query."""
    rows = Line.objects.filter(corrects__in=[line.pk for line in lines], period__is_published=True)
    found: dict[int, list[Line]] = {}
    for one in rows.select_related("period").order_by("period__first", "number"):
        found.setdefault(one.corrects_id or 0, []).append(one)
    return found


def sums_of(period: Period) -> list[HeadSum]:
    """By head, income first; the heads in the order in which they first occur by name."""
    rows = Line.objects.filter(period=period).order_by().values("kind", "head")
    found = rows.annotate(count=Count("pk"), amount=Sum("amount")).values_list("kind", "head", "count", "amount")
    return sorted((HeadSum(*row) for row in found), key=lambda one: (one.kind != "income", -one.amount, one.head))


def contracts_of(period: Period) -> list[Contract]:
    return list(period.contracts.order_by("number"))


def properties_of(period: Period) -> list[Property]:
    return list(period.properties.order_by("number"))


def debts_of(period: Period) -> list[Debt]:
    return list(period.debts.order_by("number"))


def questions_of(actor: Actor, branch: Branch) -> QuerySet[Question]:
    """Open ones first, then the latest."""
    rows = visible(actor, "finance.read", Question.objects.filter(branch=branch))
    return rows.select_related("branch").order_by("-is_open", "-asked_on", "-id")


def question_for(actor: Actor, branch: Branch, public_id: str) -> Question:
    rows = visible(actor, "finance.read", Question.objects.select_related("branch__district"))
    return get_object_or_404(rows, branch=branch, public_id=public_id)


def books_in(district: Region) -> QuerySet[Book]:
    """Every ledger of a district in register order. That one is kept is no secret; its periods are asked for apart."""
    rows = Book.objects.filter(branch__district=district).select_related(
        "branch__village", "branch__township", "collective"
    )
    return rows.order_by("branch__village__code", "pk")


def last_periods(actor: Actor, books: Sequence[Book]) -> dict[int, list[Period]]:
    """Book → the latest period he may see and, where that is another, the latest public one. One query."""
    found: dict[int, list[Period]] = {}
    rows = visible(actor, "finance.read", Period.objects.filter(book__in=[book.pk for book in books]))
    for one in rows.order_by("book", "-first"):
        there = found.setdefault(one.book_id, [])
        if not there or (not any(each.is_published for each in there) and one.is_published):
            there.append(one)
    return found


def files(actor: Actor, district: Region) -> QuerySet[LedgerFile]:
    """The files this actor may see in a district, newest first."""
    return visible(actor, "finance.change_file", LedgerFile.objects.filter(district=district)).order_by("-id")


def file_for(actor: Actor, district: Region, public_id: str) -> LedgerFile:
    return get_object_or_404(files(actor, district).select_related("district"), public_id=public_id)


def staged_of(file: LedgerFile) -> list[StagedLedger]:
    return list(file.staged.select_related("branch__village", "branch__township", "collective").order_by("number"))


def income_by_year(fact: str, branch_ids: Sequence[int], year: int) -> Mapping[int, int]:
    """Branch → income of a year that is public from its first day to its last; others are left out. Two queries.

    Of collectives only. A branch with several has the sum, where all of them are complete.
    """
    days: dict[int, dict[int, int]] = {}
    rows = Period.objects.filter(branch__in=branch_ids, book__chart="collective", first__year=year)
    for branch, book, first, last, is_published in rows.values_list("branch", "book", "first", "last", "is_published"):
        there = days.setdefault(branch, {})
        there[book] = there.get(book, 0) + ((last - first).days + 1 if is_published else 0)
    length = 366 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 365
    books = Book.objects.filter(branch__in=days, chart="collective").values_list("branch", "pk")
    whole = {branch for branch, found in days.items() if all(count == length for count in found.values())}
    whole -= {branch for branch, book in books if book not in days[branch]}
    if not whole:
        return {}
    heads = heads_counting_for(fact)
    lines = Line.objects.filter(book__branch__in=whole, period__first__year=year, kind="income", head__in=heads)
    sums = dict(lines.order_by().values_list("book__branch").annotate(total=Sum("amount")))
    return {branch: sums.get(branch, 0) for branch in whole}
