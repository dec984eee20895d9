"""Pages by which the committee speaks (its link, signed in, on paper), the village answers, the township settles."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from fivestar.foundation.access import actor_of, require
from fivestar.foundation.clock import machine_now
from fivestar.foundation.context import show_district
from fivestar.foundation.outcome import N_, Refused
from fivestar.notices import actions, checking, queries
from fivestar.notices.check_forms import PaperForm, SpokenForm, said_before
from fivestar.notices.pages import line_of
from fivestar.notices.views import notice_page
from fivestar.territory.queries import now_in, today_in

if TYPE_CHECKING:
    from fivestar.notices.models import Check, Notice


@never_cache
@sensitive_variables("token")
@require_http_methods(["GET", "HEAD", "POST"])
def check_link(request: HttpRequest, token: str) -> HttpResponse:
    """What a member of the committee is asked, without signing in; it can be sent once."""
    link = checking.link_by_token(token, machine_now())
    notices = checking.notices_of(link) if link is not None else []
    if link is None or not notices:
        return _unlogged(render(request, "notices/check_gone.html", status=HTTPStatus.GONE))
    district = notices[0].branch.district
    show_district(request, district.code)
    today = today_in(district)
    seen = checking.seen_before(notices, members=[link.member])
    forms = [
        SpokenForm(request.POST or None, prefix=one.public_id, initial=said_before(seen.get((one.pk, link.member))))
        for one in notices
    ]
    error = ""
    if request.method == "POST" and all(form.is_valid() for form in forms):
        spoken = {
            one.public_id: said
            for one, form in zip(notices, forms, strict=True)
            if (said := form.spoken(one)) is not None
        }
        try:
            made = actions.check_by_link(token=token, spoken=spoken, at=now_in(district), now=machine_now())
        except Refused as refused:
            error = str(refused)
        else:
            context = {"district": district, "today": today, "made": made, "village": notices[0].branch.village}
            return render(request, "notices/check_done.html", context)
    earlier = checking.earlier_words(link, notices)
    context = {
        "district": district,
        "today": today,
        "link": link,
        "village": notices[0].branch.village,
        "asked": [
            (one, line_of(one, today, shows_all=True), form, earlier.get(one.pk))
            for one, form in zip(notices, forms, strict=True)
        ],
        "error": error,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK
    return _unlogged(render(request, "notices/check_link.html", context, status=status))


def _unlogged(answer: HttpResponse) -> HttpResponse:
    """SECURITY: Django writes the address of every answer from 400 up into its log, and here the address is the key."""
    answer._has_been_logged = True  # type: ignore[attr-defined]
    return answer


@require_POST
def check(request: HttpRequest, public_id: str) -> HttpResponse:
    """A member who is signed in says it on the notice's own page."""
    one = queries.notice_for(actor_of(request), public_id)
    form = SpokenForm(request.POST)
    if not form.is_valid():
        return notice_page(request, one, HTTPStatus.UNPROCESSABLE_ENTITY, {"check_form": form})
    spoken = form.spoken(one)
    try:
        if spoken is None:
            raise actions.UnableToCheck(N_("请选没有问题或有异议"))
        actions.check_notice(actor=actor_of(request), spoken=spoken, at=now_in(one.branch.district))
    except actions.UnableToCheck as refused:
        more = {"check_error": str(refused), "check_form": form}
        return notice_page(request, one, HTTPStatus.UNPROCESSABLE_ENTITY, more)
    messages.success(request, gettext("记下了。"))
    return redirect("notice", public_id)


@require_POST
def answer(request: HttpRequest, public_id: str, objection_id: str) -> HttpResponse:
    one, about = _objection(request, public_id, objection_id)
    said = request.POST.get("answer", "")
    try:
        actions.answer_objection(
            actor=actor_of(request), notice=one, check=about, answer=said, at=now_in(one.branch.district)
        )
    except actions.UnableToAnswer as refused:
        more = {"objection_error": str(refused), "objection_id": objection_id, "answer_typed": said}
        return notice_page(request, one, HTTPStatus.UNPROCESSABLE_ENTITY, more)
    messages.success(request, gettext("答复公开了。提出的成员看过、没有意见，或者由乡镇裁定，这条异议就了结。"))
    return redirect("notice", public_id)


@require_POST
def settle(request: HttpRequest, public_id: str, objection_id: str) -> HttpResponse:
    one, about = _objection(request, public_id, objection_id)
    said = request.POST.get("because", "")
    try:
        actions.settle_objection(
            actor=actor_of(request), notice=one, check=about, because=said, at=now_in(one.branch.district)
        )
    except actions.UnableToSettle as refused:
        more = {"objection_error": str(refused), "objection_id": objection_id, "because_typed": said}
        return notice_page(request, one, HTTPStatus.UNPROCESSABLE_ENTITY, more)
    messages.success(request, gettext("裁定了，理由公开在公示下面。"))
    return redirect("notice", public_id)


@require_http_methods(["GET", "HEAD", "POST"])
def paper(request: HttpRequest, public_id: str) -> HttpResponse:
    """The township types what the members signed on paper."""
    actor = actor_of(request)
    one = queries.notice_for(actor, public_id)
    require(actor, "notices.enter_paper", one)
    district = one.branch.district
    show_district(request, district.code)
    today = today_in(district)
    members = checking.committee(one.branch, today)
    form = PaperForm(request.POST or None, initial={"signed_on": today})
    seen = checking.seen_before([one], members=[member.person_ref for member in members])
    said = [
        (
            member,
            SpokenForm(
                request.POST or None,
                prefix=member.post_public_id,
                initial=said_before(seen.get((one.pk, member.person_ref))),
            ),
        )
        for member in members
    ]
    if request.method == "POST" and form.is_valid() and all(one_form.is_valid() for _, one_form in said):
        try:
            with transaction.atomic():
                actions.enter_paper(
                    actor=actor,
                    notice=one,
                    lines=[line for member, one_form in said if (line := one_form.signed(member.post_public_id))],
                    signed_on=form.cleaned_data["signed_on"],
                    kept_at=form.cleaned_data["kept_at"],
                    at=now_in(district),
                )
        except actions.UnableToCheck as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, gettext("录入了。"))
            return redirect("notice", public_id)
    context = {"district": district, "today": today, "notice": one, "branch": one.branch, "form": form, "said": said}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK
    return render(request, "notices/paper.html", context, status=status)


def _objection(request: HttpRequest, public_id: str, objection_id: str) -> tuple[Notice, Check]:
    one = queries.notice_for(actor_of(request), public_id)
    found = checking.objection(one, objection_id)
    if found is None:
        raise Http404
    return one, found
