"""The decomposition plan of a district, everybody's to read; the organisation department sets its lines."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fivestar.foundation.access import actor_of, decide, require
from fivestar.foundation.outcome import may_or_could
from fivestar.foundation.sheets import XLSX
from fivestar.foundation.typeset import pdf_response
from fivestar.standards.models import CATEGORIES
from fivestar.standards.plan import actions, prints, queries
from fivestar.standards.plan.forms import LineForm
from fivestar.standards.plan.lines import GAPS, LEVELS
from fivestar.territory.queries import district_or_404, now_in, today_in

if TYPE_CHECKING:
    from fivestar.standards.plan.lines import Line
    from fivestar.standards.plan.queries import Plan
    from fivestar.territory.models import Region


@require_http_methods(["GET", "HEAD", "POST"])
def plan_page(request: HttpRequest, code: str) -> HttpResponse:
    """`category` chooses the standards, `force` one task force's lines, `edit` opens one; sending it sets the line."""
    district = district_or_404(code)
    actor = actor_of(request)
    require(actor, "standards.read", district)
    category = _category(request.GET.get("category", ""))
    plan = queries.plan_of(district, category, today_in(district))
    force = queries.forces_of(district).filter(public_id=request.GET.get("force", "")).first()
    may_plan = may_or_could(decide(actor, "standards.plan", district))
    line = plan.line(request.GET.get("edit", "")) if plan is not None and may_plan else None
    form = _form(request, district, line) if line is not None else None
    if request.method == "POST":
        require(actor, "standards.plan", district)
        if form is None or line is None:
            raise Http404
        if form.is_valid():
            try:
                actions.set_line(
                    actor=actor,
                    district=district,
                    category=category,
                    criterion=line.id,
                    given=form.given,
                    seen=form.cleaned_data["seen"],
                    at=now_in(district),
                )
            except actions.UnableToPlan as refused:
                form.add_error(None, str(refused))
            else:
                messages.success(request, gettext("定下了：{id} {name}。").format(id=line.id, name=line.name))
                return redirect(f"{reverse('plan', args=[code])}?category={category}#{line.id}")
    return render(
        request,
        "standards/plan.html",
        {
            "district": district,
            "today": today_in(district),
            "categories": [(one, gettext(label)) for one, label in CATEGORIES],
            "category": category,
            "plan": plan,
            "tally": plan.tally if plan else None,
            "gaps": [(gettext(GAPS[gap]), count) for gap, count in plan.tally.gaps] if plan else [],
            "stars": _stars(plan, force.name if force else "") if plan else [],
            "force": force,
            "is_draft": plan is not None and plan.edition.status == "draft",
            "unset": sum(not one.version for one in plan.lines) if plan else 0,
            "may_plan": may_plan,
            "line": line,
            "form": form,
        },
        status=HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK,
    )


@require_POST
def take_over(request: HttpRequest, code: str) -> HttpResponse:
    """What is drafted becomes the plan, line by line where nobody set one."""
    district = district_or_404(code)
    category = _category(request.POST.get("category", ""))
    try:
        count = actions.take_over_drafts(
            actor=actor_of(request), district=district, category=category, at=now_in(district)
        )
    except actions.UnableToPlan as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, gettext("{count} 项照拟定的定下了；要改的逐项改。").format(count=count))
    return redirect(f"{reverse('plan', args=[code])}?category={category}")


@require_GET
def plan_workbook(request: HttpRequest, code: str, category: str) -> HttpResponse:
    district, plan = _exported(request, code, category)
    name = f"任务分解方案-{district.name}-{dict(CATEGORIES)[category]}.xlsx"
    place = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    title = f"任务分解方案{'（演示数据）' if district.is_fictitious else ''}"
    return HttpResponse(prints.workbook(plan, title), content_type=XLSX, headers={"Content-Disposition": place})


@require_GET
def plan_print(request: HttpRequest, code: str, category: str) -> HttpResponse:
    district, plan = _exported(request, code, category)
    mark = "演示数据" if district.is_fictitious else ""
    return pdf_response(f"任务分解方案-{district.name}.pdf", prints.pdf(plan, district=district.name, mark=mark))


def _exported(request: HttpRequest, code: str, category: str) -> tuple[Region, Plan]:
    district = district_or_404(code)
    require(actor_of(request), "standards.read", district)
    plan = queries.plan_of(district, category, today_in(district)) if category in dict(CATEGORIES) else None
    if plan is None:
        raise Http404(gettext("本区这一类还没有适用的标准"))
    return district, plan


def _category(asked: str) -> str:
    return asked if asked in dict(CATEGORIES) else "rural"


def _form(request: HttpRequest, district: Region, line: Line) -> LineForm:
    forces = list(queries.forces_of(district))
    named = next((one.public_id for one in forces if one.name == line.said.force), "")
    start = {
        "level": line.said.level,
        "due_on": line.said.due_on,
        "force": named,
        "cos": line.said.cos,
        "seen": line.version,
    }
    return LineForm(
        request.POST if request.method == "POST" else None,
        initial=start,
        forces=forces,
        departments=queries.departments_of(district),
    )


def _stars(plan: Plan, force: str) -> list[tuple[object, list[tuple[Line, str, list[str]]]]]:
    """(star, [(line, level in words, gaps in words)]); force: only lines of the task force of that name."""
    found = [
        (
            part.star,
            [
                (one, gettext(LEVELS[one.said.level]), [gettext(GAPS[gap]) for gap in one.gaps])
                for one in part.lines
                if not force or one.said.force == force
            ],
        )
        for part in plan.stars
    ]
    return [(star, lines) for star, lines in found if lines]
