"""One fact of one branch, with everything that was ever said of it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from fivestar.facts.history import queries
from fivestar.foundation.access import actor_of, require
from fivestar.foundation.context import show_district
from fivestar.standards import words
from fivestar.standards.queries import fact_definition
from fivestar.territory.queries import branch_by_public_id, today_in


@require_safe
def fact_history(request: HttpRequest, public_id: str, slug: str) -> HttpResponse:
    """404 when there is no such branch or fact; whoever may not read statements gets the reason."""
    branch = branch_by_public_id(public_id)
    fact = queries.fact_by_slug(slug)
    if branch is None or fact is None:
        raise Http404(gettext("没有找到"))
    require(actor_of(request), "facts.read_history", branch)
    show_district(request, branch.district.code)
    today = today_in(branch.district)
    definition = fact_definition(fact)
    return render(
        request,
        "facts/history/fact.html",
        {
            "district": branch.district,
            "today": today,
            "branch": branch,
            "slug": slug,
            "label": words.label_of(definition),
            "frequency": words.frequency_word(definition.frequency),
            "periods": queries.history_of(branch, fact, today),
        },
    )
