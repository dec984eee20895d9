"""Taps made without signal: a device keeps them as it keeps answers, and they come in together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

import msgspec
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from fivestar.facts.contests.actions import contest
from fivestar.foundation.outcome import Refused
from fivestar.foundation.queue import Queue, outcome, take_queue
from fivestar.standards.queries import catalogue
from fivestar.territory.queries import branch_by_public_id, now_in

if TYPE_CHECKING:
    from fivestar.foundation.access import Actor

_Short = Annotated[str, msgspec.Meta(max_length=300)]


class Tapped(msgspec.Struct, frozen=True):
    """One tap of the queue. The same one sent again while it is open changes nothing."""

    client_id: UUID
    branch: _Short
    fact: _Short
    period: _Short
    kind: _Short


@never_cache
@require_POST
def sync(request: HttpRequest) -> HttpResponse:
    return take_queue(request, Queue[Tapped], _taken)


def _taken(actor: Actor, sent: Tapped) -> dict[str, Any]:
    branch, fact = branch_by_public_id(sent.branch), catalogue().get(sent.fact)
    if branch is None or fact is None:
        return outcome(sent.client_id, "refused", message=gettext("没有这个村或这一项"))
    at = now_in(branch.district)
    try:
        contest(actor=actor, branch=branch, fact=fact, period=sent.period, kind=sent.kind, at=at)
    except Refused as refused:
        return outcome(sent.client_id, "refused", message=str(refused))
    return outcome(sent.client_id, "answered")
