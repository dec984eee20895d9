"""The ledger as everybody reads it: a branch's periods, one of them whole, contracts, assets, debts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from fivestar.finance import pages, queries
from fivestar.finance.dated import source_of_heads
from fivestar.finance.models import Period
from fivestar.finance.wording import period_words
from fivestar.foundation.access import actor_of
from fivestar.foundation.context import show_district
from fivestar.territory.queries import district_or_404, today_in

if TYPE_CHECKING:
    from fivestar.territory.models import Branch

BOOKS_A_PAGE = 40
LINES_A_PAGE = 50


@require_GET
def ledgers(request: HttpRequest, code: str) -> HttpResponse:
    """Every ledger of a district in register order, with its latest public period; no comparison."""
    district = district_or_404(code)
    actor = actor_of(request)
    page = Paginator(queries.books_in(district), BOOKS_A_PAGE).get_page(request.GET.get("page"))
    books = list(page.object_list)
    last = queries.last_periods(actor, books)
    may_import = queries.may_import(actor, district)
    return render(
        request,
        "finance/district.html",
        {
            "district": district,
            "today": today_in(district),
            "page": page,
            "may_import": may_import,
            "lines": [(book, pages.name_of(book), *_last_of(last.get(book.pk, []))) for book in books],
        },
    )


def _last_of(periods: list[Period]) -> tuple[str, str]:
    """Words of the latest public period, and of a later one that waits."""
    public = next((one for one in periods if one.is_published), None)
    waiting = next((one for one in periods if not one.is_published), None)
    return (period_words(public.text) if public else "", period_words(waiting.text) if waiting else "")


@require_GET
def branch_ledger(request: HttpRequest, public_id: str) -> HttpResponse:
    """A branch's ledgers by year: each period with its balances."""
    actor = actor_of(request)
    branch = queries.branch_or_404(public_id)
    show_district(request, branch.district.code)
    found = list(queries.periods_of(actor, branch))
    return render(
        request,
        "finance/branch.html",
        {
            "district": branch.district,
            "today": today_in(branch.district),
            "branch": branch,
            "ledgers": pages.ledgers(found),
            "open_questions": queries.questions_of(actor, branch).filter(is_open=True).count(),
            "may_keep": queries.may_keep(actor, branch),
        },
    )


@require_GET
def ledger_period(request: HttpRequest, public_id: str, text: str) -> HttpResponse:
    """One period whole: opening balance, every line with its voucher, closing balance."""
    actor = actor_of(request)
    branch = queries.branch_or_404(public_id)
    show_district(request, branch.district.code)
    book = request.GET.get("book", "")
    period = queries.period_for(actor, branch, text, book)
    page = Paginator(queries.lines_of(period), LINES_A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "finance/period.html",
        {
            "district": branch.district,
            "today": today_in(branch.district),
            "branch": branch,
            "book_query": book,
            "name": pages.name_of(period.book),
            "line": pages.period_line(period),
            "page": page,
            "rows": pages.line_rows(list(page.object_list)),
            "sums": pages.head_sums(period),
            "heads_source": source_of_heads(period.book.chart, period.last),
            "may_publish": _may_publish(period) and queries.may_publish(actor, period),
        },
    )


def _may_publish(period: Period) -> bool:
    return not period.is_published or (period.notice is not None and period.notice.withdrawn_at is not None)


@dataclass(frozen=True, slots=True)
class _Asked:
    """Whose stock is looked at, at the end of which period: the one asked for, else the latest he may see."""

    branch: Branch
    period: Period | None
    today: date

    def context(self, rows: Sequence[object]) -> dict[str, object]:
        return {
            "district": self.branch.district,
            "today": self.today,
            "branch": self.branch,
            "period": self.period,
            "period_words": period_words(self.period.text) if self.period else "",
            "name": pages.name_of(self.period.book) if self.period else "",
            "rows": rows,
        }


def _asked(request: HttpRequest, public_id: str) -> _Asked:
    actor = actor_of(request)
    branch = queries.branch_or_404(public_id)
    show_district(request, branch.district.code)
    text, book = request.GET.get("period", ""), request.GET.get("book", "")
    found = queries.period_for(actor, branch, text, book) if text else queries.latest_period(actor, branch, book)
    return _Asked(branch, found, today_in(branch.district))


@require_GET
def contracts(request: HttpRequest, public_id: str) -> HttpResponse:
    """Contracts with price, usual price and its source, ties, what was settled; what they give to ask."""
    asked = _asked(request, public_id)
    rows = queries.contracts_of(asked.period) if asked.period else []
    context = asked.context([pages.contract_row(one, asked.today) for one in rows])
    return render(request, "finance/contracts.html", context)


@require_GET
def properties(request: HttpRequest, public_id: str) -> HttpResponse:
    asked = _asked(request, public_id)
    rows = queries.properties_of(asked.period) if asked.period else []
    return render(request, "finance/properties.html", asked.context([pages.property_row(one) for one in rows]))


@require_GET
def debts(request: HttpRequest, public_id: str) -> HttpResponse:
    asked = _asked(request, public_id)
    rows = queries.debts_of(asked.period) if asked.period else []
    return render(request, "finance/debts.html", asked.context([pages.debt_row(one, asked.today) for one in rows]))
