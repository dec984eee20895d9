"""The page of the burden ledger (减负账) for leaders: one month of a district, and the months of its year."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from fivestar.desk.burden_sums import burden_page
from fivestar.foundation.access import actor_of, require
from fivestar.territory import queries as territory

FIRST_YEAR = 2000


@require_safe
def burden(request: HttpRequest, code: str) -> HttpResponse:
    """`month` as 2023-09; this month when it is left out, is no month or is still to come."""
    district = territory.district_by_code(code)
    if district is None:
        raise Http404(gettext("没有代码为 {code} 的区县").format(code=code))
    require(actor_of(request), "facts.read_burden", district)
    today = territory.today_in(district)
    asked = request.GET.get("month", "")
    month = _month(asked, today)
    page = burden_page(district, month or today.replace(day=1), today)
    context = {"district": district, "today": today, "page": page, "fault": asked if month is None and asked else ""}
    return render(request, "desk/burden.html", context)


def _month(text: str, today: date) -> date | None:
    try:
        month = date.fromisoformat(f"{text}-01")
    except ValueError:
        return None
    return month if month.year >= FIRST_YEAR and month <= today else None
