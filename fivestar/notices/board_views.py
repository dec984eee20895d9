"""What is due: a branch's own page and the list of those over it. The committee's seats and links."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fivestar.foundation.access import actor_of, decide, require
from fivestar.foundation.clock import machine_now
from fivestar.foundation.context import show_district
from fivestar.notices import actions, board, checking, queries
from fivestar.notices.actions.links import LINK_LIVES
from fivestar.notices.check_forms import BusyForm, SeatForm
from fivestar.notices.topics import FINANCE
from fivestar.responsibility.qr import qr_svg
from fivestar.territory.queries import district_or_404, now_in, today_in

BRANCHES_A_PAGE = 40


@require_safe
def branch_due(request: HttpRequest, public_id: str) -> HttpResponse:
    """What the branch must disclose this year, by when, and what of it hung."""
    actor = actor_of(request)
    branch = queries.branch_or_404(public_id)
    require(actor, "notices.read_due", branch)
    show_district(request, branch.district.code)
    today = today_in(branch.district)
    context = {
        "district": branch.district,
        "today": today,
        "branch": branch,
        "kinds": board.kind_lines(branch, today),
        "finance": FINANCE if board.discloses_finance(branch) else None,
        "disclosed": board.topics_disclosed(branch, today),
        "objections": board.objection_rows([branch], today),
        "may_post": queries.may_post(actor, branch),
        "may_read_committee": bool(decide(actor, "responsibility.read_supervisors", branch.village)),
        "may_set_busy": bool(decide(actor, "notices.set_busy", branch)),
    }
    return render(request, "notices/due.html", context)


@require_safe
def due_list(request: HttpRequest, code: str) -> HttpResponse:
    """The branches somebody is over, those with something missing first; register order, no rank."""
    district = district_or_404(code)
    actor = actor_of(request)
    require(actor, "notices.read_list", district)
    today = today_in(district)
    rows = board.exceptions(actor, district, today)
    page = Paginator([one for one in rows if one.says], BRANCHES_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "district": district,
        "today": today,
        "page": page,
        "rows": page.object_list,
        "without_committee": [one for one in rows if one.seated < one.least],
        "others": sum(not one.says and one.seated >= one.least for one in rows),
    }
    return render(request, "notices/due_list.html", context)


@require_safe
def objections(request: HttpRequest, code: str) -> HttpResponse:
    """Every open objection over which somebody stands, and those that ended last."""
    district = district_or_404(code)
    actor = actor_of(request)
    require(actor, "notices.read_list", district)
    today = today_in(district)
    branches = board.branches_over(actor, district)
    context = {
        "district": district,
        "today": today,
        "open_ones": board.objection_rows(branches, today),
        "ended": board.ended_rows(branches, today),
    }
    return render(request, "notices/objections.html", context)


@require_safe
def supervision(request: HttpRequest, public_id: str) -> HttpResponse:
    """The committee as the township sees it: who sits there, what waits for whom."""
    return _supervision(request, public_id)


@require_POST
def seat(request: HttpRequest, public_id: str) -> HttpResponse:
    branch = queries.branch_or_404(public_id)
    form = SeatForm(request.POST)
    if form.is_valid():
        try:
            actions.seat_member(actor=actor_of(request), branch=branch, at=now_in(branch.district), **form.cleaned_data)
        except actions.UnableToSeat as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, gettext("录入了。"))
            return redirect("supervision", public_id)
    return _supervision(request, public_id, form=form, status=HTTPStatus.UNPROCESSABLE_ENTITY)


@require_POST
def unseat(request: HttpRequest, public_id: str, seat_id: str) -> HttpResponse:
    """His last day is today."""
    branch = queries.branch_or_404(public_id)
    try:
        actions.unseat_member(
            actor=actor_of(request),
            branch=branch,
            post_public_id=seat_id,
            last_day=today_in(branch.district),
            at=now_in(branch.district),
        )
    except actions.UnableToSeat as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, gettext("今天是他的最后一天。"))
    return redirect("supervision", public_id)


@never_cache
@require_POST
def issue(request: HttpRequest, public_id: str, seat_id: str) -> HttpResponse:
    """Shows the link once, to hand over or to scan; leaving the page it is gone."""
    branch = queries.branch_or_404(public_id)
    try:
        issued = actions.issue_link(actor=actor_of(request), branch=branch, post_public_id=seat_id, at=machine_now())
    except actions.UnableToIssueLink as refused:
        messages.error(request, str(refused))
        return redirect("supervision", public_id)
    address = request.build_absolute_uri(reverse("check_link", args=[issued.token]))
    context = {
        "district": branch.district,
        "today": today_in(branch.district),
        "branch": branch,
        "issued": issued,
        "address": address,
        "qr_svg": qr_svg(address),
        "days": LINK_LIVES.days,
    }
    return render(request, "notices/link_issued.html", context)


@require_http_methods(["POST"])
def busy(request: HttpRequest, public_id: str, said: str) -> HttpResponse:
    """said: yes or no."""
    branch = queries.branch_or_404(public_id)
    form = BusyForm(request.POST)
    try:
        actions.set_busy(
            actor=actor_of(request),
            branch=branch,
            is_busy=said == "yes",
            because=form.data.get("because", ""),
            at=now_in(branch.district),
        )
    except actions.UnableToSetBusy as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, gettext("改好了，从今天起按新的期限算。"))
    return redirect("branch_due", public_id)


def _supervision(
    request: HttpRequest, public_id: str, *, form: SeatForm | None = None, status: int = HTTPStatus.OK
) -> HttpResponse:
    actor = actor_of(request)
    branch = queries.branch_or_404(public_id)
    require(actor, "responsibility.read_supervisors", branch.village)
    show_district(request, branch.district.code)
    today = today_in(branch.district)
    members = checking.committee(branch, today)
    waiting = checking.unsaid(branch, members)
    may_issue = bool(decide(actor, "notices.issue_link", branch))
    context = {
        "district": branch.district,
        "today": today,
        "branch": branch,
        "members": [(one, len(waiting[one.post_id])) for one in members],
        "size": board.size_words(branch, len(members), today),
        "may_issue": may_issue,
        "may_seat": bool(decide(actor, "responsibility.seat_supervisor", branch.village)),
        "form": form or SeatForm(initial={"from_day": today, "title": board.usual_title(branch, len(members))}),
    }
    return render(request, "notices/supervision.html", context, status=status)
