"""The suggested pairing: seen, then applied as one act."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from fivestar.foundation.access import actor_of, require
from fivestar.foundation.outcome import Refused
from fivestar.responsibility import actions
from fivestar.responsibility.pairing import suggestion
from fivestar.territory.queries import district_or_404, now_in, today_in


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def pairing(request: HttpRequest, code: str) -> HttpResponse:
    """Which department would get which branches; nothing is written before it is agreed to."""
    district = district_or_404(code)
    actor, today = actor_of(request), today_in(district)
    require(actor, "responsibility.appoint", district)
    error = ""
    if request.method == "POST":
        try:
            done = actions.apply_pairing(
                actor=actor,
                district=district,
                digest=request.POST.get("digest", ""),
                from_day=today,
                at=now_in(district),
            )
        except Refused as refused:
            error = str(refused)
        else:
            messages.success(request, gettext("{count} 个支部结好了对").format(count=done.count))
            return redirect("duties", code)
    context = {"district": district, "today": today, "suggestion": suggestion(district, today), "error": error}
    status = HTTPStatus.CONFLICT if error else HTTPStatus.OK
    return render(request, "responsibility/pairing.html", context, status=status)
