"""Shortfalls of a branch and of a district, one of them, and the lists as workbook and print."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from fivestar.foundation.access import actor_of, decide, require
from fivestar.foundation.context import show_district
from fivestar.foundation.outcome import Refused
from fivestar.foundation.sheets import XLSX
from fivestar.foundation.typeset import pdf_response
from fivestar.responsibility.queries import chain_of, owner_groups, post_by_public_id
from fivestar.shortfalls import actions, pages, queries, tables
from fivestar.shortfalls.forms import PlanForm, StrikeOffForm, initial_of
from fivestar.shortfalls.registers import start_of
from fivestar.territory.queries import district_or_404, now_in, today_in, townships_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from fivestar.shortfalls.models import Shortfall
    from fivestar.territory.models import Branch, Region

LINES_A_PAGE = 40


@require_safe
def branch_shortfalls(request: HttpRequest, public_id: str) -> HttpResponse:
    """What one branch lacks, star by star, with who answers for it; what is done with stands below."""
    branch = _branch(request, public_id)
    actor, today = actor_of(request), today_in(branch.district)
    lines = pages.lines_of(actor, queries.of_branch(actor, branch), today)
    standing = [line for line in lines if line.row.state in ("found", "rectifying", "reached")]
    return render(
        request,
        "shortfalls/branch.html",
        {
            "branch": branch,
            "district": branch.district,
            "today": today,
            "groups": pages.by_star(standing),
            "counts": pages.counts_of(standing),
            "done": [line for line in lines if line.row.state in ("struck_off", "gone")],
            "chain": pages.chain_in_words(chain_of(branch, today)),
        },
    )


@require_safe
def shortfalls(request: HttpRequest, code: str) -> HttpResponse:
    """`township`, `star`, `department`, `taskforce`, `holder`, `verdict`, `state` narrow the list."""
    district = district_or_404(code)
    rows, context = _narrowed(request, district)
    page = Paginator(rows, LINES_A_PAGE).get_page(request.GET.get("page"))
    lines = pages.lines_of(actor_of(request), list(page.object_list), context["today"])
    may_screen = bool(decide(actor_of(request), "shortfalls.screen", district))
    return render(request, "shortfalls/list.html", {**context, "page": page, "lines": lines, "may_screen": may_screen})


@require_safe
def shortfall(request: HttpRequest, public_id: str, shortfall_id: str) -> HttpResponse:
    branch = _branch(request, public_id)
    return _show(request, branch, queries.shortfall_for(actor_of(request), branch, shortfall_id))


@require_POST
def plan(request: HttpRequest, public_id: str, shortfall_id: str) -> HttpResponse:
    """A measure, an owner, a date; of two at once the second sees what the first wrote."""
    branch = _branch(request, public_id)
    row = queries.shortfall_for(actor_of(request), branch, shortfall_id)
    require(actor_of(request), "shortfalls.plan", row)
    form = PlanForm(request.POST, owners=_owners(branch, row))
    owner = post_by_public_id(request.POST.get("owner", ""))
    if form.is_valid() and owner is not None:
        try:
            actions.plan(
                actor=actor_of(request),
                shortfall=row,
                measure=form.cleaned_data["measure"],
                owner=owner,
                due_on=form.cleaned_data["due_on"],
                spends_collective=form.cleaned_data["spends_collective"],
                touches_villagers=form.cleaned_data["touches_villagers"],
                seen=_whole(request.POST.get("seen", "")),
                at=now_in(branch.district),
            )
        except actions.ChangedMeanwhile as changed:
            form.add_error(None, str(changed))
            row = queries.shortfall_for(actor_of(request), branch, shortfall_id)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return _after_plan(request, branch, shortfall_id)
    return _show(request, branch, row, plan_form=form)


def _after_plan(request: HttpRequest, branch: Branch, shortfall_id: str) -> HttpResponse:
    """What takes a project and has none leads on to it, where he may start one."""
    actor = actor_of(request)
    row = queries.shortfall_for(actor, branch, shortfall_id)
    (line,) = pages.lines_of(actor, [row], today_in(branch.district))
    if not line.lacks_project:
        messages.success(request, gettext("记下了：措施、责任岗位和时限。"))
        return redirect("shortfall", branch.public_id, shortfall_id)
    start = start_of(actor, branch, row.criterion)
    if start:
        messages.success(request, gettext("记下了。这个办法要立项，走四议两公开，请接着填。"))
        return redirect(start)
    messages.success(request, gettext("记下了。这个办法要立项，走四议两公开，由支部来立。"))
    return redirect("shortfall", branch.public_id, shortfall_id)


@require_POST
def strike_off(request: HttpRequest, public_id: str, shortfall_id: str) -> HttpResponse:
    branch = _branch(request, public_id)
    row = queries.shortfall_for(actor_of(request), branch, shortfall_id)
    require(actor_of(request), "shortfalls.strike_off", row)
    form = StrikeOffForm(request.POST)
    if form.is_valid():
        try:
            actions.strike_off(
                actor=actor_of(request), shortfall=row, note=form.cleaned_data["note"], at=now_in(branch.district)
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, gettext("销号了。数据要是回落，这一项会自己重新打开。"))
            return redirect("shortfall", public_id, shortfall_id)
    return _show(request, branch, row, strike_form=form)


@never_cache
@require_safe
def branch_workbook(request: HttpRequest, public_id: str) -> HttpResponse:
    branch = _branch(request, public_id)
    actor, today = actor_of(request), today_in(branch.district)
    lines = pages.lines_of(actor, queries.of_branch(actor, branch), today)
    return _xlsx(branch.village.name, lines, branch.district, today)


@never_cache
@require_safe
def branch_print(request: HttpRequest, public_id: str) -> HttpResponse:
    branch = _branch(request, public_id)
    actor, today = actor_of(request), today_in(branch.district)
    rows = [row for row in queries.of_branch(actor, branch) if row.state in ("found", "rectifying", "reached")]
    title = gettext("{place}短板清单").format(place=branch.village.name)
    return _pdf(title, pages.lines_of(actor, rows, today), len(rows), branch.district, today)


@never_cache
@require_safe
def workbook(request: HttpRequest, code: str) -> HttpResponse:
    district = district_or_404(code)
    rows, context = _narrowed(request, district)
    lines = pages.lines_of(actor_of(request), list(rows), context["today"])
    return _xlsx(_place_of(district, context["asked"]), lines, district, context["today"])


@never_cache
@require_safe
def printed(request: HttpRequest, code: str) -> HttpResponse:
    district = district_or_404(code)
    rows, context = _narrowed(request, district)
    lines = pages.lines_of(actor_of(request), list(rows[: tables.MOST_PRINTED]), context["today"])
    title = gettext("{place}短板清单").format(place=_place_of(district, context["asked"]))
    return _pdf(title, lines, rows.count(), district, context["today"])


def _branch(request: HttpRequest, public_id: str) -> Branch:
    branch = queries.branch_or_404(public_id)
    show_district(request, branch.district.code)
    require(actor_of(request), "shortfalls.list", branch)
    return branch


def _narrowed(request: HttpRequest, district: Region) -> tuple[QuerySet[Shortfall], dict[str, Any]]:
    actor, today = actor_of(request), today_in(district)
    require(actor, "shortfalls.list", district)
    wanted = queries.Wanted(**{name: request.GET.get(name, "") for name in pages.NARROWED_BY})
    rulebooks = queries.rulebooks_of(district, today)
    narrowed = queries.narrowed_in(district, today, wanted, rulebooks)
    rows = queries.shortfalls_in(actor, district, wanted, narrowed, today)
    asked = {name: value for name in pages.NARROWED_BY if (value := getattr(wanted, name))}
    return rows, {
        "district": district,
        "today": today,
        "asked": asked,
        "narrowed": urlencode(asked),
        "choices": pages.choices_of(district, narrowed, rulebooks, asked),
    }


def _place_of(district: Region, asked: Mapping[str, str]) -> str:
    """Whose list it is called: the township's where it is narrowed to one."""
    township = townships_of(district).filter(code=asked["township"]).first() if "township" in asked else None
    return township.name if township else district.name


def _show(
    request: HttpRequest,
    branch: Branch,
    row: Shortfall,
    *,
    plan_form: PlanForm | None = None,
    strike_form: StrikeOffForm | None = None,
) -> HttpResponse:
    actor, today = actor_of(request), today_in(branch.district)
    (line,) = pages.lines_of(actor, [row], today)
    may_plan = row.is_open and bool(decide(actor, "shortfalls.plan", row))
    if plan_form is None and may_plan:
        plan_form = PlanForm(owners=_owners(branch, row), initial=initial_of(row))
    context = {
        "branch": branch,
        "district": branch.district,
        "today": today,
        "line": line,
        "row": row,
        "chain": pages.chain_in_words(chain_of(branch, today)),
        "plan_form": plan_form if may_plan else None,
        "start": start_of(actor, branch, row.criterion) if row.is_open else "",
        "strike_form": (strike_form or StrikeOffForm()) if queries.may_strike_off(actor, row, today) else None,
        **pages.told(row),
    }
    is_faulty = any(form is not None and form.is_bound for form in (plan_form, strike_form))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_faulty else HTTPStatus.OK
    return render(request, "shortfalls/shortfall.html", context, status=status)


def _xlsx(place: str, lines: list[pages.Line], district: Region, today: Any) -> HttpResponse:
    name = f"{place}-{gettext('短板')}-{today}.xlsx"
    sent_as = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    book = tables.workbook_of(lines, place, district, today)
    return HttpResponse(book, content_type=XLSX, headers={"Content-Disposition": sent_as})


def _pdf(title: str, lines: list[pages.Line], total: int, district: Region, today: Any) -> HttpResponse:
    pdf = tables.print_of(title, lines, total, today, is_fictitious=district.is_fictitious)
    return pdf_response(f"{title}-{today}.pdf", pdf)


def _owners(branch: Branch, row: Shortfall) -> list[tuple[str, list[tuple[str, str]]]]:
    keep = row.owner.public_id if row.owner else ""
    return owner_groups(branch, today_in(branch.district), keep=keep)


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else -1
