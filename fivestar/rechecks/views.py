"""Re-checks: the draws of a district, one draw with its public file and result. The list is in `list_views`."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fivestar.engine import canon
from fivestar.foundation.access import actor_of, decide
from fivestar.foundation.outcome import may_or_could
from fivestar.rechecks import actions, pages, queries
from fivestar.rechecks.forms import CommitForm, DrawForm, VoidForm, WitnessForm
from fivestar.rechecks.models import Plan
from fivestar.territory.queries import district_or_404, now_in, today_in

if TYPE_CHECKING:
    from django.forms import Form

    from fivestar.territory.models import Region

LINES_A_PAGE = 50
DRAWS_A_PAGE = 20


@require_http_methods(["GET", "HEAD", "POST"])
def draws(request: HttpRequest, code: str) -> HttpResponse:
    """Every draw there was, and for the organisation department the form to commit to the next."""
    district = district_or_404(code)
    actor = actor_of(request)
    may = decide(actor, "rechecks.commit", district)
    form = CommitForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            plan = actions.commit_plan(actor=actor, district=district, at=now_in(district), **form.cleaned_data)
        except actions.UnableToCommit as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("recheck", code, plan.public_id)
    page = Paginator(queries.plans(actor, district), DRAWS_A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "rechecks/draws.html",
        {
            "district": district,
            "today": today_in(district),
            "form": form,
            "page": page,
            "plans": page.object_list,
            "may_commit": may_or_could(may),
        },
        status=HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK,
    )


@require_safe
def draw(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    """One draw: commitment, witnesses, result, list and what was found of it."""
    return _draw_page(request, *the_plan(request, code, public_id))


@require_safe
def draw_file(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    """The public file as canonical bytes."""
    _, plan = the_plan(request, code, public_id)
    response = HttpResponse(canon.dumps(queries.draw_file(actor_of(request), plan)), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="draw-{plan.public_id}.json"'
    return response


@require_POST
def witness(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    return _carry(request, code, public_id, WitnessForm, actions.add_witness)


@require_POST
def draw_now(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    return _carry(request, code, public_id, DrawForm, actions.draw_plan)


@require_POST
def void(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    return _carry(request, code, public_id, VoidForm, actions.void_plan)


@require_POST
def close(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    district, plan = the_plan(request, code, public_id)
    try:
        actions.close_plan(actor=actor_of(request), plan=plan, at=now_in(district))
    except actions.UnableToCarry as refused:
        messages.error(request, str(refused))
    return redirect("recheck", code, public_id)


def _carry(
    request: HttpRequest, code: str, public_id: str, form_class: type[Form], act: Callable[..., object]
) -> HttpResponse:
    """A step of the draw; what was refused is shown on the page beside its form."""
    district, plan = the_plan(request, code, public_id)
    form = form_class(request.POST)
    if form.is_valid():
        try:
            act(actor=actor_of(request), plan=plan, at=now_in(district), **form.cleaned_data)
        except actions.UnableToCarry as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("recheck", code, public_id)
    return _draw_page(request, district, plan, form)


def _draw_page(request: HttpRequest, district: Region, plan: Plan, wrong: Form | None = None) -> HttpResponse:
    actor = actor_of(request)
    may = decide(actor, "rechecks.carry", plan)
    forms = {
        name: wrong if isinstance(wrong, kind) else kind()
        for name, kind in (("witness_form", WitnessForm), ("draw_form", DrawForm), ("void_form", VoidForm))
    }
    context: dict[str, Any] = {
        "district": district,
        "today": today_in(district),
        "plan": plan,
        "is_due": today_in(district) >= plan.result_on,
        "witnesses": plan.witnesses.order_by("order"),
        "may_carry": may_or_could(may),
        **forms,
    }
    if plan.is_drawn:
        result = queries.result(actor, plan)
        page = Paginator(pages.list_lines(actor, plan), LINES_A_PAGE).get_page(request.GET.get("page"))
        context |= {
            "result": result,
            "most_wrong": pages.percent(result.most_wrong),
            "most_stars": pages.percent(result.most_stars),
            "stars": pages.star_lines(plan, result),
            "page": page,
            "lines": page.object_list,
            "may_find": queries.findable(actor, plan).exists(),
            "cautions": pages.cautions(actor, district),
        }
    return render(
        request, "rechecks/draw.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    )


def the_plan(request: HttpRequest, code: str, public_id: str) -> tuple[Region, Plan]:
    """The district and the draw of an address, or 404."""
    district = district_or_404(code)
    return district, queries.plan(actor_of(request), district, public_id)
