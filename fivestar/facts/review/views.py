"""The queue of stated facts, one item a line, and the page of a returned one."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fivestar.facts.actions import UnableToState
from fivestar.facts.burden.form_times import note_form_time
from fivestar.facts.review import actions, returned
from fivestar.facts.review.forms import RestateForm, StandByForm
from fivestar.facts.review.queue import done_today, queue, stated_observation
from fivestar.foundation.access import actor_of, require
from fivestar.foundation.clock import machine_now
from fivestar.foundation.outcome import N_
from fivestar.territory.queries import district_or_404, now_in, today_in

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails

    from fivestar.facts.models import Observation
    from fivestar.territory.models import Region

    class HtmxRequest(HttpRequest):
        """As `HtmxMiddleware` leaves it."""

        htmx: HtmxDetails


ITEMS_A_PAGE = 100
REASONS = (N_("与台账不符，请核对"), N_("单位可能填错了"), N_("期间可能填错了"), N_("请补上来源"))
"""Offered while writing why a value is returned."""


@require_safe
def review_page(request: HttpRequest, code: str) -> HttpResponse:
    """What waits for whoever looks: what stands out first, then the rest to be signed together."""
    return _page(request, district_or_404(code))


@require_POST
def confirm_one(request: HtmxRequest, code: str, observation_id: int) -> HttpResponse:
    """One item is confirmed."""
    district = district_or_404(code)
    row = _stated(district, observation_id)
    try:
        actions.confirm_item(actor=actor_of(request), observation=row, at=now_in(district))
    except (actions.UnableToReview, actions.UnableToReturn) as refused:
        return _page(request, district, fault=str(refused))
    return _back(request, district)


@require_POST
def return_one(request: HtmxRequest, code: str, observation_id: int) -> HttpResponse:
    """One item goes back to who stated it, with a reason."""
    district = district_or_404(code)
    row = _stated(district, observation_id)
    reason = request.POST.get("reason", "")
    try:
        actions.return_item(actor=actor_of(request), observation=row, reason=reason, at=now_in(district))
    except (actions.UnableToReview, actions.UnableToReturn) as refused:
        return _page(request, district, fault=str(refused))
    return _back(request, district)


@require_POST
def confirm_rest(request: HttpRequest, code: str) -> HttpResponse:
    """The unflagged rest in one signed act; the form carries the digest of what was shown."""
    district = district_or_404(code)
    signed = request.POST.get("signed", "")
    try:
        act = actions.confirm_rest(actor=actor_of(request), district=district, signed=signed, at=now_in(district))
    except (actions.UnableToReview, actions.UnableToReturn) as refused:
        return _page(request, district, fault=str(refused))
    messages.success(
        request, gettext("已一并核实 {count} 条，签名摘要 {digest}").format(count=act.count, digest=act.digest)
    )
    return redirect("review", code)


@require_http_methods(["GET", "HEAD", "POST"])
def returned_page(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    """A returned value with its reason: stated anew, or stood by with words."""
    district = district_or_404(code)
    actor, at = actor_of(request), now_in(district)
    found = returned.returned_for(actor, district, public_id)
    stands_by = "answer" in request.POST
    restate = RestateForm(None if stands_by else request.POST or None)
    stand_by = StandByForm(request.POST if stands_by else None)
    form = stand_by if stands_by else restate
    if request.method == "POST" and form.is_valid():
        try:
            if stands_by:
                actions.stand_by(actor=actor, returned=found.record, answer=form.cleaned_data["answer"], at=at)
            else:
                made = returned.restate(actor=actor, returned=found.record, written=form.cleaned_data["value"], at=at)
                note_form_time(form=f"fact:{made.fact.slug}", sent=request.POST, now=machine_now(), at=at)
        except (actions.UnableToStandBy, UnableToState) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, gettext("已答复，等待再次核实。"))
            return redirect("returned", code, public_id)
    is_wrong = request.method == "POST"
    return render(
        request,
        "facts/review/returned.html",
        {
            "district": district,
            "today": today_in(district),
            "returned": found,
            "restate": restate,
            "stand_by": stand_by,
        },
        status=HTTPStatus.UNPROCESSABLE_ENTITY if is_wrong else HTTPStatus.OK,
    )


def _page(request: HttpRequest, district: Region, fault: str = "") -> HttpResponse:
    actor, at = actor_of(request), now_in(district)
    require(actor, "facts.review", district)
    found = queue(actor, district, at=at)
    page = Paginator((*found.flagged, *found.rest), ITEMS_A_PAGE).get_page(
        request.POST.get("page") or request.GET.get("page")
    )
    shown = list(page.object_list)
    # htmx leaves the page as it is when the answer is a failure; the reason must be read.
    is_fragment = bool(getattr(request, "htmx", False))
    return render(
        request,
        "facts/review/queue.html",
        {
            "district": district,
            "today": today_in(district),
            "queue": found,
            "flagged": [item for item in shown if item.flags],
            "rest": [item for item in shown if not item.flags],
            "page": page,
            "done": done_today(actor, district, at),
            "reasons": [gettext(reason) for reason in REASONS],
            "fault": fault,
        },
        status=HTTPStatus.CONFLICT if fault and not is_fragment else HTTPStatus.OK,
    )


def _back(request: HttpRequest, district: Region) -> HttpResponse:
    page = request.POST.get("page", "")
    answer = redirect("review", district.code)
    if page.isdecimal() and page != "1":
        answer["Location"] += f"?page={page}"
    return answer


def _stated(district: Region, observation_id: int) -> Observation:
    row = stated_observation(district, observation_id)
    if row is None:
        raise Http404
    return row
