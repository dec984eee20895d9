"""Joint meetings of a district: the list, one with its pack and decisions, one decision."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fivestar.fieldwork import actions, pages, queries
from fivestar.fieldwork.forms import AskForm, BecauseForm, CallForm, HoldForm, ResultForm
from fivestar.fieldwork.pack import pack_of, read_pack
from fivestar.foundation.access import actor_of, decide, require
from fivestar.foundation.once import done_once
from fivestar.foundation.outcome import Refused
from fivestar.foundation.told_faults import tell_faults
from fivestar.responsibility.queries import post_by_public_id
from fivestar.territory.queries import district_or_404, now_in, today_in

if TYPE_CHECKING:
    from django.forms import Form

    from fivestar.fieldwork.models import JointMeeting
    from fivestar.territory.models import Region

MEETINGS_A_PAGE = 20


@require_http_methods(["GET", "HEAD", "POST"])
def meetings(request: HttpRequest, code: str) -> HttpResponse:
    """Meetings, what is open of their decisions; the office calls the next, others ask it to decide something."""
    district = district_or_404(code)
    require(actor_of(request), "fieldwork.read", district)
    form = CallForm(request.POST) if request.method == "POST" else None
    if form is not None and form.is_valid():
        try:
            made = actions.call_joint_meeting(
                actor=actor_of(request), district=district, at=now_in(district), **form.cleaned_data
            )
        except actions.UnableToMeet as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("joint_meeting", code, made.public_id)
    return _list(request, district, call_form=form)


@require_POST
@done_once
def ask(request: HttpRequest, code: str) -> HttpResponse:
    """Something is asked of the next meeting."""
    district = district_or_404(code)
    require(actor_of(request), "fieldwork.read", district)
    form = AskForm(request.POST)
    if form.is_valid():
        try:
            actions.ask_decision(
                actor=actor_of(request), district=district, text=form.cleaned_data["text"], at=now_in(district)
            )
        except actions.UnableToDecide as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, gettext("提请记下了，会列在下一次联席会的会前清单里。"))
            return redirect("joint_meetings", code)
    return _list(request, district, ask_form=form)


@require_safe
def meeting(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    """The pack as it lies before the meeting or lay before it, who was there, what was decided."""
    return _show(request, *_the_meeting(request, code, public_id))


@require_POST
def call_off(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    district, there = _the_meeting(request, code, public_id)
    form = BecauseForm(request.POST)

    def act() -> None:
        actions.call_off_joint_meeting(
            actor=actor_of(request), meeting=there, because=form.cleaned_data["because"], at=now_in(district)
        )

    return _done(request, district, there, form, act, name="off_form")


@require_POST
def hold(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    district, there = _the_meeting(request, code, public_id)
    form = HoldForm(request.POST, forces=pages.force_choices(actor_of(request), district, today_in(district)))

    def act() -> None:
        actions.hold_joint_meeting(actor=actor_of(request), meeting=there, at=now_in(district), **form.cleaned_data)

    return _done(request, district, there, form, act, name="hold_form")


@require_POST
@done_once
def decide_here(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    district, there = _the_meeting(request, code, public_id)
    form = pages.decide_form(district, today_in(district), request.POST)

    def act() -> None:
        given = form.cleaned_data
        owner = post_by_public_id(given["owner"])
        assert owner is not None  # one of the choices
        asked = queries.request_in(district, given["answers"]) if given.get("answers") else None
        actions.decide_duty(
            actor=actor_of(request),
            meeting=there,
            text=given["text"],
            owner=owner,
            due_on=given["due_on"],
            answers=asked,
            at=now_in(district),
        )

    return _done(request, district, there, form, act, name="decide_form")


@require_POST
def decline(request: HttpRequest, code: str, public_id: str, request_id: str) -> HttpResponse:
    district, there = _the_meeting(request, code, public_id)
    require(actor_of(request), "fieldwork.carry", there)
    asked = queries.request_in(district, request_id)
    form = BecauseForm(request.POST)

    def act() -> None:
        actions.decline_request(
            actor=actor_of(request),
            meeting=there,
            request=asked,
            because=form.cleaned_data["because"],
            at=now_in(district),
        )

    return _done(request, district, there, form, act, name="decline_form")


@require_http_methods(["GET", "HEAD", "POST"])
def decision(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    """One decision; whoever answers for it says with what result it is done."""
    district = district_or_404(code)
    actor = actor_of(request)
    there = queries.decision_for(actor, district, public_id)
    form = ResultForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.close_decision(actor=actor, decision=there, at=now_in(district), **form.cleaned_data)
        except actions.UnableToClose as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, gettext("办结了，结果记在这次联席会里。"))
            return redirect("joint_decision", code, public_id)
    return render(
        request,
        "fieldwork/decision.html",
        {
            "district": district,
            "today": today_in(district),
            "decision": there,
            "owner": pages.owner_words(there, today_in(district)),
            "form": form,
            "may_close": queries.may_close(actor, there, today_in(district)),
        },
        status=HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK,
    )


def _the_meeting(request: HttpRequest, code: str, public_id: str) -> tuple[Region, JointMeeting]:
    district = district_or_404(code)
    return district, queries.meeting_for(actor_of(request), district, public_id)


def _done(
    request: HttpRequest,
    district: Region,
    there: JointMeeting,
    form: Form,
    act: Callable[[], None],
    *,
    name: str,
) -> HttpResponse:
    """Back to the meeting; what was refused stands beside its form."""
    require(actor_of(request), "fieldwork.carry", there)
    if form.is_valid():
        try:
            act()
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("joint_meeting", district.code, there.public_id)
    return _show(request, district, there, **{name: form})


def _list(
    request: HttpRequest, district: Region, *, call_form: CallForm | None = None, ask_form: AskForm | None = None
) -> HttpResponse:
    actor, today = actor_of(request), today_in(district)
    page = Paginator(queries.meetings_in(actor, district), MEETINGS_A_PAGE).get_page(request.GET.get("page"))
    waits = next((one for one in page.object_list if one.is_waiting), None)
    may_call = bool(decide(actor, "fieldwork.call", district))
    if call_form is not None and waits is not None:
        tell_faults(request, call_form)  # the form itself is gone: a meeting waits
    context = {
        "district": district,
        "today": today,
        "page": page,
        "meetings": page.object_list,
        "decisions": queries.decisions_in(actor, district),
        "mine": queries.requests_of(actor, district)[:10],
        "call_form": (call_form or CallForm()) if may_call and waits is None else None,
        "ask_form": (ask_form or AskForm()) if decide(actor, "fieldwork.ask", district) else None,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if call_form or ask_form else HTTPStatus.OK
    return render(request, "fieldwork/joint_meetings.html", context, status=status)


def _show(request: HttpRequest, district: Region, there: JointMeeting, **wrong: Any) -> HttpResponse:
    actor, today = actor_of(request), today_in(district)
    may_carry = queries.keeps_records(actor, there)
    context: dict[str, Any] = {"district": district, "today": today, "meeting": there, "may_carry": may_carry}
    if decide(actor, "fieldwork.read_pack", there) and there.called_off_at is None:
        context["is_live"] = there.pack is None
        context["pack"] = (
            pack_of(actor, district, there.since, now_in(district)) if there.pack is None else read_pack(there.pack)
        )
    if there.held_on is not None:
        context["attendance"] = there.attendance.select_related("body").order_by("body__order", "pk")
        context["decisions"] = there.decisions.select_related("owner").order_by("due_on", "pk")
    if may_carry and there.held_on is not None:
        context["requests"] = queries.waiting_requests(district)
        context["decide_form"] = pages.decide_form(district, today)
    if may_carry and there.is_waiting:
        forces = pages.force_choices(actor, district, today)
        context["hold_form"] = HoldForm(forces=forces, initial={"held_on": today})
        context["off_form"] = BecauseForm()
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    return render(request, "fieldwork/joint_meeting.html", {**context, **wrong}, status=status)
