"""The rules of a day, everybody's to read; the organisation department enters what is missing."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from fivestar.foundation.access import actor_of, decide, require
from fivestar.foundation.outcome import may_or_could
from fivestar.standards.law import actions, queries, words
from fivestar.standards.law.forms import RuleForm
from fivestar.standards.law.kinds import BY_NAME, CATEGORIES
from fivestar.territory.queries import district_or_404, now_in, today_in


@require_http_methods(["GET", "HEAD", "POST"])
def rules_page(request: HttpRequest, code: str) -> HttpResponse:
    """`on` asks for another day, `category` for the other law."""
    district = district_or_404(code)
    actor = actor_of(request)
    require(actor, "standards.read", district)
    today = today_in(district)
    day = _day(request.GET.get("on")) or today
    category = request.GET.get("category", "village")
    category = category if category in dict(CATEGORIES) else "village"
    may_enter = may_or_could(decide(actor, "standards.enter_rule", district))
    form = RuleForm(request.POST or None, initial={"category": category})
    if request.method == "POST":
        require(actor, "standards.enter_rule", district)
        if form.is_valid():
            try:
                actions.enter_rule(
                    actor=actor,
                    district=district,
                    rule=form.rule,
                    at=now_in(district),
                )
            except actions.UnableToEnter as refused:
                form.add_error(None, str(refused))
            else:
                messages.success(request, gettext("录入了。从施行之日起的会议按这一条核对。"))
                return redirect("rules", code)
    return render(
        request,
        "standards/rules.html",
        {
            "district": district,
            "today": today,
            "day": day,
            "category": category,
            "categories": [(one, gettext(label)) for one, label in CATEGORIES],
            "lines": words.lines_of(queries.rules_on(category, on=day, district=district)),
            "entered": [
                (row, words.kind_words(BY_NAME[row.name]), words.value_words(queries.as_rule(row).value, row.unit))
                for row in queries.entered(district).filter(category=category)
            ],
            "form": form if may_enter else None,
        },
        status=HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK,
    )


@require_POST
def withdraw(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    district = district_or_404(code)
    rule = get_object_or_404(queries.entered(district), public_id=public_id)
    try:
        actions.withdraw_rule(
            actor=actor_of(request), rule=rule, because=request.POST.get("because", ""), at=now_in(district)
        )
    except actions.UnableToWithdraw as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, gettext("撤回了，不再按它核对；已经核对过的不变。"))
    return redirect("rules", code)


def _day(text: str | None) -> date | None:
    try:
        return parse_date(text) if text else None
    except ValueError:
        return None
