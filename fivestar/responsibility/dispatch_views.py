"""A work group in a village: what it found, who answers for it, and the handover before it leaves."""

from __future__ import annotations

from http import HTTPStatus

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from fivestar.foundation.access import actor_of, decide
from fivestar.foundation.outcome import Refused, may_or_could
from fivestar.responsibility import actions, bodies, queries
from fivestar.responsibility.body_forms import FindingForm, RecallForm, SettleForm
from fivestar.responsibility.models import Dispatch, GroupFinding
from fivestar.territory.queries import now_in, today_in


@require_safe
def dispatch(request: HttpRequest, public_id: str) -> HttpResponse:
    return _dispatch(request, _dispatch_or_404(request, public_id))


@require_POST
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
    """The group leaves; everything it found goes to posts that stay."""
    there = _dispatch_or_404(request, public_id)
    form = RecallForm(request.POST)
    without: set[str] = set()
    if form.is_valid():
        owners = {
            field.removeprefix("owner-"): owner
            for field, value in request.POST.items()
            if field.startswith("owner-") and (owner := queries.post_by_public_id(str(value)))
        }
        try:
            actions.recall_group(
                actor=actor_of(request),
                dispatch=there,
                to_day=form.cleaned_data["to_day"],
                owners=owners,
                at=now_in(there.group.district),
            )
        except actions.UnableToRecall as refused:
            without = {one.public_id for one in refused.findings}
            form.add_error(None, str(refused))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("dispatch", public_id)
    return _dispatch(request, there, leave=form, without=without, status=HTTPStatus.CONFLICT)


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


def _dispatch(
    request: HttpRequest,
    there: Dispatch,
    *,
    note: forms.Form | None = None,
    leave: forms.Form | None = None,
    without: set[str] | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    actor, today = actor_of(request), today_in(there.group.district)
    is_there = there.to_day is None
    may_arrange = may_or_could(decide(actor, "responsibility.arrange_body", there.group))
    context = {
        "district": there.group.district,
        "today": today,
        "dispatch": there,
        "findings": [
            (one, one.public_id in (without or ()), request.POST.get(f"owner-{one.public_id}", ""))
            for one in bodies.findings_for(actor, there)
        ],
        "owners": queries.owner_choices(there.branch.path, today) if is_there and may_arrange else [],
        "may_note": is_there and may_or_could(decide(actor, "responsibility.note_finding", there)),
        "may_arrange": is_there and may_arrange,
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
