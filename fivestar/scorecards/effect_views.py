"""What a district's own standards would change for every branch, seen before they are adopted."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from fivestar.foundation.access import actor_of, decide
from fivestar.foundation.outcome import N_
from fivestar.scorecards import queries
from fivestar.scorecards.shapes import Effect
from fivestar.standards.forms import AdoptForm
from fivestar.standards.links import ProposalLink
from fivestar.standards.queries import proposal as proposal_for
from fivestar.standards.words import verdict_word
from fivestar.territory.queries import district_by_code, today_in

LINK = ProposalLink("proposal_effect", N_("看对全区支部的影响"))
VERDICTS = ("met", "unmet", "unknown", "pending", "not_applicable")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number before and after."""

    label: str
    before: int
    after: int


@require_safe
def effect_page(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    """Levels before and after, the branches that change, and the form to adopt."""
    actor = actor_of(request)
    district = district_by_code(code)
    proposal = proposal_for(actor, public_id)
    if district is None or proposal is None or proposal.district_id != district.pk or proposal.document is None:
        raise Http404
    today = today_in(district)
    effect = queries.effect_of(actor, proposal)
    return render(
        request,
        "scorecards/effect.html",
        {
            "district": district,
            "today": today,
            "proposal": proposal,
            "effect": effect,
            "levels": level_figures(effect),
            "verdicts": verdict_figures(effect),
            "form": AdoptForm(initial={"from_day": today}),
            "may_adopt": bool(decide(actor, "standards.adopt", proposal)),
        },
    )


def level_figures(effect: Effect) -> list[Figure]:
    """Level by level from five to none, whether or not anything changes there."""
    after = {count.level: count.count for count in effect.levels_after}
    return [
        Figure(gettext("{level} 星").format(level=count.level), count.count, after.get(count.level, 0))
        for count in effect.levels_before
    ]


def verdict_figures(effect: Effect) -> list[Figure]:
    """How many single answers are met, not met, …: the cells of the big table."""
    return [
        Figure(verdict_word(verdict), effect.verdicts_before.get(verdict, 0), effect.verdicts_after.get(verdict, 0))
        for verdict in VERDICTS
    ]
