"""Somebody moves: everything open in his posts, whose it will be, and the capsule that says so."""

from __future__ import annotations

from http import HTTPStatus
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from fivestar.foundation.access import actor_of, decide, require
from fivestar.foundation.outcome import N_, Refused, may_or_could
from fivestar.foundation.typeset import pdf_of, pdf_response
from fivestar.responsibility import actions, post_lines, queries
from fivestar.responsibility.actions.naming import named_person
from fivestar.responsibility.post_forms import MoveForm
from fivestar.responsibility.post_titles import post_titled
from fivestar.territory.queries import district_or_404, now_in, today_in

_CAPSULE = Path(__file__).parent / "typst" / "capsule.typ"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def move_person(request: HttpRequest, public_id: str) -> HttpResponse:
    """Which posts he leaves, who follows, where each open item goes; refused while one goes nowhere."""
    person = post_lines.person_by_public_id(public_id)
    actor = actor_of(request)
    posts = post_lines.posts_to_leave(actor, person) if person else []
    if person is None or not posts:
        raise _reason_or_404(request, public_id)
    district = posts[0].district
    if district is None:
        raise Http404
    at, today = now_in(district), today_in(district)
    chosen = set(request.POST.getlist("leaves")) or {request.GET.get("post", "")}
    form = MoveForm(request.POST or None, initial={"last_day": today})
    without: set[tuple[str, str]] = set()
    if form.is_valid():
        try:
            with transaction.atomic():
                asked = _asked(request, posts, form)
                handover = actions.move_person(actor=actor, person=person, district=district, move=asked, at=at)
        except actions.LeftWithoutOwner as refused:
            without = {item.key for item in refused.items}
            form.add_error(None, str(refused))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, gettext("移交办好了，每件事都有人接"))
            return redirect("handover", handover.public_id)
    context = {
        "district": district,
        "today": today,
        "person": person,
        "form": form,
        "rows": [
            {
                "row": row,
                "is_chosen": row.post.public_id in chosen or not chosen & {post.public_id for post in posts},
                "successor": request.POST.get(f"successor-{row.post.public_id}", ""),
                "items": [
                    {
                        "item": item,
                        "can_go": can_go,
                        "field": f"owner-{item.kind}-{item.subject_id}",
                        "chosen": request.POST.get(f"owner-{item.kind}-{item.subject_id}", ""),
                        "is_without": item.key in without,
                        "is_overdue": item.is_overdue(today),
                    }
                    for item, can_go in row.items
                ],
            }
            for row in post_lines.leaving_rows(posts, today, at)
        ],
    }
    status = HTTPStatus.CONFLICT if form.errors else HTTPStatus.OK
    return render(request, "responsibility/move.html", context, status=status)


def _reason_or_404(request: HttpRequest, public_id: str) -> Http404:
    """Whoever lacks only a second factor hears so; for everybody else there is no such page."""
    for post in queries.posts_held_now(public_id):
        if may_or_could(decide(actor_of(request), "responsibility.move_person", post)):
            require(actor_of(request), "responsibility.move_person", post)
    return Http404()


def _asked(request: HttpRequest, posts: list[queries.Post], form: MoveForm) -> actions.Move:
    actor = actor_of(request)
    leaves: dict[queries.Post, queries.Person | None] = {}
    chosen = request.POST.getlist("leaves")
    for post in posts:
        if post.public_id not in chosen:
            continue
        name = request.POST.get(f"successor-{post.public_id}", "").strip()
        unit, district = post.village or post.region, post.district
        assert unit is not None  # a post has exactly one unit
        assert district is not None  # by the caller
        leaves[post] = (
            named_person(actor=actor, unit=unit, district=district, text=name, at=now_in(district)) if name else None
        )
    title, district = form.cleaned_data["takes"], posts[0].district
    takes = [post_titled(district, title)] if title and district else []
    return actions.Move(leaves, form.day(), _owners(request), takes)


def _owners(request: HttpRequest) -> dict[tuple[str, str], queries.Post]:
    """Item → the post chosen for it; an empty choice goes with the post. What names no post is refused."""
    owners = {}
    for field, value in request.POST.items():
        if not field.startswith("owner-") or not value:
            continue
        owner = queries.post_by_public_id(str(value))
        if owner is None:
            raise actions.UnableToMove(N_("请选一个岗位"))
        kind, _, subject = field.removeprefix("owner-").rpartition("-")
        owners[kind, subject] = owner
    return owners


@require_safe
def handovers(request: HttpRequest, code: str) -> HttpResponse:
    district = district_or_404(code)
    require(actor_of(request), "responsibility.read_posts", district)
    context = {
        "district": district,
        "today": today_in(district),
        "handovers": post_lines.handovers_in(actor_of(request), district),
    }
    return render(request, "responsibility/handovers.html", context)


@never_cache
@require_safe
def handover(request: HttpRequest, public_id: str) -> HttpResponse:
    return render(request, "responsibility/handover.html", _capsule(request, public_id))


@never_cache
@require_safe
def handover_pdf(request: HttpRequest, public_id: str) -> HttpResponse:
    """The capsule to sign."""
    context = _capsule(request, public_id)
    kept, items = context["handover"], context["items"]
    pdf = pdf_of(
        _CAPSULE,
        {
            "title": gettext("移交清单"),
            "mark": gettext("演示数据") if context["district"].is_fictitious else "",
            "facts": [
                [gettext("移交人"), kept.person.name],
                [gettext("最后一天"), kept.last_day.isoformat()],
                [gettext("编号"), kept.public_id],
            ],
            "posts_title": gettext("岗位"),
            "posts_head": [gettext("岗位"), gettext("接任人")],
            "posts": [
                [one.post.title, one.successor.name if one.successor else gettext("空缺")] for one in context["posts"]
            ],
            "items_title": gettext("未办事项"),
            "items_head": ["#", gettext("事项"), gettext("期限"), gettext("接手岗位")],
            "items": [
                [
                    str(number),
                    f"{one.title}({one.place})" if one.place else one.title,
                    one.due_on.isoformat() if one.due_on else "—",
                    one.to_post.title,
                ]
                for number, one in enumerate(items, 1)
            ],
            "nothing": gettext("没有未办事项"),
            "signatures": [gettext("移交人"), gettext("接手人"), gettext("监交人")],
        },
    )
    return pdf_response(f"移交清单-{kept.public_id}.pdf", pdf)


def _capsule(request: HttpRequest, public_id: str) -> dict[str, Any]:
    kept = post_lines.handover_for(actor_of(request), public_id)
    if kept is None:
        raise Http404
    return {
        "district": kept.district,
        "today": today_in(kept.district),
        "handover": kept,
        "posts": list(kept.posts.select_related("post", "successor")),
        "items": list(kept.items.select_related("from_post", "to_post")),
    }
