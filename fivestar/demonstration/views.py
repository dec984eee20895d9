"""The front page with its one-tap roles, the guided path, and the demonstration's own date.

Outside demonstration mode the front page is a list of districts, and nothing else here exists (404).
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import quote

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from fivestar.demonstration import actions, path
from fivestar.demonstration.front import district_lines, next_place, role_lines
from fivestar.demonstration.queries import demonstration_district, role_card
from fivestar.demonstration.sample import FILE_NAME, sample_file
from fivestar.foundation.access import actor_of
from fivestar.foundation.outcome import Refused
from fivestar.foundation.sheets import XLSX
from fivestar.responsibility.actions import enter_demonstration
from fivestar.territory.queries import now_in, today_in

Arguments = ParamSpec("Arguments")
View = Callable[Concatenate[HttpRequest, Arguments], HttpResponse]


def demonstration_only(view: View[Arguments]) -> View[Arguments]:
    """404 outside demonstration mode, whoever asks."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: Arguments.args, **kwargs: Arguments.kwargs) -> HttpResponse:
        if not settings.IS_DEMONSTRATION:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    district = demonstration_district() if settings.IS_DEMONSTRATION else None
    roles = role_lines(actor_of(request)) if district else []
    context = {
        "roles": roles,
        "next_place": next_place(actor_of(request), roles),
        "districts": district_lines(),
        "guide_url_name": "demo_guide",
        "demo_district": district,
        "today": today_in(district) if district else None,
    }
    return render(request, "demonstration/front.html", context)


@require_POST
@demonstration_only
def enter(request: HttpRequest, role_id: str) -> HttpResponse:
    card = role_card(actor_of(request), role_id)
    if card is None:
        raise Http404
    marks = path.kept(request)
    if card.person is None:
        logout(request)
    else:
        enter_demonstration(request, card.person)
    path.give_back(request, marks)
    return redirect(_back(request))


@require_POST
@demonstration_only
def leave(request: HttpRequest) -> HttpResponse:
    marks = path.kept(request)
    logout(request)
    path.give_back(request, marks)
    return redirect("front")


@require_safe
@demonstration_only
def guide(request: HttpRequest) -> HttpResponse:
    path.run(request, running=True)
    stops = path.stops(request)
    context = {"stations": stops, "done_count": sum(stop.is_done for stop in stops)}
    return render(request, "demonstration/guide.html", context)


@require_POST
@demonstration_only
def guide_done(request: HttpRequest, number: int) -> HttpResponse:
    if not path.mark(request, number):
        raise Http404
    return redirect("demo_guide")


@require_POST
@demonstration_only
def guide_leave(request: HttpRequest) -> HttpResponse:
    path.run(request, running=False)
    return redirect("front")


@require_safe
@demonstration_only
def sample(request: HttpRequest) -> HttpResponse:
    district = demonstration_district()
    if district is None:
        raise Http404
    answer = HttpResponse(sample_file(today_in(district)), content_type=XLSX)
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(FILE_NAME)}"
    return answer


@require_POST
@demonstration_only
def advance(request: HttpRequest) -> HttpResponse:
    district = demonstration_district()
    if district is None:
        raise Http404
    step = request.POST.get("step", "")
    try:
        day = actions.advance(actor=actor_of(request), district=district, step=step, at=now_in(district))
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, gettext("演示区现在是 {day}").format(day=day.isoformat()))
    return redirect(_back(request))


def _back(request: HttpRequest) -> str:
    """Where the form stood; only pages of this house."""
    asked = request.POST.get("next", "")
    here = url_has_allowed_host_and_scheme(asked, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return asked if here else "/"
