"""Ledgers taken over from the township's accounting: brought, looked at, confirmed once."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fivestar.finance import actions, pages, queries
from fivestar.finance.forms import FileForm
from fivestar.finance.template import template_of
from fivestar.foundation.access import actor_of, require
from fivestar.foundation.bringing.pages import Desk, done_with, empty_sheet, import_page
from fivestar.foundation.outcome import N_
from fivestar.territory.queries import district_or_404, now_in, today_in

_DESK = Desk(
    template="finance/import.html",
    form=FileForm,
    bring=actions.bring_file,
    heading=N_("导入账目"),
    lead=N_("记账系统里导出一次就行，一个文件可以有很多村、很多期。先核对，再确认，最后公开。"),
    page="ledgers_import",
    file_page="ledger_file",
    empty_sheet="ledgers_template",
    back="ledgers",
    back_words=N_("账目"),
)


@require_http_methods(["GET", "HEAD", "POST"])
def import_ledgers(request: HttpRequest, code: str) -> HttpResponse:
    """A form for a workbook, and the files brought before."""
    district = district_or_404(code)
    actor = actor_of(request)
    require(actor, "finance.import", district)
    return import_page(
        request,
        desk=_DESK,
        actor=actor,
        district=district,
        files=queries.files(actor, district),
        today=today_in(district),
        at=now_in(district),
    )


@require_GET
def ledger_file(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    """One file: which ledgers will be kept, what is wrong, what is known already."""
    district = district_or_404(code)
    file = queries.file_for(actor_of(request), district, public_id)
    staged = queries.staged_of(file) if file.state == "staged" else []
    faults = pages.in_file_order([*file.faults, *(fault for one in staged for fault in one.faults)])
    return render(
        request,
        "finance/file.html",
        {
            "district": district,
            "today": today_in(district),
            "desk": _DESK,
            "file": file,
            "rows": [pages.staged_row(one) for one in staged],
            "good": sum(one.state in ("new", "replaces") for one in staged),
            "fault_count": len(faults),
            "faults": pages.fault_rows(faults[: pages.SHOWN_FAULTS]),
        },
    )


@require_POST
def confirm_ledgers(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    district = district_or_404(code)
    actor = actor_of(request)
    file = queries.file_for(actor, district, public_id)
    leave_out = "leave_out_faulty" in request.POST
    confirm = partial(actions.confirm_file, actor=actor, file=file, at=now_in(district), leave_out_faulty=leave_out)
    return done_with(request, _DESK, district, file, confirm)


@require_POST
def withdraw_ledgers(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    district = district_or_404(code)
    actor = actor_of(request)
    file = queries.file_for(actor, district, public_id)
    withdraw = partial(actions.withdraw_file, actor=actor, file=file, at=now_in(district))
    return done_with(request, _DESK, district, file, withdraw)


@require_GET
def ledgers_template(request: HttpRequest, code: str) -> HttpResponse:
    """Empty sheets under headings the import reads, the account heads of today, the codes of those he keeps."""
    district = district_or_404(code)
    actor = actor_of(request)
    require(actor, "finance.import", district)
    return empty_sheet(template_of(actor, district, today_in(district)), f"ledgers-{district.code}")
