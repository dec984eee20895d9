"""今日要办: what every room says waits for the actor, gathered on one page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from math import ceil
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from fivestar.foundation.access import actor_of
from fivestar.foundation.clock import legal_day, machine_now
from fivestar.foundation.today import Item, sources
from fivestar.territory.queries import district_by_code, now_in

if TYPE_CHECKING:
    from fivestar.foundation.access import Actor

FAR = date.max


@dataclass(frozen=True, slots=True)
class Today:
    """Items, the most pressing first. `minutes` adds up the estimates that are known, and rounds up once."""

    items: tuple[Item, ...]
    day: date

    @property
    def minutes(self) -> int:
        return ceil(sum(item.minutes or 0 for item in self.items))

    @property
    def late(self) -> int:
        return sum(item.due_on is not None and item.due_on < self.day for item in self.items)


def today_for(actor: Actor, at: datetime) -> Today:
    """What keeps others waiting comes first, then what is due soonest; within a day as the rooms give it."""
    items = [item for source in sources for item in source.items_for(actor, at)]
    items.sort(key=lambda item: (not item.blocks_others, item.due_on or FAR))
    return Today(tuple(items), legal_day(at))


@never_cache
@require_safe
def today(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    if not actor.is_signed_in:
        return redirect(f"{reverse('account_login')}?{urlencode({'next': request.get_full_path()})}")
    district = district_by_code(actor.district_code) if actor.district_code else None
    at = now_in(district) if district else machine_now()
    gathered = today_for(actor, at)
    return render(request, "desk/today.html", {"district": district, "today": gathered.day, "gathered": gathered})
