"""Pages of posts: the list, one post, a new one; who takes it, when it ends."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fivestar.foundation import audit
from fivestar.foundation.access import Duty, actor_of, decide, require
from fivestar.foundation.once import done_once
from fivestar.foundation.outcome import Refused, may_or_could
from fivestar.responsibility import actions, post_lines, queries
from fivestar.responsibility.actions.naming import named_person
from fivestar.responsibility.actions.renaming import RENAMED
from fivestar.responsibility.open_items import open_on
from fivestar.responsibility.post_forms import AppointForm, EndPostForm, PostForm, RenameForm
from fivestar.responsibility.units import unit_in
from fivestar.territory.queries import district_or_404, now_in, today_in

if TYPE_CHECKING:
    from fivestar.territory.models import Region

POSTS_A_PAGE = 50


@require_safe
def posts(request: HttpRequest, code: str) -> HttpResponse:
    """Who has which post, for the offices above them."""
    district = district_or_404(code)
    actor = actor_of(request)
    require(actor, "responsibility.read_posts", district)
    text, duty = request.GET.get("q", "").strip()[:40], request.GET.get("duty", "")
    vacant = "vacant" in request.GET
    found = post_lines.posts_in(actor, district, text=text, duty=duty, vacant=vacant)
    page = Paginator(found, POSTS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "district": district,
        "today": today_in(district),
        "page": page,
        "rows": post_lines.post_rows(list(page.object_list), today_in(district)),
        "duties": post_lines.DUTY_WORDS.items(),
        "q": text,
        "duty": duty,
        "vacant": vacant,
        "may_appoint": may_or_could(decide(actor, "responsibility.appoint", district)),
    }
    return render(request, "responsibility/posts.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def post_new(request: HttpRequest, code: str) -> HttpResponse:
    """A post is set up, with somebody in it or without."""
    district = district_or_404(code)
    actor = actor_of(request)
    require(actor, "responsibility.appoint", district)
    departments = list(queries.departments_of(district))
    form = PostForm(request.POST or None, departments=departments, initial=_new_from(request, district))
    if form.is_valid():
        said, at = form.cleaned_data, now_in(district)
        try:
            with transaction.atomic():
                unit = unit_in(district, said["unit"])
                post = actions.create_post(
                    actor=actor,
                    duty=Duty(said["duty"]),
                    unit=unit,
                    title=said["title"],
                    valid_from=said["from_day"],
                    at=at,
                    department=next((one for one in departments if one.public_id == said["department"]), None),
                )
                if said["name"]:
                    person = named_person(actor=actor, unit=unit, district=district, text=said["name"], at=at)
                    actions.appoint(actor=actor, post=post, person=person, from_day=said["from_day"], at=at)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, gettext("岗位“{title}”设好了").format(title=post.title))
            return redirect("post", post.public_id)
    context = {"district": district, "today": today_in(district), "form": form}
    return render(request, "responsibility/post_new.html", context, status=_status(request))


def _new_from(request: HttpRequest, district: Region) -> dict[str, object]:
    """A gap on another page leads here with what is missing."""
    asked = {key: request.GET[key] for key in ("duty", "unit", "title") if key in request.GET}
    return {"from_day": today_in(district), **asked}


@require_safe
def post(request: HttpRequest, public_id: str) -> HttpResponse:
    return _post(request, _post_for(request, public_id))


@require_POST
def post_appoint(request: HttpRequest, public_id: str) -> HttpResponse:
    """Somebody takes an empty post."""
    there = _post_for(request, public_id)
    actor = actor_of(request)
    form = AppointForm(request.POST)
    if form.is_valid() and there.district is not None:
        unit, at = there.village or there.region, now_in(there.district)
        assert unit is not None  # a post has exactly one unit
        try:
            with transaction.atomic():
                person = named_person(
                    actor=actor, unit=unit, district=there.district, text=form.cleaned_data["name"], at=at
                )
                actions.appoint(actor=actor, post=there, person=person, from_day=form.cleaned_data["from_day"], at=at)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, gettext("{name}已任“{title}”").format(name=person.name, title=there.title))
            return redirect("post", public_id)
    return _post(request, there, appoint=form, status=HTTPStatus.UNPROCESSABLE_ENTITY)


@require_POST
def post_end(request: HttpRequest, public_id: str) -> HttpResponse:
    """The post has a last day."""
    there = _post_for(request, public_id)
    form = EndPostForm(request.POST)
    if form.is_valid() and there.district is not None:
        try:
            actions.end_post(
                actor=actor_of(request),
                post=there,
                last_day=form.cleaned_data["last_day"],
                at=now_in(there.district),
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("post", public_id)
    return _post(request, there, end=form, status=HTTPStatus.UNPROCESSABLE_ENTITY)


@require_POST
def post_rename(request: HttpRequest, public_id: str) -> HttpResponse:
    """The post has another title."""
    there = _post_for(request, public_id)
    form = RenameForm(request.POST)
    if form.is_valid() and there.district is not None:
        try:
            made = actions.rename_post(
                actor=actor_of(request), post=there, at=now_in(there.district), **form.cleaned_data
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, gettext("“{title}”改好了，原来的名称留在历史里。").format(title=made.title))
            return redirect("post", public_id)
    return _post(request, there, rename=form, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _post_for(request: HttpRequest, public_id: str) -> queries.Post:
    there = queries.post_for(actor_of(request), public_id)
    if there is None or there.district is None:
        raise Http404
    return there


def _post(
    request: HttpRequest,
    there: queries.Post,
    *,
    appoint: AppointForm | None = None,
    end: EndPostForm | None = None,
    rename: RenameForm | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    assert there.district is not None  # by _post_for
    today, actor = today_in(there.district), actor_of(request)
    holding = there.holdings.filter(to_day__isnull=True).select_related("person").first()
    context = {
        "district": there.district,
        "today": today,
        "post": there,
        "duty": post_lines.DUTY_WORDS[there.duty],
        "row": post_lines.post_rows([there], today)[0],
        "holding": holding,
        "history": post_lines.history_of(there),
        "open_count": len(open_on([there.pk], now_in(there.district))),
        "may_appoint": may_or_could(decide(actor, "responsibility.appoint", there)),
        "may_move": may_or_could(post_lines.may_move(actor, there)),
        "appoint": appoint or AppointForm(initial={"from_day": today}),
        "may_rename": there.valid_to is None and may_or_could(decide(actor, "responsibility.rename_post", there)),
        "rename": rename or RenameForm(initial={"title": there.title}),
        "titles": [(at, said["title"][0], said["because"]) for at, said in audit.changes_of(RENAMED, there)],
        "end": end or EndPostForm(initial={"last_day": today}),
    }
    return render(request, "responsibility/post.html", context, status=status)


def _status(request: HttpRequest) -> int:
    return HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK
