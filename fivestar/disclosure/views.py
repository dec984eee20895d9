"""The pages for villagers: a district's front and a village. Nobody signs in, nothing is written down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from fivestar.disclosure import front, printing, village
from fivestar.disclosure.keeping import Face, answer, drawn, face_of, is_for_one
from fivestar.disclosure.news import news
from fivestar.foundation.typeset import pdf_response
from fivestar.scorecards import queries as scorecards
from fivestar.territory import queries as territory

if TYPE_CHECKING:
    from datetime import date

    from fivestar.territory.models import Branch, Region


@require_safe
def open_front(request: HttpRequest, code: str) -> HttpResponse:
    """`q` finds a village by name, pinyin, initials or code; an answer to it is not kept."""
    district = scorecards.regions_with_stamp(territory.by_district_code(code)).first()
    if district is None:
        raise Http404(gettext("没有代码为 {code} 的地区").format(code=code))
    text = request.GET.get("q", "").strip()
    today = territory.today_in(district)
    if text:
        return drawn(request, _front(request, face_of(request, request.get_full_path()), district, today, text))
    face = face_of(request, request.path)
    return answer(
        request,
        face,
        stamp=lambda: (today, news.version(district.path), *scorecards.stamp_of(district)),
        draw=lambda: _front(request, face, district, today),
    )


@require_safe
def open_village(request: HttpRequest, public_id: str) -> HttpResponse:
    branch = scorecards.branches_with_stamp(territory.by_public_id(public_id)).first()
    if branch is None:
        raise Http404(gettext("没有这个支部"))
    face, today = face_of(request, request.path), territory.today_in(branch.district)
    return answer(
        request,
        face,
        stamp=lambda: (today, news.version(branch.path), *scorecards.stamp_of(branch)),
        draw=lambda: _village(request, face, branch, today),
    )


@require_safe
def poster(request: HttpRequest, public_id: str) -> HttpResponse:
    """For the board; `paper` is a4 or a3."""
    branch = territory.branch_by_public_id(public_id)
    if branch is None:
        raise Http404(gettext("没有这个支部"))
    paper = request.GET.get("paper", "")
    pdf = printing.poster(branch, paper if paper in printing.PAPERS else printing.PAPERS[0])
    return pdf_response(f"poster-{branch.public_id}.pdf", pdf)


def _front(request: HttpRequest, face: Face, district: Region, today: date, text: str = "") -> str:
    context = {
        "page": front.front_page(district, today),
        "text": text,
        "hits": front.hits(district, text) if text else [],
        "district": district,
    }
    return _page(request, "disclosure/front.html", face, context)


def _village(request: HttpRequest, face: Face, branch: Branch, today: date) -> str:
    page = village.village_page(branch, today)
    context = {"page": page, "dossier": page.dossier, "branch": branch, "district": branch.district, "today": today}
    return _page(request, "disclosure/village.html", face, context)


def _page(request: HttpRequest, template: str, face: Face, context: dict[str, object]) -> str:
    """Without the request, unless it is for one: what is drawn depends on its data, the language and the type alone."""
    shown = {**context, "here": face.here, "is_elder": face.is_elder}
    return render_to_string(template, shown, request if is_for_one(request) else None)
