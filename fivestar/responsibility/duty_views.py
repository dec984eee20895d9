"""Pages of the five duties: a district's matrix, a township's branches, one branch's chain."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from fivestar.foundation.access import actor_of, decide
from fivestar.foundation.outcome import may_or_could
from fivestar.responsibility import bodies, matrix
from fivestar.territory import queries as territory

if TYPE_CHECKING:
    from fivestar.territory.models import Branch


@require_safe
def duties(request: HttpRequest, code: str) -> HttpResponse:
    """Townships × five duties, gaps marked; for anyone."""
    district = territory.district_or_404(code)
    actor, today = actor_of(request), territory.today_in(district)
    context = {
        "district": district,
        "today": today,
        "matrix": matrix.matrix_of(actor, district, today),
        "heads": [(duty, gettext(words)) for duty, words in matrix.WORDS.items()],
        "may_pair": may_or_could(decide(actor, "responsibility.appoint", district)),
        "may_list_posts": bool(decide(actor, "responsibility.read_posts", district)),
    }
    return render(request, "responsibility/duties.html", context)


@require_safe
def duties_township(request: HttpRequest, code: str, township_code: str) -> HttpResponse:
    """One township: who is over it, and each branch's helper and secretary."""
    district = territory.district_or_404(code)
    township = territory.townships_of(district).filter(code=township_code).first()
    if township is None:
        raise Http404
    today = territory.today_in(district)
    branches = list(territory.branches_of(district).filter(township=township).exclude(category=matrix.OUTSIDE))
    over, rows = matrix.township_duties(actor_of(request), township, branches, today)
    context = {
        "district": district,
        "today": today,
        "township": township,
        "over": over,
        "rows": rows,
        "heads": [gettext(matrix.WORDS[duty]) for duty in matrix.OF_BRANCHES],
    }
    return render(request, "responsibility/duties_township.html", context)


@require_safe
def branch_duties(request: HttpRequest, public_id: str) -> HttpResponse:
    """The five levels over one branch by name; a gap leads whoever may fill it to the form."""
    branch = territory.branch_by_public_id(public_id)
    if branch is None:
        raise Http404
    actor, today = actor_of(request), territory.today_in(branch.district)
    cells = matrix.chain_cells(actor, branch, today)
    context = {
        "district": branch.district,
        "today": today,
        "branch": branch,
        "chain": [(cell, _to_fill(cell, branch) if cell.gaps else "") for cell in cells],
        "may_appoint": may_or_could(decide(actor, "responsibility.appoint", branch.district)),
        "groups": bodies.dispatches_to(branch, today),
    }
    return render(request, "responsibility/branch_duties.html", context)


def _to_fill(cell: matrix.DutyCell, branch: Branch) -> str:
    """The page of the post that is empty, or the form for one that is not there."""
    if cell.posts:
        return reverse("post", args=[cell.posts[0].public_id])
    unit = branch.township if cell.duty in matrix.OF_TOWNSHIPS else branch.village
    asked = urlencode({"duty": cell.duty.value, "unit": unit.code})
    return f"{reverse('post_new', args=[branch.district.code])}?{asked}"
