"""The list of facts with its search, and a fact's page. Both are public: they say what is asked, not what was said."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fivestar.facts import queries as facts
from fivestar.facts.catalogue_pages import lines, queries
from fivestar.facts.consumers import others_needing
from fivestar.facts.contests.taps import taps_for
from fivestar.facts.needs import needs_of, rulebooks_in_force
from fivestar.foundation.access import actor_of
from fivestar.standards import words
from fivestar.territory.queries import district_or_404, today_in

MAX_TEXT = 60


@require_safe
def facts_page(request: HttpRequest, code: str) -> HttpResponse:
    """`q` searches, `by` keeps one kind of supplier."""
    district = district_or_404(code)
    today = today_in(district)
    text = request.GET.get("q", "").strip()[:MAX_TEXT]
    supplier = request.GET.get("by", "")
    if supplier not in lines.SUPPLIERS:
        supplier = ""
    groups = lines.groups_of(
        facts.catalogue().facts.values(),
        needs=needs_of(rulebooks_in_force(district, today)),
        others=others_needing(district),
        known=queries.known_facts(district),
        text=text,
        supplier=supplier,
    )
    return render(
        request,
        "facts/catalogue/list.html",
        {
            "district": district,
            "today": today,
            "text": text,
            "supplier": supplier,
            "suppliers": [(one, words.supplier_word(one)) for one in lines.SUPPLIERS],
            "groups": groups,
            "found": sum(len(group.lines) for group in groups),
        },
    )


@require_safe
def fact_page(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    """One fact of the catalogue; 404 when there is none of that name."""
    district = district_or_404(code)
    definition = facts.catalogue().facts.get(slug)
    if definition is None:
        raise Http404
    today = today_in(district)
    needs = needs_of(rulebooks_in_force(district, today)).get(slug, ())
    page = lines.page_of(
        definition,
        needs=needs,
        others=others_needing(district).get(slug, ()),
        periods=queries.known_periods(district, slug),
        expected=queries.branches_in(district, {need.category for need in needs}),
    )
    tapped = taps_for(actor_of(request), district, definition, page.label, today) if page.needs else None
    return render(
        request, "facts/catalogue/fact.html", {"district": district, "today": today, "fact": page, "tapped": tapped}
    )
