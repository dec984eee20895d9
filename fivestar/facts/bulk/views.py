"""The pages for bulk: what I supply, its workbook, and a grid to paste into. All three end in the staged import."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from fivestar.facts import actions
from fivestar.facts.bulk.forms import DayForm, PasteForm
from fivestar.facts.bulk.grid import as_csv, empty_grid
from fivestar.facts.bulk.pages import parts_of, supplier_words
from fivestar.facts.bulk.suppliers import Supplier, last_observation, supplier_of, suppliers_for
from fivestar.facts.bulk.template import template_bytes
from fivestar.foundation.access import actor_of, decide
from fivestar.foundation.fault_lines import FaultLine, fault_lines
from fivestar.foundation.outcome import Refused
from fivestar.foundation.sheets import XLSX
from fivestar.territory.queries import district_or_404, now_in, today_in

if TYPE_CHECKING:
    from fivestar.facts.models import ImportBatch
    from fivestar.territory.models import Region

SHOWN_AT_ONCE = 60
"""Branches in one grid; where there are more, one township at a time."""


@require_GET
def supply_page(request: HttpRequest, code: str) -> HttpResponse:
    """What this actor supplies in bulk, part by part; who supplies nothing is told who does."""
    district = district_or_404(code)
    today = today_in(district)
    form = DayForm(request.GET or None)
    on = form.day(today)
    actor = actor_of(request)
    suppliers = suppliers_for(actor, district, on)
    if not suppliers:
        return _not_yours(request, district)
    context = {
        "district": district,
        "today": today,
        "on": on,
        "form": DayForm(initial={"on": on}),
        "parts": parts_of(actor, district, suppliers, on),
        "gives_tokens": bool(decide(actor, "facts.manage_tokens", district)),
    }
    return render(request, "facts/bulk/supply.html", context)


@require_GET
def supply_template(request: HttpRequest, code: str) -> HttpResponse:
    """The workbook of one part."""
    district = district_or_404(code)
    on = DayForm(request.GET or None).day(today_in(district))
    supplier = _supplier(request, district, on)
    response = HttpResponse(template_bytes(supplier, on), content_type=XLSX)
    name = f"{district.code}-{supplier.department or supplier.level}-{on.isoformat()}.xlsx"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def supply_paste(request: HttpRequest, code: str) -> HttpResponse:
    """A grid of one part (of one township, where there are many branches); without JavaScript a field of text."""
    district = district_or_404(code)
    today = today_in(district)
    on = DayForm(request.GET or None).day(today)
    supplier = _supplier(request, district, on)
    township = request.GET.get("township", "")
    branches = supplier.within(township) if township else supplier.branches
    if len(branches) > SHOWN_AT_ONCE or not branches:
        township = supplier.townships[0].code
        branches = supplier.within(township)
    faults: list[FaultLine] = []
    if request.method == "POST":
        form = PasteForm(request.POST)
        if form.is_valid():
            try:
                batch = _stage(request, supplier, form)
            except actions.UnreadableFile as unreadable:
                faults = fault_lines(unreadable.faults)
            except Refused as refused:
                form.add_error(None, str(refused))
            else:
                return redirect("import_batch", code, batch.public_id)
    else:
        given = {"grid": empty_grid(supplier, branches, on), "observed_on": today, "seen": last_observation()}
        form = PasteForm(initial={**given, "source": supplier.department})
    context = {
        "district": district,
        "today": today,
        "on": on,
        "supplier": supplier,
        "supplier_words": supplier_words(supplier),
        "township": township,
        "is_by_township": len(supplier.branches) > SHOWN_AT_ONCE,
        "form": form,
        "faults": faults,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK
    return render(request, "facts/bulk/paste.html", context, status=status)


def _stage(request: HttpRequest, supplier: Supplier, form: PasteForm) -> ImportBatch:
    asked = form.cleaned_data
    return actions.receive_file(
        actor=actor_of(request),
        district=supplier.district,
        basis=supplier.basis,
        name=gettext("粘贴的表格"),
        data=as_csv(asked["grid"]),
        options=actions.import_options("", asked["source"], asked["observed_on"], asked["seen"]),
        at=now_in(supplier.district),
    )


def _supplier(request: HttpRequest, district: Region, on: date) -> Supplier:
    """The part asked for; 404 also when it is not this actor's."""
    supplier = supplier_of(actor_of(request), district, on, request.GET.get("of", ""))
    if supplier is None:
        raise Http404
    return supplier


def _not_yours(request: HttpRequest, district: Region) -> HttpResponse:
    context = {"district": district, "today": today_in(district)}
    return render(request, "facts/not_yours.html", context, status=HTTPStatus.FORBIDDEN)
