"""The comparison chart (评星标准对照图) and an edition against the one before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from fivestar.foundation.access import actor_of, decide
from fivestar.foundation.outcome import may_or_could
from fivestar.standards import chart, queries
from fivestar.standards.difference import difference
from fivestar.territory.queries import district_or_404, today_in

if TYPE_CHECKING:
    from fivestar.standards.models import Edition
    from fivestar.territory.models import Region

MAX_TEXT = 60
FEW = 3  # so few tasks found are shown opened


@dataclass(frozen=True, slots=True)
class Column:
    """One scheme's head and tab."""

    category: str
    label: str
    scheme: chart.Scheme | None

    @property
    def found(self) -> int:
        return self.scheme.found if self.scheme else 0


@require_safe
def chart_page(request: HttpRequest, code: str) -> HttpResponse:
    """`q` searches, `scheme` chooses the column a phone shows, `on` asks for another day."""
    district = district_or_404(code)
    today = today_in(district)
    text = request.GET.get("q", "").strip()[:MAX_TEXT]
    asked_day = _day(request.GET.get("on"))
    editions = queries.editions_in_force([district.pk], asked_day or today)
    schemes = {
        category: chart.scheme_of(queries.rulebook_of(edition), text) for (_, category), edition in editions.items()
    }
    columns = [
        Column(category, gettext(chart.CATEGORY_WORDS[category]), schemes.get(category))
        for category in queries.CATEGORY_ORDER
    ]
    found = sum(column.found for column in columns)
    return render(
        request,
        "standards/chart.html",
        {
            "district": district,
            "today": today,
            "day": asked_day or today,
            "asked_day": asked_day,
            "text": text,
            "scheme": _scheme(request, columns, text),
            "columns": columns,
            "rural": schemes.get("rural"),
            "urban": schemes.get("urban"),
            "rows": chart.rows_of(schemes.get("rural"), schemes.get("urban")),
            "found": found,
            "open_all": bool(text) and found <= FEW,
            "has_draft": any(scheme.is_draft for scheme in schemes.values()),
            "may_propose": _may_propose(request, district),
        },
    )


@require_safe
def compare_page(request: HttpRequest, code: str) -> HttpResponse:
    """One edition against another of its category; without a choice, the one in force against the one before."""
    district = district_or_404(code)
    today = today_in(district)
    category = request.GET.get("category", "rural")
    if category not in queries.CATEGORY_ORDER:
        raise Http404
    history = list(queries.in_force_history(district, category))
    editions = list({row.edition.public_id: row.edition for row in history}.values())
    new = _chosen(editions, request.GET.get("new")) or queries.edition_in_force(district, category, today)
    old = _chosen(editions, request.GET.get("old")) or (
        queries.edition_before(district, category, new) if new else None
    )
    found = None
    if old is not None and new is not None and old.pk != new.pk:
        found = difference(queries.rulebook_of(old), queries.rulebook_of(new))
    return render(
        request,
        "standards/compare.html",
        {
            "district": district,
            "today": today,
            "category": category,
            "categories": [(one, gettext(chart.CATEGORY_WORDS[one])) for one in queries.CATEGORY_ORDER],
            "history": history,
            "editions": editions,
            "old": old,
            "new": new,
            "difference": found,
        },
    )


def _may_propose(request: HttpRequest, district: Region) -> bool:
    return may_or_could(decide(actor_of(request), "standards.upload", district))


def _scheme(request: HttpRequest, columns: list[Column], text: str) -> str:
    """The column shown on a phone: the one asked for, otherwise the first that has what was searched."""
    asked = request.GET.get("scheme", "")
    if asked in queries.CATEGORY_ORDER:
        return asked
    return next((column.category for column in columns if text and column.found), columns[0].category)


def _chosen(editions: list[Edition], public_id: str | None) -> Edition | None:
    return next((edition for edition in editions if edition.public_id == public_id), None)


def _day(text: str | None) -> date | None:
    """A day as the browser's date field writes it; anything else asks for today."""
    try:
        return parse_date(text) if text else None
    except ValueError:
        return None
