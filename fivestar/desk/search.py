"""The search page: a branch by name, former name, pinyin, initials or code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from fivestar.foundation.access import actor_of
from fivestar.foundation.outcome import N_
from fivestar.territory.queries import Found, district_by_code, districts, search, today_in

if TYPE_CHECKING:
    from fivestar.territory.models import Region

MOST = 30
CATEGORY_WORDS = {
    "rural": N_("农村"),
    "urban": N_("城市社区"),
    "outside": N_("不在创建范围"),
    "unknown": N_("类别待定"),
}


@dataclass(frozen=True, slots=True)
class Hit:
    """A branch in the list. `because` says in which way it was found when that is not its name."""

    public_id: str
    name: str
    village: str
    code: str
    township: str
    district: str
    category: str
    is_fictitious: bool
    because: str


def hit_of(found: Found) -> Hit:
    branch = found.branch
    because = ""
    if found.matched != branch.village.name:
        because = gettext("{kind}：{matched}").format(kind=gettext(found.kind_message_id), matched=found.matched)
    return Hit(
        public_id=branch.public_id,
        name=branch.name,
        village=branch.village.name,
        code=branch.village.code,
        township=branch.township.name,
        district=branch.district.name,
        category=gettext(CATEGORY_WORDS[branch.category]),
        is_fictitious=branch.district.is_fictitious,
        because=because,
    )


@require_GET
def search_page(request: HttpRequest) -> HttpResponse:
    """`q` in all districts, or in the one whose code is `d`."""
    text = request.GET.get("q", "").strip()
    district = district_by_code(request.GET.get("d", ""))
    hits = [hit_of(found) for found in search(actor_of(request), text, district, limit=MOST)] if text else []
    context: dict[str, object] = {
        "text": text,
        "hits": hits,
        "is_cut": len(hits) == MOST,
        "chosen": district,
        "districts": list(districts()),
    }
    if district is not None:
        context |= _place(district)
    return render(request, "desk/search.html", context)


def _place(district: Region) -> dict[str, object]:
    return {"district": district, "today": today_in(district)}
