"""One tap, and the public page where every contest stands with its answer."""

from __future__ import annotations

from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fivestar.facts.contests import actions, queries
from fivestar.facts.contests.forms import TermForm
from fivestar.facts.contests.lines import contest_line
from fivestar.facts.limits import days_to_answer
from fivestar.foundation.access import actor_of, decide, require
from fivestar.foundation.outcome import Refused
from fivestar.standards import queries as standards
from fivestar.territory.queries import branch_by_public_id, district_or_404, now_in, region_by_code, today_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from fivestar.facts.models import Contest
    from fivestar.territory.models import Region

ANSWERED_A_PAGE = 30


@require_POST
def contest(request: HttpRequest, public_id: str, slug: str, period: str) -> HttpResponse:
    """A tap on one of three buttons; back to where it was tapped."""
    branch = branch_by_public_id(public_id)
    fact = standards.catalogue().get(slug)
    if branch is None or fact is None:
        raise Http404
    act = partial(actions.contest, branch=branch, fact=fact, period=period)
    return _tapped(request, act, branch.district)


@require_POST
def contest_supplied(request: HttpRequest, code: str, slug: str, period: str) -> HttpResponse:
    """The same tap of whoever supplies a fact for many branches: a department, or the township of code `unit`."""
    district = district_or_404(code)
    fact = standards.catalogue().get(slug)
    township = request.POST.get("unit", "")
    unit = region_by_code(township) if township else district
    if fact is None or unit is None or district.pk not in (unit.pk, unit.parent_id):
        raise Http404
    act = partial(actions.contest_as_supplier, unit=unit, fact=fact, period=period)
    return _tapped(request, act, district)


@require_safe
def contests_page(request: HttpRequest, code: str) -> HttpResponse:
    """The open ones with the day promised, the answered ones with the answer; a form for whoever answers."""
    district = district_or_404(code)
    today = today_in(district)
    actor = actor_of(request)
    page = Paginator(queries.answered_contests(district), ANSWERED_A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "facts/contests/list.html",
        {
            "district": district,
            "today": today,
            "open": [contest_line(row, today) for row in queries.open_contests(district)],
            "page": page,
            "answered": [contest_line(row, today) for row in page.object_list],
            "mine": queries.may_answer_here(actor, district),
            "term": days_to_answer(district, today),
            "may_set_term": bool(decide(actor, "facts.set_limits", district)),
        },
    )


@require_POST
def answer(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    district = district_or_404(code)
    back = f"{reverse('contests', args=[code])}#c-{public_id}"
    found = queries.contest(public_id)
    if found is None or found.district != district:
        raise Http404
    outcome = request.POST.get("outcome")
    if outcome not in ("upheld", "rejected"):
        messages.error(request, gettext("请选：说得对，或仍要报"))
        return redirect(back)
    try:
        actions.answer_contest(
            actor=actor_of(request),
            contest=found,
            is_upheld=outcome == "upheld",
            answer=request.POST.get("answer", "")[:300],
            at=now_in(district),
        )
    except actions.UnableToAnswer as refused:
        messages.error(request, str(refused))
    return redirect(back)


@require_http_methods(["GET", "HEAD", "POST"])
def term_page(request: HttpRequest, code: str) -> HttpResponse:
    """Within how many days contests are answered, from which day, on what basis."""
    district = district_or_404(code)
    actor = actor_of(request)
    require(actor, "facts.set_limits", district)
    form = TermForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_term(actor=actor, district=district, at=now_in(district), **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("contests", code)
    today = today_in(district)
    return render(
        request,
        "facts/contests/term.html",
        {"district": district, "today": today, "form": form, "term": days_to_answer(district, today)},
        status=HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK,
    )


def _tapped(request: HttpRequest, act: Callable[..., Contest], district: Region) -> HttpResponse:
    """Back to where it was tapped, with the day promised or the reason why not."""
    try:
        made = act(actor=actor_of(request), kind=request.POST.get("kind", ""), at=now_in(district))
    except actions.UnableToContest as refused:
        messages.error(request, str(refused))
    else:
        messages.info(request, gettext("收到了，{day}前公开答复。").format(day=made.due_on.isoformat()))
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        back = reverse("contests", args=[district.code])
    return redirect(back)
