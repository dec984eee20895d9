"""Projects of a district and of a branch, one project, its plan."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from fivestar.foundation.access import actor_of, require
from fivestar.foundation.context import show_district
from fivestar.foundation.once import done_once
from fivestar.foundation.outcome import Refused
from fivestar.projects import actions, pages, queries
from fivestar.projects.forms import BlockForm, PeopleForm, ProjectForm, initial_of, initial_of_block
from fivestar.projects.words import KIND_WORDS, finding_words
from fivestar.projects.workflow import STATES
from fivestar.responsibility.queries import owner_groups, post_by_public_id
from fivestar.territory.queries import district_or_404, now_in, today_in, townships_of

if TYPE_CHECKING:
    from fivestar.projects.models import Project
    from fivestar.responsibility.models import Post
    from fivestar.territory.models import Branch

PROJECTS_A_PAGE = 40


@require_safe
def projects(request: HttpRequest, code: str) -> HttpResponse:
    """`township`, `kind`, `state` (also `blocked`) narrow the list."""
    district = district_or_404(code)
    today = today_in(district)
    asked = {name: request.GET.get(name, "") for name in ("township", "kind", "state")}
    page = Paginator(queries.projects_in(actor_of(request), district, **asked), PROJECTS_A_PAGE).get_page(
        request.GET.get("page")
    )
    return render(
        request,
        "projects/list.html",
        {
            "district": district,
            "today": today,
            "page": page,
            "lines": [pages.line_of(one, today) for one in page.object_list],
            "asked": asked,
            "townships": [(one.code, one.short_name) for one in townships_of(district)],
            "kinds": [(one, gettext(words)) for one, words in KIND_WORDS.items()],
            "states": [("blocked", gettext("卡住的")), *((one.id, gettext(one.label)) for one in STATES)],
            "narrowed": "".join(f"&{name}={value}" for name, value in asked.items() if value),
        },
    )


@require_safe
def branch_projects(request: HttpRequest, public_id: str) -> HttpResponse:
    branch = queries.branch_or_404(public_id)
    show_district(request, branch.district.code)
    today = today_in(branch.district)
    return render(request, "projects/branch.html", pages.list_context(actor_of(request), branch, today))


@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def new_project(request: HttpRequest, public_id: str) -> HttpResponse:
    """`serves` (a task's number) comes from a list of shortfalls."""
    branch = queries.branch_or_404(public_id)
    show_district(request, branch.district.code)
    actor = actor_of(request)
    require(actor, "projects.start", branch)
    today = today_in(branch.district)
    form = ProjectForm(
        request.POST or None,
        tasks=queries.open_tasks(branch, today),
        owners=owner_groups(branch, today),
        initial={
            "serves": (serves := request.GET.getlist("serves")),
            "kind": request.GET.get("kind", "collective"),
            **queries.told_by_measures(actor, branch, serves),
        },
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.start_project(
                actor=actor, branch=branch, plan=form.plan, owner=_post(form), at=now_in(branch.district)
            )
        except Refused as refused:
            form.add_error(None, finding_words(refused.message_id, refused.values))
        else:
            messages.success(request, gettext("立项了。下一步：支部提议。"))
            return redirect("project", public_id, made.public_id)
    return _plan_page(request, branch, form)


@require_safe
def project(request: HttpRequest, public_id: str, project_id: str) -> HttpResponse:
    return show(request, found(request, public_id, project_id))


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, public_id: str, project_id: str) -> HttpResponse:
    """The whole plan until the first meeting; then only who answers for it. Of two at once the second sees both."""
    there = found(request, public_id, project_id)
    actor = actor_of(request)
    require(actor, "projects.carry", there)
    branch, today = there.branch, today_in(there.branch.district)
    owners = owner_groups(branch, today, keep=there.owner.public_id)
    has_met, plan = actions.has_met(there), pages.plan_of(there)
    initial = initial_of(plan, there.owner.public_id)
    form: ProjectForm | PeopleForm
    if has_met:
        form = PeopleForm(request.POST or None, owners=owners, initial=initial)
    else:
        tasks = dict([*plan.serves.items(), *queries.open_tasks(branch, today)])
        form = ProjectForm(request.POST or None, tasks=sorted(tasks.items()), owners=owners, initial=initial)
    seen, others = there.version, []
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_project(
                actor=actor,
                project=there,
                seen=whole(request.POST.get("seen", "")),
                plan=form.plan if isinstance(form, ProjectForm) else replace(plan, people=form.cleaned_data["people"]),
                owner=_post(form),
                at=now_in(branch.district),
            )
        except actions.ChangedMeanwhile as changed:
            form.add_error(None, str(changed))
            seen, others = changed.version, _differences(form, initial)
        except Refused as refused:
            form.add_error(None, finding_words(refused.message_id, refused.values))
        else:
            messages.success(request, gettext("改好了。"))
            return redirect("project", public_id, project_id)
    return _plan_page(request, branch, form, project=there, seen=seen, others=others, has_met=has_met)


def found(request: HttpRequest, public_id: str, project_id: str) -> Project:
    branch = queries.branch_or_404(public_id)
    show_district(request, branch.district.code)
    return queries.project_for(actor_of(request), branch, project_id)


def show(request: HttpRequest, there: Project, *, form: Any = None, act: str = "", open_id: str = "") -> HttpResponse:
    """The page of a project; form: one with faults, of that act, shown open."""
    context = pages.project_context(actor_of(request), there, today_in(there.branch.district))
    context |= {"last_meeting": pages.last_meeting(there), "form": form, "act": act, "open_id": open_id}
    if context["may"]["block"]:
        context["block_form"] = form if act == "block" else BlockForm(initial=initial_of_block(there, context["today"]))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form is not None and form.is_bound else HTTPStatus.OK
    return render(request, "projects/project.html", context, status=status)


def _plan_page(
    request: HttpRequest,
    branch: Branch,
    form: ProjectForm | PeopleForm,
    *,
    project: Project | None = None,
    seen: int = 0,
    others: list[tuple[str, str]] | None = None,
    has_met: bool = False,
) -> HttpResponse:
    context = {
        "branch": branch,
        "district": branch.district,
        "today": today_in(branch.district),
        "form": form,
        "project": project,
        "seen": seen,
        "others": others or [],
        "has_met": has_met,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK
    return render(request, "projects/plan.html", context, status=status)


def whole(text: str) -> int:
    """The version a page showed; -1 is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else -1


def _post(form: ProjectForm | PeopleForm) -> Post:
    post = post_by_public_id(form.cleaned_data["owner"])
    if post is None:
        raise Http404
    return post


def _differences(form: ProjectForm | PeopleForm, stands: dict[str, Any]) -> list[tuple[str, str]]:
    """(label, what stands now) of every field in which the other's plan is not what was typed here."""
    return [
        (str(form.fields[name].label), str(form[name].field.prepare_value(stands.get(name)) or gettext("空着")))
        for name in form.fields
        if (form.cleaned_data.get(name) or None) != (form.fields[name].to_python(stands.get(name)) or None)
    ]
