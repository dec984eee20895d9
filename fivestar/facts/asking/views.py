"""Asking on a phone: all of today's questions, one question, a choice between two values, and the queue of a device."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fivestar.facts.asking import pages, queries
from fivestar.facts.asking.actions import Conflict, answer_written, is_own, settle, undo
from fivestar.facts.asking.forms import written_in
from fivestar.facts.burden.form_times import note_form_time
from fivestar.foundation.access import actor_of
from fivestar.foundation.clock import machine_now
from fivestar.foundation.context import show_district
from fivestar.foundation.outcome import Refused
from fivestar.standards.queries import fact_definition
from fivestar.territory.queries import branch_by_public_id, now_in, today_in

if TYPE_CHECKING:
    from fivestar.foundation.access import Actor
    from fivestar.territory.models import Branch


@never_cache
@require_safe
def questions(request: HttpRequest, public_id: str) -> HttpResponse:
    """Everything due for a branch: one screen after the other with JavaScript, one below the other without."""
    branch = _branch(request, public_id)
    actor = actor_of(request)
    at = now_in(branch.district)
    asks = queries.asks_and_contested(actor, at, [branch])
    filled = [
        pages.filled_of(fact_definition(row.fact), row, may_undo=is_own(actor, branch))
        for row in queries.answered_for(actor, branch)
    ]
    context = _about(branch, actor) | {
        "questions": [pages.question_of(ask) for ask in asks if not ask.is_contested],
        "contested": [pages.question_of(ask) for ask in asks if ask.is_contested],
        "filled": filled,
        "stated": [pages.stated_line(branch, *one) for one in queries.stated_of(actor, branch, at)],
    }
    return render(request, "facts/asking/questions.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, public_id: str, slug: str) -> HttpResponse:
    """One question: to be answered, or a value to be corrected. `period` names another than the one due."""
    branch = _branch(request, public_id)
    actor, at = actor_of(request), now_in(branch.district)
    period = request.POST.get("period") or request.GET.get("period")
    ask = queries.ask_about(actor, branch, slug, period, at)
    fact = queries.fact_by_slug(slug)
    if ask is None or fact is None:
        raise Http404(gettext("这一项不由村里填报"))
    fault = ""
    if request.method == "POST":
        try:
            given = answer_written(actor=actor, branch=branch, fact=fact, written=written_in(request.POST, at), at=at)
        except Refused as refused:
            fault = str(refused)
        else:
            if isinstance(given, Conflict):
                return redirect("answer_conflict", branch.public_id, given.receipt.public_id)
            if not given.again:
                note_form_time(form=f"fact:{slug}", sent=request.POST, now=machine_now(), at=at)
            messages.success(request, gettext("已记下。"))
            return redirect("asks", branch.public_id)
    rows = queries.changes_of(actor, branch, fact, ask.turn.period)
    context = _about(branch, actor) | {
        "question": pages.question_of(ask),
        "fault": fault,
        "given": request.POST.get("value", ""),
        "changes": pages.changes_of(ask.fact, rows, queries.reasons_for_changes(rows)),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if fault else HTTPStatus.OK
    return render(request, "facts/asking/question.html", context, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def conflict(request: HttpRequest, public_id: str, answer_id: str) -> HttpResponse:
    """Two values for one question; the person chooses, the program never does."""
    branch = _branch(request, public_id)
    actor = actor_of(request)
    receipt = queries.receipt(actor, branch, answer_id)
    fault = ""
    if request.method == "POST":
        seen = request.POST.get("seen", "")
        try:
            is_settled = settle(
                actor=actor,
                receipt=receipt,
                take_mine=request.POST.get("take") == "mine",
                seen=int(seen) if seen.lstrip("-").isdecimal() else None,
                reason=request.POST.get("reason", ""),
                at=now_in(branch.district),
            )
        except Refused as refused:
            fault = str(refused)
        else:
            if is_settled:
                return redirect("asks", branch.public_id)
            fault = gettext("刚才又有人改了这个数,请再看一次。")
        receipt = queries.receipt(actor, branch, answer_id)
    if receipt.outcome != "conflict":
        return redirect("asks", branch.public_id)
    context = _about(branch, actor) | {
        "filled": pages.filled_of(fact_definition(receipt.fact), receipt),
        "fault": fault,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if fault else HTTPStatus.OK
    return render(request, "facts/asking/conflict.html", context, status=status)


@require_POST
def take_back(request: HttpRequest, public_id: str, answer_id: str) -> HttpResponse:
    """The secretary takes back what was answered for him."""
    branch = _branch(request, public_id)
    actor = actor_of(request)
    try:
        undo(actor=actor, receipt=queries.receipt(actor, branch, answer_id), at=now_in(branch.district))
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, gettext("已撤回,原来的数照旧。"))
    return redirect("asks", branch.public_id)


def _about(branch: Branch, actor: Actor) -> dict[str, object]:
    return {
        "branch": branch,
        "district": branch.district,
        "today": today_in(branch.district),
        "on_behalf": not is_own(actor, branch),
        "why_changed": [gettext(one) for one in pages.WHY_CHANGED],
    }


def _branch(request: HttpRequest, public_id: str) -> Branch:
    branch = branch_by_public_id(public_id)
    if branch is None:
        raise Http404
    show_district(request, branch.district.code)
    return branch
