"""Pages of bodies: the list, one body with who sits in it, what stands still, when it meets."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from fivestar.foundation.access import actor_of, decide
from fivestar.foundation.outcome import Refused, may_or_could
from fivestar.responsibility import actions, bodies, queries
from fivestar.responsibility.body_forms import CallForm, CallOffForm, HoldForm, RhythmForm, SeatForm, SendForm
from fivestar.responsibility.departments import department_page
from fivestar.responsibility.post_titles import post_titled
from fivestar.responsibility.units import Units
from fivestar.territory.queries import district_or_404, now_in, today_in

_FORMS = {"seat": SeatForm, "rhythm": RhythmForm, "call": CallForm, "send": SendForm}


@require_safe
def bodies_page(request: HttpRequest, code: str) -> HttpResponse:
    """Leading group, task forces, work groups; a missed rhythm shows."""
    district = district_or_404(code)
    today = today_in(district)
    lines = bodies.bodies_of(actor_of(request), district, today)
    context = {
        "district": district,
        "today": today,
        "groups": [
            (kind.label, [(line, line.meets.is_missed(today)) for line in lines if line.body.kind == kind])
            for kind in bodies.BODIES
        ],
        "has_any": bool(lines),
        "may_list_posts": bool(decide(actor_of(request), "responsibility.read_posts", district)),
        "departments": queries.departments_of(district).filter(kind=queries.Department.Kind.DEPARTMENT),
    }
    return render(request, "responsibility/bodies.html", context)


@require_safe
def body(request: HttpRequest, public_id: str) -> HttpResponse:
    """A department has a page of its own: nobody sits in it, it does not meet."""
    there = bodies.body_by_public_id(public_id)
    if there is not None and there.kind == queries.Department.Kind.DEPARTMENT:
        return _department(request, there)
    return _body(request, _body_or_404(public_id))


@require_POST
def body_act(request: HttpRequest, public_id: str, act: str) -> HttpResponse:
    """One of: seat, rhythm, call, send. The form that was refused comes back with the reason."""
    there = _body_or_404(public_id)
    if act not in _FORMS:
        raise Http404
    form: forms.Form = _FORMS[act](request.POST)
    if form.is_valid() and _done(form, lambda: _do(request, there, act, form)):
        return redirect("body", public_id)
    return _body(request, there, act=act, form=form, status=HTTPStatus.UNPROCESSABLE_ENTITY)


@require_POST
def body_meeting_act(request: HttpRequest, public_id: str, meeting_id: str, act: str) -> HttpResponse:
    """A meeting was held, or will not be."""
    there = _body_or_404(public_id)
    meeting = bodies.meetings_of(there).filter(public_id=meeting_id).first()
    kinds: dict[str, type[forms.Form]] = {"held": HoldForm, "off": CallOffForm}
    if meeting is None or act not in kinds:
        raise Http404
    form = kinds[act](request.POST)

    def close() -> None:
        at = now_in(there.district)
        if act == "held":
            actions.hold_meeting(actor=actor_of(request), meeting=meeting, at=at, **form.cleaned_data)
        else:
            actions.call_off_meeting(actor=actor_of(request), meeting=meeting, at=at, **form.cleaned_data)

    if form.is_valid() and _done(form, close):
        return redirect("body", public_id)
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    return _body(request, there, act=f"{act}-{meeting_id}", form=form, status=status)


@require_POST
def seat_end(request: HttpRequest, public_id: str, seat_id: str) -> HttpResponse:
    """A post sits there no longer, from tomorrow; or will not, where its first day has not come."""
    there = _body_or_404(public_id)
    seat = there.seats.filter(public_id=seat_id).first()
    if seat is None:
        raise Http404
    at = now_in(there.district)
    try:
        actions.end_seat(actor=actor_of(request), seat=seat, to_day=today_in(there.district), at=at)
    except actions.UnableToSeat as refused:  # pressed twice on a slow line
        messages.error(request, str(refused))
    return redirect("body", public_id)


def _do(request: HttpRequest, there: queries.Department, act: str, form: forms.Form) -> None:
    actor, at, said = actor_of(request), now_in(there.district), form.cleaned_data
    if act == "seat":
        post = post_titled(there.district, said.pop("post"))
        actions.give_seat(actor=actor, body=there, post=post, at=at, **said)
    elif act == "rhythm":
        actions.set_rhythm(actor=actor, body=there, at=at, **said)
    elif act == "call":
        actions.call_meeting(actor=actor, body=there, at=at, **said)
    else:
        branch = Units(there.district).branch(said["unit"])
        actions.send_group(actor=actor, group=there, branch=branch, from_day=said["from_day"], at=at)


def _done(form: forms.Form, act: Callable[[], object]) -> bool:
    try:
        act()
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    return True


def _body_or_404(public_id: str) -> queries.Department:
    there = bodies.body_by_public_id(public_id)
    if there is None or there.kind not in bodies.BODIES:
        raise Http404
    return there


def _department(request: HttpRequest, there: queries.Department) -> HttpResponse:
    actor, at = actor_of(request), now_in(there.district)
    context = {
        "district": there.district,
        "today": today_in(there.district),
        "department": there,
        "shown": department_page(actor, there, at),
        "sections": [section for source in bodies.body_sections for section in source(actor, there, at)],
    }
    return render(request, "responsibility/department.html", context)


def _body(
    request: HttpRequest,
    there: queries.Department,
    *,
    act: str = "",
    form: forms.Form | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    actor, today, at = actor_of(request), today_in(there.district), now_in(there.district)
    sitting = bodies.sittings(actor, [there], today)[there.pk]
    meets = bodies.meets_of([there], today)[there.pk]
    may_run = may_or_could(decide(actor, "responsibility.run_body", there))
    initial = {"from_day": today, "planned_on": today}
    context = {
        "district": there.district,
        "today": today,
        "body": there,
        "sitting": sitting,
        "coming": bodies.coming_seats(there, today),
        "meets": meets,
        "is_missed": meets.is_missed(today),
        "meetings": bodies.meetings_of(there)[: bodies.MEETINGS_SHOWN],
        "stuck": bodies.stuck_in(there, sitting, at) if may_run else None,
        "sections": [section for source in bodies.body_sections for section in source(actor, there, at)],
        "dispatches": bodies.sent_by(actor, there) if there.kind == queries.Department.Kind.WORKGROUP else None,
        "may_run": may_run,
        "may_arrange": may_or_could(decide(actor, "responsibility.arrange_body", there)),
        "act": act,
        "refused": form,
        "forms": {key: form if key == act else kind(initial=initial) for key, kind in _FORMS.items()},
        "hold": HoldForm(initial={"held_on": today}),
        "off": CallOffForm(),
    }
    return render(request, "responsibility/body.html", context, status=status)
