"""A work group's list: village by village on one page, one finding from a form, many from the queue of a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from fivestar.foundation.access import actor_of
from fivestar.foundation.outcome import Refused
from fivestar.foundation.queue import Queue, outcome, take_queue
from fivestar.rechecks import pages, queries
from fivestar.rechecks.actions import record_finding
from fivestar.rechecks.forms import FindingForm, Sent
from fivestar.rechecks.models import Plan
from fivestar.rechecks.views import the_plan
from fivestar.territory.queries import now_in, today_in

if TYPE_CHECKING:
    from fivestar.foundation.access import Actor
    from fivestar.territory.models import Region


@never_cache
@require_safe
def todo(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    """The list of whoever looks, whole on one page so that it is there when the signal is gone."""
    district, plan = the_plan(request, code, public_id)
    places = pages.places(actor_of(request), plan) if plan.is_drawn else []
    if not places:
        raise Http404
    return render(
        request,
        "rechecks/list.html",
        {
            "district": district,
            "today": today_in(district),
            "plan": plan,
            "places": places,
            "left": sum(place.left for place in places),
            "is_open": plan.state == Plan.State.DRAWN,
        },
    )


@require_POST
def find(request: HttpRequest, code: str, public_id: str, position: int) -> HttpResponse:
    """One finding, from a form sent as it stands."""
    district, plan = the_plan(request, code, public_id)
    actor = actor_of(request)
    pair = queries.pair_for(actor, plan, position)
    form = FindingForm(request.POST)
    if not form.is_valid():
        messages.error(request, gettext("请选“成立”“不成立”或“没查成”，说明最多 300 个字"))
    else:
        try:
            record_finding(actor=actor, pair=pair, at=now_in(district), **form.cleaned_data)
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, gettext("第 {position} 项记下了。").format(position=position))
    return redirect(f"{reverse('recheck_list', args=[code, public_id])}#p{position}")


@never_cache
@require_POST
def sync(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    """Findings kept without signal."""
    district, plan = the_plan(request, code, public_id)
    return take_queue(request, Queue[Sent], lambda actor, sent: _taken(actor, district, plan, sent))


def _taken(actor: Actor, district: Region, plan: Plan, sent: Sent) -> dict[str, Any]:
    pair = queries.findable(actor, plan).filter(position=sent.position).first()
    if pair is None:
        return outcome(sent.client_id, "refused", message=gettext("这一项不在您的名单上"))
    try:
        record_finding(
            actor=actor,
            pair=pair,
            verdict=sent.verdict,
            note=sent.note,
            client_id=sent.client_id,
            replaces=sent.replaces,
            at=now_in(district),
        )
    except Refused as refused:
        return outcome(sent.client_id, "refused", message=str(refused))
    return outcome(sent.client_id, "found")
