"""A branch's meetings: the list of a year, one more recorded, one withdrawn."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fivestar.facts.burden.form_times import note_form_time
from fivestar.foundation.access import actor_of
from fivestar.foundation.clock import machine_now
from fivestar.foundation.context import show_district
from fivestar.meetings import actions, pages, queries
from fivestar.meetings.burden import RECORD
from fivestar.meetings.forms import MeetingForm, WithdrawForm
from fivestar.meetings.kinds import BY_ID, kinds_of
from fivestar.territory.queries import district_or_404, now_in, today_in

if TYPE_CHECKING:
    from datetime import date

    from fivestar.meetings.kinds import Kind
    from fivestar.territory.models import Branch

BRANCHES_A_PAGE = 60


@require_GET
def meetings(request: HttpRequest, code: str) -> HttpResponse:
    """The branches he may record for; whoever has one only is led to it."""
    district = district_or_404(code)
    branches = queries.branches_to_record(actor_of(request), district)
    page = Paginator(branches, BRANCHES_A_PAGE).get_page(request.GET.get("page"))
    if page.paginator.count == 1:
        return redirect("branch_meetings", page.object_list[0].public_id)
    return render(
        request,
        "meetings/branches.html",
        {
            "district": district,
            "today": today_in(district),
            "page": page,
            "branches": page.object_list,
            "may_import": queries.may_import(actor_of(request), district),
        },
        status=HTTPStatus.OK if page.paginator.count else HTTPStatus.FORBIDDEN,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def branch_meetings(request: HttpRequest, public_id: str) -> HttpResponse:
    """`kind` opens the form for one of that kind, `year` shows the year before."""
    actor = actor_of(request)
    branch = queries.branch_for(actor, public_id)
    show_district(request, branch.district.code)
    at, today = now_in(branch.district), today_in(branch.district)
    may_record = queries.may_record(actor, branch)
    kind = _kind(request, branch)
    form = _form(request, branch, kind, today) if kind is not None and may_record else None
    if request.method == "POST":
        if form is None or kind is None:
            raise Http404
        if form.is_valid():
            try:
                made = actions.record_meeting(actor=actor, branch=branch, kind=kind, at=at, **form.cleaned_data)
            except actions.UnableToRecord as refused:
                form.add_error(refused.column if refused.column in form.fields else None, str(refused))
            else:
                note_form_time(form=f"record:{RECORD}", sent=request.POST, now=machine_now(), at=at)
                said = gettext("记下了：{day} {kind}，到会 {present} 人。")
                messages.success(request, said.format(day=made.held_on, kind=gettext(kind.label), present=made.present))
                return redirect("branch_meetings", public_id)
    year = today.year - 1 if request.GET.get("year") == str(today.year - 1) else today.year
    found = queries.meetings_of(actor, branch, year)
    return render(
        request,
        "meetings/branch.html",
        {
            "district": branch.district,
            "today": today,
            "branch": branch,
            "kind": kind,
            "form": form,
            "may_record": may_record,
            "buttons": pages.buttons(queries.kinds_of_year(branch, found)),
            "lines": [pages.meeting_line(meeting) for meeting in found],
            "year": year,
            "other_year": today.year if year != today.year else today.year - 1,
            "withdraw_form": WithdrawForm(auto_id=False),
        },
        status=HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK,
    )


@require_POST
def withdraw(request: HttpRequest, public_id: str, meeting_id: str) -> HttpResponse:
    """Takes one back; it stays in the list with its reason."""
    actor = actor_of(request)
    branch = queries.branch_for(actor, public_id)
    meeting = queries.meeting_for(actor, branch, meeting_id)
    try:
        actions.withdraw_meeting(
            actor=actor, meeting=meeting, because=request.POST.get("because", ""), at=now_in(branch.district)
        )
    except actions.UnableToWithdraw as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, gettext("撤回了，不再计数；记录和理由留在下面。"))
    return redirect("branch_meetings", public_id)


def _kind(request: HttpRequest, branch: Branch) -> Kind | None:
    asked = BY_ID.get(request.GET.get("kind", ""))
    return asked if asked in kinds_of(branch.category) else None


def _form(request: HttpRequest, branch: Branch, kind: Kind, today: date) -> MeetingForm:
    if request.method == "POST":
        return MeetingForm(request.POST, kind=kind)
    return MeetingForm(kind=kind, initial={"held_on": today, "due": queries.last_due(branch, kind), "group": 1})
