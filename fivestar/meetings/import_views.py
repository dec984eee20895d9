"""Meetings taken over from an export: brought, looked at, confirmed once."""

from __future__ import annotations

from http import HTTPStatus
from io import BytesIO

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fivestar.foundation.access import actor_of, require
from fivestar.foundation.fault_lines import FaultLine, fault_lines
from fivestar.foundation.outcome import Refused
from fivestar.foundation.sheets import XLSX, Sheet, write_xlsx
from fivestar.meetings import actions, pages, queries
from fivestar.meetings.forms import FileForm
from fivestar.meetings.kinds import KINDS
from fivestar.meetings.sheet import COLUMN_WORDS
from fivestar.territory.queries import branches_of, district_or_404, now_in, today_in

FILES_A_PAGE = 20
_WIDTHS = (16, 20, 12, 14, 8, 8, 40)


@require_http_methods(["GET", "HEAD", "POST"])
def import_meetings(request: HttpRequest, code: str) -> HttpResponse:
    """A form for an export, and the files brought before."""
    district = district_or_404(code)
    actor = actor_of(request)
    require(actor, "meetings.import", district)
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
            return redirect("meeting_file", code, brought.public_id)
    page = Paginator(queries.files(actor, district), FILES_A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "meetings/import.html",
        {
            "district": district,
            "today": today_in(district),
            "form": form,
            "faults": faults,
            "page": page,
            "files": [(file, pages.STATE_WORDS[file.state]) for file in page.object_list],
        },
        status=HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK,
    )


@require_GET
def meeting_file(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    """One file: what will become meetings, what is wrong, what is known already."""
    district = district_or_404(code)
    file = queries.file_for(actor_of(request), district, public_id)
    context = pages.file_context(file)
    return render(request, "meetings/file.html", {"district": district, "today": today_in(district), **context})


@require_POST
def confirm_meetings(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    district = district_or_404(code)
    actor = actor_of(request)
    file = queries.file_for(actor, district, public_id)
    leave_out = "leave_out_faulty" in request.POST
    try:
        actions.confirm_file(actor=actor, file=file, at=now_in(district), leave_out_faulty=leave_out)
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("meeting_file", code, public_id)


@require_POST
def withdraw_meetings(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    district = district_or_404(code)
    actor = actor_of(request)
    file = queries.file_for(actor, district, public_id)
    try:
        actions.withdraw_file(actor=actor, file=file, at=now_in(district))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("meeting_file", code, public_id)


@require_GET
def meetings_template(request: HttpRequest, code: str) -> HttpResponse:
    """Empty rows under headings the import reads, the kinds there are, the district's codes."""
    district = district_or_404(code)
    target = BytesIO()
    codes = ((one.village.code, one.village.name, one.township.name) for one in branches_of(district))
    write_xlsx(
        target,
        (
            Sheet("会议", tuple(COLUMN_WORDS.values()), (), _WIDTHS),
            Sheet("会议类型", ("会议类型",), ((kind.label,) for kind in KINDS), (30,)),
            Sheet("支部代码", ("代码", "村(社区)", "乡镇(街道)"), codes, (16, 24, 20)),
        ),
    )
    response = HttpResponse(target.getvalue(), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="meetings-{district.code}.xlsx"'
    return response
