"""The list of files worth a look over a district or a township, and a word of whoever looked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from fivestar.evidence import actions, pages, pairs
from fivestar.foundation.access import Actor, actor_of, require
from fivestar.foundation.outcome import N_
from fivestar.territory.queries import district_or_404, now_in, today_in

if TYPE_CHECKING:
    from fivestar.evidence.models import Evidence
    from fivestar.territory.models import Region

PAIRS_A_PAGE = 20
WORDS = (N_("同一次活动，没有问题"), N_("同一份样表，内容不同"), N_("已同村里核对"), N_("已请村里换一份"))
"""Offered while writing what was seen."""


@require_safe
def alike(request: HttpRequest, code: str, township: str = "") -> HttpResponse:
    """Pairs of files that look alike, those nobody has looked at first."""
    district, actor = district_or_404(code), actor_of(request)
    require(actor, "evidence.compare_over", district)
    townships = pairs.townships_compared(actor, district)
    region = _one_of(townships, township) if township else district
    found = pairs.matches(actor, district, region)
    page = Paginator(found.pairs, PAIRS_A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "evidence/alike.html",
        {
            "district": district,
            "today": today_in(district),
            "townships": townships,
            "township": region if township else None,
            "waiting": sum(not one.is_noted for one in found.pairs),
            "beyond": found.beyond,
            "page": page,
            "pairs": pages.pair_lines(actor, district, pairs.pairs_of(list(page.object_list))),
            "words": [gettext(word) for word in WORDS],
        },
    )


@require_POST
def note(request: HttpRequest, code: str) -> HttpResponse:
    """He looked at two files and says what he saw."""
    district, actor = district_or_404(code), actor_of(request)
    one, other = (_file(actor, district, request.POST.get(name, "")) for name in ("one", "other"))
    said = request.POST.get("note", "")
    try:
        actions.note_comparison(actor=actor, one=one, other=other, note=said, at=now_in(district))
    except actions.UnableToNote as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, gettext("记下了。"))
    township = request.POST.get("township", "")
    return redirect("alike_township", code, township) if township else redirect("alike", code)


def _one_of(townships: list[Region], code: str) -> Region:
    for township in townships:
        if township.code == code:
            return township
    raise Http404(gettext("没有找到"))


def _file(actor: Actor, district: Region, public_id: str) -> Evidence:
    found = pairs.comparable_file(actor, district, public_id)
    if found is None:
        raise Http404(gettext("没有这份文件"))
    return found
