"""The wall of a region, a branch's dossier, its small card and its receipt."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from fivestar.engine import canon
from fivestar.evidence import queries as evidence
from fivestar.foundation.access import actor_of, decide
from fivestar.foundation.context import show_district
from fivestar.foundation.navigation import branch_pages
from fivestar.responsibility.queries import Holder
from fivestar.scorecards import queries, registers
from fivestar.scorecards.dossier_page import DossierPage
from fivestar.scorecards.shapes import Aside, Basis, Wall
from fivestar.territory import queries as territory

if TYPE_CHECKING:
    from fivestar.territory.models import Branch, Region

ASKED = ("on", "star", "department", "taskforce", "holder")
BASES: dict[str, Basis] = {"stated": "S", "confirmed": "C"}


@require_safe
def wall(request: HttpRequest, code: str) -> HttpResponse:
    """`on` a day, `star` an id, `department` a leading one, `taskforce` and `holder` posts, `screen=1` for a screen."""
    region = _region(code)
    is_district, is_screen = region.kind == "district", request.GET.get("screen") == "1"
    parent = None if is_district else region.parent
    if not is_district:
        show_district(request, parent.code if parent is not None and parent.kind == "district" else "")
    asked = {name: request.GET[name] for name in ASKED if request.GET.get(name)}
    on, fault = _day(asked.get("on"))
    filters = {name: value for name, value in asked.items() if name != "on"}
    picture = queries.wall(actor_of(request), region, on=on, **filters)
    if not picture.is_past:
        asked.pop("on", None)  # an address without a day stays today's tomorrow
    for name in ("taskforce", "holder"):
        if getattr(picture, name) is None:
            asked.pop(name, None)  # no such post that day: nothing is narrowed, and no link says so
    page = {
        "wall": picture,
        "asides": _asides(region, picture) if is_district and not is_screen else [],
        "district": region,
        "parent": parent,
        "today": picture.today,
        "fault": fault,
        "is_screen": is_screen,
        "cell_page": "branch" if actor_of(request).is_signed_in else next(iter(registers.open_pages), "branch"),
        "narrowed": _narrowed(asked, picture),
        "star_query": _star_queries(asked, picture),
        "screen_query": urlencode({**asked, "screen": "1"}),
        "plain_query": urlencode(asked),
    }
    response = render(request, "scorecards/wall.html", page)
    patch_vary_headers(response, ["HX-Request"])
    if request.headers.get("HX-Request"):
        response["HX-Push-Url"] = f"{request.path}?{urlencode(asked)}" if asked else request.path
    return response


@require_safe
def branch(request: HttpRequest, public_id: str) -> HttpResponse:
    """The dossier. `basis=stated` judges the tasks by stated facts, `show` keeps one verdict."""
    found = _branch(public_id)
    show_district(request, found.district.code)
    basis = BASES.get(request.GET.get("basis", ""), "C")
    dossier = queries.dossier(actor_of(request), found, basis=basis)
    for for_reader in registers.for_readers:
        dossier = for_reader(actor_of(request), dossier)
    page = DossierPage.of(dossier, basis=basis, show=request.GET.get("show", ""))
    lines = [line for add in registers.branch_lines for line in add(found, dossier.on)]
    context = {"page": page, "dossier": dossier, "lines": lines, "district": found.district, "today": dossier.on}
    if page.card is not None:
        context["receipt"] = receipt = queries.receipt_told(actor_of(request), found, basis=basis)
        context["digest"] = canon.digest(receipt.document)
    context["branch_pages"] = [entry for entry in branch_pages if entry.for_whom(actor_of(request), found)]
    context["may_read_history"] = bool(decide(actor_of(request), "facts.read_history", found))
    context["files"] = evidence.counts_of(actor_of(request), found)
    return render(request, "scorecards/dossier.html", context)


@require_safe
def branch_card(request: HttpRequest, public_id: str) -> HttpResponse:
    """The card over a cell of the wall, a fragment."""
    card = queries.hover_card(actor_of(request), _branch(public_id))
    return render(request, "scorecards/hover_card.html", {"card": card})


@require_safe
def receipt(request: HttpRequest, public_id: str) -> HttpResponse:
    """The receipt as the canonical bytes whose digest the dossier shows."""
    found = _branch(public_id)
    basis = BASES.get(request.GET.get("basis", ""), "C")
    document = queries.receipt_of(actor_of(request), found, basis=basis)
    response = HttpResponse(canon.dumps(document), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="receipt-{found.public_id}.json"'
    return response


def _region(code: str) -> Region:
    region = territory.region_by_code(code)
    if region is None:
        raise Http404(gettext("没有代码为 {code} 的地区").format(code=code))
    return region


def _branch(public_id: str) -> Branch:
    found = territory.branch_by_public_id(public_id)
    if found is None:
        raise Http404(gettext("没有这个支部"))
    return found


def _day(text: str | None) -> tuple[date | None, str | None]:
    """The day asked for, or none with the sentence that says what is wrong with it."""
    if text is None:
        return None, None
    try:
        return date.fromisoformat(text), None
    except ValueError:
        return None, gettext("“{text}”不是日期，请写成 2023-09-15 的样子；下面是今天的画面。").format(text=text)


def _asides(region: Region, picture: Wall) -> list[Aside]:
    """What other rooms add beside the wall; a screen on a wall has no room for it."""
    return [aside for add in registers.asides for aside in add(region, picture.on)]


def _star_queries(asked: dict[str, str], picture: Wall) -> dict[str, object]:
    """The addresses of the star chips: everything else that was asked stays."""
    rest = {name: value for name, value in asked.items() if name != "star"}
    return {
        "all": urlencode(rest),
        "choices": [(choice, urlencode({**rest, "star": choice.id})) for choice in picture.star_choices],
    }


def _narrowed(asked: dict[str, str], picture: Wall) -> list[tuple[Holder, str]]:
    """The task force and the duty holder the wall is narrowed to, each with the address of the wall without it."""
    chosen = {"taskforce": picture.taskforce, "holder": picture.holder}
    return [
        (holder, urlencode({other: value for other, value in asked.items() if other != name}))
        for name, holder in chosen.items()
        if holder is not None
    ]
