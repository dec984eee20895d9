"""What a branch aims at, step by step; and whether a district's targets come to what was planned."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from fivestar.foundation.access import actor_of, decide, require
from fivestar.foundation.context import show_district
from fivestar.foundation.outcome import N_, in_words, may_or_could
from fivestar.scorecards import actions as scorecards
from fivestar.scorecards.aims import actions, queries
from fivestar.scorecards.aims.forms import AimForm, PlanForm
from fivestar.scorecards.models import TargetStep
from fivestar.standards import queries as standards
from fivestar.territory.queries import branch_by_public_id, district_or_404, now_in, today_in, townships_of

if TYPE_CHECKING:
    from fivestar.foundation.access import Actor
    from fivestar.scorecards.aims.queries import Reconciled
    from fivestar.scorecards.models import Target
    from fivestar.standards.models import Edition
    from fivestar.territory.models import Branch, Region

UNPLACED_A_PAGE = 60
# What each act is called on its button, in the order in which a page offers the first the actor may do.
STEPS: dict[str, tuple[str, Callable[..., Any], str]] = {
    "propose": ("scorecards.propose_target", actions.propose_target, N_("申报目标")),
    "endorse": ("scorecards.endorse_target", actions.endorse_target, N_("审核后报区里")),
    "fix": ("scorecards.set_target", actions.fix_target, N_("定下目标")),
}


@require_http_methods(["GET", "HEAD", "POST"])
def branch_target(request: HttpRequest, public_id: str) -> HttpResponse:
    """What stands, what was before, what is on its way; `act` says which step is sent."""
    actor = actor_of(request)
    branch = branch_by_public_id(public_id)
    if branch is None:
        raise Http404(gettext("没有这个支部"))
    require(actor, "scorecards.read", branch)
    show_district(request, branch.district.code)
    today = today_in(branch.district)
    edition = standards.edition_in_force(branch.district, branch.category, today)
    stars = [(star.id, star.name) for star in standards.rulebook_of(edition).stars] if edition else []
    steps, rows = _stands(actor, branch, edition)
    mark = queries.mark_of(branch, edition) if edition else ""
    offered = [name for name, (act, _, _) in STEPS.items() if edition and may_or_could(decide(actor, act, branch))]
    chosen = request.POST.get("act", "") if request.method == "POST" else next(iter(offered), "")
    if request.method == "POST" and chosen not in STEPS:
        raise Http404
    form = _form(request, chosen, stars, steps, rows) if chosen else None
    if request.method == "POST":
        act, does, _ = STEPS[chosen]
        require(actor, act, branch)
        assert form is not None
        if form.is_valid():
            try:
                does(
                    actor=actor,
                    branch=branch,
                    aimed=form.aimed,
                    seen=request.POST.get("seen", ""),  # without the field nothing was seen
                    at=now_in(branch.district),
                )
            except (actions.UnableToPropose, actions.ChangedMeanwhile, scorecards.UnableToSetTarget) as refused:
                form.add_error(None, str(refused))
            else:
                messages.success(request, gettext("记下了。"))
                return redirect("branch_target", public_id)
    names = dict(stars)
    return render(
        request,
        "scorecards/target.html",
        {
            "district": branch.district,
            "today": today,
            "branch": branch,
            "standing": next(((one, _named(one.stars, names)) for one in rows if one.is_current), None),
            "before": [(one, _named(one.stars, names)) for one in rows if not one.is_current],
            "steps": [(steps[step], _named(steps[step].stars, names)) for step in TargetStep.Step if step in steps],
            "form": form,
            "act": chosen,
            "seen": mark,
            "act_words": gettext(STEPS[chosen][2]) if chosen else "",
        },
        status=HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def targets(request: HttpRequest, code: str) -> HttpResponse:
    """By level and by star against the plan; `township` narrows it. The organisation department enters a plan here."""
    district = district_or_404(code)
    actor = actor_of(request)
    region = _region(district, request.GET.get("township", ""))
    require(actor, "scorecards.read", region)
    today = today_in(district)
    told = queries.reconciled(region, today)
    may_enter = may_or_could(decide(actor, "scorecards.enter_plan", region))
    form = _plan_form(request, told) if may_enter else None
    if request.method == "POST":
        require(actor, "scorecards.enter_plan", region)
        assert form is not None
        if form.is_valid():
            try:
                actions.enter_plan(actor=actor, region=region, at=now_in(district), **form.figures)
            except actions.UnableToEnterPlan as refused:
                form.add_error(None, str(refused))
            else:
                messages.success(request, gettext("计划数录入了。对不上的地方照实写在下面，不替您改。"))
                return redirect(request.get_full_path())
    page = Paginator(told.unplaced, UNPLACED_A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "scorecards/targets.html",
        {
            "district": district,
            "today": today,
            "region": region,
            "townships": list(townships_of(district)),
            "told": told,
            "stars": [(one, told.star_names[one.key]) for one in told.stars],
            "plan_checks": [(in_words(one.message_id, one.values), one.comes_out) for one in told.plan_checks],
            "now_checks": [(in_words(one.message_id, one.values), one.comes_out) for one in told.now_checks],
            "page": page,
            "form": form,
            "to_endorse": queries.waiting(actor, region, today, "scorecards.endorse_target", TargetStep.Step.PROPOSED),
            "to_fix": queries.waiting(actor, region, today, "scorecards.set_target", TargetStep.Step.ENDORSED),
        },
        status=HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK,
    )


def _region(district: Region, township: str) -> Region:
    if not township:
        return district
    found = townships_of(district).filter(code=township).select_related("parent").first()
    if found is None:
        raise Http404(gettext("没有这个乡镇（街道）"))
    return found


def _form(
    request: HttpRequest,
    chosen: str,
    stars: list[tuple[str, str]],
    steps: dict[str, TargetStep],
    rows: list[Target],
) -> AimForm:
    """Starts from what the step before said, else from what stands."""
    if request.method == "POST":
        return AimForm(request.POST, stars=stars)
    before = {
        "endorse": steps.get("proposed"),
        "fix": steps.get("endorsed") or steps.get("proposed"),
        "propose": steps.get("proposed"),
    }[chosen]
    said = before or next((one for one in rows if one.is_current), None)
    return AimForm(stars=stars, initial={"level": said.level, "stars": said.stars} if said else None)


def _plan_form(request: HttpRequest, told: Reconciled) -> PlanForm:
    most = len(told.levels)
    if request.method == "POST":
        return PlanForm(request.POST, star_names=told.star_names, most=most)
    start: dict[str, object] = {}
    if told.plan is not None:
        plan = told.plan
        start = {"rural": plan.rural, "urban": plan.urban, "source": plan.source}
        start |= {f"level_{level}": count for level, count in plan.levels.items()}
        start |= {f"star_{star}": count for star, count in plan.stars.items()}
    return PlanForm(initial=start, star_names=told.star_names, most=most)


def _stands(actor: Actor, branch: Branch, edition: Edition | None) -> tuple[dict[str, TargetStep], list[Target]]:
    """What is on its way, for whoever may read it; everything fixed this year, the newest first."""
    if edition is None:
        return {}, []
    steps = queries.current_steps(branch, edition) if queries.may(actor, "scorecards.read_steps", branch) else {}
    return steps, list(queries.rows_of_year(branch, edition))


def _named(stars: list[str], names: dict[str, str]) -> str:
    return "、".join(names.get(star, star) for star in stars)
