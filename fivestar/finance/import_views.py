"""Ledgers taken over from the township's accounting: brought, looked at, confirmed once."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fivestar.finance import actions, pages, queries
from fivestar.finance.forms import FileForm
from fivestar.finance.template import template_of
from fivestar.foundation.access import actor_of, require
from fivestar.foundation.fault_lines import FaultLine, fault_lines
from fivestar.foundation.outcome import Refused
from fivestar.foundation.sheets import XLSX
from fivestar.territory.queries import district_or_404, now_in, today_in

FILES_A_PAGE = 20


@require_http_methods(["GET", "HEAD", "POST"])
def import_ledgers(request: HttpRequest, code: str) -> HttpResponse:
    """A form for a workbook, and the files brought before."""
    district = district_or_404(code)
    actor = actor_of(request)
    require(actor, "finance.import", district)
    form = FileForm(request.POST or None, request.FILES or None)
    faults: list[FaultLine] = []
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            brought = actions.bring_file(
                actor=actor, district=district, name=file.name, data=file.read(), at=now_in(district)
            )
        except actions.UnreadableFile as unreadable:
            faults = fault_lines(unreadable.faults)
        else:
            return redirect("ledger_file", code, brought.public_id)
    page = Paginator(queries.files(actor, district), FILES_A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "finance/import.html",
        {
            "district": district,
            "today": today_in(district),
            "form": form,
            "faults": faults,
            "page": page,
            "files": [(file, pages.FILE_WORDS[file.state]) for file in page.object_list],
        },
        status=HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK,
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
            "file": file,
            "state_words": pages.FILE_WORDS[file.state],
            "rows": [pages.staged_row(one) for one in staged],
            "good": sum(one.state in ("new", "replaces") for one in staged),
            "faulty": sum(one.state == "faulty" for one in staged),
            "known": sum(one.state == "known" for one in staged),
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
    try:
        actions.confirm_file(actor=actor, file=file, at=now_in(district), leave_out_faulty=leave_out)
    except actions.UnableToTakeIn as refused:
        messages.error(request, str(refused))
    return redirect("ledger_file", code, public_id)


@require_POST
def withdraw_ledgers(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    district = district_or_404(code)
    actor = actor_of(request)
    file = queries.file_for(actor, district, public_id)
    try:
        actions.withdraw_file(actor=actor, file=file, at=now_in(district))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("ledger_file", code, public_id)


@require_GET
def ledgers_template(request: HttpRequest, code: str) -> HttpResponse:
    """Empty sheets under headings the import reads, the account heads of today, the codes of those he keeps."""
    district = district_or_404(code)
    actor = actor_of(request)
    require(actor, "finance.import", district)
    response = HttpResponse(template_of(actor, district, today_in(district)), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="ledgers-{district.code}.xlsx"'
    return response
