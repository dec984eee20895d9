"""A period is made public; and the public one to take along: a workbook, a CSV, a print for the board."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus
from pathlib import Path

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from fivestar.finance import actions, pages, queries
from fivestar.finance.forms import PublishForm
from fivestar.finance.models import Period
from fivestar.finance.printing import print_data
from fivestar.finance.template import csv_of, workbook_of
from fivestar.finance.wording import last_day_of_notice, notice_of
from fivestar.foundation.access import actor_of, require
from fivestar.foundation.context import show_district
from fivestar.foundation.sheets import XLSX
from fivestar.foundation.typeset import pdf_of, pdf_response
from fivestar.notices.judging import USUAL_PLACE
from fivestar.notices.queries import last_place
from fivestar.responsibility.qr import qr_svg
from fivestar.territory.queries import now_in, today_in

_TEMPLATE = Path(__file__).parent / "typst" / "ledger.typ"


@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, public_id: str, text: str) -> HttpResponse:
    """What will hang on the board, and when; sent, the whole period is public for good."""
    actor = actor_of(request)
    branch = queries.branch_or_404(public_id)
    show_district(request, branch.district.code)
    period = queries.period_for(actor, branch, text, request.GET.get("book", ""))
    require(actor, "finance.publish", period)
    today = today_in(branch.district)
    form = PublishForm(request.POST) if request.method == "POST" else PublishForm(initial=_usual(period, today))
    if request.method == "POST" and form.is_valid():
        try:
            actions.publish_period(actor=actor, period=period, at=now_in(branch.district), **form.cleaned_data)
        except actions.UnableToPublish as refused:
            form.add_error(refused.column if refused.column in form.fields else None, str(refused))
        else:
            messages.success(request, gettext("公开了，公示也贴出了。请打印一份贴公开栏。"))
            return redirect("ledger_period", public_id, text)
    told = notice_of(
        period,
        queries.sums_of(period),
        queries.lines_of(period).count(),
        first=today,
        last=last_day_of_notice(today),
        place=USUAL_PLACE,
    )
    return render(
        request,
        "finance/publish.html",
        {
            "district": branch.district,
            "today": today,
            "branch": branch,
            "line": pages.period_line(period),
            "form": form,
            "told": told,
        },
        status=HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK,
    )


def _usual(period: Period, today: date) -> dict[str, object]:
    place = last_place(period.branch) or USUAL_PLACE
    return {"from_day": today, "to_day": last_day_of_notice(today), "place": place}


@require_safe
def as_workbook(request: HttpRequest, public_id: str, text: str) -> HttpResponse:
    period = _period(request, public_id, text)
    return _file(workbook_of(period), XLSX, f"{period.branch.village.name}-账目-{text}.xlsx")


@require_safe
def as_csv(request: HttpRequest, public_id: str, text: str) -> HttpResponse:
    period = _period(request, public_id, text)
    return _file(csv_of(period), "text/csv; charset=utf-8", f"{period.branch.village.name}-账目-{text}.csv")


@require_safe
def as_print(request: HttpRequest, public_id: str, text: str) -> HttpResponse:
    """A4 for the board, every line, with a QR code of the page."""
    period = _period(request, public_id, text)
    link = request.build_absolute_uri(reverse("ledger_period", args=[public_id, text]))
    mark = "演示数据" if period.branch.district.is_fictitious else ""
    data = print_data(period, link=link, qr_svg=qr_svg(link), mark=mark)
    return pdf_response(f"账目-{text}.pdf", pdf_of(_TEMPLATE, data))


def _period(request: HttpRequest, public_id: str, text: str) -> Period:
    branch = queries.branch_or_404(public_id)
    return queries.period_for(actor_of(request), branch, text, request.GET.get("book", ""))


def _file(data: bytes, kind: str, name: str) -> HttpResponse:
    place = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return HttpResponse(data, content_type=kind, headers={"Content-Disposition": place})
