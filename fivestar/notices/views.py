"""Notices of a branch and of a district, one of them, its print for the board; one more posted, one withdrawn."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from fivestar.facts.burden.form_times import note_form_time
from fivestar.foundation import publiclog
from fivestar.foundation.access import actor_of, decide
from fivestar.foundation.clock import machine_now
from fivestar.foundation.context import show_district
from fivestar.foundation.publiclog.printed import code_of
from fivestar.foundation.typeset import pdf_of, pdf_response
from fivestar.notices import actions, pages, queries
from fivestar.notices.burden import RECORD
from fivestar.notices.check_pages import check_context
from fivestar.notices.forms import NoticeForm
from fivestar.notices.judging import USUAL_PLACE, as_pasted
from fivestar.notices.kinds import BY_ID, kinds_of
from fivestar.notices.preview import digest_of, places_in, without_personal
from fivestar.notices.preview_pages import PlaceLine, place_lines
from fivestar.responsibility.qr import qr_svg
from fivestar.territory.queries import district_or_404, now_in, today_in

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from fivestar.foundation.access import Actor
    from fivestar.notices.judging import Told
    from fivestar.notices.kinds import Kind
    from fivestar.notices.models import Notice
    from fivestar.territory.models import Branch

NOTICES_A_PAGE = 40
USUAL_DAYS = 7
_TEMPLATE = Path(__file__).parent / "typst" / "notice.typ"


@require_GET
def notices(request: HttpRequest, code: str) -> HttpResponse:
    """What hangs in the district today; above it, for whoever posts, the branches he posts for."""
    district = district_or_404(code)
    actor, today = actor_of(request), today_in(district)
    page = Paginator(queries.up_in_district(actor, district, today), NOTICES_A_PAGE).get_page(request.GET.get("page"))
    branches = list(queries.branches_to_post_for(actor, district).select_related("township"))
    if len(branches) == 1:
        return redirect("branch_notices", branches[0].public_id)
    return render(
        request,
        "notices/district.html",
        {
            "district": district,
            "today": today,
            "page": page,
            "lines": list(
                zip(
                    pages.lines_of(list(page.object_list), today),
                    (one.branch for one in page.object_list),
                    strict=True,
                )
            ),
            "may_read_list": bool(decide(actor, "notices.read_list", district)),
            "branches": branches,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def branch_notices(request: HttpRequest, public_id: str) -> HttpResponse:
    """`kind` opens the form for one of that kind; `correct` opens it for what shall stand for an earlier one."""
    actor = actor_of(request)
    branch = queries.branch_or_404(public_id)
    show_district(request, branch.district.code)
    at, today = now_in(branch.district), today_in(branch.district)
    may_post = queries.may_post(actor, branch)
    wrong = queries.notice_of(actor, branch, request.GET.get("correct", "")) if may_post else None
    kind = BY_ID[wrong.kind] if wrong is not None else _kind(request, branch)
    form = _form(request, branch, kind, wrong, today) if kind is not None and may_post else None
    shown: list[PlaceLine] = []
    if request.method == "POST":
        if form is None or kind is None:
            raise Http404
        if form.is_valid():
            told, form, shown = _told(request, form, kind)
            try:
                made = _posted(actor, branch, told, at, wrong, form)
            except actions.UnableToPost as refused:
                form.add_error(refused.column if refused.column in form.fields else None, str(refused))
            else:
                if made is not None:
                    note_form_time(form=f"record:{RECORD}", sent=request.POST, now=machine_now(), at=at)
                    messages.success(request, gettext("贴出了。请打印一份贴到“{place}”。").format(place=made.place))
                    return redirect("notice", made.public_id)
    past = Paginator(queries.was_up(actor, branch, today), NOTICES_A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "notices/branch.html",
        {
            "district": branch.district,
            "today": today,
            "branch": branch,
            "kind": kind,
            "wrong": wrong,
            "form": form,
            "shown": shown,
            "may_keep": shown and not any(one.is_certain for one in shown),
            "may_post": may_post,
            "may_read_committee": bool(decide(actor, "responsibility.read_supervisors", branch.village)),
            "buttons": pages.buttons(kinds_of(branch.category)),
            "up": pages.lines_of(queries.up_in_branch(actor, branch, today), today),
            "page": past,
            "past": pages.lines_of(list(past.object_list), today, past=True),
        },
        # What is shown masked first is a step of the way, not a fault.
        status=HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" and not shown else HTTPStatus.OK,
    )


def _posted(
    actor: Actor, branch: Branch, told: Told | None, at: datetime, wrong: Notice | None, form: NoticeForm
) -> Notice | None:
    if told is None:
        return None
    return actions.post_notice(
        actor=actor,
        branch=branch,
        told=told,
        at=at,
        corrects=wrong,
        enclosed=[actions.Brought(one.name, one.read()) for one in form.cleaned_data["enclosed"]],
        is_looked_through=form.cleaned_data["looked_through"],
    )


def _told(request: HttpRequest, form: NoticeForm, kind: Kind) -> tuple[Told | None, NoticeForm, list[PlaceLine]]:
    """What is to be posted; or nothing yet, the form with what is certain masked, and everything that was found.

    SECURITY: what was typed is kept nowhere: not in the record, the audit or the page that comes back.
    """
    texts, choice = form.texts, request.POST.get("privacy", "")
    found = places_in(texts)
    was_shown = request.POST.get("shown") == digest_of(texts)  # what was changed since is shown again
    masks = choice == "mask" and not any(one.kind == "people" for one in found)  # names are never masked: look first
    may_stand = choice in ("mask", "keep") and not any(one.is_certain for one in found)
    if not found or (may_stand and (was_shown or masks)):
        texts = without_personal(texts, everything=True) if choice == "mask" else texts
        return form.told(kind, texts, looked_at=bool(found)), form, []
    sent = request.POST.copy()
    masked = without_personal(texts, everything=False)
    for name, text in masked.items():
        sent[name] = text
    sent["shown"] = digest_of(masked)
    again = NoticeForm(sent, kind=kind)
    again.is_valid()
    return None, again, place_lines(found)


@require_GET
def notice(request: HttpRequest, public_id: str) -> HttpResponse:
    """One as it hung or hangs there, for everybody."""
    return notice_page(request, queries.notice_for(actor_of(request), public_id))


def notice_page(
    request: HttpRequest, one: Notice, status: int = HTTPStatus.OK, more: Mapping[str, object] | None = None
) -> HttpResponse:
    """more: what was typed and refused."""
    actor, more = actor_of(request), more or {}
    district = one.branch.district
    show_district(request, district.code)
    today = today_in(district)
    may_withdraw = queries.may_withdraw(actor, one)
    context = pages.notice_context(one, today, shows_all=may_withdraw)  # whoever posts it still sees what it said
    return render(
        request,
        "notices/notice.html",
        {
            "district": district,
            "today": today,
            "branch": one.branch,
            "may_withdraw": may_withdraw,
            "enclosed": queries.enclosed_in(actor, one, today),
            "by_hand": BY_ID[one.kind].by_hand,
            **context,
            **check_context(actor, one, today, stands=context["line"].state in ("up", "over")),
            **more,
        },
        status=status,
    )


@require_safe
def board_print(request: HttpRequest, public_id: str) -> HttpResponse:
    """A4 for the board: with the code by which it proves itself as soon as the log has it, and with one of the page.

    What was withdrawn is printed no more.
    """
    one = queries.notice_for(actor_of(request), public_id)
    if one.withdrawn_at is not None:
        raise Http404(gettext("这份公示已经撤回了"))
    if not pages.shows_words(one, today_in(one.branch.district)):
        raise Http404(gettext("这份公示到期了，写到个人的内容不再显示"))
    link = request.build_absolute_uri(reverse("notice", args=[public_id]))
    mark = "演示数据" if one.branch.district.is_fictitious else ""
    proof = code_of(publiclog.entry_of("notice.posted", public_id))
    data = pages.print_data(one, link=link, qr_svg=qr_svg(link), mark=mark, proof=proof)
    return pdf_response(f"公示-{public_id}.pdf", pdf_of(_TEMPLATE, data))


@require_POST
def withdraw(request: HttpRequest, public_id: str) -> HttpResponse:
    """Takes one back; it stays to be read with its reason."""
    actor = actor_of(request)
    one = queries.notice_for(actor, public_id)
    try:
        actions.withdraw_notice(
            actor=actor,
            notice=one,
            because=request.POST.get("because", ""),
            is_personal="personal" in request.POST,
            at=now_in(one.branch.district),
        )
    except actions.UnableToWithdraw as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, gettext("撤回了，不再计数；内容和理由留着给人看。"))
    return redirect("notice", public_id)


def _kind(request: HttpRequest, branch: Branch) -> Kind | None:
    asked = BY_ID.get(request.GET.get("kind", ""))
    return asked if asked in kinds_of(branch.category) else None


def _form(request: HttpRequest, branch: Branch, kind: Kind, wrong: Notice | None, today: date) -> NoticeForm:
    if request.method == "POST":
        return NoticeForm(request.POST, request.FILES, kind=kind)
    usual = {"from_day": today, "to_day": today + timedelta(days=USUAL_DAYS - 1)}
    if wrong is None:
        place = queries.last_place(branch) or USUAL_PLACE
        return NoticeForm(initial={**usual, "place": place}, kind=kind)
    table = as_pasted(wrong.table.get("head", []), wrong.table.get("rows", []))
    kept = {name: getattr(wrong, name) for name in ("title", "basis", "body", "place")}
    return NoticeForm(initial={**usual, **kept, "table": table, "topics": wrong.topics}, kind=kind)
