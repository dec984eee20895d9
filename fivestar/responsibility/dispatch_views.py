"""A work group in a village: what it found, who answers for it, and the handover before it leaves."""

from __future__ import annotations

from dataclasses import dataclass, field
from http import HTTPStatus

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from fivestar.foundation.access import actor_of, decide
from fivestar.foundation.once import done_once
from fivestar.foundation.outcome import Refused, may_or_could
from fivestar.responsibility import actions, bodies
from fivestar.responsibility.body_forms import FindingForm, RecallForm, SettleForm
from fivestar.responsibility.giving import (
    Offers,
    Thing,
    chosen_for_all,
    chosen_singly,
    offers_for,
    posts_chosen,
)
from fivestar.responsibility.models import Dispatch, GroupFinding
from fivestar.territory.queries import now_in, today_in

SETTLED_A_PAGE = 20


@require_safe
def dispatch(request: HttpRequest, public_id: str) -> HttpResponse:
    return _dispatch(request, _dispatch_or_404(request, public_id))


@require_POST
@done_once
def finding_note(request: HttpRequest, public_id: str) -> HttpResponse:
    """What the group found."""
    there = _dispatch_or_404(request, public_id)
    form = FindingForm(request.POST)
    if form.is_valid():
        try:
            actions.note_finding(
                actor=actor_of(request), dispatch=there, at=now_in(there.group.district), **form.cleaned_data
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("dispatch", public_id)
    return _dispatch(request, there, note=form, status=HTTPStatus.UNPROCESSABLE_ENTITY)


@require_POST
def recall(request: HttpRequest, public_id: str) -> HttpResponse:
    """The group leaves; everything it found goes to posts that stay. `step=give` only keeps what was ticked."""
    there = _dispatch_or_404(request, public_id)
    form = RecallForm(request.POST)
    page = _Staying.of(request, there)
    try:
        page.singly |= chosen_singly(request.POST, page.things, page.offers)
        if request.POST.get("step") != "give" and form.is_valid():
            actions.recall_group(
                actor=actor_of(request),
                dispatch=there,
                to_day=form.cleaned_data["to_day"],
                owners=posts_chosen(chosen_for_all(request.POST, page.things, page.offers) | page.singly),
                at=now_in(there.group.district),
            )
            return redirect("dispatch", public_id)
    except actions.UnableToRecall as refused:
        page.without = {one.public_id for one in refused.findings}
        form.add_error(None, str(refused))
    except Refused as refused:
        page.ticked = set(request.POST.getlist("pick"))
        form.add_error(None, str(refused))
    status = HTTPStatus.CONFLICT if form.errors else HTTPStatus.OK
    return _dispatch(request, there, leave=form, page=page, status=status)


@require_safe
def finding(request: HttpRequest, public_id: str) -> HttpResponse:
    return _finding(request, _finding_or_404(request, public_id))


@require_POST
def finding_settle(request: HttpRequest, public_id: str) -> HttpResponse:
    """It is done."""
    there = _finding_or_404(request, public_id)
    form = SettleForm(request.POST)
    if form.is_valid():
        try:
            actions.settle_finding(
                actor=actor_of(request),
                finding=there,
                result=form.cleaned_data["result"],
                at=now_in(there.dispatch.group.district),
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("finding", public_id)
    return _finding(request, there, settle=form, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _dispatch_or_404(request: HttpRequest, public_id: str) -> Dispatch:
    there = bodies.dispatch_by_public_id(public_id)
    if there is None or not decide(actor_of(request), "responsibility.read_dispatch", there):
        raise Http404
    return there


def _finding_or_404(request: HttpRequest, public_id: str) -> GroupFinding:
    there = bodies.finding_for(actor_of(request), public_id)
    if there is None:
        raise Http404
    return there


@dataclass(slots=True)
class _Staying:
    """Findings the group still answers for, and who is chosen to. singly: as sent, also what is no finding of it."""

    things: list[Thing]
    offers: Offers
    singly: dict[str, str]
    ticked: set[str] = field(default_factory=set)
    without: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, request: HttpRequest, there: Dispatch) -> _Staying:
        own = bodies.seated_now(there.group)
        rows = bodies.findings_for(actor_of(request), there, settled=False)
        things = [Thing(one.public_id, there.branch.path) for one in rows if one.owner_id in own]
        offers = offers_for(there.branch.path, things, today_in(there.group.district), without=own.values())
        owners = {name: str(post) for name, post in request.POST.items() if name.startswith("owner-") and post}
        return cls(things, offers, {name.removeprefix("owner-"): post for name, post in owners.items()})


def _dispatch(
    request: HttpRequest,
    there: Dispatch,
    *,
    note: forms.Form | None = None,
    leave: forms.Form | None = None,
    page: _Staying | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    actor, today = actor_of(request), today_in(there.group.district)
    is_there = there.to_day is None
    may_arrange = is_there and may_or_could(decide(actor, "responsibility.arrange_body", there.group))
    if may_arrange and page is None:
        page = _Staying.of(request, there)
    staying = {thing.key for thing in page.things} if page else set()
    settled = Paginator(bodies.findings_for(actor, there, settled=True), SETTLED_A_PAGE)
    context = {
        "district": there.group.district,
        "today": today,
        "dispatch": there,
        "findings": [
            {
                "finding": one,
                "can_go": one.public_id in staying,
                "is_ticked": page is not None and one.public_id in page.ticked,
                "is_without": page is not None and one.public_id in page.without,
                "chosen": (chosen := page.singly.get(one.public_id, "") if page else ""),
                "goes_to": page.offers.names.get(chosen, "") if page else "",
            }
            for one in bodies.findings_for(actor, there, settled=False)
        ],
        "page": settled.get_page(request.GET.get("page")),
        "offers": page.offers if page and page.things else None,
        "for_all": request.POST.get("all", ""),
        "to": request.POST.get("to", "") if page and page.ticked else "",
        "may_note": is_there and may_or_could(decide(actor, "responsibility.note_finding", there)),
        "may_arrange": may_arrange,
        "note": note or FindingForm(),
        "leave": leave or RecallForm(initial={"to_day": today}),
    }
    return render(request, "responsibility/dispatch.html", context, status=status)


def _finding(
    request: HttpRequest, there: GroupFinding, *, settle: forms.Form | None = None, status: int = HTTPStatus.OK
) -> HttpResponse:
    may_settle = may_or_could(decide(actor_of(request), "responsibility.settle_finding", there))
    context = {
        "district": there.dispatch.group.district,
        "today": today_in(there.dispatch.group.district),
        "finding": there,
        "may_settle": may_settle and there.settled_at is None,
        "settle": settle or SettleForm(),
    }
    return render(request, "responsibility/finding.html", context, status=status)
