"""Somebody moves: everything open in his posts, whose it will be, and the capsule that says so."""

from __future__ import annotations

from http import HTTPStatus
from itertools import count
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
from fivestar.foundation.clock import legal_day
from fivestar.foundation.outcome import N_, Refused, may_or_could
from fivestar.foundation.typeset import pdf_of, pdf_response
from fivestar.responsibility import actions, post_lines, queries
from fivestar.responsibility.actions.naming import named_person
from fivestar.responsibility.giving import chosen_for_all, chosen_singly, kept_singly, posts_chosen
from fivestar.responsibility.moving import Leaving, leaving, places_of
from fivestar.responsibility.post_forms import MoveForm
from fivestar.responsibility.post_titles import post_titled
from fivestar.territory.queries import district_or_404, now_in, today_in

_CAPSULE = Path(__file__).parent / "typst" / "capsule.typ"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def move_person(request: HttpRequest, public_id: str) -> HttpResponse:
    """Which posts he leaves, who follows, where each open item goes; refused while one goes nowhere.

    `step=give` only keeps what was ticked; the page comes back with it.
    """
    person = post_lines.person_by_public_id(public_id)
    actor = actor_of(request)
    posts = post_lines.posts_to_leave(actor, person) if person else []
    if person is None or not posts:
        return _left_already(request, person, public_id)
    district = posts[0].district
    if district is None:
        raise Http404
    at, today = now_in(district), today_in(district)
    there = leaving(posts, today, at)
    form = MoveForm(request.POST or None, initial={"last_day": today})
    singly = kept_singly(request.POST, there.all_things)
    ticked: set[str] = set()
    without: set[tuple[str, str]] = set()
    try:
        singly = chosen_singly(request.POST, there.all_things, there.offers)
        if form.is_valid() and request.POST.get("step") != "give":
            with transaction.atomic():
                asked = _asked(request, posts, form, _owners(request, there, singly))
                handover = actions.move_person(actor=actor, person=person, district=district, move=asked, at=at)
            messages.success(request, gettext("移交办好了，每件事都有人接"))
            return redirect("handover", handover.public_id)
    except actions.LeftWithoutOwner as refused:
        without = {item.key for item in refused.items}
        form.add_error(None, str(refused))
    except Refused as refused:
        ticked = set(request.POST.getlist("pick"))
        form.add_error(None, str(refused))
    leaves = request.POST.getlist("leaves")
    gone = post_lines.handover_that_took(actor, person, leaves) if form.errors and leaves else None
    numbers = count(1)
    chosen = set(leaves) or {request.GET.get("post", "")}
    context = {
        "district": district,
        "today": today,
        "person": person,
        "form": form,
        "gone": gone,
        "made_day": legal_day(gone.made_at) if gone else None,
        "offers": there.offers,
        "can_give": bool(there.all_things),
        "for_all": request.POST.get("all", ""),
        "to": request.POST.get("to", "") if ticked else "",
        "rows": [
            {
                "row": row,
                "is_chosen": row.post.public_id in chosen or not chosen & {post.public_id for post in posts},
                "successor": request.POST.get(f"successor-{row.post.public_id}", ""),
                "places": places_of(
                    row, there.offers, chosen=singly, ticked=ticked, without=without, numbers=numbers, today=today
                ),
            }
            for row in there.rows
        ],
    }
    status = HTTPStatus.CONFLICT if form.errors else HTTPStatus.OK
    return render(request, "responsibility/move.html", context, status=status)


def _left_already(request: HttpRequest, person: queries.Person | None, public_id: str) -> HttpResponse:
    """Somebody else was first: when, and where it is written. Whoever lacks only a second factor hears so; for
    everybody else there is no such page.
    """
    actor = actor_of(request)
    for post in queries.posts_held_now(public_id):
        if may_or_could(decide(actor, "responsibility.move_person", post)):
            require(actor, "responsibility.move_person", post)
    handover = post_lines.handover_that_took(actor, person) if person else None
    if handover is None:
        raise Http404
    context = {
        "district": handover.district,
        "today": today_in(handover.district),
        "gone": handover,
        "made_day": legal_day(handover.made_at),
    }
    status = HTTPStatus.CONFLICT if request.method == "POST" else HTTPStatus.OK
    return render(request, "responsibility/moved.html", context, status=status)


def _asked(
    request: HttpRequest,
    posts: list[queries.Post],
    form: MoveForm,
    owners: dict[tuple[str, str], queries.Post],
) -> actions.Move:
    actor = actor_of(request)
    leaves: dict[queries.Post, queries.Person | None] = {}
    chosen = request.POST.getlist("leaves")
    if not {post.public_id for post in posts} >= set(chosen):
        raise actions.UnableToMove(N_("这期间他已经离开了其中的岗位，什么都没有改"))
    for post in posts:
        if post.public_id not in chosen:
            continue
        name = _successor(request, post)
        unit, district = post.village or post.region, post.district
        assert unit is not None  # a post has exactly one unit
        assert district is not None  # by the caller
        leaves[post] = (
            named_person(actor=actor, unit=unit, district=district, text=name, at=now_in(district)) if name else None
        )
    title, district = form.cleaned_data["takes"], posts[0].district
    takes = [post_titled(district, title)] if title and district else []
    return actions.Move(leaves, form.day(), owners, takes)


def _successor(request: HttpRequest, post: queries.Post) -> str:
    return request.POST.get(f"successor-{post.public_id}", "").strip()


def _owners(request: HttpRequest, there: Leaving, singly: dict[str, str]) -> dict[tuple[str, str], queries.Post]:
    """Item → the post chosen for it; what has none goes with its post. Where somebody follows, the choice for all
    leaves everything to him.
    """
    of_empty = [
        thing for row in there.rows if not _successor(request, row.post) for thing in there.things[row.post.public_id]
    ]
    chosen = posts_chosen(chosen_for_all(request.POST, of_empty, there.offers) | singly)
    return {there.keys[key]: post for key, post in chosen.items()}


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
