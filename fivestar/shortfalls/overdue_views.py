"""What is past its day: in the reader's own posts, and beneath him as far as it has climbed. Each sees his own list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from fivestar.foundation.access import actor_of
from fivestar.foundation.clock import legal_day, machine_now
from fivestar.responsibility.open_items import in_full, open_items
from fivestar.responsibility.queries import open_items_for
from fivestar.shortfalls.climbing import climbed_to, kinds_of
from fivestar.territory.queries import district_by_code, now_in

if TYPE_CHECKING:
    from fivestar.responsibility.open_items import OpenItem

LINES_A_PAGE = 40


@dataclass(frozen=True, slots=True)
class Line:
    """An open item past its day. kind: in words. owner: title of the post, "" where it is the reader's own."""

    item: OpenItem
    kind: str
    owner: str
    days: int


@never_cache
@require_safe
def overdue(request: HttpRequest) -> HttpResponse:
    """`kind` narrows what has climbed."""
    actor = actor_of(request)
    if not actor.is_signed_in:
        return redirect(f"{reverse('account_login')}?{urlencode({'next': request.get_full_path()})}")
    district = district_by_code(actor.district_code) if actor.district_code else None
    at = now_in(district) if district else machine_now()
    today = legal_day(at)
    climbed = climbed_to(actor, at)
    kind = request.GET.get("kind", "")
    page = Paginator([one for one in climbed if kind in ("", one.kind)], LINES_A_PAGE).get_page(request.GET.get("page"))
    own = [one for one in open_items_for(actor, at) if one.is_overdue(today) and not one.is_with_others]
    return render(
        request,
        "shortfalls/overdue.html",
        {
            "district": district,
            "today": today,
            "own": [_line(item, "", today) for item in own],
            "climbed": len(climbed),
            "kinds": kinds_of(climbed),
            "kind": kind,
            "narrowed": urlencode({"kind": kind}) if kind else "",
            "page": page,
            "lines": [_line(item, late.owner, today) for late, item in in_full(list(page.object_list), at)],
        },
    )


def _line(item: OpenItem, owner: str, today: date) -> Line:
    labels = {source.kind: source.label for source in open_items}
    return Line(item, gettext(labels[item.kind]), owner, (today - (item.due_on or today)).days)
