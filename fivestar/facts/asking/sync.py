"""The queue of a device: who is signed in, and answers that were given without signal."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import msgspec
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from fivestar.facts.asking import queries
from fivestar.facts.asking.actions import Conflict, answer_written
from fivestar.facts.asking.forms import Sent, queue_in
from fivestar.facts.burden.form_times import SECONDS, note_form_time
from fivestar.foundation.access import actor_of
from fivestar.foundation.clock import machine_now
from fivestar.foundation.outcome import Refused
from fivestar.territory.queries import branch_by_public_id, now_in

if TYPE_CHECKING:
    from fivestar.foundation.access import Actor


@never_cache
@require_safe
def session(request: HttpRequest) -> HttpResponse:
    """Who is signed in now, and a token to send with: what a page loaded hours ago may have had is not asked."""
    actor = actor_of(request)
    return JsonResponse(
        {
            "account": actor.person_ref if actor.is_signed_in else None,
            "token": get_token(request),
            "sign_in": reverse("enter"),
        }
    )


@never_cache
@require_POST
def sync(request: HttpRequest) -> HttpResponse:
    """Takes answers one by one, each in a transaction of its own, and says what became of each.

    401: nobody is signed in. 409: somebody else is; nothing is taken. 400: not a queue.
    """
    actor = actor_of(request)
    if not actor.is_signed_in:
        return JsonResponse({"message": gettext("请先登录")}, status=HTTPStatus.UNAUTHORIZED)
    try:
        queue = queue_in(request.body)
    except msgspec.DecodeError:
        return JsonResponse({"message": gettext("送来的内容读不出来")}, status=HTTPStatus.BAD_REQUEST)
    if queue.account != actor.person_ref:
        return JsonResponse({"message": gettext("这些答复属于另一个账号")}, status=HTTPStatus.CONFLICT)
    return JsonResponse({"results": [_taken(actor, sent) for sent in queue.answers]})


def _taken(actor: Actor, sent: Sent) -> dict[str, Any]:
    branch = branch_by_public_id(sent.branch)
    fact = queries.fact_by_slug(sent.fact)
    if branch is None or fact is None:
        return _refused(sent, gettext("没有这个村或这一项"))
    at = now_in(branch.district)
    try:
        given = answer_written(actor=actor, branch=branch, fact=fact, written=sent.written, at=at)
    except Refused as refused:
        return _refused(sent, str(refused))
    if isinstance(given, Conflict):
        url = reverse("answer_conflict", args=[branch.public_id, given.receipt.public_id])
        return {"client_id": str(sent.client_id), "outcome": "conflict", "url": url}
    if not given.again:
        told = {SECONDS: sent.form_seconds}
        note_form_time(form=f"fact:{fact.slug}", sent=told, now=machine_now(), at=at)
    return {"client_id": str(sent.client_id), "outcome": "answered"}


def _refused(sent: Sent, message: str) -> dict[str, Any]:
    return {"client_id": str(sent.client_id), "outcome": "refused", "message": message}
