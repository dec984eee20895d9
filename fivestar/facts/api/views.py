"""The page of tokens: which departments' systems hand in facts. A new token is seen once, in the answer to its POST."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from fivestar.facts.api import actions, queries
from fivestar.facts.api.decisions import REQUESTS_A_MINUTE, VALUES_A_REQUEST
from fivestar.facts.api.forms import TokenForm
from fivestar.foundation.access import actor_of, require
from fivestar.foundation.clock import machine_now
from fivestar.territory.queries import district_or_404, today_in


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def tokens_page(request: HttpRequest, code: str) -> HttpResponse:
    """The district's tokens, and a form for the next one."""
    district = district_or_404(code)
    actor = actor_of(request)
    require(actor, "facts.manage_tokens", district)
    form = TokenForm(request.POST or None, district=district)
    issued = None
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        issued = actions.issue_token(
            actor=actor, district=district, department=asked["department"], label=asked["label"], at=machine_now()
        )
        form = TokenForm(district=district)
    is_wrong = request.method == "POST" and issued is None
    context = {
        "district": district,
        "today": today_in(district),
        "form": form,
        "issued": issued,
        "address": request.build_absolute_uri("/api/observations"),
        "tokens": queries.tokens_of(actor, district),
        "values": VALUES_A_REQUEST,
        "requests": REQUESTS_A_MINUTE,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_wrong else HTTPStatus.OK
    return render(request, "facts/api/tokens.html", context, status=status)


@require_POST
def token_revoke(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    """From now on it opens nothing."""
    district = district_or_404(code)
    actor = actor_of(request)
    token = queries.token_by_public_id(actor, public_id)
    if token is None or token.department.district_id != district.pk:
        raise Http404
    actions.revoke_token(actor=actor, token=token, at=machine_now())
    messages.success(request, gettext("令牌“{label}”已作废").format(label=token.label))
    return redirect("tokens", code)
