"""The gate's pages: what was asked for and what became of it, a new question, one question, the minutes."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fivestar.facts.gate import actions, queries
from fivestar.facts.gate.forms import MinutesForm, QuestionForm, rejections_in
from fivestar.facts.gate.lines import STATE_WORDS, NearLine, limit_lines, question_line
from fivestar.facts.limits import minute_limits
from fivestar.foundation.access import actor_of, decide, require
from fivestar.foundation.outcome import Refused
from fivestar.responsibility.queries import departments_of
from fivestar.territory.queries import district_or_404, now_in, today_in

if TYPE_CHECKING:
    from fivestar.facts.models import QuestionProposal
    from fivestar.territory.models import Region

QUESTIONS_A_PAGE = 30


@require_safe
def questions_page(request: HttpRequest, code: str) -> HttpResponse:
    """Everything proposed, the newest first; `state` keeps one. Whoever decides sees first what waits for him."""
    district = district_or_404(code)
    actor = actor_of(request)
    state = request.GET.get("state", "")
    if state not in STATE_WORDS:
        state = ""
    page = Paginator(queries.questions(district, state), QUESTIONS_A_PAGE).get_page(request.GET.get("page"))
    today = today_in(district)
    return render(
        request,
        "facts/gate/list.html",
        {
            "district": district,
            "today": today,
            "state": state,
            "states": STATE_WORDS.items(),
            "page": page,
            "questions": [question_line(row) for row in page.object_list],
            "waiting": [question_line(row) for row in queries.to_decide(actor).filter(district=district)],
            "limits": limit_lines(minute_limits(district, today)),
            "may_propose": bool(decide(actor, "facts.propose_question", district)),
            "may_set_limits": bool(decide(actor, "facts.set_limits", district)),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def new_question(request: HttpRequest, code: str) -> HttpResponse:
    """A question is written, judged at once, and kept with the answer."""
    district = district_or_404(code)
    actor = actor_of(request)
    require(actor, "facts.propose_question", district)
    form = QuestionForm(
        request.POST or None,
        departments=[department.name for department in departments_of(district).order_by("order", "id")],
        own=actions.own_department(actor),
    )
    near: list[NearLine] = []
    if request.method == "POST" and form.is_valid():
        given = rejections_in(request.POST.dict())
        try:
            made = actions.propose_question(
                actor=actor,
                district=district,
                asked=form.asked(),
                department=form.cleaned_data["department"],
                rejections=given,
                at=now_in(district),
            )
        except actions.NamesAlike as alike:
            form.add_error(None, str(alike))
            near = [NearLine(one.slug, one.label, one.similarity, given.get(one.slug, "")) for one in alike.near]
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("question", code, made.public_id)
    return render(
        request,
        "facts/gate/new.html",
        {"district": district, "today": today_in(district), "form": form, "near": near},
        status=HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK,
    )


@require_safe
def question_page(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    """One question: why the machine sent it back, or what was decided; public, without persons."""
    district = district_or_404(code)
    question = _question(district, public_id)
    actor = actor_of(request)
    return render(
        request,
        "facts/gate/question.html",
        {
            "district": district,
            "today": today_in(district),
            "question": question_line(question),
            "may_decide": bool(decide(actor, "facts.decide_question", question)),
            "may_write_standards": bool(decide(actor, "standards.upload", district)),
            "may_withdraw": bool(decide(actor, "facts.withdraw_question", question)),
        },
    )


@require_POST
def decide_question(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    district = district_or_404(code)
    question = _question(district, public_id)
    decision = request.POST.get("decision")
    if decision not in ("approve", "reject"):
        messages.error(request, gettext("请选：同意，或不同意"))
        return redirect("question", code, public_id)
    try:
        actions.decide_question(
            actor=actor_of(request),
            proposal=question,
            is_approved=decision == "approve",
            reason=request.POST.get("reason", "")[:300],
            at=now_in(district),
        )
    except actions.UnableToDecide as refused:
        messages.error(request, str(refused))
    return redirect("question", code, public_id)


@require_POST
def withdraw_question(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    district = district_or_404(code)
    question = _question(district, public_id)
    actions.withdraw_question(actor=actor_of(request), proposal=question, at=now_in(district))
    return redirect("question", code, public_id)


@require_http_methods(["GET", "HEAD", "POST"])
def limits_page(request: HttpRequest, code: str) -> HttpResponse:
    """The minutes of each level, with the day they hold from and their source."""
    district = district_or_404(code)
    actor = actor_of(request)
    require(actor, "facts.set_limits", district)
    form = MinutesForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_minutes(actor=actor, district=district, at=now_in(district), **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("questions", code)
    today = today_in(district)
    return render(
        request,
        "facts/gate/limits.html",
        {"district": district, "today": today, "form": form, "limits": limit_lines(minute_limits(district, today))},
        status=HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK,
    )


def _question(district: Region, public_id: str) -> QuestionProposal:
    question = queries.question(public_id)
    if question is None or question.district_id != district.pk:
        raise Http404
    return question
