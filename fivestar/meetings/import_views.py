"""Meetings taken over from an export: brought, looked at, confirmed once."""

from __future__ import annotations

from functools import partial
from io import BytesIO

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fivestar.foundation.access import actor_of, require
from fivestar.foundation.bringing.pages import Desk, done_with, empty_sheet, import_page
from fivestar.foundation.outcome import N_
from fivestar.foundation.sheets import Sheet, write_xlsx
from fivestar.meetings import actions, pages, queries
from fivestar.meetings.forms import FileForm
from fivestar.meetings.kinds import KINDS
from fivestar.meetings.sheet import COLUMN_WORDS
from fivestar.territory.queries import branches_of, district_or_404, now_in, today_in

_WIDTHS = (16, 20, 12, 14, 8, 8, 40)
_DESK = Desk(
    template="meetings/import.html",
    form=FileForm,
    bring=actions.bring_file,
    heading=N_("导入会议记录"),
    lead=N_("党务系统里已经记过的，导出来传一次就行，不用再记一遍。先核对，再确认。"),
    page="meetings_import",
    file_page="meeting_file",
    empty_sheet="meetings_template",
    back="meetings",
    back_words=N_("会议"),
    counts_rows=True,
)


@require_http_methods(["GET", "HEAD", "POST"])
def import_meetings(request: HttpRequest, code: str) -> HttpResponse:
    """A form for an export, and the files brought before."""
    district = district_or_404(code)
    actor = actor_of(request)
    require(actor, "meetings.import", district)
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
def meeting_file(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    """One file: what will become meetings, what is wrong, what is known already."""
    district = district_or_404(code)
    file = queries.file_for(actor_of(request), district, public_id)
    context = {"district": district, "today": today_in(district), "desk": _DESK, **pages.file_context(file)}
    return render(request, "meetings/file.html", context)


@require_POST
def confirm_meetings(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    district = district_or_404(code)
    actor = actor_of(request)
    file = queries.file_for(actor, district, public_id)
    leave_out = "leave_out_faulty" in request.POST
    confirm = partial(actions.confirm_file, actor=actor, file=file, at=now_in(district), leave_out_faulty=leave_out)
    return done_with(request, _DESK, district, file, confirm)


@require_POST
def withdraw_meetings(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    district = district_or_404(code)
    actor = actor_of(request)
    file = queries.file_for(actor, district, public_id)
    withdraw = partial(actions.withdraw_file, actor=actor, file=file, at=now_in(district))
    return done_with(request, _DESK, district, file, withdraw)


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
    return empty_sheet(target.getvalue(), f"meetings-{district.code}")
