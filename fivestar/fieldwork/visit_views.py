"""Visits: a district's with who was long not visited, a branch's with the form, one with its problems."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fivestar.fieldwork import actions, pages, queries
from fivestar.fieldwork.forms import AttentionForm, BecauseForm, ProblemForm, ResultForm, VisitForm
from fivestar.fieldwork.visiting import LONG_DAYS, MANY_VISITS, WITHIN_DAYS, attention, by_township
from fivestar.foundation.access import actor_of, decide, require
from fivestar.foundation.context import show_district
from fivestar.foundation.once import done_once
from fivestar.foundation.outcome import Refused
from fivestar.responsibility.queries import owner_groups, post_by_public_id
from fivestar.territory.queries import branch_by_public_id, district_or_404, now_in, today_in

if TYPE_CHECKING:
    from fivestar.fieldwork.models import Visit
    from fivestar.responsibility.models import Post
    from fivestar.territory.models import Branch

VISITS_A_PAGE = 30
USUAL = {"long_days": LONG_DAYS, "many": MANY_VISITS, "within": WITHIN_DAYS}


@require_safe
def visits(request: HttpRequest, code: str) -> HttpResponse:
    """`long_days`, `many` and `within` move what is long and what is many."""
    district = district_or_404(code)
    actor, today = actor_of(request), today_in(district)
    require(actor, "fieldwork.read_visits", district)
    form = AttentionForm({name: request.GET.get(name, value) for name, value in USUAL.items()})
    page = Paginator(queries.visits_in(actor, district), VISITS_A_PAGE).get_page(request.GET.get("page"))
    context = {"district": district, "today": today, "form": form, "page": page, "visits": page.object_list}
    if form.is_valid():
        found = attention(actor, district, today, **form.cleaned_data)
        context |= {
            "attention": found,
            "townships": by_township(found.unvisited),
            **form.cleaned_data,
        }
    return render(request, "fieldwork/visits.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def branch_visits(request: HttpRequest, public_id: str) -> HttpResponse:
    """Who came, what came of it; whoever was there records it."""
    branch = _branch(request, public_id)
    actor, today = actor_of(request), today_in(branch.district)
    may_visit = bool(decide(actor, "fieldwork.visit", branch))
    form = pages.visit_form(actor, branch, today, request.POST if request.method == "POST" else None)
    if request.method == "POST":
        require(actor, "fieldwork.visit", branch)
        if form.is_valid():
            try:
                made = _record(request, branch, form)
            except Refused as refused:
                form.add_error(None, str(refused))
            else:
                return redirect("visit", public_id, made.public_id)
    page = Paginator(queries.visits_of(actor, branch), VISITS_A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "fieldwork/branch_visits.html",
        {
            "branch": branch,
            "district": branch.district,
            "today": today,
            "page": page,
            "visits": page.object_list,
            "form": form if may_visit and form.fields["post"].choices else None,  # type: ignore[attr-defined]
        },
        status=HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK,
    )


@require_safe
def visit(request: HttpRequest, public_id: str, visit_id: str) -> HttpResponse:
    return _show(request, *_the_visit(request, public_id, visit_id))


@require_POST
@done_once
def note(request: HttpRequest, public_id: str, visit_id: str) -> HttpResponse:
    """One more problem."""
    branch, there = _the_visit(request, public_id, visit_id)
    require(actor_of(request), "fieldwork.keep_visit", there)
    form = ProblemForm(request.POST, owners=owner_groups(branch, today_in(branch.district)))
    if form.is_valid():
        try:
            actions.note_problem(
                actor=actor_of(request), visit=there, found=_found(form.cleaned_data), at=now_in(branch.district)
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("visit", public_id, visit_id)
    return _show(request, branch, there, problem_form=form)


@require_POST
def withdraw(request: HttpRequest, public_id: str, visit_id: str) -> HttpResponse:
    branch, there = _the_visit(request, public_id, visit_id)
    require(actor_of(request), "fieldwork.keep_visit", there)
    form = BecauseForm(request.POST)
    if form.is_valid():
        try:
            actions.withdraw_visit(
                actor=actor_of(request), visit=there, because=form.cleaned_data["because"], at=now_in(branch.district)
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("visit", public_id, visit_id)
    return _show(request, branch, there, off_form=form)


@require_POST
def settle(request: HttpRequest, public_id: str, visit_id: str, problem_id: str) -> HttpResponse:
    branch, there = _the_visit(request, public_id, visit_id)
    problem = queries.problem_in(there, problem_id)
    form = ResultForm(request.POST)
    if form.is_valid():
        try:
            actions.settle_problem(
                actor=actor_of(request),
                problem=problem,
                result=form.cleaned_data["result"],
                at=now_in(branch.district),
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, gettext("办结了。"))
            return redirect("visit", public_id, visit_id)
    return _show(request, branch, there, settle_form=form)


def _record(request: HttpRequest, branch: Branch, form: VisitForm) -> Visit:
    given = form.cleaned_data
    told = actions.Told(
        kind=given["kind"],
        post=_post(given["post"]),
        from_day=given["from_day"],
        to_day=given["to_day"],
        households=given["households"],
        solved=given["solved"],
        found_nothing=given["found_nothing"],
    )
    found = [_found(given)] if given["text"] else []
    return actions.record_visit(
        actor=actor_of(request), branch=branch, told=told, found=found, at=now_in(branch.district)
    )


def _found(given: dict[str, Any]) -> actions.Found:
    return actions.Found(given["text"], _post(given["owner"]), given["due_on"])


def _post(public_id: str) -> Post:
    post = post_by_public_id(public_id)
    assert post is not None  # one of the choices
    return post


def _branch(request: HttpRequest, public_id: str) -> Branch:
    branch = branch_by_public_id(public_id)
    if branch is None:
        raise Http404
    show_district(request, branch.district.code)
    require(actor_of(request), "fieldwork.read_visits", branch.district)
    return branch


def _the_visit(request: HttpRequest, public_id: str, visit_id: str) -> tuple[Branch, Visit]:
    branch = _branch(request, public_id)
    return branch, queries.visit_for(actor_of(request), branch, visit_id)


def _show(request: HttpRequest, branch: Branch, there: Visit, **wrong: Any) -> HttpResponse:
    actor, today = actor_of(request), today_in(branch.district)
    problems = list(there.problems.select_related("owner").order_by("settled_at", "due_on", "pk"))
    own = queries.own_posts(actor, today)
    may_keep = bool(decide(actor, "fieldwork.keep_visit", there)) and there.withdrawn_at is None
    context: dict[str, Any] = {
        "branch": branch,
        "district": branch.district,
        "today": today,
        "visit": there,
        "problems": [(one, queries.may_settle(actor, one, own)) for one in problems],
    }
    if may_keep:
        context["problem_form"] = ProblemForm(owners=owner_groups(branch, today))
        context["off_form"] = BecauseForm()
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    return render(request, "fieldwork/visit.html", {**context, **wrong}, status=status)
