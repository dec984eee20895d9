"""What the supervision committee is asked about contracts, and what it answered; answered here, or typed from paper."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from fivestar.finance import actions, pages, queries
from fivestar.finance.forms import AnswerForm, PaperForm
from fivestar.foundation.access import actor_of, require
from fivestar.foundation.context import show_district
from fivestar.notices.checking import committee
from fivestar.territory.queries import now_in, today_in

if TYPE_CHECKING:
    from datetime import datetime

    from fivestar.finance.models import Question
    from fivestar.foundation.access import Actor
    from fivestar.territory.models import Branch

QUESTIONS_A_PAGE = 30


@require_http_methods(["GET", "HEAD", "POST"])
def questions(request: HttpRequest, public_id: str) -> HttpResponse:
    """Everybody reads it. Whoever sits on the committee answers; the township types what was signed on paper."""
    actor = actor_of(request)
    branch = queries.branch_or_404(public_id)
    show_district(request, branch.district.code)
    page = Paginator(queries.questions_of(actor, branch), QUESTIONS_A_PAGE).get_page(request.GET.get("page"))
    seats = _seats(actor, branch, list(page.object_list))
    wrong: tuple[str, AnswerForm] | None = None
    if request.method == "POST":
        question = queries.question_for(actor, branch, request.POST.get("question", ""))
        is_paper = "seat" in request.POST
        require(actor, "finance.enter_answer" if is_paper else "finance.answer", question)
        form = PaperForm(request.POST, seats=seats) if is_paper else AnswerForm(request.POST)
        if form.is_valid() and _answered(actor, question, form, now_in(branch.district)):
            messages.success(request, gettext("答复了，谁都能看到。"))
            return redirect("ledger_questions", public_id)
        wrong = (question.public_id, form)
    rows = [(one, pages.question_words(one), _form_for(actor, one, seats, wrong)) for one in page.object_list]
    return render(
        request,
        "finance/questions.html",
        {
            "district": branch.district,
            "today": today_in(branch.district),
            "branch": branch,
            "page": page,
            "rows": rows,
        },
        status=HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK,
    )


def _answered(actor: Actor, question: Question, form: AnswerForm, at: datetime) -> bool:
    """False: refused, and the form says why."""
    act = actions.enter_answer if isinstance(form, PaperForm) else actions.answer_question
    try:
        act(actor=actor, question=question, at=at, **form.cleaned_data)
    except actions.UnableToAnswer as refused:
        form.add_error(None, str(refused))
        return False
    return True


def _seats(actor: Actor, branch: Branch, shown: list[Question]) -> list[tuple[str, str]]:
    """The seats of the committee that hold somebody, by title, for whoever may type their paper."""
    if not any(queries.may_enter_answer(actor, one) for one in shown):
        return []
    members = committee(branch, today_in(branch.district))
    return [(one.post_public_id, one.title) for one in members if one.person_ref != actor.person_ref]


def _form_for(
    actor: Actor, question: Question, seats: list[tuple[str, str]], wrong: tuple[str, AnswerForm] | None
) -> AnswerForm | None:
    """Each with ids of its own; the one that was refused keeps what was typed."""
    auto_id = f"{question.public_id}-%s"
    if wrong is not None and wrong[0] == question.public_id:
        wrong[1].auto_id = auto_id
        return wrong[1]
    if queries.may_answer(actor, question):
        return AnswerForm(auto_id=auto_id)
    if seats and queries.may_enter_answer(actor, question):
        return PaperForm(auto_id=auto_id, seats=seats)
    return None
