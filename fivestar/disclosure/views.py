"""The pages for villagers: a district's front and a village. Nobody signs in, nothing is written down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from fivestar.disclosure import front, village
from fivestar.foundation.reading import ELDER_COOKIE
from fivestar.territory import queries as territory

if TYPE_CHECKING:
    from fivestar.territory.models import Branch


@require_safe
def open_front(request: HttpRequest, code: str) -> HttpResponse:
    """`q` finds a village by name, pinyin, initials or code."""
    district = territory.district_by_code(code)
    if district is None:
        raise Http404(gettext("没有代码为 {code} 的地区").format(code=code))
    text = request.GET.get("q", "").strip()
    context = {
        "page": front.front_page(district),
        "text": text,
        "hits": front.hits(district, text) if text else [],
        "district": district,
    }
    return _answer(request, "disclosure/front.html", context)


@require_safe
def open_village(request: HttpRequest, public_id: str) -> HttpResponse:
    branch = branch_or_404(public_id)
    today = territory.today_in(branch.district)
    page = village.village_page(branch, today)
    context = {"page": page, "dossier": page.dossier, "branch": branch, "district": branch.district, "today": today}
    return _answer(request, "disclosure/village.html", context)


def branch_or_404(public_id: str) -> Branch:
    found = territory.branch_by_public_id(public_id)
    if found is None:
        raise Http404(gettext("没有这个支部"))
    return found


def _answer(request: HttpRequest, template: str, context: dict[str, object]) -> HttpResponse:
    """Without the request: what is drawn depends on nothing but the page's data, the language and the size of type."""
    seen = {"here": request.get_full_path(), "is_elder": request.COOKIES.get(ELDER_COOKIE) == "1"}
    return HttpResponse(render_to_string(template, {**context, **seen}))
