"""The queue of a device: who is signed in, and answers that were given without signal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from fivestar.facts.asking import queries
from fivestar.facts.asking.actions import Conflict, answer_written
from fivestar.facts.asking.forms import Sent
from fivestar.facts.burden.form_times import SECONDS, note_form_time
from fivestar.foundation.access import actor_of
from fivestar.foundation.clock import machine_now
from fivestar.foundation.outcome import Refused
from fivestar.foundation.queue import Queue, outcome, take_queue
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
    """Answers kept without signal."""
    return take_queue(request, Queue[Sent], _taken)


def _taken(actor: Actor, sent: Sent) -> dict[str, Any]:
    branch = branch_by_public_id(sent.branch)
    fact = queries.fact_by_slug(sent.fact)
    if branch is None or fact is None:
        return outcome(sent.client_id, "refused", message=gettext("没有这个村或这一项"))
    at = now_in(branch.district)
    try:
        given = answer_written(actor=actor, branch=branch, fact=fact, written=sent.written, at=at)
    except Refused as refused:
        return outcome(sent.client_id, "refused", message=str(refused))
    if isinstance(given, Conflict):
        url = reverse("answer_conflict", args=[branch.public_id, given.receipt.public_id])
        return outcome(sent.client_id, "conflict", url=url)
    if not given.again:
        told = {SECONDS: sent.form_seconds}
        note_form_time(form=f"fact:{fact.slug}", sent=told, now=machine_now(), at=at)
    return outcome(sent.client_id, "answered")
