"""今日要办: what every room says waits for the actor, gathered on one page, what others wait for first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from math import ceil
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from fivestar.desk.worklist import Group, grouped
from fivestar.foundation.access import actor_of
from fivestar.foundation.clock import legal_day, machine_now
from fivestar.foundation.today import Item, sources
from fivestar.responsibility.queries import held_once, posts_held_by
from fivestar.territory.queries import district_by_code, now_in

if TYPE_CHECKING:
    from fivestar.foundation.access import Actor


@dataclass(frozen=True, slots=True)
class Today:
    """What is to be done, by groups. `minutes` adds up the estimates that are known, and rounds up once."""

    groups: tuple[Group, ...]
    day: date

    @property
    def items(self) -> tuple[Item, ...]:
        """What is to be done by the reader: without what lies with others."""
        return tuple(line.item for group in self.groups if not group.is_quiet for line in group.lines)

    @property
    def minutes(self) -> int:
        return ceil(sum(item.minutes or 0 for item in self.items))


def today_for(actor: Actor, at: datetime) -> Today:
    """Every source once; an item without a word of its own has that of its source."""
    with held_once():
        items = [
            item if item.room else replace(item, room=gettext(source.label))
            for source in sources
            for item in source.items_for(actor, at)
        ]
    day = legal_day(at)
    return Today(grouped(items, day), day)


@never_cache
@require_safe
def today(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    if not actor.is_signed_in:
        return redirect(f"{reverse('account_login')}?{urlencode({'next': request.get_full_path()})}")
    district = district_by_code(actor.district_code) if actor.district_code else None
    at = now_in(district) if district else machine_now()
    with held_once():
        gathered = today_for(actor, at)
        posts = [post.title for post in posts_held_by(actor, gathered.day)]
    context = {"district": district, "today": gathered.day, "gathered": gathered, "posts": posts}
    return render(request, "desk/today.html", context)
