"""Observation tours: the list, one with its route and bands, a judge's sheet that works without signal."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fivestar.engine import canon
from fivestar.fieldwork import actions, pages, queries, touring
from fivestar.fieldwork.forms import RouteForm, ScoreForm, SentScore
from fivestar.foundation.access import actor_of, decide, require
from fivestar.foundation.outcome import Refused, may_or_could
from fivestar.foundation.queue import Queue, outcome, take_queue
from fivestar.foundation.told_faults import tell_faults
from fivestar.responsibility.queries import post_by_public_id
from fivestar.territory.queries import district_or_404, now_in, today_in

if TYPE_CHECKING:
    from fivestar.fieldwork.models import Judge, Tour
    from fivestar.foundation.access import Actor
    from fivestar.territory.models import Region


@require_http_methods(["GET", "HEAD", "POST"])
def tours(request: HttpRequest, code: str) -> HttpResponse:
    """Every tour, as far as everybody may know of it, and for the office the form to commit to the next."""
    district = district_or_404(code)
    actor, today = actor_of(request), today_in(district)
    may_tour = may_or_could(decide(actor, "fieldwork.tour", district))
    if request.method == "POST" and not may_tour:
        require(actor, "fieldwork.tour", district)
    form = pages.tour_form(district, today, request.POST if request.method == "POST" else None) if may_tour else None
    if form and form.is_valid():
        given = form.cleaned_data
        posts = [post for one in given["judges"] if (post := post_by_public_id(one)) is not None]
        try:
            made = actions.commit_tour(
                actor=actor,
                district=district,
                title=given["title"],
                items=given["items"],
                judges=posts,
                draw_from=(given["a_township"], given["result_name"], given["result_on"]),
                townships=given["townships"],
                at=now_in(district),
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("tour", code, made.public_id)
    there = list(queries.tours_in(actor, district))
    return render(
        request,
        "fieldwork/tours.html",
        {
            "district": district,
            "today": today,
            "tours": there,
            "waiting": any(one.drawn_at is None for one in there) and request.method != "POST",
            "reads": bool(decide(actor, "fieldwork.read", district)),
            "form": form,
            "judge_groups": pages.choice_groups(form) if form else [],
        },
        status=HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK,
    )


@require_safe
def tour(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    return _show(request, *_the_tour(request, code, public_id))


@require_safe
def file_of(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    """The file of the draw as canonical bytes."""
    _, there = _the_tour(request, code, public_id)
    response = HttpResponse(canon.dumps(touring.draw_file(there)), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="draw-{there.public_id}.json"'
    return response


@require_POST
def draw_route(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    district, there = _the_tour(request, code, public_id)
    form = RouteForm(request.POST)
    if form.is_valid():
        try:
            actions.draw_route(
                actor=actor_of(request), tour=there, result=form.cleaned_data["result"], at=now_in(district)
            )
        except actions.UnableToTour as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("tour", code, public_id)
    return _show(request, district, there, form)


@require_POST
def close(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    district, there = _the_tour(request, code, public_id)
    try:
        without = request.POST.get("without_missing") == "on"
        actions.close_tour(actor=actor_of(request), tour=there, without_missing=without, at=now_in(district))
    except actions.UnableToTour as refused:
        messages.error(request, str(refused))
    return redirect("tour", code, public_id)


@never_cache
@require_safe
def sheet(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    """A judge's sheet, whole on one page so that it is there when the signal is gone."""
    district, there = _the_tour(request, code, public_id)
    judge = _judge(actor_of(request), district, there)
    own = queries.own_scores(judge)
    stops = [
        (stop, own.get(stop.pk), pages.given(there, own.get(stop.pk)), uuid4())
        for stop in queries.stops_of(there)
        if not touring.is_his_own(judge, stop)
    ]
    return render(
        request,
        "fieldwork/sheet.html",
        {
            "district": district,
            "today": today_in(district),
            "tour": there,
            "stops": stops,
            "left": sum(score is None for _, score, _, _ in stops),
        },
    )


@require_POST
def score(request: HttpRequest, code: str, public_id: str, position: int) -> HttpResponse:
    """One stop, from a form sent as it stands."""
    district, there = _the_tour(request, code, public_id)
    _judge(actor_of(request), district, there)
    form = ScoreForm(request.POST)
    stop = next((one for one in queries.stops_of(there) if one.position == position), None)
    if stop is None:
        raise Http404
    if not form.is_valid():
        messages.error(request, gettext("每一项都要评，0 到 100 的整数"))
    else:
        try:
            actions.score_stop(actor=actor_of(request), stop=stop, at=now_in(district), **form.cleaned_data)
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, gettext("评分记下了。"))
    return redirect(f"{reverse('tour_sheet', args=[code, public_id])}#s{position}")


@never_cache
@require_POST
def sync(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    """Scores kept without signal."""
    district, there = _the_tour(request, code, public_id)
    stops = {stop.position: stop for stop in queries.stops_of(there)}

    def taken(actor: Actor, sent: SentScore) -> dict[str, Any]:
        if sent.position not in stops:
            return outcome(sent.client_id, "refused", message=gettext("路线上没有这一站"))
        try:
            actions.score_stop(
                actor=actor,
                stop=stops[sent.position],
                points=sent.points,
                client_id=sent.client_id,
                replaces=sent.replaces,
                at=now_in(district),
            )
        except Refused as refused:
            return outcome(sent.client_id, "refused", message=str(refused))
        return outcome(sent.client_id, "found")

    return take_queue(request, Queue[SentScore], taken)


def _the_tour(request: HttpRequest, code: str, public_id: str) -> tuple[Region, Tour]:
    district = district_or_404(code)
    return district, queries.tour_for(actor_of(request), district, public_id)


def _judge(actor: Actor, district: Region, there: Tour) -> Judge:
    judge = touring.judge_of(there, queries.own_posts(actor, today_in(district)))
    if judge is None or there.drawn_at is None:
        raise Http404
    return judge


def _show(request: HttpRequest, district: Region, there: Tour, form: RouteForm | None = None) -> HttpResponse:
    actor, today = actor_of(request), today_in(district)
    if form is not None and (there.drawn_at is not None or today < there.result_on):
        tell_faults(request, form)  # the form itself has no place: drawn already, or not yet
    stops = queries.stops_of(there)
    reads = bool(decide(actor, "fieldwork.read_tour", there))
    may_carry = may_or_could(decide(actor, "fieldwork.carry_tour", there))
    progress = touring.progress_of(there, stops) if may_carry and there.is_open else []
    context = {
        "district": district,
        "today": today,
        "tour": there,
        "stops": stops,
        "reads": reads,
        "judges": there.judges.select_related("post").order_by("pk") if reads else [],
        "is_due": today >= there.result_on,
        "may_carry": may_carry,
        "progress": progress,
        "missing": sum(not one.is_done for one in progress),
        "is_judge": touring.judge_of(there, queries.own_posts(actor, today)) is not None,
        "form": form or RouteForm(),
        # While scores still come in nobody sees what others gave.
        "result": touring.result_of(there, {stop.pk: stop for stop in stops}) if reads and there.closed_at else None,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form else HTTPStatus.OK
    return render(request, "fieldwork/tour.html", context, status=status)
